package org.mirrorx.inference.body;

import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.GraphCut;

/**
 * Finds the person's outline at a third of the size: the networks' mask has steps of four pixels and fills or eats the gaps between arms
 * and body by up to fifteen; colours and edges put that right.
 */
final class PersonCells {
    /** The mask's opinion never weighs more than this (natural logarithm of the odds). */
    private static final float MASK_WEIGHT = 3.5f;
    /** Nor the colours'. */
    private static final float COLOUR_WEIGHT = 4f;
    /** Cost of an edge where neighbours look the same. */
    private static final float SMOOTH = 9f;
    /** Where the mask is surer than this for {@link #SURE_CELLS} around, nothing is asked. */
    private static final float SURE = 0.9f;

    private static final int SURE_CELLS = 6;
    private static final float SURPRISE = 0.05f;

    /** @return by row, true inside the person */
    boolean[] cut(SmallCapture small) {
        int w = small.width();
        int h = small.height();
        float[] p = small.person();
        ColourModel inside = new ColourModel();
        ColourModel outside = new ColourModel();
        for (int i = 0; i < w * h; i++) {
            if (p[i] > 0.95f) {
                inside.add(small.l()[i], small.a()[i], small.b()[i], 1);
            } else if (p[i] < 0.05f) {
                outside.add(small.l()[i], small.a()[i], small.b()[i], 1);
            }
        }
        inside.settle(1);
        outside.settle(1);
        boolean[] innermost = Cells.erode(Cells.above(p, SURE), w, h, SURE_CELLS);
        boolean[] outermost = Cells.erode(Cells.below(p, 1 - SURE), w, h, SURE_CELLS);
        GraphCut cut = new GraphCut(w, h);
        Contrast.tie(cut, small, SMOOTH);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                float mask = (float) Math.log((p[i] + 0.01) / (1.01 - p[i]));
                float colour = inside.logRatio(outside, small.l()[i], small.a()[i], small.b()[i], SURPRISE);
                float prefer =
                        Math.clamp(mask, -MASK_WEIGHT, MASK_WEIGHT) + Math.clamp(colour, -COLOUR_WEIGHT, COLOUR_WEIGHT);
                if (innermost[i]) {
                    prefer = Contrast.SURELY;
                } else if (outermost[i]) {
                    prefer = -Contrast.SURELY;
                }
                cut.prefer(x, y, prefer);
            }
        }
        return cut.solve();
    }
}
