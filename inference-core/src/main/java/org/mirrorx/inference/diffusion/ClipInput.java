package org.mirrorx.inference.diffusion;

import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A picture as CLIP's vision tower reads it (CLIPImageProcessor of transformers): the short edge to {@code shortEdge}, a square of {@code
 * crop} out of the middle, normalised.
 *
 * @param shortEdge pixels; published 224
 * @param crop pixels; published 224; larger than the picture means black around it
 */
public record ClipInput(int shortEdge, int crop) {
    /** As published. */
    public static final ClipInput PUBLISHED = new ClipInput(224, 224);

    private static final float[] MEANS = {(float) 0.48145466, (float) 0.4578275, (float) 0.40821073};
    private static final float[] DEVIATIONS = {(float) 0.26862954, (float) 0.26130258, (float) 0.27577711};
    private static final double LEVEL = 1 / 255.0;

    /** {@code CV_8UC3} R, G, B of which the short edge is {@link #shortEdge}, in the workspace. */
    Mat resized(Mat rgb, Workspace workspace) {
        int least = Math.min(rgb.cols(), rgb.rows());
        int most = Math.max(rgb.cols(), rgb.rows());
        int longEdge = (int) ((double) shortEdge * most / least);
        boolean tall = rgb.rows() >= rgb.cols();
        return workspace.keep(PillowResample.resize(
                rgb, tall ? shortEdge : longEdge, tall ? longEdge : shortEdge, PillowResample.Filter.BICUBIC));
    }

    /** The middle square, in the workspace. */
    Mat cropped(Mat resized, Workspace workspace) {
        int top = Math.floorDiv(resized.rows() - crop, 2);
        int left = Math.floorDiv(resized.cols() - crop, 2);
        Mat square = workspace.zeros(crop, crop, CvType.CV_8UC3);
        Rect from = new Rect(
                Math.max(0, left), Math.max(0, top), Math.min(crop, resized.cols()), Math.min(crop, resized.rows()));
        Mat part = resized.submat(from);
        Mat to = square.submat(new Rect(Math.max(0, -left), Math.max(0, -top), from.width, from.height));
        part.copyTo(to);
        part.release();
        to.release();
        return square;
    }

    /**
     * Three planes of {@link #crop} squared numbers.
     *
     * @param rgb {@code CV_8UC3} in R, G, B order
     */
    public float[] planes(Mat rgb) {
        try (Workspace workspace = new Workspace()) {
            Mat square = cropped(resized(rgb, workspace), workspace);
            byte[] bytes = new byte[3 * crop * crop];
            square.get(0, 0, bytes);
            float[] planes = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                planes[i % 3 * crop * crop + i / 3] = normalised(bytes[i] & 0xFF, i % 3);
            }
            java.util.Arrays.fill(bytes, (byte) 0);
            return planes;
        }
    }

    static float normalised(int level, int channel) {
        return ((float) (level * LEVEL) - MEANS[channel]) / DEVIATIONS[channel];
    }
}
