package org.mirrorx.inference.body;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The mask as the published programs mean it, without what shoppers complain of (body.md §6): missing points lead to no stray strokes,
 * hands stay, every part of the clothes counts, hair in front stays, nothing of the old outline shows, and a garment longer than the worn
 * one finds room. Lengths grow with the picture. One mask a time.
 */
final class MeantMask {
    private static final double NORMAL_HEIGHT = 512;

    /** Growth of clothes, of sleeves (their rim and shadow must go), of arms, of the neck; pixels at the normal height. */
    private static final int GARMENT_GROWTH = 10;

    private static final int SLEEVE_GROWTH = 14;
    private static final int ARM_GROWTH = 8;
    private static final int NECK_GROWTH = 2;

    /** Of hair the rim is repainted. */
    private static final int HAIR_RIM = 3;

    /** The outline is freed of whatever is narrower. */
    private static final int SMOOTHING = 9;

    /** Clothes that stay are wider than this. */
    private static final int THREAD = 7;

    /** A torso, as a share of the picture's height, where points are missing. */
    private static final double TORSO = 0.3;

    /** The mouth lies this far from nose to neck: what is above is face, whatever its label. */
    private static final double MOUTH = 0.6;

    /** A top over a dress changes it down to the hips and this share of the picture. */
    private static final double BELOW_HIPS = 0.05;

    /** The waist above the hips, as a share of the torso. */
    private static final double WAIST = 0.25;

    /**
     * From this length on, in torso lengths, a top reaches beyond what tops cover. The photographed tops are 0.9 to 1.9 long by their own
     * shoulders, kurtas and dresses 1.9 and more.
     */
    private static final double LONG_TOP = 1.95;

    /** Hips are wider than the distance of their points; no wider than this share of the shoulders to either side. */
    private static final double HIP_ROOM = 1.5;

    private static final double HIP_REACH = 0.75;

    private static final Scalar INSIDE = Scalar.all(255);

    private final Mat labels;
    private final BodyPoints points;
    private final AgnosticMask.Garment garment;
    private final int armPixels;
    private final Workspace workspace;
    private final double scale;
    private final double torso;
    private final boolean draped;

    MeantMask(Mat labels, BodyPoints points, AgnosticMask.Garment garment, int armPixels, Workspace workspace) {
        this.labels = labels;
        this.points = points;
        this.armPixels = armPixels;
        this.workspace = workspace;
        this.scale = labels.rows() / NORMAL_HEIGHT;
        this.torso = points.torsoLength().orElse(TORSO * labels.rows());
        this.draped = garment.kind() != GarmentKind.LOWER && WornClothes.of(labels, points) == WornClothes.DRAPED;
        // Under draped cloth no top can be put on alone: the whole outfit makes room.
        this.garment = draped ? new AgnosticMask.Garment(GarmentKind.DRESS, garment.length(), garment.hem()) : garment;
    }

    AgnosticMask.Stages stages() {
        boolean lower = garment.kind() == GarmentKind.LOWER;
        Mat worn = worn();
        Mat grown = AgnosticMask.grown(worn, pixels(GARMENT_GROWTH), workspace);
        Mat room = room();
        Core.bitwise_or(grown, room, grown);
        Mat armRight = AgnosticMask.nothing(labels, workspace);
        Mat armLeft = AgnosticMask.nothing(labels, workspace);
        Mat hands = AgnosticMask.nothing(labels, workspace);
        Mat neck = AgnosticMask.nothing(labels, workspace);
        if (!lower) {
            int thickness = (int) (armPixels * scale);
            ArmMask right = ArmMask.right(where(ParsedLabel.RIGHT_ARM), points, thickness, torso, workspace);
            ArmMask left = ArmMask.left(where(ParsedLabel.LEFT_ARM), points, thickness, torso, workspace);
            armRight = right.covered();
            armLeft = left.covered();
            Core.bitwise_or(right.hand(), left.hand(), hands);
            neck = neck();
        }
        Mat arms = workspace.mat();
        Core.bitwise_or(armRight, armLeft, arms);
        Mat sleeves = sleeves(arms);
        Mat armsGrown = AgnosticMask.grown(arms, pixels(ARM_GROWTH), workspace);
        Mat fixed = fixed(hands, room);
        Mat covered = workspace.mat();
        Core.bitwise_or(grown, armsGrown, covered);
        Core.bitwise_or(covered, sleeves, covered);
        Core.bitwise_or(covered, neck, covered);
        Mat kept = workspace.mat();
        Core.bitwise_not(covered, kept);
        Mat region = AgnosticMask.without(covered, fixed, workspace);
        Mat smooth = AgnosticMask.without(smoothed(region), fixed, workspace);
        MaskParts parts = new MaskParts(workspace);
        Mat filled = AgnosticMask.without(parts.smallHolesClosed(smooth), fixed, workspace);
        Mat touched = workspace.mat();
        Core.bitwise_or(worn, arms, touched);
        Core.bitwise_or(touched, room, touched);
        Mat mask = parts.partsThatMatter(filled, touched);
        return new AgnosticMask.Stages(
                worn, grown, armRight, armLeft, hands, armsGrown, neck, fixed, kept, region, filled, mask);
    }

    private int pixels(int atNormalHeight) {
        return Math.max(1, (int) Math.round(atNormalHeight * scale));
    }

    private Mat where(ParsedLabel... wanted) {
        return ParsedLabel.where(labels, EnumSet.copyOf(List.of(wanted)), workspace);
    }

    /** The clothes that go. */
    private Mat worn() {
        Set<ParsedLabel> replaced = AgnosticMask.replaced(garment.kind());
        if (garment.kind() != GarmentKind.LOWER) {
            replaced.add(ParsedLabel.BELT);
            replaced.add(ParsedLabel.SCARF);
        }
        Mat worn = ParsedLabel.where(labels, replaced, workspace);
        Mat dress = where(ParsedLabel.DRESS);
        switch (garment.kind()) {
            case UPPER ->
                hips().ifPresent(hip -> {
                    Mat below = workspace.mat();
                    dress.copyTo(below);
                    WornClothes.keepBelow(below, hip.y() + BELOW_HIPS * labels.rows());
                    worn.setTo(Scalar.all(0), below).release();
                });
            case LOWER -> {
                hips().ifPresent(hip -> WornClothes.keepBelow(dress, hip.y() - WAIST * torso));
                Core.bitwise_or(worn, dress, worn);
            }
            case DRESS -> {}
        }
        return worn;
    }

    /** The middle of the hips; of one where the other is missing. */
    private Optional<Point2> hips() {
        return middle(BodyPoint.LEFT_HIP, BodyPoint.RIGHT_HIP);
    }

    private Optional<Point2> middle(BodyPoint one, BodyPoint other) {
        List<Point2> found = Stream.of(points.at(one), points.at(other))
                .filter(BodyPoints.Scored::isPresent)
                .map(BodyPoints.Scored::at)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst().towards(found.getLast(), 0.5));
    }

    /** Where a garment hangs that is longer or wider than what is worn: a kurta, a lehenga, a gown. */
    private Mat room() {
        Mat room = AgnosticMask.nothing(labels, workspace);
        Optional<Point2> shoulders = middle(BodyPoint.LEFT_SHOULDER, BodyPoint.RIGHT_SHOULDER);
        Optional<Point2> hips = hips();
        if (shoulders.isEmpty() || hips.isEmpty() || garment.length() <= 0) {
            return room;
        }
        boolean fromShoulders = garment.kind() != GarmentKind.LOWER;
        // Trousers follow the legs, which the mask of what is worn covers already.
        boolean ordinaryTop = garment.kind() == GarmentKind.UPPER && garment.length() < LONG_TOP;
        if (ordinaryTop || !fromShoulders && garment.hem() <= 0) {
            return room;
        }
        double waist = hips.get().y() - WAIST * torso;
        double top = fromShoulders ? (shoulders.get().y() + waist) / 2 : waist;
        double bottom = (fromShoulders ? shoulders.get().y() : waist) + garment.length() * torso;
        double shoulderWidth =
                distance(BodyPoint.LEFT_SHOULDER, BodyPoint.RIGHT_SHOULDER).orElse(torso / 1.4);
        double[] sides = hipSides(hips.get(), shoulderWidth);
        double x = (sides[0] + sides[1]) / 2;
        double hem = Math.max(garment.hem() * shoulderWidth, sides[1] - sides[0]);
        MatOfPoint corners = workspace.keep(new MatOfPoint(
                new Point(sides[0], top),
                new Point(sides[1], top),
                new Point(sides[1], hips.get().y()),
                new Point(x + hem / 2, bottom),
                new Point(x - hem / 2, bottom),
                new Point(sides[0], hips.get().y())));
        Imgproc.fillPoly(room, List.of(corners), INSIDE);
        return room;
    }

    /** The columns where clothes and legs end at the hips, with some room; around the hip points where nothing is seen. */
    private double[] hipSides(Point2 hips, double shoulderWidth) {
        double reach = HIP_REACH * shoulderWidth;
        double around = distance(BodyPoint.LEFT_HIP, BodyPoint.RIGHT_HIP).orElse(shoulderWidth / 2) * HIP_ROOM / 2;
        double left = hips.x() - around;
        double right = hips.x() + around;
        Mat body = where(
                ParsedLabel.PANTS,
                ParsedLabel.SKIRT,
                ParsedLabel.DRESS,
                ParsedLabel.UPPER_CLOTHES,
                ParsedLabel.LEFT_LEG,
                ParsedLabel.RIGHT_LEG);
        int from = Math.clamp(Math.round(hips.y() - WAIST / 2 * torso), 0, labels.rows() - 1);
        int to = Math.clamp(Math.round(hips.y() + WAIST / 2 * torso), 0, labels.rows() - 1);
        byte[] row = new byte[labels.cols()];
        for (int y = from; y <= to; y++) {
            body.get(y, 0, row);
            for (int x = 0; x < row.length; x++) {
                if (row[x] != 0 && Math.abs(x - hips.x()) < reach) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        return new double[] {left - pixels(GARMENT_GROWTH), right + pixels(GARMENT_GROWTH)};
    }

    private Optional<Double> distance(BodyPoint one, BodyPoint other) {
        return points.at(one).isPresent() && points.at(other).isPresent()
                ? Optional.of(points.at(one).at().distance(points.at(other).at()))
                : Optional.empty();
    }

    /** The skin between collar and chin: the label, and what was taken for the face below the mouth. */
    private Mat neck() {
        Mat neck = where(ParsedLabel.NECK);
        mouth().ifPresent(row -> {
            WornClothes.keepBelow(neck, row);
            Mat low = where(ParsedLabel.FACE);
            // A head that hangs or is turned has its chin lower; only what reaches the neck's own point is a neck.
            WornClothes.keepBelow(low, points.at(BodyPoint.NECK).y() - NECK_GROWTH * scale);
            Core.bitwise_or(neck, low, neck);
        });
        return AgnosticMask.grown(neck, pixels(NECK_GROWTH), workspace);
    }

    private Optional<Double> mouth() {
        BodyPoints.Scored nose = points.at(BodyPoint.NOSE);
        BodyPoints.Scored neck = points.at(BodyPoint.NECK);
        return nose.isPresent() && neck.isPresent() && neck.y() > nose.y()
                ? Optional.of(nose.y() + MOUTH * (neck.y() - nose.y()))
                : Optional.empty();
    }

    /** The rim of old sleeves along the arms. */
    private Mat sleeves(Mat arms) {
        Mat sleeves = where(ParsedLabel.UPPER_CLOTHES, ParsedLabel.DRESS);
        Core.bitwise_and(sleeves, arms, sleeves);
        return AgnosticMask.grown(sleeves, pixels(SLEEVE_GROWTH), workspace);
    }

    /** What stays whatever grows over it. */
    private Mat fixed(Mat hands, Mat room) {
        Set<ParsedLabel> beside = AgnosticMask.keptBeside(garment.kind());
        Mat other = AgnosticMask.without(ParsedLabel.where(labels, beside, workspace), room, workspace);
        Mat fixed = workspace.mat();
        // A thread of trousers along a sleeve is the sleeve's shadow.
        int thread = pixels(THREAD);
        Imgproc.morphologyEx(
                other, fixed, Imgproc.MORPH_OPEN, workspace.keep(Mat.ones(thread, thread, CvType.CV_8UC1)));
        Mat always = where(
                ParsedLabel.LEFT_SHOE,
                ParsedLabel.RIGHT_SHOE,
                ParsedLabel.HAT,
                ParsedLabel.SUNGLASSES,
                ParsedLabel.BAG);
        Core.bitwise_or(fixed, always, fixed);
        Core.bitwise_or(fixed, hands, fixed);
        Core.bitwise_or(fixed, face(), fixed);
        Mat hair = where(ParsedLabel.HAIR);
        int rim = 2 * pixels(HAIR_RIM) + 1;
        Imgproc.erode(hair, hair, workspace.keep(Mat.ones(rim, rim, CvType.CV_8UC1)));
        Core.bitwise_or(fixed, hair, fixed);
        return fixed;
    }

    private Mat face() {
        Mat face = where(ParsedLabel.FACE);
        mouth().ifPresent(row -> {
            WornClothes.keepAbove(face, points.at(BodyPoint.NECK).y() - NECK_GROWTH * scale);
            Mat high = where(ParsedLabel.NECK);
            WornClothes.keepAbove(high, row);
            Core.bitwise_or(face, high, face);
        });
        List<Point2> features = Stream.of(
                        BodyPoint.RIGHT_EYE,
                        BodyPoint.LEFT_EYE,
                        BodyPoint.RIGHT_EAR,
                        BodyPoint.LEFT_EAR,
                        BodyPoint.NOSE)
                .map(points::at)
                .filter(BodyPoints.Scored::isPresent)
                .map(BodyPoints.Scored::at)
                .toList();
        if (features.size() > 2) {
            Imgproc.rectangle(
                    face,
                    new Point(
                            features.stream().mapToDouble(Point2::x).min().getAsDouble(),
                            features.stream().mapToDouble(Point2::y).min().getAsDouble()),
                    new Point(
                            features.stream().mapToDouble(Point2::x).max().getAsDouble(),
                            features.stream().mapToDouble(Point2::y).max().getAsDouble()),
                    INSIDE,
                    Imgproc.FILLED);
        }
        return face;
    }

    private Mat smoothed(Mat region) {
        int side = pixels(SMOOTHING);
        Mat disc = workspace.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(side, side)));
        Mat smooth = workspace.mat();
        // The picture's edge is no edge of the clothes.
        Core.copyMakeBorder(region, smooth, side, side, side, side, Core.BORDER_REPLICATE);
        Imgproc.morphologyEx(smooth, smooth, Imgproc.MORPH_CLOSE, disc);
        Imgproc.morphologyEx(smooth, smooth, Imgproc.MORPH_OPEN, disc);
        return workspace.keep(smooth.submat(new Rect(side, side, region.cols(), region.rows())));
    }
}
