package org.mirrorx.inference.body;

import java.util.List;

/**
 * The fields of both arms and both legs, left of the picture first.
 *
 * @param arms shoulder, elbow, wrist; going on over the hand
 * @param legs hip, knee, ankle
 */
record Limbs(List<LimbField> arms, List<LimbField> legs) {
    /** Radius of an arm's capsule in shoulder widths, at shoulder and wrist (the recipe's 0.135 → 0.075 and a little room). */
    private static final double ARM_AT_SHOULDER = 0.15;

    private static final double ARM_AT_WRIST = 0.085;
    private static final double LEG_AT_HIP = 0.26;
    private static final double LEG_AT_ANKLE = 0.13;
    /** The hand, as a share of the arm. */
    private static final double WITH_HAND = 1.35;

    /** @param bones in cells */
    static Limbs of(SmallCapture small, Skeleton bones) {
        double s = bones.shoulderWidth();
        return new Limbs(
                List.of(arm(small, bones.left(), s), arm(small, bones.right(), s)),
                List.of(leg(small, bones.left(), s), leg(small, bones.right(), s)));
    }

    private static LimbField arm(SmallCapture small, Skeleton.Side side, double s) {
        return new LimbField(
                small.width(),
                small.height(),
                side.shoulder(),
                side.elbow(),
                side.wrist(),
                WITH_HAND,
                ARM_AT_SHOULDER * s,
                ARM_AT_WRIST * s,
                side.outward());
    }

    private static LimbField leg(SmallCapture small, Skeleton.Side side, double s) {
        return new LimbField(
                small.width(),
                small.height(),
                side.hip(),
                side.knee(),
                side.ankle(),
                1,
                LEG_AT_HIP * s,
                LEG_AT_ANKLE * s,
                side.outward());
    }

    /** An arm's radius in shoulder widths at a share of its length. */
    static double armRadius(double share) {
        return ARM_AT_SHOULDER + (ARM_AT_WRIST - ARM_AT_SHOULDER) * Math.min(1, share);
    }

    /** Which arm a cell lies in (0 left, 1 right), the nearer bone's if in both; −1 neither. */
    int arm(int cell) {
        return nearer(arms, cell);
    }

    /** The same for the legs. */
    int leg(int cell) {
        return nearer(legs, cell);
    }

    private static int nearer(List<LimbField> pair, int cell) {
        boolean first = pair.getFirst().share(cell) >= 0;
        boolean second = pair.getLast().share(cell) >= 0;
        if (first && second) {
            return Math.abs(pair.getFirst().across(cell))
                            <= Math.abs(pair.getLast().across(cell))
                    ? 0
                    : 1;
        }
        return first ? 0 : second ? 1 : -1;
    }
}
