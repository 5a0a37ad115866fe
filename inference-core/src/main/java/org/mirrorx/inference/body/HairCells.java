package org.mirrorx.inference.body;

import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.GraphCut;

/**
 * Finds hair where no hair network is installed: its colour is learnt above the face, and hair that falls over neck and shoulders has to
 * have that colour, hang together with the head and differ from skin and cloth.
 */
final class HairCells {
    private static final float SMOOTH = 6f;
    private static final float COLOUR_WEIGHT = 3f;
    private static final float READING_WEIGHT = 1.5f;
    private static final float SURPRISE = 0.1f;

    /** How far hair may hang below the chin, in shoulder widths, before it has to be cloth. */
    private static final double LONGEST = 1.3;

    /** How far beside the head's middle, in shoulder widths. */
    private static final double WIDEST = 0.62;

    /** What lies this far beside the face and above the chin is hair, not ear, in face widths. */
    private static final double BESIDE_FACE = 0.66;

    /** Raised shoulders are kept out of it, in shoulder widths. */
    private static final double ABOVE_SHOULDERS = 0.18;

    /** What is this much higher than the shoulders and further from the head's middle than half a neck is hair, if it is not skin. */
    private static final double OVER_SHOULDERS = 0.12;

    private static final double HALF_NECK = 0.25;

    /** Strands may part by this many cells (an ear, a clasp). */
    private static final int CLASP = 4;

    private static final int FEWEST_SAMPLES = 6;

    /** @param bones in cells */
    boolean[] find(SmallCapture small, Skeleton bones, HeadCells head, boolean[] person, ColourModel skin) {
        int w = small.width();
        int h = small.height();
        double s = bones.shoulderWidth();
        boolean[] around = Cells.dilate(head.face(), w, h, 1);
        boolean[] inner = Cells.erode(person, w, h, 1);
        ColourModel hair = new ColourModel();
        ColourModel cloth = new ColourModel();
        double chinY = head.chin().y();
        double headX = head.chin().x();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                if (!inner[i]) {
                    continue;
                }
                boolean crown = head.aboveChin()[i] && !around[i] && y < chinY - 0.55 * head.faceWidth();
                boolean beside = y < chinY
                        && Math.abs(x - headX) > BESIDE_FACE * head.faceWidth()
                        && Math.abs(x - headX) < WIDEST * s
                        && y < bones.shoulderMiddle().y() - ABOVE_SHOULDERS * s;
                if (crown || beside) {
                    hair.add(small.l()[i], small.a()[i], small.b()[i], small.hair()[i] > 0.5f ? 1 : 0.4f);
                } else if (y > bones.shoulderMiddle().y() + 0.3 * bones.torsoLength()
                        && y < bones.hipMiddle().y()
                        && Math.abs(x - bones.shoulderMiddle().x()) < 0.3 * s) {
                    cloth.add(small.l()[i], small.a()[i], small.b()[i], 1);
                }
            }
        }
        boolean[] none = new boolean[w * h];
        if (hair.total() < FEWEST_SAMPLES) {
            return none;
        }
        hair.settle(1);
        cloth.settle(1);
        GraphCut cut = new GraphCut(w, h);
        Contrast.tie(cut, small, SMOOTH);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                double below = (y - chinY) / s;
                boolean never = !person[i] || head.face()[i] || below > LONGEST || Math.abs(x - headX) > WIDEST * s;
                if (never) {
                    cut.prefer(x, y, -Contrast.SURELY);
                    continue;
                }
                float l = small.l()[i];
                float a = small.a()[i];
                float b = small.b()[i];
                boolean aboveShoulders = y < bones.shoulderMiddle().y() - OVER_SHOULDERS * s;
                float ratio = hair.logRatio(skin, l, a, b, SURPRISE);
                if (!aboveShoulders) { // higher up there is little cloth to mistake it for
                    ratio = Math.min(ratio, hair.logRatio(cloth, l, a, b, SURPRISE));
                }
                boolean besideNeck = aboveShoulders && Math.abs(x - headX) > HALF_NECK * s;
                double place = head.aboveChin()[i] || besideNeck ? 1.5 : -0.8 - 2.0 * Math.max(0, below);
                float p = small.hair()[i];
                float reading = Math.clamp((float) Math.log((p + 0.02) / (1.02 - p)), -READING_WEIGHT, READING_WEIGHT);
                cut.prefer(
                        x,
                        y,
                        Math.clamp(ratio, -COLOUR_WEIGHT, COLOUR_WEIGHT) + (float) place + (p > 0.5f ? reading : 0));
            }
        }
        boolean[] found = cut.solve();
        return joined(found, Cells.dilate(head.aboveChin(), w, h, CLASP), w, h);
    }

    /** Only what hangs together with the head. */
    private static boolean[] joined(boolean[] found, boolean[] start, int w, int h) {
        boolean[] out = new boolean[found.length];
        int[] stack = new int[found.length];
        int top = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i] && start[i]) {
                out[i] = true;
                stack[top++] = i;
            }
        }
        while (top > 0) {
            int i = stack[--top];
            int x = i % w;
            int y = i / w;
            for (int k = 0; k < 4; k++) {
                int nx = x + (k == 0 ? 1 : k == 1 ? -1 : 0);
                int ny = y + (k == 2 ? 1 : k == 3 ? -1 : 0);
                int j = ny * w + nx;
                if (nx >= 0 && ny >= 0 && nx < w && ny < h && found[j] && !out[j]) {
                    out[j] = true;
                    stack[top++] = j;
                }
            }
        }
        return out;
    }
}
