package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentLandmarks;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * What a try-on network repaints: the clothes worn, the arms and the neck, whatever the new garment may cover or bare, without face, hands
 * and what else stays. Source: {@code get_mask_location} of yisol/IDM-VTON and levihsu/OOTDiffusion; where their rules hurt, see {@link
 * Exactness}.
 */
public final class AgnosticMask {
    /** How wide an arm is painted over, at a picture 512 pixels high. */
    public enum ArmWidth {
        /** As the networks for upper bodies were trained ({@code hd}). */
        WIDE(60),
        /** As the network for whole bodies was trained ({@code dc}). */
        NARROW(45);

        private final int pixels;

        ArmWidth(int pixels) {
            this.pixels = pixels;
        }
    }

    /**
     * What is to be put on.
     *
     * @param length from the shoulders to its hem, for garments that hang from the shoulders; from the waist for the others; torso lengths
     * @param hem how wide it is there, shoulder widths
     */
    public record Garment(GarmentKind kind, double length, double hem) {
        /** A flat garment's shoulder line over the distance of a body's shoulder points; their distance over a torso's length. */
        private static final double SHOULDER_LINE = 0.9;

        private static final double TORSO = 1.45;

        /** A flat waistband over the distance of the shoulder points. */
        private static final double WAISTBAND = 0.85;

        /** What a photographed garment will cover, by its own proportions. */
        public static Garment of(GarmentCut cut) {
            return switch (cut.landmarks()) {
                case GarmentLandmarks.Upper upper -> {
                    double shoulders = SHOULDER_LINE * upper.tipLeft().distance(upper.tipRight());
                    double top = (upper.neckLeft().y() + upper.neckRight().y()) / 2;
                    yield new Garment(
                            cut.kind(),
                            (upper.hemY() - top) / (TORSO * shoulders),
                            upper.hemLeft().distance(upper.hemRight()) / shoulders);
                }
                case GarmentLandmarks.Lower lower -> {
                    double shoulders = lower.waistLeft().distance(lower.waistRight()) / WAISTBAND;
                    double bottom =
                            (lower.hemLeftOuter().y() + lower.hemRightOuter().y()) / 2;
                    double top = (lower.waistLeft().y() + lower.waistRight().y()) / 2;
                    // Trousers follow the legs; a skirt hangs around them.
                    double hem = lower.crotch().isPresent()
                            ? 0
                            : lower.hemLeftOuter().distance(lower.hemRightOuter()) / shoulders;
                    yield new Garment(cut.kind(), (bottom - top) / (TORSO * shoulders), hem);
                }
            };
        }

        /** One that covers no more than the clothes of its kind that are worn. */
        public static Garment ofKind(GarmentKind kind) {
            return new Garment(kind, 0, 0);
        }
    }

    private static final int NORMAL_HEIGHT = 512;
    private static final int GARMENT_GROWTH = 10;
    private static final int ARM_GROWTH = 8;
    private static final int NECK_GROWTH = 2;

    /** Wrists are known, hands are not: forearms are lengthened. */
    private static final double BEYOND_WRIST = 1.2;

    private static final Scalar NOTHING = Scalar.all(0);
    private static final Scalar INSIDE = Scalar.all(255);

    private static final Set<ParsedLabel> HEAD = EnumSet.of(ParsedLabel.HAT, ParsedLabel.SUNGLASSES, ParsedLabel.FACE);
    private static final Set<ParsedLabel> ALWAYS_KEPT = EnumSet.of(
            ParsedLabel.LEFT_SHOE, ParsedLabel.RIGHT_SHOE, ParsedLabel.HAT, ParsedLabel.SUNGLASSES, ParsedLabel.BAG);

    private final Exactness exactness;

    AgnosticMask(Exactness exactness) {
        this.exactness = exactness;
    }

    /**
     * Masks, all of the labels' size, 255 inside, in the workspace.
     *
     * @param mask what is repainted
     */
    record Stages(
            Mat garment,
            Mat grown,
            Mat armRight,
            Mat armLeft,
            Mat hands,
            Mat arms,
            Mat neck,
            Mat fixed,
            Mat kept,
            Mat region,
            Mat filled,
            Mat mask) {}

    /**
     * The mask of a picture.
     *
     * @param labels {@code CV_8UC1}, values of {@link ParsedLabel}
     * @param points in pixels of the labels
     * @return {@code CV_8UC1}, 255 where the network repaints, in the workspace; all 0 when nothing of the kind is worn and no arm is seen
     */
    public static Mat of(Mat labels, BodyPoints points, Garment garment, ArmWidth width, Workspace workspace) {
        return new AgnosticMask(Exactness.MEANT).stages(labels, points, garment, width, workspace).mask;
    }

    Stages stages(Mat labels, BodyPoints points, Garment garment, ArmWidth width, Workspace workspace) {
        Natives.load();
        return exactness == Exactness.REFERENCE
                ? asPublished(labels, points, garment.kind, width, workspace)
                : new MeantMask(labels, points, garment, width.pixels, workspace).stages();
    }

    /** Labels of the clothes that a garment of a kind takes the place of. */
    static Set<ParsedLabel> replaced(GarmentKind kind) {
        return switch (kind) {
            case UPPER -> EnumSet.of(ParsedLabel.UPPER_CLOTHES, ParsedLabel.DRESS);
            case LOWER -> EnumSet.of(ParsedLabel.SKIRT, ParsedLabel.PANTS, ParsedLabel.LEFT_LEG, ParsedLabel.RIGHT_LEG);
            case DRESS ->
                EnumSet.of(ParsedLabel.UPPER_CLOTHES, ParsedLabel.SKIRT, ParsedLabel.PANTS, ParsedLabel.DRESS);
        };
    }

    /** Labels that stay whatever grows over them, without head and hands. */
    static Set<ParsedLabel> keptBeside(GarmentKind kind) {
        Set<ParsedLabel> kept = EnumSet.copyOf(ALWAYS_KEPT);
        switch (kind) {
            case UPPER -> kept.addAll(EnumSet.of(ParsedLabel.SKIRT, ParsedLabel.PANTS));
            case LOWER ->
                kept.addAll(EnumSet.of(ParsedLabel.UPPER_CLOTHES, ParsedLabel.LEFT_ARM, ParsedLabel.RIGHT_ARM));
            case DRESS -> {}
        }
        return kept;
    }

    private Stages asPublished(Mat labels, BodyPoints points, GarmentKind kind, ArmWidth width, Workspace workspace) {
        Mat garment = ParsedLabel.where(labels, replaced(kind), workspace);
        Mat grown = grown(garment, GARMENT_GROWTH, workspace);
        Mat head = ParsedLabel.where(labels, HEAD, workspace);
        Mat keptBeside = ParsedLabel.where(labels, keptBeside(kind), workspace);
        Mat fixed = workspace.mat();
        Core.bitwise_or(keptBeside, head, fixed);
        Mat armRight = nothing(labels, workspace);
        Mat armLeft = nothing(labels, workspace);
        Mat hands = nothing(labels, workspace);
        Mat arms = nothing(labels, workspace);
        Mat neck = nothing(labels, workspace);
        if (kind != GarmentKind.LOWER) {
            int thickness = (int) ((double) width.pixels / NORMAL_HEIGHT * labels.rows());
            Mat right = ParsedLabel.where(labels, EnumSet.of(ParsedLabel.RIGHT_ARM), workspace);
            Mat left = ParsedLabel.where(labels, EnumSet.of(ParsedLabel.LEFT_ARM), workspace);
            armRight = published(
                    right,
                    points,
                    BodyPoint.RIGHT_SHOULDER,
                    BodyPoint.RIGHT_ELBOW,
                    BodyPoint.RIGHT_WRIST,
                    thickness,
                    workspace);
            armLeft = published(
                    left,
                    points,
                    BodyPoint.LEFT_SHOULDER,
                    BodyPoint.LEFT_ELBOW,
                    BodyPoint.LEFT_WRIST,
                    thickness,
                    workspace);
            Core.bitwise_or(without(right, armRight, workspace), without(left, armLeft, workspace), hands);
            Core.bitwise_or(fixed, hands, fixed);
            Core.bitwise_or(armRight, armLeft, arms);
            arms = grown(arms, ARM_GROWTH, workspace);
            neck = without(
                    grown(ParsedLabel.where(labels, EnumSet.of(ParsedLabel.NECK), workspace), NECK_GROWTH, workspace),
                    head,
                    workspace);
        }
        Mat covered = workspace.mat();
        Core.bitwise_or(grown, arms, covered);
        Core.bitwise_or(covered, neck, covered);
        Mat open = workspace.mat();
        Core.bitwise_not(keptBeside, open);
        Mat kept = without(open, covered, workspace);
        Mat region = workspace.mat();
        Core.bitwise_or(kept, fixed, region);
        Core.bitwise_not(region, region);
        Mat filled = filled(region, workspace);
        return new Stages(
                garment,
                grown,
                armRight,
                armLeft,
                hands,
                arms,
                neck,
                fixed,
                kept,
                region,
                filled,
                largestPart(filled, workspace));
    }

    /** A point the program does not have is (0, 0) to it, and a negative number one near 65536. */
    private static Mat published(
            Mat parsed,
            BodyPoints points,
            BodyPoint shoulder,
            BodyPoint elbow,
            BodyPoint wrist,
            int thickness,
            Workspace workspace) {
        Point2 s = points.at(shoulder).at();
        Point2 e = points.at(elbow).at();
        Point2 w = points.at(wrist).at();
        if (w.x() <= 1 && w.y() <= 1) {
            Mat copy = workspace.mat();
            parsed.copyTo(copy);
            return copy;
        }
        Point2 end = new Point2(e.x() + BEYOND_WRIST * (w.x() - e.x()), e.y() + BEYOND_WRIST * (w.y() - e.y()));
        PillowStroke stroke = new PillowStroke(parsed.cols(), parsed.rows());
        List<Point2> way = List.of(wrapped(s), wrapped(e), wrapped(end));
        // The left arm is drawn from its end: which side of a line of even thickness is wider depends on that.
        stroke.line(shoulder == BodyPoint.LEFT_SHOULDER ? way.reversed() : way, thickness);
        int radius = thickness / 2;
        stroke.disc(s, radius);
        return mat(stroke, parsed, workspace);
    }

    private static Point2 wrapped(Point2 point) {
        return new Point2((int) point.x() & 0xFFFF, (int) point.y() & 0xFFFF);
    }

    static Mat mat(PillowStroke stroke, Mat like, Workspace workspace) {
        Mat drawn = workspace.zeros(like.rows(), like.cols(), CvType.CV_8UC1);
        drawn.put(0, 0, stroke.raster());
        return drawn;
    }

    static Mat nothing(Mat like, Workspace workspace) {
        return workspace.zeros(like.rows(), like.cols(), CvType.CV_8UC1);
    }

    /** Wider by so many pixels to every side, corners square. */
    static Mat grown(Mat mask, int pixels, Workspace workspace) {
        int side = 2 * pixels + 1;
        Mat wider = workspace.mat();
        Imgproc.dilate(mask, wider, workspace.keep(Mat.ones(side, side, CvType.CV_8UC1)));
        return wider;
    }

    static Mat without(Mat mask, Mat taken, Workspace workspace) {
        Mat rest = workspace.mat();
        Core.bitwise_not(taken, rest);
        Core.bitwise_and(mask, rest, rest);
        return rest;
    }

    /** Holes closed; the outermost pixels are never inside. */
    private static Mat filled(Mat region, Workspace workspace) {
        Mat framed = workspace.mat();
        region.copyTo(framed);
        Imgproc.rectangle(framed, new Rect(0, 0, framed.cols(), framed.rows()), NOTHING, 1);
        return MergeLabels.holesClosed(framed, workspace);
    }

    /** The outline of the part with the largest area, filled; the outline is simplified, as there. */
    private static Mat largestPart(Mat mask, Workspace workspace) {
        List<MatOfPoint> contours = new ArrayList<>();
        Imgproc.findContours(mask, contours, workspace.mat(), Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_TC89_L1);
        Optional<Integer> largest = Optional.empty();
        double most = -1;
        for (int i = 0; i < contours.size(); i++) {
            double area = Imgproc.contourArea(workspace.keep(contours.get(i)));
            if (area > most) {
                most = area;
                largest = Optional.of(i);
            }
        }
        Mat part = nothing(mask, workspace);
        largest.ifPresent(i -> Imgproc.drawContours(part, contours, i, INSIDE, Imgproc.FILLED));
        return part;
    }
}
