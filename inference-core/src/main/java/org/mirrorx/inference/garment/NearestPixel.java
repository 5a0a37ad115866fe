package org.mirrorx.inference.garment;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** For every pixel the nearest pixel of a mask (Euclidean, by a 5×5 distance transform). */
final class NearestPixel {
    private final int[] label;
    private final int[] place;

    private NearestPixel(int[] label, int[] place) {
        this.label = label;
        this.place = place;
    }

    /** @param mask {@code CV_8UC1} with at least one pixel set */
    static NearestPixel of(Workspace work, Mat mask) {
        Mat empty = work.mat();
        Core.bitwise_not(mask, empty);
        Mat distance = work.mat();
        Mat labels = work.mat();
        Imgproc.distanceTransformWithLabels(
                empty, distance, labels, Imgproc.DIST_L2, Imgproc.DIST_MASK_5, Imgproc.DIST_LABEL_PIXEL);
        int[] label = new int[mask.rows() * mask.cols()];
        labels.get(0, 0, label);
        byte[] inside = CutOut.bytes(mask);
        int[] place = new int[Core.countNonZero(mask) + 1];
        for (int i = 0; i < inside.length; i++) {
            if (inside[i] != 0) {
                place[label[i]] = i;
            }
        }
        work.free(empty);
        work.free(distance);
        work.free(labels);
        return new NearestPixel(label, place);
    }

    /** Index (row · width + column) of the mask's pixel nearest to pixel {@code index}. */
    int of(int index) {
        return place[label[index]];
    }

    /** Gives every pixel outside the mask the colour of its nearest pixel inside; {@code rgb} is {@code CV_8UC3} and changed. */
    void bleed(Mat rgb) {
        if (rgb.type() != CvType.CV_8UC3) {
            throw new IllegalArgumentException("expected CV_8UC3, got " + CvType.typeToString(rgb.type()));
        }
        byte[] pixels = new byte[3 * label.length];
        rgb.get(0, 0, pixels);
        byte[] bled = new byte[pixels.length];
        for (int i = 0; i < label.length; i++) {
            int n = of(i);
            bled[3 * i] = pixels[3 * n];
            bled[3 * i + 1] = pixels[3 * n + 1];
            bled[3 * i + 2] = pixels[3 * n + 2];
        }
        rgb.put(0, 0, bled);
    }
}
