package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.SideBySide;

/**
 * Cuts pieces of one size out of a network's map. Source: the region-of-interest alignment of detectron2 with {@code aligned = false}
 * and four samples a bin.
 *
 * @param planes one after the other, rows from the top
 * @param stride pixels of the picture a cell of the map is wide
 */
@SuppressWarnings("ArrayRecordComponent") // a network's map; lives for one reading, never compared
record RoiAlign(float[] planes, int columns, int rows, int stride) {
    private static final int SAMPLES = 2;

    private int channels() {
        return planes.length / (columns * rows);
    }

    /**
     * The pieces of boxes, {@code channels} × {@code side} × {@code side} numbers each, into {@code result}.
     *
     * @param places where each box's piece goes, in pieces
     */
    void cut(List<ScoredBoxes.Scored> boxes, List<Integer> places, int side, float[] result) {
        int half = boxes.size() / 2;
        SideBySide.of(
                () -> cut(boxes, places, 0, half, side, result),
                () -> cut(boxes, places, half, boxes.size(), side, result));
    }

    private Object cut(
            List<ScoredBoxes.Scored> boxes, List<Integer> places, int from, int to, int side, float[] result) {
        int[] cells = new int[4 * SAMPLES * SAMPLES * side * side];
        float[] weights = new float[cells.length];
        for (int i = from; i < to; i++) {
            taps(boxes.get(i), side, cells, weights);
            int plane = columns * rows;
            int bins = side * side;
            int taps = 4 * SAMPLES * SAMPLES;
            int at = places.get(i) * channels() * bins;
            for (int channel = 0; channel < channels(); channel++) {
                int base = channel * plane;
                for (int bin = 0; bin < bins; bin++) {
                    float sum = 0;
                    for (int tap = bin * taps; tap < (bin + 1) * taps; tap++) {
                        sum += weights[tap] * planes[base + cells[tap]];
                    }
                    result[at++] = sum / (SAMPLES * SAMPLES);
                }
            }
        }
        return this;
    }

    /** For each bin the cells its samples lie between, and their weights: 0 where a sample lies outside. */
    private void taps(ScoredBoxes.Scored box, int side, int[] cells, float[] weights) {
        float scale = 1f / stride;
        float left = box.left() * scale;
        float top = box.top() * scale;
        float binWidth = Math.max(box.right() * scale - left, 1) / side;
        float binHeight = Math.max(box.bottom() * scale - top, 1) / side;
        int tap = 0;
        for (int bin = 0; bin < side * side; bin++) {
            for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                int binRow = bin / side;
                int sampleRow = sample / SAMPLES;
                float y = top + binRow * binHeight + (sampleRow + 0.5f) * binHeight / SAMPLES;
                float x = left + bin % side * binWidth + (sample % SAMPLES + 0.5f) * binWidth / SAMPLES;
                boolean inside = y >= -1 && y <= rows && x >= -1 && x <= columns;
                y = Math.max(0, y);
                x = Math.max(0, x);
                int row = Math.min((int) y, rows - 1);
                int column = Math.min((int) x, columns - 1);
                int below = Math.min(row + 1, rows - 1);
                int beside = Math.min(column + 1, columns - 1);
                float dy = row == rows - 1 ? 0 : y - row;
                float dx = column == columns - 1 ? 0 : x - column;
                put(cells, weights, tap++, row * columns + column, inside ? (1 - dy) * (1 - dx) : 0);
                put(cells, weights, tap++, row * columns + beside, inside ? (1 - dy) * dx : 0);
                put(cells, weights, tap++, below * columns + column, inside ? dy * (1 - dx) : 0);
                put(cells, weights, tap++, below * columns + beside, inside ? dy * dx : 0);
            }
        }
    }

    private static void put(int[] cells, float[] weights, int tap, int cell, float weight) {
        cells[tap] = cell;
        weights[tap] = weight;
    }
}
