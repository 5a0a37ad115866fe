package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Mat;

/**
 * The photograph and what its pixels show, inside the working frame. Coverages are 0 to 1.
 *
 * @param photo the shopper before this garment, R, G, B, 0 to 255
 * @param lab the photo in CIE Lab: L 0 to 100
 * @param person the whole shopper
 * @param hair always in front
 * @param skin bare skin without the face
 * @param face the head's skin and what is worn on it
 * @param old the cloth that the new garment replaces
 * @param other the cloth that stays: the lower garment under a top, the top over a lower garment
 * @param inFront forearms and hands before the trunk
 * @param arms 1 on the arms, bare or sleeved
 */
record Scene(
        Plane photo,
        Plane lab,
        Plane person,
        Plane hair,
        Plane skin,
        Plane face,
        Plane old,
        Plane other,
        Plane inFront,
        Plane arms) {

    /**
     * Under a new top the rest of a one-piece garment serves as skirt: moves the trunk's cloth from just above the new hem on out of
     * {@code top}.
     */
    private static Plane takeRest(Plane top, Plane arms, Fit fit, double torsoLength) {
        double hem = Double.NEGATIVE_INFINITY;
        for (Point2 p : fit.sheets().getFirst().outline()) {
            hem = Math.max(hem, p.y());
        }
        double from = hem - UNDER_HEM * torsoLength;
        Frame frame = top.frame();
        Plane rest = top.empty();
        for (int y = Math.max(0, (int) Math.ceil(from) - frame.y()); y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                rest.values()[i] = top.values()[i] * (1 - arms.values()[i]);
                top.values()[i] -= rest.values()[i];
            }
        }
        return rest;
    }

    /** The rest of a one-piece garment begins this far above the new hem, in T. */
    private static final double UNDER_HEM = 0.04;

    private static final double STAIRS = 3;
    private static final float STAIRS_SLOPE = 4;

    /**
     * The scene of one garment of this kind.
     *
     * @param photo the shopper so far
     * @param fit of the garment
     * @param seam between top and lower garment
     * @param newLower where a lower garment of the same outfit was put before
     */
    static Scene of(
            Scratch scratch,
            Frame frame,
            Picture photo,
            GarmentLabels labels,
            Fit fit,
            Figure figure,
            Curve seam,
            Optional<Mask> newLower) {
        Plane top = Plane.of(scratch, frame, labels.top());
        Plane arms = smooth(codes(scratch, frame, labels.limbs(), code -> code != GarmentLabels.TRUNK));
        Plane lower = Plane.of(scratch, frame, labels.lower());
        if (figure.oldLower().isPresent()) {
            Seam.snap(top, lower, seam, figure.pixel());
        }
        GarmentKind kind = fit.garment().kind();
        Plane skin = Plane.of(scratch, frame, labels.skin());
        Plane hands = region(scratch, frame, labels.regions(), Region.HAND);
        sleeves(top, lower, skin, hands, arms, Plane.of(scratch, frame, labels.person()), figure);
        close(top, hands, skin, Plane.of(scratch, frame, labels.hair()), figure.pixel());
        Plane rest = kind == GarmentKind.UPPER && figure.oldTop().worn() == Figure.Worn.ONE_PIECE
                ? takeRest(top, arms, fit, figure.torsoLength())
                : Plane.coverage(scratch, frame);
        Plane old = switch (kind) {
            case UPPER -> top;
            case LOWER -> lower;
            case DRESS -> top.map(i -> Math.min(1, top.values()[i] + lower.values()[i]));
        };
        Plane other = switch (kind) {
            case UPPER ->
                newLower.map(mask -> Plane.of(scratch, frame, mask))
                        .orElseGet(() -> lower.map(i -> Math.max(lower.values()[i], rest.values()[i])));
            case LOWER -> top;
            case DRESS -> Plane.coverage(scratch, frame);
        };
        Plane colours = Plane.of(scratch, frame, photo);
        return new Scene(
                colours,
                FillSkin.lab(colours),
                Plane.of(scratch, frame, labels.person()),
                Plane.of(scratch, frame, labels.hair()),
                skin,
                region(scratch, frame, labels.regions(), Region.HEAD),
                old,
                other,
                Plane.of(scratch, frame, labels.inFront()),
                arms);
    }

    /** An arm that is sleeved this far is cloth down to the sleeve's end, whatever shines through it. */
    private static final double LONG_SLEEVE = 0.6;

    private static void sleeves(
            Plane top, Plane lower, Plane skin, Plane hands, Plane arms, Plane person, Figure figure) {
        Plane grown = arms.grow(LIMB_EDGE * figure.pixel());
        Plane near = person.map(i -> person.values()[i] > 0.3f ? grown.values()[i] : 0);
        for (Figure.Half half : java.util.List.of(figure.left(), figure.right())) {
            Figure.Arm arm = half.arm();
            if (arm.bareFrom() < LONG_SLEEVE) {
                continue;
            }
            java.util.List<Point2> bone = java.util.List.of(arm.shoulder(), arm.elbow(), arm.wrist());
            double end = arm.bareFrom() * arm.length();
            Frame frame = top.frame();
            for (int i = 0; i < frame.size(); i++) {
                if (near.values()[i] <= 0.5f || hands.values()[i] > 0.5f) {
                    continue;
                }
                Point2 place =
                        new Point2(i % frame.width() + frame.x(), Math.floorDiv(i, frame.width()) + (double) frame.y());
                if (Polylines.distanceTo(bone, place) < SLEEVE_REACH * figure.shoulderWidth()
                        && Polylines.project(bone, place) < end) {
                    top.values()[i] = 1;
                    skin.values()[i] = 0;
                    lower.values()[i] = 0;
                }
            }
        }
    }

    /** The limbs' border is known to this many pixels of a 768×1024 capture. */
    private static final double LIMB_EDGE = 10;

    /** No sleeve reaches further from its bone, in S. */
    private static final double SLEEVE_REACH = 0.22;

    /** Trims and highlights that the labels miss inside the top are top: gaps up to twice this, pixels of a 768×1024 capture. */
    private static final double TRIM = 4;

    private static void close(Plane top, Plane hands, Plane skin, Plane hair, double pixel) {
        Plane closed = top.grow(TRIM * pixel).shrink(TRIM * pixel);
        for (int i = 0; i < top.values().length; i++) {
            float others = Math.max(hands.values()[i], Math.max(skin.values()[i], hair.values()[i]));
            top.values()[i] = Math.max(top.values()[i], closed.values()[i] * (1 - Math.min(1, others)));
        }
    }

    /** The limbs' cells are a few pixels large: their stairs become a smooth edge about two pixels wide. */
    private static Plane smooth(Plane stairs) {
        Plane blurred = stairs.blur(STAIRS);
        return stairs.map(i -> Math.clamp(0.5f + STAIRS_SLOPE * (blurred.values()[i] - 0.5f), 0f, 1f));
    }

    /** 1 where the regions' mask has this region's code. */
    static Plane region(Scratch scratch, Frame frame, Mask regions, Region region) {
        return codes(scratch, frame, regions, code -> code == region.code());
    }

    private static Plane codes(Scratch scratch, Frame frame, Mask regions, java.util.function.IntPredicate wanted) {
        Plane plane = Plane.coverage(scratch, frame);
        byte[] codes = new byte[frame.size()];
        Mat whole = regions.view();
        Mat part = whole.submat(Plane.rect(frame));
        Mat own = part.clone();
        own.get(0, 0, codes);
        own.release();
        part.release();
        whole.release();
        for (int i = 0; i < codes.length; i++) {
            plane.values()[i] = wanted.test(codes[i]) ? 1 : 0;
        }
        return plane;
    }

    Scratch scratch() {
        return photo.scratch();
    }

    Frame frame() {
        return photo.frame();
    }
}
