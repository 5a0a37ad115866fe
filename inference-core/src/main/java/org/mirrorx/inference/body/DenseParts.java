package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * The parts of one person's body as DensePose sees them: which of 24 patches of the body's surface a pixel shows, and where on it.
 *
 * @param box in pixels of the picture, inside it
 * @param score the person's probability
 * @param left, top, width, height of the label map, pixels of the picture; whole numbers, cut off; a side may be 0 though the map's are 1
 * @param labels row by row, at least one pixel wide and high: 0 background, 1 and 2 torso, 3 right hand, 4 left hand, 5 and 6 feet, 7 to
 *     10 upper legs, 11 to 14 lower legs, 15 to 18 upper arms, 19 to 22 lower arms, 23 and 24 head; right is the person's own
 * @param u, v where on its patch a pixel lies, about 0 to 1; 0 in the background
 */
@SuppressWarnings("ArrayRecordComponent") // one reading's maps; never compared
public record DenseParts(
        Box box, double score, int left, int top, int width, int height, byte[] labels, float[] u, float[] v) {
    /** Background and the patches. */
    static final int LABELS = 25;

    private static final double LEVELS_A_LABEL = 255.0 / (LABELS - 1);

    /** The label at a pixel of the picture; 0 outside. */
    int at(int x, int y) {
        boolean inside = x >= left && y >= top && x < left + width && y < top + height;
        return inside ? labels[(y - top) * columns() + x - left] : 0;
    }

    int columns() {
        return Math.max(1, width);
    }

    int rows() {
        return Math.max(1, height);
    }

    /**
     * Decodes the network's charts of one person.
     *
     * @param box in pixels of the picture, inside it
     * @param side of the charts
     * @param coarse [2, side, side]: background, body
     * @param fine, u, v [25, side, side]
     */
    static DenseParts decode(Box box, double score, int side, float[] coarse, float[] fine, float[] u, float[] v) {
        int width = (int) ((float) box.right() - (float) box.left());
        int height = (int) ((float) box.bottom() - (float) box.top());
        int columns = Math.max(1, width);
        int rows = Math.max(1, height);
        List<float[]> body = resized(coarse, side, columns, rows);
        List<float[]> patches = resized(fine, side, columns, rows);
        List<float[]> across = resized(u, side, columns, rows);
        List<float[]> along = resized(v, side, columns, rows);
        byte[] labels = new byte[columns * rows];
        float[] placeU = new float[labels.length];
        float[] placeV = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = body.get(1)[i] > body.get(0)[i] ? largest(patches, i) : 0;
            labels[i] = (byte) label;
            placeU[i] = label == 0 ? 0 : across.get(label)[i];
            placeV[i] = label == 0 ? 0 : along.get(label)[i];
        }
        return new DenseParts(box, score, (int) box.left(), (int) box.top(), width, height, labels, placeU, placeV);
    }

    /** The first of the largest. */
    private static int largest(List<float[]> planes, int at) {
        int largest = 0;
        for (int plane = 1; plane < planes.size(); plane++) {
            if (planes.get(plane)[at] > planes.get(largest)[at]) {
                largest = plane;
            }
        }
        return largest;
    }

    /** Bilinear between centres of pixels, without averaging when it shrinks. */
    private static List<float[]> resized(float[] charts, int side, int columns, int rows) {
        List<float[]> planes = new ArrayList<>();
        int size = side * side;
        for (int chart = 0; chart < charts.length / size; chart++) {
            planes.add(resized(charts, chart * size, side, columns, rows));
        }
        return planes;
    }

    private static float[] resized(float[] charts, int from, int side, int columns, int rows) {
        LikeliestClass.Taps across = LikeliestClass.Taps.of(side, columns);
        LikeliestClass.Taps along = LikeliestClass.Taps.of(side, rows);
        float[] result = new float[columns * rows];
        float[] line = new float[side];
        for (int row = 0; row < rows; row++) {
            LikeliestClass.blend(charts, from, side, along, row, line);
            for (int column = 0; column < columns; column++) {
                result[row * columns + column] = across.at(line, column);
            }
        }
        return result;
    }

    /**
     * Draws the parts in the colours that try-on networks were trained on, on black.
     *
     * @return {@code CV_8UC3} R, G, B of the picture's size, in the workspace
     */
    Mat picture(int pictureWidth, int pictureHeight, Workspace workspace) {
        Natives.load();
        Mat canvas = workspace.zeros(pictureHeight, pictureWidth, CvType.CV_8UC3);
        if (width == 0 || height == 0) {
            return canvas;
        }
        Mat placed = labels(pictureWidth, pictureHeight, workspace);
        Mat levels = workspace.mat();
        byte[] table = new byte[256];
        for (int label = 0; label < LABELS; label++) {
            table[label] = (byte) (int) (label * LEVELS_A_LABEL);
        }
        Mat lookUp = workspace.zeros(1, table.length, CvType.CV_8UC1);
        lookUp.put(0, 0, table);
        Core.LUT(placed, lookUp, levels);
        Mat coloured = workspace.mat();
        Imgproc.applyColorMap(levels, coloured, Imgproc.COLORMAP_PARULA);
        Imgproc.cvtColor(coloured, coloured, Imgproc.COLOR_BGR2RGB);
        Mat body = workspace.mat();
        Core.compare(placed, Scalar.all(0), body, Core.CMP_GT);
        coloured.copyTo(canvas, body);
        return canvas;
    }

    /** The label map at its place in the picture: {@code CV_8UC1}, in the workspace. */
    Mat labels(int pictureWidth, int pictureHeight, Workspace workspace) {
        Mat placed = workspace.zeros(pictureHeight, pictureWidth, CvType.CV_8UC1);
        int right = Math.min(pictureWidth, left + width);
        for (int row = 0; row < height && top + row < pictureHeight; row++) {
            if (right > left) {
                placed.put(
                        top + row,
                        left,
                        java.util.Arrays.copyOfRange(labels, row * columns(), row * columns() + right - left));
            }
        }
        return placed;
    }
}
