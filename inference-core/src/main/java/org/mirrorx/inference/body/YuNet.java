package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Decodes YuNet's raw grids (ShiqiYu/libfacedetection): one box and five points a cell, in ArcFace order. Scores come as two
 * probabilities, class and objectness.
 */
final class YuNet {
    static final int[] STRIDES = {8, 16, 32};

    /** The picture is scaled so that its longer side is this. */
    static final int LONG_SIDE = 640;

    /** Height and width of the input are multiples of the coarsest stride. */
    static final int MULTIPLE = 32;

    private static final double MIN_SCORE = 0.6;
    private static final double SAME_OVERLAP = 0.3;
    private static final int POINTS = 5;

    private YuNet() {}

    /**
     * One stride's output.
     *
     * @param stride input pixels a cell
     * @param columns cells a row
     * @param classes, objects {@code [cells]} probabilities
     * @param boxes {@code [cells, 4]}
     * @param points {@code [cells, 10]}
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    record Grid(int stride, int columns, float[] classes, float[] objects, float[] boxes, float[] points) {}

    /**
     * @param scale input pixels a picture pixel
     * @return best first, pixels of the picture; points: eye at the picture's left, eye at its right, nose, mouth corners left, right
     */
    static List<Detection> decode(List<Grid> grids, double scale) {
        List<Detection> sure = new ArrayList<>();
        for (Grid grid : grids) {
            for (int cell = 0; cell < grid.classes().length; cell++) {
                double score = Math.sqrt(
                        Math.clamp(grid.classes()[cell], 0f, 1f) * (double) Math.clamp(grid.objects()[cell], 0f, 1f));
                if (score >= MIN_SCORE) {
                    sure.add(one(grid, cell, score, scale));
                }
            }
        }
        return Suppression.hard(sure, SAME_OVERLAP);
    }

    private static Detection one(Grid grid, int cell, double score, double scale) {
        double unit = grid.stride() / scale;
        int row = cell / grid.columns();
        int column = cell % grid.columns();
        float[] box = grid.boxes();
        double x = (column + box[4 * cell]) * unit;
        double y = (row + box[4 * cell + 1]) * unit;
        double halfWidth = Math.exp(box[4 * cell + 2]) * unit / 2;
        double halfHeight = Math.exp(box[4 * cell + 3]) * unit / 2;
        List<Point2> own = new ArrayList<>(POINTS);
        for (int p = 0; p < POINTS; p++) {
            int at = 2 * (POINTS * cell + p);
            own.add(new Point2((grid.points()[at] + column) * unit, (grid.points()[at + 1] + row) * unit));
        }
        return new Detection(score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, own);
    }
}
