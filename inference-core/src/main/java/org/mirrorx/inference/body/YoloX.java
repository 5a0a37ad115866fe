package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Input and output of the person detector YOLOX as DWPose uses it ({@code onnxdet.py} of IDEA-Research/DWPose): a letterboxed BGR picture
 * in, one row of 85 numbers for each cell of three grids out. Numbers are kept in float, as in the reference.
 */
final class YoloX {
    /** Numbers a cell: middle, logarithms of the size, objectness, 80 classes. */
    static final int ROW = 85;

    private static final int CLASSES = 80;
    private static final int OBJECTNESS = 4;
    private static final int FIRST_CLASS = 5;
    private static final int PERSON = 0;
    private static final int[] STRIDES = {8, 16, 32};
    private static final double GROUND = 114;
    private static final float LEAST_SCORE = 0.1f;
    private static final float LEAST_PERSON_SCORE = 0.3f;
    private static final float SAME_OVERLAP = 0.45f;

    /** A box in pixels of the picture. */
    record Box(float left, float top, float right, float bottom) {
        /** Intersection over union by the old rule, which counts both border pixels. */
        float overlap(Box other) {
            float width = Math.max(0, Math.min(right, other.right) - Math.max(left, other.left) + 1);
            float height = Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top) + 1);
            float shared = width * height;
            return shared / (area() + other.area() - shared);
        }

        private float area() {
            return (right - left + 1) * (bottom - top + 1);
        }
    }

    /** A box with its best known meaning. */
    record Found(Box box, float score, int kind) {}

    private final int width;
    private final int height;

    /** @param width, height of the network's input, pixels */
    YoloX(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Input pixels a picture pixel. */
    double ratio(int pictureWidth, int pictureHeight) {
        return Math.min((double) height / pictureHeight, (double) width / pictureWidth);
    }

    /** @return {@code CV_8UC3} of the input's size, the picture at its top left, in the workspace */
    Mat letterbox(Mat rgb, Workspace workspace) {
        double ratio = ratio(rgb.cols(), rgb.rows());
        Mat canvas = workspace.keep(new Mat(height, width, CvType.CV_8UC3, Scalar.all(GROUND)));
        Mat part =
                canvas.submat(0, Math.max(1, (int) (rgb.rows() * ratio)), 0, Math.max(1, (int) (rgb.cols() * ratio)));
        Imgproc.resize(rgb, part, new Size(part.cols(), part.rows()), 0, 0, Imgproc.INTER_LINEAR);
        part.release();
        return canvas;
    }

    /** Planes B, G, R of a {@code CV_8UC3} picture in R, G, B order: 0 to 255, row by row. */
    static float[] planes(Mat rgb) {
        Mat plane = new Mat();
        int size = rgb.rows() * rgb.cols();
        float[] planes = new float[3 * size];
        byte[] bytes = new byte[size];
        for (int channel = 0; channel < 3; channel++) {
            Core.extractChannel(rgb, plane, 2 - channel);
            plane.get(0, 0, bytes);
            for (int i = 0; i < size; i++) {
                planes[channel * size + i] = bytes[i] & 0xFF;
            }
        }
        java.util.Arrays.fill(bytes, (byte) 0);
        Workspace.wipe(plane);
        return planes;
    }

    /** A cell's box: {middle x, middle y, width, height}, input pixels. */
    float[] decoded(float[] rows, int cell) {
        Cell place = place(cell);
        int at = cell * ROW;
        return new float[] {
            (float) ((rows[at] + (double) place.column) * place.stride),
            (float) ((rows[at + 1] + (double) place.row) * place.stride),
            (float) Math.exp(rows[at + 2]) * place.stride,
            (float) Math.exp(rows[at + 3]) * place.stride
        };
    }

    /** A cell's box in pixels of the picture. */
    Box box(float[] rows, int cell, double ratio) {
        float[] middle = decoded(rows, cell);
        float halfWidth = middle[2] / 2;
        float halfHeight = middle[3] / 2;
        float scale = (float) ratio;
        return new Box(
                (middle[0] - halfWidth) / scale,
                (middle[1] - halfHeight) / scale,
                (middle[0] + halfWidth) / scale,
                (middle[1] + halfHeight) / scale);
    }

    /** Everything found, of each kind the best first, kinds in rising order. */
    List<Found> found(float[] rows, double ratio) {
        List<Found> all = new ArrayList<>();
        for (int kind = 0; kind < CLASSES; kind++) {
            List<Found> candidates = new ArrayList<>();
            for (int cell = 0; cell < rows.length / ROW; cell++) {
                int at = cell * ROW;
                float score = rows[at + OBJECTNESS] * rows[at + FIRST_CLASS + kind];
                if (score > LEAST_SCORE) {
                    candidates.add(new Found(box(rows, cell, ratio), score, kind));
                }
            }
            candidates.sort(Comparator.comparingDouble((Found one) -> one.score).reversed());
            List<Found> kept = new ArrayList<>();
            for (Found candidate : candidates) {
                if (kept.stream().noneMatch(better -> better.box.overlap(candidate.box) > SAME_OVERLAP)) {
                    kept.add(candidate);
                }
            }
            all.addAll(kept);
        }
        return all;
    }

    /** The boxes of people, the surest first. */
    List<Box> people(float[] rows, double ratio) {
        return found(rows, ratio).stream()
                .filter(one -> one.kind == PERSON && one.score > LEAST_PERSON_SCORE)
                .map(Found::box)
                .toList();
    }

    private record Cell(int row, int column, int stride) {}

    /** Cells lie row by row, the finest grid first. */
    private Cell place(int cell) {
        int rest = cell;
        for (int stride : STRIDES) {
            int columns = width / stride;
            int cells = columns * (height / stride);
            if (rest < cells) {
                return new Cell(rest / columns, rest % columns, stride);
            }
            rest -= cells;
        }
        throw new IllegalArgumentException(
                "cell " + cell + " is beyond the grids of a " + width + "×" + height + " input");
    }

    /** How many cells the three grids have. */
    int cells() {
        int cells = 0;
        for (int stride : STRIDES) {
            cells += (width / stride) * (height / stride);
        }
        return cells;
    }

    /** Empty when the output's rows do not fit the input's grids. */
    Optional<String> misfit(int numbers) {
        return numbers == cells() * ROW
                ? Optional.empty()
                : Optional.of("gives " + numbers + " numbers for a " + width + "×" + height + " input, not " + cells()
                        + "×" + ROW);
    }
}
