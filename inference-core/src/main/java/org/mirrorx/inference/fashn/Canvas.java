package org.mirrorx.inference.fashn;

import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The picture size of the network, and how pictures get to it and back (fashn-vton.md §4). New sides are cut, not rounded: scale times
 * side in double can fall just below a whole number.
 *
 * @param width pixels
 * @param height pixels
 */
record Canvas(int width, int height) {
    /** Levels to the network's −1 to 1. */
    private static final float HALF_LEVELS = 127.5f;

    /** A picture on the canvas and how much black is around it. */
    record Fitted(Mat picture, Padding padding) {}

    /** Black rows and columns around a picture on the canvas. */
    record Padding(int left, int top, int right, int bottom) {
        /** The picture without its padding: a view, the caller's. */
        Mat removed(Mat canvas) {
            return canvas.submat(new Rect(left, top, canvas.cols() - left - right, canvas.rows() - top - bottom));
        }
    }

    /**
     * Shrunk to fit a square of the canvas's longer side, never enlarged.
     *
     * @return in the workspace; may be {@code rgb} itself
     */
    Mat preResized(Mat rgb, Workspace workspace) {
        return limited(rgb, Math.max(width, height), workspace);
    }

    static Mat limited(Mat rgb, int limit, Workspace workspace) {
        double scale = (double) limit / Math.max(rgb.cols(), rgb.rows());
        if (scale >= 1) {
            return rgb;
        }
        return workspace.keep(PillowResample.resize(
                rgb, (int) (scale * rgb.cols()), (int) (scale * rgb.rows()), PillowResample.Filter.LANCZOS));
    }

    /** A picture in colour: averaged when it shrinks, Lanczos when it grows, black around. */
    Fitted fit(Mat rgb, Workspace workspace) {
        return fit(rgb, scale(rgb) < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LANCZOS4, workspace);
    }

    /** A pose picture: the nearest pixel, black around. */
    Fitted fitPose(Mat grey, Workspace workspace) {
        return fit(grey, Imgproc.INTER_NEAREST_EXACT, workspace);
    }

    private double scale(Mat picture) {
        return Math.min((double) width / picture.cols(), (double) height / picture.rows());
    }

    private Fitted fit(Mat picture, int interpolation, Workspace workspace) {
        double scale = scale(picture);
        Size size = new Size((int) (picture.cols() * scale), (int) (picture.rows() * scale));
        Mat resized = workspace.mat();
        Imgproc.resize(picture, resized, size, 0, 0, interpolation);
        int across = width - resized.cols();
        int along = height - resized.rows();
        Padding padding = new Padding(across / 2, along / 2, across - across / 2, along - along / 2);
        Mat canvas = workspace.mat();
        Core.copyMakeBorder(
                resized,
                canvas,
                padding.top,
                padding.bottom,
                padding.left,
                padding.right,
                Core.BORDER_CONSTANT,
                Scalar.all(0));
        return new Fitted(canvas, padding);
    }

    /** A picture's channels one after the other, rows from the top, −1 to 1. */
    static float[] planes(Mat picture) {
        int channels = picture.channels();
        int size = picture.rows() * picture.cols();
        byte[] bytes = new byte[channels * size];
        picture.get(0, 0, bytes);
        float[] planes = new float[bytes.length];
        for (int i = 0; i < size; i++) {
            for (int channel = 0; channel < channels; channel++) {
                planes[channel * size + i] = (bytes[i * channels + channel] & 0xFF) / HALF_LEVELS - 1;
            }
        }
        java.util.Arrays.fill(bytes, (byte) 0);
        return planes;
    }

    /**
     * The network's picture as levels: clamped to −1 to 1 and cut off, not rounded.
     *
     * @param planes three of the canvas's size
     * @return {@code CV_8UC3} in R, G, B order, in the workspace
     */
    Mat picture(float[] planes, Workspace workspace) {
        int size = width * height;
        byte[] bytes = new byte[3 * size];
        for (int i = 0; i < planes.length; i++) {
            float clamped = Math.clamp(planes[i], -1f, 1f);
            bytes[i % size * 3 + i / size] = (byte) (int) ((clamped + 1) * 0.5f * 255);
        }
        Mat picture = workspace.zeros(height, width, org.opencv.core.CvType.CV_8UC3);
        picture.put(0, 0, bytes);
        java.util.Arrays.fill(bytes, (byte) 0);
        return picture;
    }
}
