package org.mirrorx.inference.body;

import java.util.Arrays;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * How blurred a person is: the width of their steepest edges, along the direction in which they are wider, over the distance of their
 * shoulders. An edge of contrast C that a Gaussian of deviation σ blurs is at most C / (σ √(2π)) steep.
 */
final class Sharpness {
    /**
     * Blurred. The 25 sharp photographs of people lie from 0.004 to 0.017; blurred by 5 pixels at a height of 1024 from 0.027 to 0.061,
     * moved by 24 pixels from 0.029 to 0.065.
     */
    static final double BLURRED = 0.026;

    /** The steepest, and the darkest and brightest, are taken without this share of outliers. */
    private static final double STEEPEST = 0.01;

    private static final double OUTLIERS = 0.02;

    /** Around the middle of the shoulders, in shoulder widths: head and chest. */
    private static final double BESIDE = 0.7;

    private static final double ABOVE = 1.0;
    private static final double BELOW = 1.4;

    /** Fewer pixels say nothing. */
    private static final int FEWEST = 400;

    /** Nor does a picture without contrast. */
    private static final int LEAST_CONTRAST = 24;

    /** An edge cannot be much narrower than its pixels: somebody small in the picture is not blurred for that. */
    private static final double AS_SHARP_AS_PIXELS = 1.6;

    private static final int LEVELS = 256;

    private Sharpness() {}

    /**
     * Measures.
     *
     * @param left, right the shoulder points
     * @return 0 where nothing can be said
     */
    static double blur(Picture picture, Point2 left, Point2 right) {
        double shoulders = left.distance(right);
        Point2 middle = left.towards(right, 0.5);
        // One pixel of room for differences.
        int x0 = clamp(middle.x() - BESIDE * shoulders, 1, picture.width() - 1);
        int x1 = clamp(middle.x() + BESIDE * shoulders, 1, picture.width() - 1);
        int y0 = clamp(middle.y() - ABOVE * shoulders, 1, picture.height() - 1);
        int y1 = clamp(middle.y() + BELOW * shoulders, 1, picture.height() - 1);
        if ((x1 - x0) * (y1 - y0) < FEWEST) {
            return 0;
        }
        Mat view = picture.view();
        try (Workspace workspace = new Workspace()) {
            Mat part = view.submat(new Rect(x0 - 1, y0 - 1, x1 - x0 + 2, y1 - y0 + 2));
            Mat grey = workspace.mat();
            Imgproc.cvtColor(part, grey, Imgproc.COLOR_RGB2GRAY);
            part.release();
            return width(grey) / shoulders;
        } finally {
            view.release();
        }
    }

    private static int clamp(double at, int least, int most) {
        return (int) Math.clamp(at, least, Math.max(least, most));
    }

    /** Deviation of the blur, pixels. */
    private static double width(Mat grey) {
        int columns = grey.cols();
        byte[] luma = new byte[Math.toIntExact(grey.total())];
        grey.get(0, 0, luma);
        int[] across = new int[LEVELS];
        int[] along = new int[LEVELS];
        int[] levels = new int[LEVELS];
        int all = 0;
        for (int y = 1; y < grey.rows() - 1; y++) {
            for (int x = 1; x < columns - 1; x++) {
                int at = y * columns + x;
                across[Math.abs((luma[at + 1] & 0xFF) - (luma[at - 1] & 0xFF))]++;
                along[Math.abs((luma[at + columns] & 0xFF) - (luma[at - columns] & 0xFF))]++;
                levels[luma[at] & 0xFF]++;
                all++;
            }
        }
        Arrays.fill(luma, (byte) 0);
        int contrast = fromTop(levels, OUTLIERS * all) - fromBottom(levels, OUTLIERS * all);
        double steepest = Math.min(fromTop(across, STEEPEST * all), fromTop(along, STEEPEST * all)) / 2.0;
        if (contrast < LEAST_CONTRAST) {
            return 0;
        }
        double deviation = contrast / (Math.max(0.5, steepest) * Math.sqrt(2 * Math.PI));
        return deviation < AS_SHARP_AS_PIXELS ? 0 : deviation;
    }

    private static int fromTop(int[] counts, double outliers) {
        int level = counts.length - 1;
        for (int seen = counts[level]; seen < outliers && level > 0; seen += counts[level]) {
            level--;
        }
        return level;
    }

    private static int fromBottom(int[] counts, double outliers) {
        int level = 0;
        for (int seen = counts[level]; seen < outliers && level < counts.length - 1; seen += counts[level]) {
            level++;
        }
        return level;
    }
}
