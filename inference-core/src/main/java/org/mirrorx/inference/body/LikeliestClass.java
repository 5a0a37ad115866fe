package org.mirrorx.inference.body;

import org.mirrorx.inference.image.SideBySide;

/** From the planes of a network's logits to the likeliest class of every pixel of a larger picture. */
final class LikeliestClass {
    private LikeliestClass() {}

    /**
     * Logits between the centres of cells, then the first of the largest: the other order would give steps at every cell.
     *
     * @param logits one plane after the other, rows from the top
     * @return one byte a pixel, rows from the top
     */
    static byte[] of(float[] logits, int columns, int rows, int width, int height) {
        Taps across = Taps.of(columns, width);
        Taps along = Taps.of(rows, height);
        byte[] labels = new byte[width * height];
        SideBySide.of(
                () -> fill(logits, columns, rows, across, along, labels, 0, height / 2),
                () -> fill(logits, columns, rows, across, along, labels, height / 2, height));
        return labels;
    }

    /** The logits of one row of the picture, class by class. */
    static float[][] row(float[] logits, int columns, int rows, int width, int height, int row) {
        Taps across = Taps.of(columns, width);
        float[][] result = new float[logits.length / (columns * rows)][width];
        float[] line = new float[columns];
        for (int kind = 0; kind < result.length; kind++) {
            blend(logits, kind * columns * rows, columns, Taps.of(rows, height), row, line);
            for (int column = 0; column < width; column++) {
                result[kind][column] = across.at(line, column);
            }
        }
        return result;
    }

    private static Object fill(
            float[] logits, int columns, int rows, Taps across, Taps along, byte[] labels, int from, int to) {
        int width = across.share.length;
        float[] line = new float[columns];
        float[] best = new float[width];
        for (int row = from; row < to; row++) {
            for (int kind = 0; kind < logits.length / (columns * rows); kind++) {
                blend(logits, kind * columns * rows, columns, along, row, line);
                for (int column = 0; column < width; column++) {
                    float number = across.at(line, column);
                    if (kind == 0 || number > best[column]) {
                        best[column] = number;
                        labels[row * width + column] = (byte) kind;
                    }
                }
            }
        }
        return labels;
    }

    /** A row of the picture in one plane, at the plane's own columns. */
    static void blend(float[] logits, int plane, int columns, Taps along, int row, float[] line) {
        int upper = plane + along.first[row] * columns;
        int lower = plane + along.second[row] * columns;
        float share = along.share[row];
        for (int column = 0; column < columns; column++) {
            line[column] = (1 - share) * logits[upper + column] + share * logits[lower + column];
        }
    }

    /** For each pixel of an axis the two cells it lies between, and how near the second is. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    record Taps(int[] first, int[] second, float[] share) {
        static Taps of(int from, int to) {
            Taps taps = new Taps(new int[to], new int[to], new float[to]);
            float scale = (float) from / to;
            for (int i = 0; i < to; i++) {
                float at = Math.max(0, scale * (i + 0.5f) - 0.5f);
                taps.first[i] = Math.min((int) at, from - 1);
                taps.second[i] = Math.min(taps.first[i] + 1, from - 1);
                taps.share[i] = at - taps.first[i];
            }
            return taps;
        }

        float at(float[] line, int i) {
            return line[first[i]] * (1 - share[i]) + line[second[i]] * share[i];
        }
    }
}
