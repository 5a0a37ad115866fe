package org.mirrorx.inference.drape;

import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Where each place of the body takes its cloth from: the backward field of one sheet on a coarse grid whose nodes lie at multiples of
 * the step, so that a shopper who moves by whole steps gets the same picture.
 */
final class Field {
    /** Pixels between nodes of a 768×1024 capture (drape recipe §7); the bilinear error of a spline is then below a tenth of a pixel. */
    static final int STEP = 8;

    private final int firstColumn;
    private final int firstRow;
    private final int columns;
    private final int rows;
    private final int step;
    private final float[] garmentX;
    private final float[] garmentY;

    private Field(int firstColumn, int firstRow, int columns, int rows, int step) {
        this.firstColumn = firstColumn;
        this.firstRow = firstRow;
        this.columns = columns;
        this.rows = rows;
        this.step = step;
        this.garmentX = new float[columns * rows];
        this.garmentY = new float[columns * rows];
    }

    /** The field of a sheet over a frame (which must hold everything that will be drawn of it). */
    static Field of(Sheet sheet, Frame frame, int step) {
        ThinPlateSpline spline = ThinPlateSpline.through(sheet.pins(), sheet.stiffness());
        int firstColumn = Math.floorDiv(frame.x(), step);
        int firstRow = Math.floorDiv(frame.y(), step);
        int columns = Math.floorDiv(frame.x() + frame.width() - 1, step) + 2 - firstColumn;
        int rows = Math.floorDiv(frame.y() + frame.height() - 1, step) + 2 - firstRow;
        Field field = new Field(firstColumn, firstRow, columns, rows, step);
        double[] place = new double[2];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                spline.map((firstColumn + c) * (double) step, (firstRow + r) * (double) step, place);
                field.garmentX[r * columns + c] = (float) place[0];
                field.garmentY[r * columns + c] = (float) place[1];
            }
        }
        return field;
    }

    /** Fills one map of the frame's pixels with the garment's columns, the other with its rows, bilinear between the nodes. */
    void upsample(Frame frame, float[] mapX, float[] mapY) {
        for (int y = 0; y < frame.height(); y++) {
            int absoluteY = frame.y() + y;
            int r = Math.floorDiv(absoluteY, step) - firstRow;
            float v = Math.floorMod(absoluteY, step) / (float) step;
            for (int x = 0; x < frame.width(); x++) {
                int absoluteX = frame.x() + x;
                int node = r * columns + Math.floorDiv(absoluteX, step) - firstColumn;
                float u = Math.floorMod(absoluteX, step) / (float) step;
                int i = y * frame.width() + x;
                mapX[i] = bilinear(garmentX, node, u, v);
                mapY[i] = bilinear(garmentY, node, u, v);
            }
        }
    }

    private float bilinear(float[] nodes, int node, float u, float v) {
        float top = nodes[node] + u * (nodes[node + 1] - nodes[node]);
        float bottom = nodes[node + columns] + u * (nodes[node + columns + 1] - nodes[node + columns]);
        return top + v * (bottom - top);
    }

    /** How the cells inside the sheet's outline are bent. */
    Bend bend(List<Point2> outline) {
        double[] areas = new double[(columns - 1) * (rows - 1)];
        int inside = 0;
        int folded = 0;
        for (int r = 0; r + 1 < rows; r++) {
            for (int c = 0; c + 1 < columns; c++) {
                double middleX = (firstColumn + c + 0.5) * step;
                double middleY = (firstRow + r + 0.5) * step;
                if (Polylines.contains(outline, middleX, middleY)) {
                    double area = cellArea(r * columns + c) / ((double) step * step);
                    areas[inside++] = area;
                    if (area <= 0) {
                        folded++;
                    }
                }
            }
        }
        if (inside == 0) {
            return new Bend(0, 0, 1, 1);
        }
        double[] sorted = Arrays.copyOf(areas, inside);
        Arrays.sort(sorted);
        double median = sorted[inside / 2];
        return new Bend(folded, inside, sorted[inside / 50] / median, sorted[inside - 1 - inside / 50] / median);
    }

    /** Garment pixels squared under the cell whose upper left node this is; negative when turned over. */
    private double cellArea(int node) {
        int diagonal = node + columns + 1;
        double ax = garmentX[diagonal] - garmentX[node];
        double ay = garmentY[diagonal] - garmentY[node];
        double bx = garmentX[node + columns] - garmentX[node + 1];
        double by = garmentY[node + columns] - garmentY[node + 1];
        return 0.5 * (ax * by - ay * bx);
    }

    /**
     * @param folded cells of the grid that are turned over
     * @param cells cells inside the sheet
     * @param smallest, largest area of a cell against the median cell, the outer 2 % at each end left aside
     */
    record Bend(int folded, int cells, double smallest, double largest) {}
}
