package org.mirrorx.inference.garment;

import java.util.Arrays;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Opens the gaps inside an outline that show the ground, such as the one between a strap and the body or between a hanging sleeve and
 * the side, and leaves prints of the ground's colour closed. Lengths are pixels at 1024 pixels of long side.
 */
final class Gaps {
    private static final double SMALLEST = 200;
    /** A strap or a touching cuff parts a gap from the outside; what lies deeper is print. */
    private static final double DEEPEST = 48;
    /** More gaps than this are a pattern. */
    private static final int MOST = 6;
    /** Mean ΔE to the ground of a gap in cloth that has not the ground's colour, edges and ringing included. */
    private static final double BESIDE_COLOUR = 3.2;
    /** The same in pale cloth where the gap is bordered by coloured cloth, and where it is not. */
    private static final double BESIDE_PALE = 0.25;

    private static final double IN_WHITE = 0.08;
    private static final double COLOURED = 12;
    private static final double BORDER = 8;
    private static final double BORDER_SHARE = 0.18;

    private final Workspace work;
    private final Mat difference;
    private final double spread;
    private final double unit;

    /**
     * @param difference ΔE to the ground, {@code CV_32FC1}
     * @param spread of the ground, ΔE
     */
    Gaps(Workspace work, Mat difference, double spread, double unit) {
        this.work = work;
        this.difference = difference;
        this.spread = spread;
        this.unit = unit;
    }

    /** @param groundLike 255 where the difference is small */
    void openBesideColour(Mat mask, Mat groundLike) {
        Mat open = found(mask, groundLike, BESIDE_COLOUR, BESIDE_COLOUR);
        Core.subtract(mask, open, mask);
        work.free(open);
    }

    void openBesidePale(Mat mask, PaleCloth pale) {
        Mat open = found(mask, pale.ground(), BESIDE_PALE, IN_WHITE);
        if (Core.countNonZero(open) > 0) {
            pale.intoCorners(open, spread);
            Mat five = square(5);
            Imgproc.dilate(open, open, five);
            Core.subtract(mask, open, mask);
        }
        work.free(open);
    }

    private Mat found(Mat mask, Mat groundLike, double besideColour, double inWhite) {
        Mat holes = work.mat();
        Core.bitwise_and(mask, groundLike, holes);
        Mat labels = work.mat();
        int count = Imgproc.connectedComponents(holes, labels, 4);
        int[] label = new int[(int) mask.total()];
        labels.get(0, 0, label);
        float[] depth = new float[label.length];
        Mat distance = work.mat();
        Imgproc.distanceTransform(mask, distance, Imgproc.DIST_L2, 3);
        distance.get(0, 0, depth);
        float[] d = new float[label.length];
        difference.get(0, 0, d);
        double[] sum = new double[count];
        int[] area = new int[count];
        float[] nearest = new float[count];
        Arrays.fill(nearest, Float.MAX_VALUE);
        for (int i = 0; i < label.length; i++) {
            area[label[i]]++;
            sum[label[i]] += d[i];
            nearest[label[i]] = Math.min(nearest[label[i]], depth[i]);
        }
        byte[] gap = new byte[label.length];
        int opened = 0;
        for (int l = 1; l < count; l++) {
            double mean = sum[l] / area[l] - 1.2 * spread;
            boolean perhaps = area[l] > SMALLEST * unit * unit && nearest[l] < DEEPEST * unit && mean < besideColour;
            if (perhaps && (mean < inWhite || borderIsColoured(labels, l))) {
                opened++;
                for (int i = 0; i < label.length; i++) {
                    if (label[i] == l) {
                        gap[i] = (byte) 255;
                    }
                }
            }
        }
        holes.put(0, 0, opened <= MOST ? gap : new byte[label.length]);
        work.free(labels);
        work.free(distance);
        return holes;
    }

    private boolean borderIsColoured(Mat labels, int wanted) {
        Mat hole = work.mat();
        Core.compare(labels, Scalar.all(wanted), hole, Core.CMP_EQ);
        Mat ring = work.mat();
        Imgproc.dilate(hole, ring, square(2 * BORDER + 1));
        Core.subtract(ring, hole, ring);
        Mat coloured = work.mat();
        Core.compare(difference, Scalar.all(COLOURED), coloured, Core.CMP_GE);
        Core.bitwise_and(coloured, ring, coloured);
        boolean is = Core.countNonZero(coloured) > BORDER_SHARE * Core.countNonZero(ring);
        work.free(hole);
        work.free(ring);
        work.free(coloured);
        return is;
    }

    private Mat square(double side) {
        int n = Math.max(3, 2 * (int) Math.round((side * unit - 1) / 2) + 1);
        return work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(n, n)));
    }
}
