package org.mirrorx.inference.face;

import org.mirrorx.inference.image.CieLab;
import org.mirrorx.inference.image.Ciede2000;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * How well a kept head joins the generated picture, where the two meet.
 *
 * @param energy how steep the look is across the edge of the head against 6 pixels to either side of it, over the same in the capture where
 *     the head has a steep edge of its own (hair before a pale wall); 1 is no seam, 1.3 the most that is not seen
 * @param tone CIEDE2000 between what the look and the capture show just outside the head, in the mean; where both show the same, 0
 */
public record SeamMeasures(double energy, double tone) {
    /** Nothing generated meets the head. */
    public static final SeamMeasures NONE = new SeamMeasures(1, 0);

    /** Distance of the lines that are compared with the seam, pixels. */
    private static final int BESIDE = 6;

    /** Half the width of each line, pixels. */
    private static final double LINE = 1;

    /** Width of the strip whose tone is compared, pixels. */
    private static final int STRIP = 10;

    /** Steepness of a picture without any detail, levels a pixel: below it noise would be divided by noise. */
    private static final double FLAT = 2;

    /** Fewer pixels of an edge are no seam. */
    private static final int LEAST_PIXELS = 20;

    /** @param changed where the look differs from the capture; the seam is where it meets the head */
    public static SeamMeasures of(Picture capture, Picture look, Mask changed, Mask head) {
        Mat core = head.view();
        Mat before = capture.view();
        Mat after = look.view();
        Mat region = changed.view();
        try (Workspace workspace = new Workspace()) {
            Rect box = KeepHead.around(core, STRIP + BESIDE);
            if (box.empty()) {
                return NONE;
            }
            Mat part = KeepHead.part(core, box, workspace);
            float[] away = signedDistance(part, workspace);
            Mat near = workspace.mat();
            Imgproc.dilate(
                    KeepHead.part(region, box, workspace),
                    near,
                    workspace.keep(Imgproc.getStructuringElement(
                            Imgproc.MORPH_RECT, new org.opencv.core.Size(2 * BESIDE + 3, 2 * BESIDE + 3))));
            byte[] met = new byte[away.length];
            near.get(0, 0, met);
            byte[] own = pixels(before, box, workspace);
            byte[] shown = pixels(after, box, workspace);
            double look1 = steepness(shown, away, met, box.width);
            double capture1 = steepness(own, away, met, box.width);
            double energy = look1 == 0 ? 1 : look1 / Math.max(1, capture1);
            return new SeamMeasures(energy, tone(own, shown, away, met));
        } finally {
            core.release();
            before.release();
            after.release();
            region.release();
        }
    }

    private static byte[] pixels(Mat picture, Rect box, Workspace workspace) {
        Mat part = KeepHead.part(picture, box, workspace);
        byte[] values = new byte[3 * box.width * box.height];
        part.get(0, 0, values);
        return values;
    }

    /** Positive outside the head, negative inside; the edge lies between −0.5 and 0.5. */
    private static float[] signedDistance(Mat core, Workspace workspace) {
        Mat inverse = workspace.mat();
        Core.bitwise_not(core, inverse);
        Mat outside = workspace.mat();
        Mat inside = workspace.mat();
        Imgproc.distanceTransform(inverse, outside, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
        Imgproc.distanceTransform(core, inside, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
        Core.subtract(outside, inside, outside, workspace.mat(), CvType.CV_32F);
        float[] away = new float[(int) outside.total()];
        outside.get(0, 0, away);
        for (int i = 0; i < away.length; i++) {
            away[i] -= Math.signum(away[i]) * 0.5f;
        }
        return away;
    }

    /** Mean steepness on the seam by that on the two lines beside it; 0 where there is no seam. */
    private static double steepness(byte[] pixels, float[] away, byte[] met, int width) {
        double seam = 0;
        double beside = 0;
        int seamPixels = 0;
        int besidePixels = 0;
        for (int i = width; i < away.length - width; i++) {
            int x = i % width;
            if (met[i] == 0 || x == 0 || x == width - 1) {
                continue;
            }
            double d = Math.abs(away[i]);
            if (d <= LINE) {
                seam += gradient(pixels, i, width);
                seamPixels++;
            } else if (Math.abs(d - BESIDE) <= LINE) {
                beside += gradient(pixels, i, width);
                besidePixels++;
            }
        }
        if (seamPixels < LEAST_PIXELS || besidePixels < LEAST_PIXELS) {
            return 0;
        }
        return (FLAT + seam / seamPixels) / (FLAT + beside / besidePixels);
    }

    private static double gradient(byte[] pixels, int i, int width) {
        double across = 0;
        double down = 0;
        for (int c = 0; c < 3; c++) {
            across += (pixels[3 * (i + 1) + c] & 0xff) - (pixels[3 * (i - 1) + c] & 0xff);
            down += (pixels[3 * (i + width) + c] & 0xff) - (pixels[3 * (i - width) + c] & 0xff);
        }
        return Math.hypot(across, down) / 6;
    }

    private static double tone(byte[] own, byte[] shown, float[] away, byte[] met) {
        double[] before = new double[3];
        double[] after = new double[3];
        int count = 0;
        for (int i = 0; i < away.length; i++) {
            if (met[i] != 0 && away[i] > 0 && away[i] <= STRIP) {
                for (int c = 0; c < 3; c++) {
                    before[c] += own[3 * i + c] & 0xff;
                    after[c] += shown[3 * i + c] & 0xff;
                }
                count++;
            }
        }
        if (count < LEAST_PIXELS) {
            return 0;
        }
        return Ciede2000.difference(
                CieLab.of(before[0] / count, before[1] / count, before[2] / count),
                CieLab.of(after[0] / count, after[1] / count, after[2] / count));
    }
}
