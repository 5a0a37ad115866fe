package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings regions found at a third of the size to the capture's size, with edges where the picture has them: the guided filter of He, Sun
 * and Tang ("Guided image filtering", 2010) on lightness, or on the mixture of L, a and b that tells the two sides apart best.
 */
final class SoftEdges implements AutoCloseable {
    /** Radius and ε of the recipe (§5.1), the guide from 0 to 1. */
    private static final int RADIUS = 4;

    private static final double EPSILON = 0.002;
    /** The filter's edges are softer than the lens's. */
    private static final double STEEPER = 2.0;

    private final Workspace work = new Workspace();
    private final SmallCapture small;
    private final Rect window;
    private final Size box;
    private final Mat lab;
    private final Guide lightness;

    SoftEdges(Picture capture, SmallCapture small, Rect window, double pixel) {
        this.small = small;
        this.window = window;
        int radius = Math.max(1, (int) Math.round(RADIUS * pixel / 2));
        box = new Size(2 * radius + 1, 2 * radius + 1);
        Mat whole = capture.view();
        Mat part = whole.submat(window);
        lab = work.mat();
        Imgproc.cvtColor(part, lab, Imgproc.COLOR_RGB2Lab);
        part.release();
        whole.release();
        Mat l = work.mat();
        Core.extractChannel(lab, l, 0);
        Mat whole01 = work.mat();
        l.convertTo(whole01, CvType.CV_32F, 1 / 255.0);
        lightness = guide(whole01);
    }

    /** The window's lightness. */
    Guide lightness() {
        return lightness;
    }

    /**
     * The guide in which two regions differ most (Fisher's linear discriminant).
     *
     * @param one, other by cell
     */
    Guide between(boolean[] one, boolean[] other) {
        double[] w = discriminant(one, other);
        Mat mixed = work.mat();
        Mat row = work.mat();
        row.create(1, 3, CvType.CV_32F);
        row.put(0, 0, new float[] {(float) (w[0] / 255), (float) (w[1] / 255), (float) (w[2] / 255)});
        Mat floats = work.mat();
        lab.convertTo(floats, CvType.CV_32F);
        Core.transform(floats, mixed, row);
        return guide(mixed);
    }

    /** Weights of L, a, b (each 0 to 1 in 8 bits) scaled so that their absolute sum is 1, with a, b's small range made up for. */
    private double[] discriminant(boolean[] one, boolean[] other) {
        double[] mean1 = new double[3];
        double[] mean2 = new double[3];
        double[] variance = {4, 2, 2};
        float[][] planes = {small.l(), small.a(), small.b()};
        for (int c = 0; c < 3; c++) {
            double[] m1 = moments(planes[c], one);
            double[] m2 = moments(planes[c], other);
            if (m1[2] < 10 || m2[2] < 10) {
                return new double[] {1, 0, 0};
            }
            mean1[c] = m1[0];
            mean2[c] = m2[0];
            variance[c] += 0.5 * (m1[1] + m2[1]);
        }
        double[] w = new double[3];
        double norm = 0;
        for (int c = 0; c < 3; c++) {
            w[c] = (mean1[c] - mean2[c]) / variance[c];
            norm = Math.max(norm, Math.abs(w[c]));
        }
        if (norm == 0) {
            return new double[] {1, 0, 0};
        }
        // 8-bit Lab: L is 2.55 a unit, a and b 1 a unit; bring the guide's contrast to that of lightness
        double[] guide = {w[0] / norm, 2.55 * w[1] / norm, 2.55 * w[2] / norm};
        return guide;
    }

    private static double[] moments(float[] values, boolean[] where) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (where[i]) {
                sum += values[i];
                squares += (double) values[i] * values[i];
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        return new double[] {mean, n == 0 ? 0 : squares / n - mean * mean, n};
    }

    /** A region of cells at the window's size, 0 to 1, its edges snapped to the guide's. */
    Mat soften(boolean[] region, Guide guide) {
        Mat cells = work.mat();
        cells.create(small.height(), small.width(), CvType.CV_32F);
        float[] values = new float[region.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = region[i] ? 1 : 0;
        }
        cells.put(0, 0, values);
        Mat p = work.mat();
        Imgproc.resize(cells, p, guide.half.size(), 0, 0, Imgproc.INTER_LINEAR);
        Mat meanP = box(p);
        Mat product = work.mat();
        Core.multiply(guide.half, p, product);
        Mat covariance = box(product);
        Core.multiply(guide.mean, meanP, product);
        Core.subtract(covariance, product, covariance);
        Mat a = work.mat();
        Core.divide(covariance, guide.variance, a);
        Core.multiply(a, guide.mean, product);
        Mat b = work.mat();
        Core.subtract(meanP, product, b);
        // the sharpening q' = STEEPER·(q − ½) + ½ goes into the coefficients
        Mat wholeA = enlarge(box(a), STEEPER, 0);
        Mat wholeB = enlarge(box(b), STEEPER, 0.5 - 0.5 * STEEPER);
        Mat q = work.mat();
        Core.multiply(wholeA, guide.whole, q);
        Core.add(q, wholeB, q);
        Imgproc.threshold(q, q, 1, 1, Imgproc.THRESH_TRUNC);
        Imgproc.threshold(q, q, 0, 0, Imgproc.THRESH_TOZERO);
        return q;
    }

    private Mat enlarge(Mat half, double factor, double plus) {
        half.convertTo(half, CvType.CV_32F, factor, plus);
        Mat out = work.mat();
        Imgproc.resize(half, out, new Size(window.width, window.height), 0, 0, Imgproc.INTER_LINEAR);
        return out;
    }

    /**
     * The picture an edge is looked for in.
     *
     * @param whole the window's size, 0 to 1
     * @param half half that size: the filter's coefficients are smooth (He and Sun, "Fast guided filter", 2015)
     * @param mean, variance of {@code half} around each pixel; ε is in the variance
     */
    record Guide(Mat whole, Mat half, Mat mean, Mat variance) {}

    private Guide guide(Mat whole) {
        Mat half = work.mat();
        int columns = (window.width + 1) / 2;
        int rows = (window.height + 1) / 2;
        Imgproc.resize(whole, half, new Size(columns, rows), 0, 0, Imgproc.INTER_AREA);
        Mat mean = box(half);
        Mat square = work.mat();
        Core.multiply(half, half, square);
        Mat variance = box(square);
        Core.multiply(mean, mean, square);
        Core.subtract(variance, square, variance);
        Core.add(variance, Scalar.all(EPSILON), variance);
        return new Guide(whole, half, mean, variance);
    }

    private Mat box(Mat in) {
        Mat out = work.mat();
        Imgproc.blur(in, out, box);
        return out;
    }

    /** The values of a plane of floats, row by row. */
    static float[] values(Mat plane) {
        float[] out = new float[(int) plane.total()];
        plane.get(0, 0, out);
        return out;
    }

    @Override
    public void close() {
        work.close();
    }
}
