package org.mirrorx.inference.body;

import java.util.Arrays;

/**
 * Mixes at the person's outline (drape recipe §15.2): each pixel of a narrow band is part person, part background. Both colours are
 * taken from the nearest places that surely show them; the share is where the pixel lies between the two, and the person's own colour is
 * what remains when the background's share is taken out.
 */
final class OutlineMatte {
    /** Width of the band in pixels of the recipe, on both sides together. */
    private static final double BAND = 8;

    /** Cells around from which the sure colours are averaged. */
    private static final int REACH = 3;

    /** Below this distance of the two colours (RGB, 0 to 255) the share cannot be told from colours; above the next it can. */
    private static final float ALIKE = 18;

    private static final float APART = 60;
    /** The colours' opinion may leave the guided filter's by this much. */
    private static final float FREEDOM = 0.45f;

    private final SmallCapture small;
    private final float[] inner = new float[3];
    private final float[] outer = new float[3];
    private final float[][] insideColours;
    private final float[][] outsideColours;
    private final boolean[] band;

    /**
     * @param rgb the capture at cell size, three planes 0 to 255
     * @param person by cell
     */
    OutlineMatte(SmallCapture small, float[][] rgb, boolean[] person) {
        this.small = small;
        int w = small.width();
        int h = small.height();
        boolean[] inside = Cells.erode(person, w, h, 1);
        boolean[] outside = Cells.not(Cells.dilate(person, w, h, 1));
        insideColours = around(rgb, inside, w, h);
        outsideColours = around(rgb, outside, w, h);
        int cells = (int) Math.ceil(0.5 * BAND / 3);
        boolean[] grown = Cells.dilate(person, w, h, cells);
        boolean[] shrunk = Cells.erode(person, w, h, cells);
        band = new boolean[w * h];
        for (int i = 0; i < band.length; i++) {
            band[i] = grown[i] && !shrunk[i];
        }
    }

    /** The average of the sure colours near each cell; where there are none, the last plane is 0. */
    private static float[][] around(float[][] rgb, boolean[] sure, int w, int h) {
        float[][] sums = new float[4][w * h];
        for (int i = 0; i < sure.length; i++) {
            if (sure[i]) {
                for (int c = 0; c < 3; c++) {
                    sums[c][i] = rgb[c][i];
                }
                sums[3][i] = 1;
            }
        }
        for (float[] plane : sums) {
            box(plane, w, h, REACH);
        }
        for (int i = 0; i < sure.length; i++) {
            if (sums[3][i] > 0) {
                for (int c = 0; c < 3; c++) {
                    sums[c][i] /= sums[3][i];
                }
                sums[3][i] = 1;
            }
        }
        return sums;
    }

    /** A sum over a square, in place. */
    private static void box(float[] plane, int w, int h, int reach) {
        float[] line = new float[Math.max(w, h)];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                line[x] = plane[y * w + x];
            }
            for (int x = 0; x < w; x++) {
                float sum = 0;
                for (int k = Math.max(0, x - reach); k <= Math.min(w - 1, x + reach); k++) {
                    sum += line[k];
                }
                plane[y * w + x] = sum;
            }
        }
        for (int x = 0; x < w; x++) {
            for (int y = 0; y < h; y++) {
                line[y] = plane[y * w + x];
            }
            for (int y = 0; y < h; y++) {
                float sum = 0;
                for (int k = Math.max(0, y - reach); k <= Math.min(h - 1, y + reach); k++) {
                    sum += line[k];
                }
                plane[y * w + x] = sum;
            }
        }
    }

    /**
     * Mixes a window of pixels.
     *
     * @param alpha the person's share by pixel of the window, 0 to 1; made better in place, and hard outside the band
     * @param rgb interleaved pixels of the window; in the band they become the person's own colours
     */
    void mix(float[] alpha, byte[] rgb, int columns, int rows) {
        double stepX = (double) small.width() / columns;
        double stepY = (double) small.height() / rows;
        for (int y = 0; y < rows; y++) {
            double fy = (y + 0.5) * stepY - 0.5;
            int cellRow = Math.clamp(Math.round(fy), 0, small.height() - 1) * small.width();
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                double fx = (x + 0.5) * stepX - 0.5;
                if (!band[cellRow + Math.clamp(Math.round(fx), 0, small.width() - 1)]) {
                    alpha[i] = alpha[i] >= 0.5f ? 1 : 0;
                    continue;
                }
                if (!sample(insideColours, fx, fy, inner) || !sample(outsideColours, fx, fy, outer)) {
                    continue;
                }
                float dot = 0;
                float square = 0;
                for (int c = 0; c < 3; c++) {
                    float d = inner[c] - outer[c];
                    dot += ((rgb[3 * i + c] & 0xff) - outer[c]) * d;
                    square += d * d;
                }
                float apart = (float) Math.sqrt(square);
                float trust = Math.clamp((apart - ALIKE) / (APART - ALIKE), 0, 1);
                if (trust > 0) {
                    float byColour = Math.clamp(dot / square, 0, 1);
                    byColour = Math.clamp(byColour, alpha[i] - FREEDOM, alpha[i] + FREEDOM);
                    alpha[i] = Math.clamp(alpha[i] + trust * (byColour - alpha[i]), 0, 1);
                }
                float share = alpha[i];
                if (share > 0.02f && share < 0.98f) {
                    for (int c = 0; c < 3; c++) {
                        float own = ((rgb[3 * i + c] & 0xff) - (1 - share) * outer[c]) / Math.max(share, 0.25f);
                        float calm = Math.clamp((0.8f - share) / 0.5f, 0, 1);
                        float colour = own + calm * (inner[c] - own);
                        rgb[3 * i + c] = (byte) Math.round(Math.clamp(colour, 0, 255));
                    }
                } else if (share <= 0.02f) {
                    for (int c = 0; c < 3; c++) {
                        rgb[3 * i + c] = (byte) Math.round(Math.clamp(inner[c], 0, 255));
                    }
                }
            }
        }
    }

    /** The colour at a place between cells, from those that know one. */
    private boolean sample(float[][] planes, double fx, double fy, float[] out) {
        int w = small.width();
        int h = small.height();
        double cx = Math.clamp(fx, 0, w - 1.0);
        double cy = Math.clamp(fy, 0, h - 1.0);
        int x = (int) Math.min(w - 2.0, cx);
        int y = (int) Math.min(h - 2.0, cy);
        float tx = (float) (cx - x);
        float ty = (float) (cy - y);
        Arrays.fill(out, 0);
        float total = 0;
        for (int k = 0; k < 4; k++) {
            int i = (y + k / 2) * w + x + k % 2;
            float weight = (k % 2 == 0 ? 1 - tx : tx) * (k / 2 == 0 ? 1 - ty : ty) * planes[3][i];
            total += weight;
            for (int c = 0; c < 3; c++) {
                out[c] += weight * planes[c][i];
            }
        }
        if (total <= 1e-3f) {
            return false;
        }
        for (int c = 0; c < 3; c++) {
            out[c] /= total;
        }
        return true;
    }
}
