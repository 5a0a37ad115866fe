package org.mirrorx.inference.body;

import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.GraphCut;
import org.mirrorx.inference.image.Point2;

/**
 * Finds the person's outline at a third of the size: the networks' mask has steps of four pixels and fills or eats the gaps between arms
 * and body by up to fifteen; colours and edges put that right.
 */
final class PersonCells {
    /** The mask's opinion never weighs more than this (natural logarithm of the odds). */
    private static final float MASK_WEIGHT = 3.5f;
    /** Where a gap between arm and trunk may be it weighs less: there it is often wrong. */
    private static final float MASK_WEIGHT_IN_GAPS = 1.8f;

    /** Colours are learnt again from the first result (as GrabCut does). */
    private static final int ROUNDS = 2;

    private static final float VERY_SURE = 0.95f;
    /** What the pose adds on the bones of arms: before a ground of the colour of skin the masks lose them. */
    private static final float BONE_WEIGHT = 3f;

    /** Nor the colours'. */
    private static final float COLOUR_WEIGHT = 4f;
    /** Cost of an edge where neighbours look the same. */
    private static final float SMOOTH = 9f;
    /** Where the mask is surer than this for {@link #SURE_CELLS} around, nothing is asked. */
    private static final float SURE = 0.9f;

    private static final int SURE_CELLS = 6;
    /** Rows in which arms may part from the trunk, in torso lengths below the shoulders. */
    private static final double GAP_FROM = 0.2;

    private static final double GAP_TO = 1.4;
    /** Half widths, in shoulder widths, of what surely is trunk and arm. */
    private static final double TRUNK_CORE = 0.3;

    private static final double ARM_CORE = 0.06;
    private static final float SURPRISE = 0.05f;

    /**
     * @param bones in cells
     * @return by row, true inside the person
     */
    boolean[] cut(SmallCapture small, Skeleton bones, Limbs limbs) {
        int w = small.width();
        int h = small.height();
        float[] p = small.person();
        boolean[] gap = gaps(small, bones, limbs);
        boolean[] innermost = Cells.erode(Cells.above(p, SURE), w, h, SURE_CELLS);
        boolean[] outermost = Cells.erode(Cells.below(p, 1 - SURE), w, h, SURE_CELLS);
        boolean[] person = Cells.above(p, VERY_SURE);
        boolean[] ground = Cells.below(p, 1 - VERY_SURE);
        for (int round = 0; round < ROUNDS; round++) {
            ColourModel inside = new ColourModel();
            ColourModel outside = new ColourModel();
            for (int i = 0; i < w * h; i++) {
                if (person[i] && (round > 0 || !gap[i])) {
                    inside.add(small.l()[i], small.a()[i], small.b()[i], 1);
                } else if (ground[i]) {
                    outside.add(small.l()[i], small.a()[i], small.b()[i], 1);
                }
            }
            inside.settle(1);
            outside.settle(1);
            // where the ground has the person's colours, colours say little and the mask more
            double alike = Math.min(1, inside.likeness(outside));
            float colourWeight = (float) (1 - alike * alike);
            GraphCut cut = new GraphCut(w, h);
            Contrast.tie(cut, small, SMOOTH);
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    float limit = gap[i]
                            ? MASK_WEIGHT_IN_GAPS + (float) alike * (MASK_WEIGHT - MASK_WEIGHT_IN_GAPS)
                            : MASK_WEIGHT;
                    float mask = (float) Math.log((p[i] + 0.01) / (1.01 - p[i]));
                    float colour = inside.logRatio(outside, small.l()[i], small.a()[i], small.b()[i], SURPRISE);
                    float prefer = Math.clamp(mask, -limit, limit)
                            + colourWeight * Math.clamp(colour, -COLOUR_WEIGHT, COLOUR_WEIGHT);
                    if (onBone(i, bones, limbs)) {
                        prefer += BONE_WEIGHT;
                    }
                    if (innermost[i] && !gap[i]) {
                        prefer = Contrast.SURELY;
                    } else if (outermost[i]) {
                        prefer = -Contrast.SURELY;
                    }
                    cut.prefer(x, y, prefer);
                }
            }
            person = cut.solve();
            ground = Cells.not(person);
        }
        return person;
    }

    /** True on the bone of an arm that the pose sees in the picture. */
    private static boolean onBone(int cell, Skeleton bones, Limbs limbs) {
        int arm = limbs.arm(cell);
        if (arm < 0 || !bones.side(arm == 0 ? -1 : 1).wristPresent()) {
            return false;
        }
        LimbField field = limbs.arms().get(arm);
        return field.share(cell) < 1 && Math.abs(field.across(cell)) < ARM_CORE * bones.shoulderWidth();
    }

    /** Between the trunk's core and the arm's bone the mask may have filled a gap, however wide. */
    private static boolean[] gaps(SmallCapture small, Skeleton bones, Limbs limbs) {
        int w = small.width();
        int h = small.height();
        double s = bones.shoulderWidth();
        boolean[] gap = new boolean[w * h];
        for (int y = 0; y < h; y++) {
            double down = (y - bones.shoulderMiddle().y()) / bones.torsoLength();
            if (down < GAP_FROM || down > GAP_TO) {
                continue;
            }
            double spine = bones.shoulderMiddle()
                    .towards(bones.hipMiddle(), Math.min(1, down))
                    .x();
            for (int side = -1; side <= 1; side += 2) {
                double bone = outermost(bones.side(side), y);
                double from = spine + side * TRUNK_CORE * s;
                for (double x = from; side * (bone - x) > 0; x += side) {
                    int column = (int) Math.round(x);
                    if (column < 0 || column >= w) {
                        break;
                    }
                    int i = y * w + column;
                    int arm = limbs.arm(i);
                    gap[i] = arm < 0 || Math.abs(limbs.arms().get(arm).across(i)) > ARM_CORE * s;
                }
            }
        }
        return gap;
    }

    /** The column in which the arm's bones cross a row furthest outside; NaN when they do not. */
    private static double outermost(Skeleton.Side arm, double row) {
        Point2[] chain = {arm.shoulder(), arm.elbow(), arm.wrist(), arm.finger()};
        double found = Double.NaN;
        for (int k = 0; k + 1 < chain.length; k++) {
            Point2 p = chain[k];
            Point2 q = chain[k + 1];
            if (p.y() <= row != q.y() <= row) {
                double x = p.x() + (row - p.y()) / (q.y() - p.y()) * (q.x() - p.x());
                found = Double.isNaN(found) || arm.outward() * (x - found) > 0 ? x : found;
            }
        }
        return found;
    }
}
