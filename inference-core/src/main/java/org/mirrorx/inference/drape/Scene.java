package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.opencv.core.Mat;

/**
 * The photograph and what its pixels show, inside the working frame. Coverages are 0 to 1.
 *
 * @param photo the shopper before this garment, R, G, B, 0 to 255
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
        Plane person,
        Plane hair,
        Plane skin,
        Plane face,
        Plane old,
        Plane other,
        Plane inFront,
        Plane arms) {

    private static final double STAIRS = 3;
    private static final float STAIRS_SLOPE = 4;

    /**
     * The scene of one garment of this kind.
     *
     * @param photo the shopper so far
     * @param seam between top and lower garment
     * @param newLower where a lower garment of the same outfit was put before
     */
    static Scene of(
            Scratch scratch,
            Frame frame,
            Picture photo,
            GarmentLabels labels,
            GarmentKind kind,
            Figure figure,
            Curve seam,
            Optional<Mask> newLower) {
        Plane top = Plane.of(scratch, frame, labels.top());
        Plane lower = Plane.of(scratch, frame, labels.lower());
        if (figure.oldLower().isPresent()) {
            Seam.snap(top, lower, seam, figure.pixel());
        }
        Plane old = switch (kind) {
            case UPPER -> top;
            case LOWER -> lower;
            case DRESS -> top.map(i -> Math.min(1, top.values()[i] + lower.values()[i]));
        };
        Plane other = switch (kind) {
            case UPPER -> newLower.map(mask -> Plane.of(scratch, frame, mask)).orElse(lower);
            case LOWER -> top;
            case DRESS -> Plane.coverage(scratch, frame);
        };
        return new Scene(
                Plane.of(scratch, frame, photo),
                Plane.of(scratch, frame, labels.person()),
                Plane.of(scratch, frame, labels.hair()),
                Plane.of(scratch, frame, labels.skin()),
                region(scratch, frame, labels.regions(), Region.HEAD),
                old,
                other,
                Plane.of(scratch, frame, labels.inFront()),
                smooth(codes(scratch, frame, labels.limbs(), code -> code != GarmentLabels.TRUNK)));
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
