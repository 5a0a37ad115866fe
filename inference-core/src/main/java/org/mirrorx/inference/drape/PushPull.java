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
        float[] out = filled.values();
        int w = colours.width();
        int h = colours.height();
        int cw = (w + 1) / 2;
        int ch = (h + 1) / 2;
        Scratch scratch = colours.scratch();
        float[] half = scratch.floats(3 * cw * ch);
        float[] halfWeight = scratch.floats(cw * ch);
        if (reduce(out, known.values(), w, h, half, halfWeight)) {
            return filled;
        }
        float[] weight = halfWeight.clone();
        solve(half, weight, cw, ch, scratch);
        relax(half, halfWeight, cw, ch);
        enlarge(half, cw, ch, out, known.values(), w, h);
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
        if (reduce(colours, weight, w, h, coarse, coarseWeight)) {
            return;
        }
        solve(coarse, coarseWeight, cw, ch, scratch);
        enlarge(coarse, cw, ch, colours, weight, w, h);
        java.util.Arrays.fill(weight, 1);
    }

    /** Weighted means of 2×2 pixels. @return true when every pixel was known */
    private static boolean reduce(float[] colours, float[] weight, int w, int h, float[] coarse, float[] coarseWeight) {
        int cw = (w + 1) / 2;
        boolean complete = true;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                int j = (y / 2) * cw + x / 2;
                float k = weight[i];
                complete &= k >= KNOWN;
                if (k > 0) {
                    coarseWeight[j] += k;
                    coarse[3 * j] += k * colours[3 * i];
                    coarse[3 * j + 1] += k * colours[3 * i + 1];
                    coarse[3 * j + 2] += k * colours[3 * i + 2];
                }
            }
        }
        for (int j = 0; j < coarseWeight.length; j++) {
            float sum = coarseWeight[j];
            if (sum > 0) {
                for (int c = 0; c < 3; c++) {
                    coarse[3 * j + c] /= sum;
                }
                coarseWeight[j] = Math.min(1, sum);
            }
        }
        return complete;
    }

    /** Unknown pixels take the coarse picture's colours, bilinear. */
    private static void enlarge(float[] coarse, int cw, int ch, float[] colours, float[] weight, int w, int h) {
        for (int y = 0; y < h; y++) {
            float fy = Math.clamp((y - 0.5f) / 2, 0, ch - 1f);
            int y0 = (int) fy;
            int y1 = Math.min(y0 + 1, ch - 1);
            float v = fy - y0;
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                float k = weight[i];
                if (k >= KNOWN) {
                    continue;
                }
                float fx = Math.clamp((x - 0.5f) / 2, 0, cw - 1f);
                int x0 = (int) fx;
                int x1 = Math.min(x0 + 1, cw - 1);
                float u = fx - x0;
                for (int c = 0; c < 3; c++) {
                    float upper = (1 - u) * coarse[3 * (y0 * cw + x0) + c] + u * coarse[3 * (y0 * cw + x1) + c];
                    float lower = (1 - u) * coarse[3 * (y1 * cw + x0) + c] + u * coarse[3 * (y1 * cw + x1) + c];
                    colours[3 * i + c] = k * colours[3 * i + c] + (1 - k) * (upper + v * (lower - upper));
                }
            }
        }
    }

    /** Evens out the pyramid's blocks: each unknown pixel becomes the mean of its neighbours, several times over. */
    private static void relax(float[] colours, float[] known, int w, int h) {
        int[] unknown = new int[w * h];
        int n = 0;
        for (int y = 1; y + 1 < h; y++) {
            for (int x = 1; x + 1 < w; x++) {
                if (known[y * w + x] < KNOWN) {
                    unknown[n++] = y * w + x;
                }
            }
        }
        for (int pass = 0; pass < RELAXATIONS; pass++) {
            for (int q = 0; q < n; q++) {
                int i = unknown[q];
                float free = 1 - known[i];
                int at = 3 * i;
                int above = at - 3 * w;
                int below = at + 3 * w;
                // The three channels written out: this is the loop that runs most of all.
                float red = (colours[at - 3] + colours[at + 3] + colours[above] + colours[below]) / 4;
                float green = (colours[at - 2] + colours[at + 4] + colours[above + 1] + colours[below + 1]) / 4;
                float blue = (colours[at - 1] + colours[at + 5] + colours[above + 2] + colours[below + 2]) / 4;
                colours[at] += free * (red - colours[at]);
                colours[at + 1] += free * (green - colours[at + 1]);
                colours[at + 2] += free * (blue - colours[at + 2]);
            }
        }
    }
}
