package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Point2;

/** Regions of a grid of cells, row by row, and their growing and shrinking. */
final class Cells {
    private Cells() {}

    static boolean[] above(float[] values, float threshold) {
        boolean[] out = new boolean[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] > threshold;
        }
        return out;
    }

    static boolean[] below(float[] values, float threshold) {
        boolean[] out = new boolean[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] < threshold;
        }
        return out;
    }

    /** Shrinks a region by a square of {@code 2·cells+1}; beyond the grid it is taken to go on. */
    static boolean[] erode(boolean[] region, int width, int height, int cells) {
        boolean[] inverse = not(region);
        return not(dilate(inverse, width, height, cells));
    }

    /** Grows a region by a square of {@code 2·cells+1}. */
    static boolean[] dilate(boolean[] region, int width, int height, int cells) {
        boolean[] across = new boolean[region.length];
        for (int y = 0; y < height; y++) {
            int last = Integer.MIN_VALUE / 2;
            int nextAt = -1;
            for (int x = 0; x < width; x++) {
                if (nextAt < x) {
                    nextAt = x;
                    while (nextAt < width && !region[y * width + nextAt]) {
                        nextAt++;
                    }
                }
                if (region[y * width + x]) {
                    last = x;
                }
                across[y * width + x] = x - last <= cells || (nextAt < width && nextAt - x <= cells);
            }
        }
        boolean[] out = new boolean[region.length];
        for (int x = 0; x < width; x++) {
            int last = Integer.MIN_VALUE / 2;
            int nextAt = -1;
            for (int y = 0; y < height; y++) {
                if (nextAt < y) {
                    nextAt = y;
                    while (nextAt < height && !across[nextAt * width + x]) {
                        nextAt++;
                    }
                }
                if (across[y * width + x]) {
                    last = y;
                }
                out[y * width + x] = y - last <= cells || (nextAt < height && nextAt - y <= cells);
            }
        }
        return out;
    }

    static boolean[] not(boolean[] region) {
        boolean[] out = new boolean[region.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = !region[i];
        }
        return out;
    }

    /** The cells whose middle lies inside a polygon (even-odd), given in cells. */
    static boolean[] inside(List<Point2> polygon, int width, int height) {
        boolean[] out = new boolean[width * height];
        int n = polygon.size();
        double[] crossings = new double[n];
        for (int y = 0; y < height; y++) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                Point2 p = polygon.get(i);
                Point2 q = polygon.get((i + 1) % n);
                if (p.y() <= y != q.y() <= y) {
                    crossings[count++] = p.x() + (y - p.y()) / (q.y() - p.y()) * (q.x() - p.x());
                }
            }
            java.util.Arrays.sort(crossings, 0, count);
            for (int c = 0; c + 1 < count; c += 2) {
                int from = (int) Math.ceil(Math.max(0, crossings[c]));
                int to = (int) Math.floor(Math.min(width - 1.0, crossings[c + 1]));
                for (int x = from; x <= to; x++) {
                    out[y * width + x] = true;
                }
            }
        }
        return out;
    }
}
