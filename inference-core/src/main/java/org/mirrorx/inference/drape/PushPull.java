package org.mirrorx.inference.drape;

/**
 * Fills unknown pixels smoothly from known ones through a pyramid (Gortler et al. 1996, "The Lumigraph", §3.4): weighted means go
 * down, and come up again where nothing finer is known.
 */
final class PushPull {
    private static final float KNOWN = 0.999f;

    /** Passes that even out the pyramid's blocks inside the hole. */
    private static final int RELAXATIONS = 12;

    private PushPull() {}

    /**
     * @param colours three channels
     * @param known 1 where the colours count, 0 where they are to be found
     * @return colours everywhere; unchanged where {@code known} is 1; black when nothing is known
     */
    static Plane fill(Plane colours, Plane known) {
        Plane filled = colours.copy();
        int w = colours.width();
        int h = colours.height();
        float[] weight = known.values().clone();
        solve(filled.values(), weight, w, h, colours.scratch());
        relax(filled.values(), known.values(), w, h);
        return filled;
    }

    private static void solve(float[] colours, float[] weight, int w, int h, Scratch scratch) {
        if (w <= 1 && h <= 1) {
            return;
        }
        int cw = (w + 1) / 2;
        int ch = (h + 1) / 2;
        float[] coarse = scratch.floats(3 * cw * ch);
        float[] coarseWeight = scratch.floats(cw * ch);
        boolean complete = true;
        for (int y = 0; y < ch; y++) {
            for (int x = 0; x < cw; x++) {
                float sum = 0;
                int j = y * cw + x;
                for (int dy = 0; dy < 2 && 2 * y + dy < h; dy++) {
                    for (int dx = 0; dx < 2 && 2 * x + dx < w; dx++) {
                        int i = (2 * y + dy) * w + 2 * x + dx;
                        float k = weight[i];
                        complete &= k >= KNOWN;
                        sum += k;
                        coarse[3 * j] += k * colours[3 * i];
                        coarse[3 * j + 1] += k * colours[3 * i + 1];
                        coarse[3 * j + 2] += k * colours[3 * i + 2];
                    }
                }
                if (sum > 0) {
                    for (int c = 0; c < 3; c++) {
                        coarse[3 * j + c] /= sum;
                    }
                }
                coarseWeight[j] = Math.min(1, sum);
            }
        }
        if (complete) {
            return;
        }
        solve(coarse, coarseWeight, cw, ch, scratch);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                float k = weight[i];
                if (k >= KNOWN) {
                    continue;
                }
                float fx = Math.clamp((x - 0.5f) / 2, 0, cw - 1f);
                float fy = Math.clamp((y - 0.5f) / 2, 0, ch - 1f);
                int x0 = (int) fx;
                int y0 = (int) fy;
                int x1 = Math.min(x0 + 1, cw - 1);
                int y1 = Math.min(y0 + 1, ch - 1);
                float u = fx - x0;
                float v = fy - y0;
                for (int c = 0; c < 3; c++) {
                    float up = (1 - v) * ((1 - u) * coarse[3 * (y0 * cw + x0) + c] + u * coarse[3 * (y0 * cw + x1) + c])
                            + v * ((1 - u) * coarse[3 * (y1 * cw + x0) + c] + u * coarse[3 * (y1 * cw + x1) + c]);
                    colours[3 * i + c] = k * colours[3 * i + c] + (1 - k) * up;
                }
                weight[i] = 1;
            }
        }
    }

    private static void relax(float[] colours, float[] known, int w, int h) {
        for (int pass = 0; pass < RELAXATIONS; pass++) {
            for (int y = 1; y + 1 < h; y++) {
                for (int x = 1; x + 1 < w; x++) {
                    int i = y * w + x;
                    float k = known[i];
                    if (k >= KNOWN) {
                        continue;
                    }
                    for (int c = 0; c < 3; c++) {
                        float mean = (colours[3 * (i - 1) + c]
                                        + colours[3 * (i + 1) + c]
                                        + colours[3 * (i - w) + c]
                                        + colours[3 * (i + w) + c])
                                / 4;
                        colours[3 * i + c] += (1 - k) * (mean - colours[3 * i + c]);
                    }
                }
            }
        }
    }
}
