package org.mirrorx.inference.image;

import java.util.Arrays;

/** Resizes planes of numbers as PyTorch's {@code interpolate} does, without antialiasing. */
public final class Interpolate {
    /** How numbers between numbers are made. */
    public enum Mode {
        /** The one at the cut-off place. */
        NEAREST,
        BILINEAR,
        /** a = −0.75, edges repeated. */
        BICUBIC
    }

    /** What lies on each other. */
    public enum Corners {
        /** The pictures' edges. */
        EDGES,
        /** The centres of the corner pixels ({@code align_corners}). */
        CENTRES
    }

    private static final double CUBIC = -0.75;
    private static final int REACH = 2;

    private Interpolate() {}

    /**
     * @param planes one after the other, rows from the top
     * @return new numbers, the caller's
     */
    public static float[] resize(
            float[] planes, int width, int height, int toWidth, int toHeight, Mode mode, Corners corners) {
        Taps columns = Taps.of(width, toWidth, mode, corners);
        Taps rows = Taps.of(height, toHeight, mode, corners);
        int count = planes.length / (width * height);
        float[] result = new float[count * toWidth * toHeight];
        double[] line = new double[width];
        for (int plane = 0; plane < count; plane++) {
            for (int row = 0; row < toHeight; row++) {
                Arrays.fill(line, 0);
                for (int i = 0; i < rows.weights[row].length; i++) {
                    double weight = rows.weights[row][i];
                    int from = (plane * height + rows.places[row][i]) * width;
                    for (int column = 0; column < width; column++) {
                        line[column] += weight * planes[from + column];
                    }
                }
                int at = (plane * toHeight + row) * toWidth;
                for (int column = 0; column < toWidth; column++) {
                    double sum = 0;
                    int[] places = columns.places[column];
                    double[] weights = columns.weights[column];
                    for (int j = 0; j < weights.length; j++) {
                        sum += weights[j] * line[places[j]];
                    }
                    result[at + column] = (float) sum;
                }
            }
        }
        return result;
    }

    /** Which old numbers make each new one of an axis. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    private record Taps(int[][] places, double[][] weights) {
        static Taps of(int from, int to, Mode mode, Corners corners) {
            int[][] places = new int[to][];
            double[][] weights = new double[to][];
            for (int i = 0; i < to; i++) {
                if (mode == Mode.NEAREST) {
                    places[i] = new int[] {Math.min(from - 1, (int) Math.floor((double) i * from / to))};
                    weights[i] = new double[] {1};
                    continue;
                }
                double at = switch (corners) {
                    case EDGES -> (i + 0.5) * from / to - 0.5;
                    case CENTRES -> to == 1 ? 0 : (double) i * (from - 1) / (to - 1);
                };
                if (mode == Mode.BILINEAR) {
                    at = Math.max(0, at);
                }
                int first = (int) Math.floor(at);
                double share = at - first;
                int reach = mode == Mode.BILINEAR ? 1 : REACH;
                places[i] = new int[2 * reach];
                weights[i] = new double[2 * reach];
                for (int tap = 0; tap < 2 * reach; tap++) {
                    int place = first + tap - reach + 1;
                    places[i][tap] = Math.clamp(place, 0, from - 1);
                    double distance = Math.abs(tap - reach + 1 - share);
                    weights[i][tap] = mode == Mode.BILINEAR ? 1 - distance : cubic(distance);
                }
            }
            return new Taps(places, weights);
        }

        private static double cubic(double x) {
            return x <= 1 ? ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1 : (((x - 5) * x + 8) * x - 4) * CUBIC;
        }
    }
}
