package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.GraphCut;
import org.mirrorx.inference.image.Point2;

/**
 * Tells cloth from bare skin inside the person (drape recipe §5.2): from the colours of this shopper's own
 * skin and of the cloth over the trunk, and a little from the parser where it is installed. Along each limb cloth ends once; where it ends is asked of the whole limb.
 */
final class SkinAndCloth {
    /** Cost of an edge where neighbours look the same. */
    private static final float SMOOTH = 7f;

    private static final float COLOUR_WEIGHT = 3.5f;
    /**
     * The parser only tips the scales: on the photographs the recipe was made with it calls a rose blouse skin and bare shoulders cloth,
     * where this shopper's own colours say right.
     */
    private static final float PARSER_WEIGHT = 1f;

    /** Colours of skin and cloth less alike than this tell a bare belly from a top. */
    private static final double CERTAIN = 0.2;

    /** What a place on the body says by itself. */
    private static final float PLACE_WEIGHT = 1.5f;

    private static final float SURPRISE = 0.15f;
    private static final int ROUNDS = 2;
    private static final int LIMB_STEPS = 48;

    /**
     * @param cloth inside the person, not skin, not hair, not head
     * @param skin inside the person, bare, outside the head
     * @param core surely trunk: from the chest to the hips
     * @param certainty 1 − likeness of the colours of skin and cloth
     * @param skinColours what was learnt
     * @param sleeveEnd share of each arm (left, right) that is covered; 0 bare
     * @param legCovered share of each leg that is covered; 1 down to the ankle
     */
    @SuppressWarnings("ArrayRecordComponent") // planes of one computation; never compared
    record Result(
            boolean[] cloth,
            boolean[] skin,
            boolean[] core,
            double certainty,
            SkinColour.Learned skinColours,
            double[] sleeveEnd,
            double[] legCovered) {}

    private final SmallCapture small;
    private final Skeleton bones;
    private final HeadCells head;
    private final boolean[] person;
    private final double s;
    private final double t;
    private final boolean[] trunk;
    private final boolean[] core;
    private final Limbs limbs;
    private final boolean[] hair;
    private boolean certain;

    /** @param bones in cells */
    SkinAndCloth(SmallCapture small, Skeleton bones, HeadCells head, boolean[] person, boolean[] hair, Limbs limbs) {
        this.small = small;
        this.bones = bones;
        this.head = head;
        this.person = person;
        this.hair = hair;
        this.limbs = limbs;
        s = bones.shoulderWidth();
        t = bones.torsoLength();
        int w = small.width();
        int h = small.height();
        Point2 down = bones.shoulderMiddle().towards(bones.hipMiddle(), 0.28);
        double half = 0.55 * s / 2;
        core = Cells.inside(
                List.of(
                        down.plus(-half, 0),
                        down.plus(half, 0),
                        bones.right().hip().plus(0.02 * s, 0),
                        bones.left().hip().plus(-0.02 * s, 0)),
                w,
                h);
        Point2 top = bones.shoulderMiddle().towards(bones.hipMiddle(), 0.06);
        trunk = Cells.inside(
                List.of(
                        top.plus(-0.42 * s, 0),
                        top.plus(0.42 * s, 0),
                        bones.right().hip().plus(0.16 * s, 0.1 * t),
                        bones.left().hip().plus(-0.16 * s, 0.1 * t)),
                w,
                h);
    }

    Result separate(SkinColour.Learned learned) {
        int n = small.cells();
        boolean[] notCloth = new boolean[n];
        for (int i = 0; i < n; i++) {
            notCloth[i] = !person[i] || head.aboveChin()[i] || hair[i];
        }
        ColourModel skin = learned.model();
        boolean known = learned.found() > 0;
        ColourModel cloth = firstCloth(skin, known, notCloth);
        double likeness = known ? skin.likeness(cloth) : 1;
        certain = likeness < CERTAIN;
        double[] sleeves = {0, 0};
        double[] legs = {1, 1};
        boolean[] isCloth = new boolean[n];
        float[] ratio = new float[n];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < n; i++) {
                ratio[i] = person[i]
                        ? Math.clamp(
                                cloth.logRatio(skin, small.l()[i], small.a()[i], small.b()[i], SURPRISE)
                                        + unlikeSkin(skin, i),
                                -COLOUR_WEIGHT,
                                COLOUR_WEIGHT)
                        : 0;
                if (small.parsedSkin() != null && small.parsedCloth() != null && person[i]) {
                    float parser = logit(small.parsedCloth()[i]) - logit(small.parsedSkin()[i]);
                    ratio[i] += Math.clamp(0.5f * parser, -PARSER_WEIGHT, PARSER_WEIGHT);
                }
            }
            for (int k = 0; k < 2; k++) {
                sleeves[k] = coveredShare(limbs.arms().get(k), Limbs.armRadius(0.5) * s * 0.5, ratio, 1.0);
                legs[k] = coveredShare(limbs.legs().get(k), Double.MAX_VALUE, ratio, 0.97);
            }
            isCloth = cut(ratio, notCloth, sleeves, legs);
            if (round + 1 < ROUNDS) {
                skin = new ColourModel();
                cloth = new ColourModel();
                for (int i = 0; i < n; i++) {
                    if (!person[i] || hair[i]) {
                        continue;
                    }
                    if (isCloth[i]) {
                        cloth.add(small.l()[i], small.a()[i], small.b()[i], 1);
                    } else if (head.face()[i] || !head.aboveChin()[i]) {
                        skin.add(small.l()[i], small.a()[i], small.b()[i], 1);
                    }
                }
                skin.settle(1);
                cloth.settle(1);
            }
        }
        boolean[] isSkin = new boolean[n];
        for (int i = 0; i < n; i++) {
            isSkin[i] = !notCloth[i] && !isCloth[i];
        }
        return new Result(isCloth, isSkin, core, 1 - likeness, learned, sleeves, legs);
    }

    /** A colour neither model has seen is cloth: skin has few colours, cloth has any. */
    private float unlikeSkin(ColourModel skin, int i) {
        return skin.share(small.l()[i], small.a()[i], small.b()[i]) < 1e-5f ? 1.5f : 0;
    }

    /** Colours of the trunk and the thighs, without what is clearly skin where the trunk as a whole is not. */
    private ColourModel firstCloth(ColourModel skin, boolean known, boolean[] notCloth) {
        int n = small.cells();
        int covered = 0;
        int skinLike = 0;
        boolean[] like = new boolean[n];
        for (int i = 0; i < n; i++) {
            if (core[i] && !notCloth[i]) {
                covered++;
                like[i] = known && skin.share(small.l()[i], small.a()[i], small.b()[i]) > LIKELY_SKIN;
                if (like[i]) {
                    skinLike++;
                }
            }
        }
        boolean skinColouredCloth = skinLike > 0.5 * covered;
        ColourModel cloth = new ColourModel();
        for (int i = 0; i < n; i++) {
            if (notCloth[i]) {
                continue;
            }
            if (core[i] && (skinColouredCloth || !like[i])) {
                cloth.add(small.l()[i], small.a()[i], small.b()[i], 1);
            } else if (limbs.leg(i) >= 0 && limbs.legs().get(limbs.leg(i)).share(i) < 0.6f) {
                boolean bare = known && skin.share(small.l()[i], small.a()[i], small.b()[i]) > LIKELY_SKIN;
                if (!bare) {
                    cloth.add(small.l()[i], small.a()[i], small.b()[i], 0.5f);
                }
            }
        }
        cloth.settle(1);
        return cloth;
    }

    /** Share of a bin above which a colour counts as likely skin: ten times the even share of 4,400 bins. */
    private static final float LIKELY_SKIN = 2e-3f;

    /**
     * Where cloth ends along a limb: the step that splits the ratios best into cloth before and skin after.
     *
     * @param within only cells so near the bone are asked
     * @param end the share of the limb where cloth cannot reach further
     */
    private double coveredShare(LimbField limb, double within, float[] ratio, double end) {
        double[] sum = new double[LIMB_STEPS];
        int[] count = new int[LIMB_STEPS];
        for (int i = 0; i < ratio.length; i++) {
            if (limb.share(i) >= 0 && person[i] && !hair[i] && Math.abs(limb.across(i)) <= within) {
                int k = (int) (limb.share(i) / end * LIMB_STEPS);
                if (k < LIMB_STEPS) {
                    sum[k] += ratio[i];
                    count[k]++;
                }
            }
        }
        double best = 0;
        double running = 0;
        int bestStep = 0;
        for (int k = 0; k < LIMB_STEPS; k++) {
            running += count[k] == 0 ? 0 : sum[k] / count[k];
            if (running > best) {
                best = running;
                bestStep = k + 1;
            }
        }
        return (double) bestStep / LIMB_STEPS * end;
    }

    private boolean[] cut(float[] ratio, boolean[] notCloth, double[] sleeves, double[] legs) {
        int w = small.width();
        int h = small.height();
        GraphCut cut = new GraphCut(w, h);
        Contrast.tie(cut, small, SMOOTH);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                cut.prefer(x, y, notCloth[i] ? -Contrast.SURELY : prefer(i, ratio[i], y, sleeves, legs));
            }
        }
        return cut.solve();
    }

    private float prefer(int i, float ratio, int y, double[] sleeves, double[] legs) {
        float down = (float) ((y - bones.shoulderMiddle().y()) / t);
        float place = 0;
        int arm = limbs.arm(i);
        int leg = limbs.leg(i);
        if (arm >= 0 && !core[i]) {
            double missing = sleeves[arm] - limbs.arms().get(arm).share(i);
            place = (float) Math.clamp(missing * 12, -PLACE_WEIGHT, PLACE_WEIGHT);
        } else if (leg >= 0 && down > 1.05f) {
            double missing = legs[leg] - limbs.legs().get(leg).share(i);
            place = (float) Math.clamp(missing * 12, -PLACE_WEIGHT, PLACE_WEIGHT);
        } else if (core[i]) {
            place = (certain ? 1.3f : 2) * PLACE_WEIGHT;
        } else if (trunk[i]) {
            place = PLACE_WEIGHT;
        } else if (down < 0.04f) {
            place = -0.7f * PLACE_WEIGHT;
        } else if (down > 0.2f) {
            place = 0.5f * PLACE_WEIGHT;
        }
        return ratio + place;
    }

    private static float logit(float p) {
        return (float) Math.log((p + 0.02) / (1.02 - p));
    }
}
