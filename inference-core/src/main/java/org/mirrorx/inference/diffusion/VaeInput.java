package org.mirrorx.inference.diffusion;

import java.util.Optional;
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.PillowResample.Box;
import org.mirrorx.inference.image.PillowResample.Filter;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;

/**
 * A picture as the autoencoder of latent diffusion reads and writes it (VaeImageProcessor of diffusers).
 *
 * @param factor sides are multiples of it; pixels a latent
 * @param size wanted; else the next lower multiples of {@code factor}
 * @param mode how a picture of other proportions fits
 */
public record VaeInput(int factor, Optional<Size> size, Mode mode) {
    /** How a picture of other proportions fits. */
    public enum Mode {
        /** Stretched. */
        DEFAULT,
        /** Inside; its edges repeated around it. */
        FILL,
        /** Outside; cut to the middle. */
        CROP
    }

    /** A picture's pixels as numbers. */
    public enum Range {
        /** −1 to 1. */
        PICTURE,
        /** 0 or 1, cut at the half. */
        MASK
    }

    private static final double LEVELS = 255;

    /**
     * The picture at its size, in the workspace.
     *
     * @param picture {@code CV_8UC1} or {@code CV_8UC3}
     */
    Mat resized(Mat picture, Workspace workspace) {
        int width = size.map(wanted -> (int) wanted.width).orElse(picture.cols());
        int height = size.map(wanted -> (int) wanted.height).orElse(picture.rows());
        int columns = width - width % factor;
        int rows = height - height % factor;
        return switch (mode) {
            case DEFAULT -> workspace.keep(PillowResample.resize(picture, columns, rows, Filter.LANCZOS));
            case FILL -> filled(picture, columns, rows, workspace);
            case CROP -> cropped(picture, columns, rows, workspace);
        };
    }

    private static Mat filled(Mat picture, int columns, int rows, Workspace workspace) {
        boolean tall = tallerThan(picture, columns, rows);
        int width = tall ? picture.cols() * rows / picture.rows() : columns;
        int height = tall ? rows : picture.rows() * columns / picture.cols();
        Mat inside = workspace.keep(PillowResample.resize(picture, width, height, Filter.LANCZOS));
        Mat canvas = workspace.zeros(rows, columns, picture.type());
        Rect place = new Rect(columns / 2 - width / 2, rows / 2 - height / 2, width, height);
        paste(inside, canvas, place);
        if (place.y > 0) {
            int below = place.y + height;
            stretch(inside, new Box(0, 0, width, 0), canvas, new Rect(0, 0, columns, place.y));
            stretch(inside, new Box(0, height, width, height), canvas, new Rect(0, below, columns, rows - below));
        } else if (place.x > 0) {
            int beside = place.x + width;
            stretch(inside, new Box(0, 0, 0, height), canvas, new Rect(0, 0, place.x, rows));
            stretch(inside, new Box(width, 0, width, height), canvas, new Rect(beside, 0, columns - beside, rows));
        }
        return canvas;
    }

    private static Mat cropped(Mat picture, int columns, int rows, Workspace workspace) {
        boolean tall = tallerThan(picture, columns, rows);
        int width = tall ? columns : picture.cols() * rows / picture.rows();
        int height = tall ? picture.rows() * columns / picture.cols() : rows;
        Mat outside = workspace.keep(PillowResample.resize(picture, width, height, Filter.LANCZOS));
        Mat canvas = workspace.zeros(rows, columns, picture.type());
        Mat part = outside.submat(new Rect(width / 2 - columns / 2, height / 2 - rows / 2, columns, rows));
        part.copyTo(canvas);
        part.release();
        return canvas;
    }

    private static boolean tallerThan(Mat picture, int columns, int rows) {
        return (double) columns / rows > (double) picture.cols() / picture.rows();
    }

    private static void paste(Mat picture, Mat canvas, Rect place) {
        Mat part = canvas.submat(place);
        picture.copyTo(part);
        part.release();
    }

    /** An edge of the picture over a part of the canvas, as the reference resamples a box without an extent. */
    private static void stretch(Mat picture, Box edge, Mat canvas, Rect place) {
        if (place.width > 0 && place.height > 0) {
            Mat wide = PillowResample.resize(picture, edge, place.width, place.height, Filter.BICUBIC);
            paste(wide, canvas, place);
            Workspace.wipe(wide);
        }
    }

    /**
     * Plane by plane.
     *
     * @param picture {@code CV_8UC1} or {@code CV_8UC3} in R, G, B order
     */
    public float[] planes(Mat picture, Range range) {
        try (Workspace workspace = new Workspace()) {
            Mat resized = resized(picture, workspace);
            int channels = resized.channels();
            int size = resized.rows() * resized.cols();
            byte[] bytes = new byte[channels * size];
            resized.get(0, 0, bytes);
            float[] planes = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                float share = (bytes[i] & 0xFF) / (float) LEVELS;
                planes[i % channels * size + i / channels] = switch (range) {
                    case PICTURE -> 2 * share - 1;
                    case MASK -> share >= 0.5f ? 1 : 0;
                };
            }
            java.util.Arrays.fill(bytes, (byte) 0);
            return planes;
        }
    }

    /**
     * Numbers from −1 to 1 as levels, halves rounded to even.
     *
     * @param planes three
     * @return {@code CV_8UC3} in R, G, B order, in the workspace
     */
    public static Mat picture(float[] planes, int width, int height, Workspace workspace) {
        int size = width * height;
        byte[] bytes = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            float share = Math.clamp(planes[i] / 2 + 0.5f, 0f, 1f);
            bytes[i % size * 3 + i / size] = (byte) (int) Math.rint(share * (float) LEVELS);
        }
        Mat picture = workspace.zeros(height, width, CvType.CV_8UC3);
        picture.put(0, 0, bytes);
        java.util.Arrays.fill(bytes, (byte) 0);
        return picture;
    }
}
