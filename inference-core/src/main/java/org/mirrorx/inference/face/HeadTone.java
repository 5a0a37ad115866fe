package org.mirrorx.inference.face;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How much lighter or more coloured the capture is than the generated picture around the head, as a smooth field: what both show on a
 * ring about the head's edge is compared, and spread from there.
 */
final class HeadTone {
    /** Half the ring's width, and how far the field spreads, in head heights. */
    private static final double RING_OF_HEAD = 0.06;

    private static final double SPREAD_OF_HEAD = 0.12;

    /** The field is smooth: it is computed on a picture this many times smaller. */
    private static final int COARSE = 4;

    /** More levels apart and both pictures show different things there, or light that no correction should hide. */
    private static final double MOST_LEVELS = 48;

    /** Largest correction of a channel in levels: about 6 CIEDE2000 on skin (face page, section 9, step 7). */
    private static final double MOST_CORRECTION = 24;

    private HeadTone() {}

    /**
     * Compares.
     *
     * @param own, generated {@code CV_8UC3}, both of one part of the picture
     * @param core {@code CV_8UC1}, 255 in the protected head
     * @param usable {@code CV_8UC1}, 0 where the pictures may differ by right, as below the chin
     * @param headHeight pixels
     * @return {@code CV_32FC3}, to be added to the generated picture, levels
     */
    static Mat field(Mat own, Mat generated, Mat core, Mat usable, double headHeight, Workspace workspace) {
        Size coarse = new Size(
                Math.max(1, Math.ceil(own.cols() / (double) COARSE)),
                Math.max(1, Math.ceil(own.rows() / (double) COARSE)));
        Mat p = shrunk(own, coarse, workspace);
        Mat g = shrunk(generated, coarse, workspace);
        Mat difference = workspace.mat();
        Core.subtract(p, g, difference);
        Mat weight = ring(core, usable, coarse, headHeight, workspace);
        Mat largest = workspace.mat();
        Mat away = workspace.mat();
        Core.absdiff(difference, Scalar.all(0), away);
        Mat planar = away.reshape(1, (int) away.total());
        Core.reduce(planar, largest, 1, Core.REDUCE_MAX, CvType.CV_32F);
        planar.release();
        Mat shaped = workspace.keep(largest.reshape(1, difference.rows()));
        Mat alike = workspace.mat();
        Core.compare(shaped, new Scalar(MOST_LEVELS), alike, Core.CMP_LT);
        Core.bitwise_and(weight, alike, weight);
        Mat sure = workspace.mat();
        weight.convertTo(sure, CvType.CV_32F, 1 / 255.0);
        Mat three = workspace.mat();
        Imgproc.cvtColor(sure, three, Imgproc.COLOR_GRAY2RGB);
        Core.multiply(difference, three, difference);
        double sigma = Math.max(1, SPREAD_OF_HEAD * headHeight / COARSE);
        Imgproc.GaussianBlur(difference, difference, new Size(0, 0), sigma);
        Imgproc.GaussianBlur(three, three, new Size(0, 0), sigma);
        Core.add(three, Scalar.all(1e-4), three); // far from the ring nothing is known, and nothing is corrected
        Core.divide(difference, three, difference);
        Core.min(difference, Scalar.all(MOST_CORRECTION), difference);
        Core.max(difference, Scalar.all(-MOST_CORRECTION), difference);
        Mat field = workspace.mat();
        Imgproc.resize(difference, field, own.size(), 0, 0, Imgproc.INTER_LINEAR);
        return field;
    }

    private static Mat shrunk(Mat picture, Size size, Workspace workspace) {
        Mat small = workspace.mat();
        Imgproc.resize(picture, small, size, 0, 0, Imgproc.INTER_AREA);
        small.convertTo(small, CvType.CV_32F);
        return small;
    }

    /** 255 about the core's edge where the pictures should show the same. */
    private static Mat ring(Mat core, Mat usable, Size coarse, double headHeight, Workspace workspace) {
        int half = Math.max(1, (int) Math.round(RING_OF_HEAD * headHeight / COARSE));
        Mat kernel = workspace.keep(
                Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2 * half + 1, 2 * half + 1)));
        Mat small = workspace.mat();
        Imgproc.resize(core, small, coarse, 0, 0, Imgproc.INTER_NEAREST);
        Mat ring = workspace.mat();
        Mat inner = workspace.mat();
        Imgproc.dilate(small, ring, kernel);
        Imgproc.erode(small, inner, kernel);
        Core.subtract(ring, inner, ring);
        Mat may = workspace.mat();
        Imgproc.resize(usable, may, coarse, 0, 0, Imgproc.INTER_NEAREST);
        Core.bitwise_or(may, small, may); // the head itself is in both
        Core.bitwise_and(ring, may, ring);
        return ring;
    }
}
