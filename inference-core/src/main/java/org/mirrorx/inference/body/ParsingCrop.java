package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Interpolate;
import org.mirrorx.inference.image.SideBySide;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How a picture gets into the square of a parsing network of SCHP, and the network's answer back. Source: {@code
 * datasets/simple_extractor_dataset.py} and {@code utils/transforms.py} of GoGoDuck912/Self-Correction-Human-Parsing.
 *
 * @param width, height of the picture
 * @param side of the network's input
 */
record ParsingCrop(int width, int height, int side) {
    /** Of B, G, R. */
    private static final double[] MEANS = {0.406, 0.456, 0.485};

    private static final double[] DEVIATIONS = {0.225, 0.224, 0.229};
    private static final double LEVELS = 255;

    /** Where the middle of the square lies, and its side, in the picture. */
    double[] centreAndScale() {
        double scale = Math.max(width - 1, height - 1);
        return new double[] {(width - 1) / 2.0, (height - 1) / 2.0, scale, scale};
    }

    /** 2 × 3, from the picture to the network's square. */
    Mat toInput(Workspace workspace) {
        return workspace.keep(Imgproc.getAffineTransform(
                workspace.keep(corners((width - 1) / 2.0, (height - 1) / 2.0, Math.max(width - 1, height - 1))),
                workspace.keep(corners((side - 1) / 2.0, (side - 1) / 2.0, side - 1))));
    }

    /** 2 × 3, from the network's square to the picture. */
    Mat toPicture(Workspace workspace) {
        return workspace.keep(Imgproc.getAffineTransform(
                workspace.keep(corners((side - 1) / 2.0, (side - 1) / 2.0, side - 1)),
                workspace.keep(corners((width - 1) / 2.0, (height - 1) / 2.0, Math.max(width - 1, height - 1)))));
    }

    /** The middle of a square, half a side above it, and the corner beside that. */
    private static MatOfPoint2f corners(double x, double y, double scale) {
        double half = scale / 2;
        return new MatOfPoint2f(new Point(x, y), new Point(x, y - half), new Point(x - half, y - half));
    }

    /**
     * The network's input.
     *
     * @param rgb {@code CV_8UC3}, R, G, B
     * @return planes B, G, R
     */
    float[] input(Mat rgb) {
        try (Workspace workspace = new Workspace()) {
            Mat cut = workspace.mat();
            Imgproc.warpAffine(
                    rgb,
                    cut,
                    toInput(workspace),
                    new Size(side, side),
                    Imgproc.INTER_LINEAR,
                    Core.BORDER_CONSTANT,
                    Scalar.all(0));
            float[] planes = YoloX.planes(cut);
            int plane = side * side;
            for (int i = 0; i < planes.length; i++) {
                planes[i] = (float) ((planes[i] / LEVELS - MEANS[i / plane]) / DEVIATIONS[i / plane]);
            }
            return planes;
        }
    }

    /**
     * One class's logits in the picture; black outside the square.
     *
     * @param logits of all classes, one plane after the other
     * @return {@code CV_32FC1}, in the workspace
     */
    Mat back(float[] logits, int plane, int columns, int rows, Mat toPicture, Workspace workspace) {
        float[] own = java.util.Arrays.copyOfRange(logits, plane * columns * rows, (plane + 1) * columns * rows);
        float[] square = Interpolate.resize(
                own, columns, rows, side, side, Interpolate.Mode.BILINEAR, Interpolate.Corners.CENTRES);
        Mat map = workspace.keep(new Mat(side, side, CvType.CV_32FC1));
        map.put(0, 0, square);
        Mat warped = workspace.mat();
        Imgproc.warpAffine(
                map,
                warped,
                toPicture,
                new Size(width, height),
                Imgproc.INTER_LINEAR,
                Core.BORDER_CONSTANT,
                Scalar.all(0));
        workspace.free(map);
        return warped;
    }

    /**
     * The likeliest class of every pixel; of equally likely ones the first.
     *
     * @param logits of all classes, one plane after the other
     * @return {@code CV_8UC1}, in the workspace
     */
    Mat labels(float[] logits, int columns, int rows, Workspace workspace) {
        int classes = logits.length / (columns * rows);
        SideBySide<Best, Best> halves = SideBySide.of(
                () -> best(logits, 0, classes / 2, columns, rows),
                () -> best(logits, classes / 2, classes, columns, rows));
        byte[] labels = halves.first().labels;
        for (int i = 0; i < labels.length; i++) {
            if (halves.second().logits[i] > halves.first().logits[i]) {
                labels[i] = halves.second().labels[i];
            }
        }
        Mat map = workspace.keep(new Mat(height, width, CvType.CV_8UC1));
        map.put(0, 0, labels);
        return map;
    }

    /** The likeliest of some classes, and its logit, pixel by pixel. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    private record Best(byte[] labels, float[] logits) {}

    private Best best(float[] logits, int from, int to, int columns, int rows) {
        Best best = new Best(new byte[width * height], new float[width * height]);
        float[] now = new float[width * height];
        try (Workspace workspace = new Workspace()) {
            Mat toPicture = toPicture(workspace);
            for (int kind = from; kind < to; kind++) {
                Mat map = back(logits, kind, columns, rows, toPicture, workspace);
                map.get(0, 0, now);
                workspace.free(map);
                for (int i = 0; i < now.length; i++) {
                    if (kind == from || now[i] > best.logits[i]) {
                        best.logits[i] = now[i];
                        best.labels[i] = (byte) kind;
                    }
                }
            }
        }
        return best;
    }
}
