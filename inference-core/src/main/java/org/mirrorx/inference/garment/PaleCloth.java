package org.mirrorx.inference.garment;

import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Cuts cloth that has nearly the ground's colour: white on white, stripes and spots of the ground's colour at the edge. The ground is
 * flat where cloth has a weave, so a calm mean of small differences tells them apart; the rims that JPEG throws round dark edges are
 * told from thin white cloth by their nearness to such an edge.
 *
 * <p>Lengths are pixels at 1024 pixels of long side.
 */
final class PaleCloth {
    /** Differences above this count as this much, so that a dark edge does not spread when averaged. */
    private static final double CLAMP = 4;

    private static final double CALM = 2.0;
    /** Mean clamped ΔE below which a place is ground. */
    private static final double GROUND = 0.7;
    /** The mean pushes the outline outwards by about this much. */
    private static final double SPREAD_OUT = 2;
    /** Passages narrower than twice this do not let the ground into the cloth. */
    private static final double BRUSH = 6;

    private static final double CORNER_GROUND = 1.0;
    private static final int CORNER_STEPS = 16;
    private static final double COLOURED = 12;
    private static final double COLOURED_REACH = 14;
    /** Stripes and spots of the ground's colour are closed over this length. Spec drape §3. */
    private static final double STRIPE = 33;

    private static final double SPOT = 15;
    /** ΔE from which a single pixel differs from a flat ground. Spec drape §3. */
    private static final double WEAK = 1.3;

    /** JPEG ringing reaches one 8-pixel block from an edge of at least this ΔE. */
    private static final double RINGING_EDGE = 20;

    private static final double RINGING_REACH = 10;
    private static final double RIM = 17;

    /** The ring inside the outline in which pale cloth is looked for, and how much of it there must be. */
    private static final double RING_FROM = 13;

    private static final double RING_TO = 40;
    private static final double PALE = 6;
    private static final double PALE_SHARE = 0.04;

    private final Workspace work;
    private final Mat difference;
    private final double unit;
    private final Mat ground;
    private final Mat calm;

    /** @param difference ΔE to the ground, {@code CV_32FC1} */
    PaleCloth(Workspace work, Mat difference, double unit) {
        this.work = work;
        this.difference = difference;
        this.unit = unit;
        this.ground = work.mat();
        this.calm = work.mat();
    }

    /** Everything that is not joined to the frame by calm ground; {@code spread} of the ground in ΔE. */
    Mat everything(double spread) {
        Core.min(difference, Scalar.all(CLAMP), calm);
        Imgproc.GaussianBlur(calm, calm, new Size(0, 0), Math.max(1, CALM * unit));
        Core.compare(calm, Scalar.all(Math.max(GROUND, 2.2 * spread)), ground, Core.CMP_LT);
        Mat wide = work.mat();
        Imgproc.erode(ground, wide, disc(BRUSH), new Point(-1, -1), 1, Core.BORDER_CONSTANT, Scalar.all(255));
        Mat outside = CutOut.joinedToFrame(work, wide);
        Imgproc.dilate(outside, outside, disc(BRUSH));
        Core.bitwise_and(outside, ground, outside);

        intoCorners(outside, spread);
        Imgproc.dilate(outside, outside, disc(SPREAD_OUT));
        Mat mask = work.mat();
        Core.bitwise_not(outside, mask);
        for (Mat used : List.of(wide, outside)) {
            work.free(used);
        }
        return mask;
    }

    /** Lets the ground into corners too narrow for the brush, such as armpits, beside coloured cloth: white cloth can be as calm as the ground. */
    void intoCorners(Mat outside, double spread) {
        Mat still = work.mat();
        Core.compare(calm, Scalar.all(CORNER_GROUND + 1.2 * spread), still, Core.CMP_LT);
        Mat coloured = work.mat();
        Core.compare(difference, Scalar.all(COLOURED), coloured, Core.CMP_GE);
        Imgproc.dilate(coloured, coloured, disc(COLOURED_REACH));
        Core.bitwise_and(still, coloured, still);
        work.free(coloured);
        Mat grown = work.mat();
        for (int step = 0; step < CORNER_STEPS; step++) {
            Imgproc.dilate(outside, grown, disc(3));
            Core.bitwise_and(grown, still, grown);
            Core.bitwise_or(outside, grown, outside);
        }
        work.free(still);
        work.free(grown);
    }

    /** 255 where the calm mean shows ground; after {@link #everything}. */
    Mat ground() {
        return ground;
    }

    /** Does the garment have the ground's colour near its outline? */
    boolean isPale(Mat mask) {
        Mat ring = work.mat();
        Mat core = work.mat();
        Imgproc.distanceTransform(mask, core, Imgproc.DIST_L2, 3);
        Core.inRange(core, Scalar.all(RING_FROM * unit), Scalar.all(RING_TO * unit), ring);
        int all = Core.countNonZero(ring);
        Mat pale = work.mat();
        Core.compare(difference, Scalar.all(PALE), pale, Core.CMP_LT);
        Core.bitwise_and(pale, ring, pale);
        int share = Core.countNonZero(pale);
        work.free(ring);
        work.free(core);
        work.free(pale);
        return all > 0 && share > PALE_SHARE * all;
    }

    /**
     * Takes the thin rims off that lie beside strong edges.
     *
     * @param mask of {@link #everything}, changed
     * @param strong ΔE from which a pixel surely is cloth
     */
    void dropRinging(Mat mask, double strong) {
        Mat sure = work.mat();
        Core.compare(difference, Scalar.all(strong), sure, Core.CMP_GE);
        Core.bitwise_and(sure, mask, sure);
        Mat closed = closed(sure);
        Mat each = work.mat();
        Mat rest = work.mat();
        Core.subtract(mask, closed, rest);
        Imgproc.morphologyEx(rest, each, Imgproc.MORPH_OPEN, disc(RIM / 2));
        Core.subtract(rest, each, rest);
        Mat edge = work.mat();
        Core.compare(difference, Scalar.all(RINGING_EDGE), edge, Core.CMP_GE);
        Imgproc.dilate(edge, edge, disc(RINGING_REACH));
        Core.bitwise_and(rest, edge, rest);
        CutOut.removeTouchingGround(work, mask, rest);
        for (Mat used : List.of(sure, closed, each, rest, edge)) {
            work.free(used);
        }
    }

    /** A mask with stripes and spots of the ground's colour closed, also where they reach the outline. */
    private Mat closed(Mat sure) {
        Mat closed = work.mat();
        Mat each = work.mat();
        Imgproc.morphologyEx(sure, closed, Imgproc.MORPH_CLOSE, box(1, STRIPE));
        Imgproc.morphologyEx(sure, each, Imgproc.MORPH_CLOSE, box(STRIPE, 1));
        Core.bitwise_or(closed, each, closed);
        Imgproc.morphologyEx(sure, each, Imgproc.MORPH_CLOSE, disc(SPOT / 2));
        Core.bitwise_or(closed, each, closed);
        work.free(each);
        return closed;
    }

    /**
     * Adds to a coloured garment's mask the pale spots at its edge: what lies between sure cloth and is not calm ground.
     *
     * @param mask changed
     * @param everything of {@link #everything}
     * @param spread of the ground, ΔE
     */
    void addEdgeSpots(Mat mask, Mat everything, double spread) {
        Mat spots = closed(mask);
        Core.bitwise_and(spots, everything, spots);
        Mat weak = work.mat();
        Core.compare(difference, Scalar.all(Math.max(WEAK, 3 * spread + 0.8)), weak, Core.CMP_GE);
        Core.bitwise_and(spots, weak, spots);
        work.free(weak);
        Core.bitwise_or(mask, spots, mask);
        work.free(spots);
    }

    private Mat disc(double radius) {
        int n = 2 * (int) Math.max(1, Math.round(radius * unit)) + 1;
        return work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(n, n)));
    }

    private Mat box(double wide, double high) {
        return work.keep(Imgproc.getStructuringElement(
                Imgproc.MORPH_RECT,
                new Size(Math.max(1, Math.round(wide * unit)), Math.max(1, Math.round(high * unit)))));
    }
}
