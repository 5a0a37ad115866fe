package org.mirrorx.inference.image;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Lets a coarse plane take over the edges of a picture: everywhere the result is a linear function of the picture's three colours, fitted
 * in a small window. He, Sun, Tang, "Guided Image Filtering", PAMI 2013, eq. 19–21 (colour guidance); the functions are fitted on a
 * smaller copy and applied at full size (He, Sun, "Fast Guided Filter", 2015).
 *
 * @param radius of the window in pixels of the picture
 * @param epsilon how much colour variance (colours as 0 to 1) counts as flat; smaller follows weaker edges
 * @param subsample the functions are fitted on every {@code subsample}-th pixel
 */
public record GuidedFilter(int radius, double epsilon, int subsample) {
    /** The six different entries of a symmetric 3 × 3 matrix: rr, rg, rb, gg, gb, bb. */
    private static final int[][] PAIRS = {{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, 2}, {2, 2}};

    /**
     * @param picture {@code CV_8UC3}
     * @param plane {@code CV_32FC1}, same size
     * @return {@code CV_32FC1}, same size, not clamped, in {@code workspace}
     */
    public Mat filter(Mat picture, Mat plane, Workspace workspace) {
        Size full = picture.size();
        Size small = new Size(
                Math.max(1, Math.round(full.width / subsample)), Math.max(1, Math.round(full.height / subsample)));
        Mat reduced = workspace.mat();
        Imgproc.resize(picture, reduced, small, 0, 0, Imgproc.INTER_AREA);
        Mat colours = workspace.mat();
        reduced.convertTo(colours, CvType.CV_32F, 1 / 255.0);
        Mat target = workspace.mat();
        Imgproc.resize(plane, target, small, 0, 0, Imgproc.INTER_AREA);

        Mat coefficients = coefficients(colours, target, workspace);
        Mat enlarged = workspace.mat();
        Imgproc.resize(coefficients, enlarged, full, 0, 0, Imgproc.INTER_LINEAR);
        return apply(picture, enlarged, workspace);
    }

    /** {@code CV_32FC4}: the window means of a_r, a_g, a_b, b. */
    private Mat coefficients(Mat colours, Mat target, Workspace workspace) {
        Mat[] channels = new Mat[3];
        Mat[] means = new Mat[3];
        Mat[] withTarget = new Mat[3];
        for (int c = 0; c < 3; c++) {
            channels[c] = workspace.mat();
            Core.extractChannel(colours, channels[c], c);
            means[c] = mean(channels[c], workspace);
            withTarget[c] = mean(product(channels[c], target, workspace), workspace);
        }
        Mat meanTarget = mean(target, workspace);
        float[][] squares = new float[PAIRS.length][];
        for (int i = 0; i < PAIRS.length; i++) {
            squares[i] = floats(mean(product(channels[PAIRS[i][0]], channels[PAIRS[i][1]], workspace), workspace));
        }
        float[][] mean = {floats(means[0]), floats(means[1]), floats(means[2])};
        float[][] cross = {floats(withTarget[0]), floats(withTarget[1]), floats(withTarget[2])};
        float[] solved = solve(mean, cross, squares, floats(meanTarget));
        Mat local = workspace.zeros(colours.rows(), colours.cols(), CvType.CV_32FC4);
        local.put(0, 0, solved);
        java.util.Arrays.fill(solved, 0);
        return mean(local, workspace);
    }

    /** a = (Σ + ε)⁻¹ · cov(colours, target), b = mean target − a · mean colours, a pixel at a time; interleaved. */
    private float[] solve(float[][] mean, float[][] cross, float[][] squares, float[] target) {
        float[] solved = new float[4 * target.length];
        for (int p = 0; p < target.length; p++) {
            double r = mean[0][p];
            double g = mean[1][p];
            double b = mean[2][p];
            double rr = squares[0][p] - r * r + epsilon;
            double rg = squares[1][p] - r * g;
            double rb = squares[2][p] - r * b;
            double gg = squares[3][p] - g * g + epsilon;
            double gb = squares[4][p] - g * b;
            double bb = squares[5][p] - b * b + epsilon;
            double cr = cross[0][p] - r * target[p];
            double cg = cross[1][p] - g * target[p];
            double cb = cross[2][p] - b * target[p];
            double i00 = gg * bb - gb * gb;
            double i01 = gb * rb - rg * bb;
            double i02 = rg * gb - gg * rb;
            double i11 = rr * bb - rb * rb;
            double i12 = rb * rg - rr * gb;
            double i22 = rr * gg - rg * rg;
            double determinant = rr * i00 + rg * i01 + rb * i02;
            double ar = (i00 * cr + i01 * cg + i02 * cb) / determinant;
            double ag = (i01 * cr + i11 * cg + i12 * cb) / determinant;
            double ab = (i02 * cr + i12 * cg + i22 * cb) / determinant;
            solved[4 * p] = (float) ar;
            solved[4 * p + 1] = (float) ag;
            solved[4 * p + 2] = (float) ab;
            solved[4 * p + 3] = (float) (target[p] - ar * r - ag * g - ab * b);
        }
        return solved;
    }

    private static Mat apply(Mat picture, Mat coefficients, Workspace workspace) {
        byte[] colours = new byte[3 * picture.rows() * picture.cols()];
        picture.get(0, 0, colours);
        float[] a = new float[4 * picture.rows() * picture.cols()];
        coefficients.get(0, 0, a);
        float[] result = new float[picture.rows() * picture.cols()];
        for (int p = 0; p < result.length; p++) {
            result[p] = (a[4 * p] * (colours[3 * p] & 0xff)
                                    + a[4 * p + 1] * (colours[3 * p + 1] & 0xff)
                                    + a[4 * p + 2] * (colours[3 * p + 2] & 0xff))
                            / 255f
                    + a[4 * p + 3];
        }
        Mat filtered = workspace.zeros(picture.rows(), picture.cols(), CvType.CV_32F);
        filtered.put(0, 0, result);
        java.util.Arrays.fill(colours, (byte) 0);
        return filtered;
    }

    private Mat mean(Mat plane, Workspace workspace) {
        int side = 2 * Math.max(1, Math.round(radius / (float) subsample)) + 1;
        Mat mean = workspace.mat();
        Imgproc.boxFilter(plane, mean, -1, new Size(side, side));
        return mean;
    }

    private static Mat product(Mat a, Mat b, Workspace workspace) {
        Mat product = workspace.mat();
        Core.multiply(a, b, product);
        return product;
    }

    private static float[] floats(Mat plane) {
        float[] values = new float[plane.rows() * plane.cols()];
        plane.get(0, 0, values);
        return values;
    }
}
