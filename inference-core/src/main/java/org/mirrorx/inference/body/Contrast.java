package org.mirrorx.inference.body;

import org.mirrorx.inference.image.GraphCut;

/** Ties neighbouring cells of a capture: the more alike two look, the dearer it is to part them (GrabCut's contrast term, on Lab). */
final class Contrast {
    /** A preference that nothing outweighs. */
    static final float SURELY = 1e4f;

    private static final double DIAGONAL = 1 / Math.sqrt(2);

    private Contrast() {}

    static void tie(GraphCut cut, SmallCapture small, float smooth) {
        int w = small.width();
        int h = small.height();
        double beta = beta(small);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                if (x + 1 < w) {
                    cut.tieRight(x, y, cost(small, i, i + 1, beta, smooth));
                }
                if (y + 1 < h) {
                    cut.tieBelow(x, y, cost(small, i, i + w, beta, smooth));
                    if (x + 1 < w) {
                        cut.tieBelowRight(x, y, (float) DIAGONAL * cost(small, i, i + w + 1, beta, smooth));
                    }
                    if (x > 0) {
                        cut.tieBelowLeft(x, y, (float) DIAGONAL * cost(small, i, i + w - 1, beta, smooth));
                    }
                }
            }
        }
    }

    /** 1 / (2 · mean squared difference of neighbours), over cells that are likely the person's or near it. */
    private static double beta(SmallCapture small) {
        int w = small.width();
        double sum = 0;
        long pairs = 0;
        for (int y = 0; y + 1 < small.height(); y++) {
            for (int x = 0; x + 1 < w; x++) {
                int i = y * w + x;
                if (small.person()[i] > 0.05f) {
                    sum += difference(small, i, i + 1) + difference(small, i, i + w);
                    pairs += 2;
                }
            }
        }
        return pairs == 0 || sum == 0 ? 0 : pairs / (2 * sum);
    }

    private static float cost(SmallCapture small, int i, int j, double beta, float smooth) {
        return (float) (smooth * Math.exp(-beta * difference(small, i, j)));
    }

    private static double difference(SmallCapture small, int i, int j) {
        double dl = small.l()[i] - small.l()[j];
        double da = small.a()[i] - small.a()[j];
        double db = small.b()[i] - small.b()[j];
        return dl * dl + da * da + db * db;
    }
}
