package org.mirrorx.inference.fashn;

import org.mirrorx.inference.diffusion.Guidance;

/**
 * How many steps a look gets: a number staff chose, or as many as the device makes in the time a shopper waits, judged by the looks
 * before. One thread at a time.
 */
public final class StepChoice {
    /** Quick, usual and best. */
    private static final int FAST = 12;

    private static final int STANDARD = 20;
    private static final int BEST = 30;

    /** A look this quick may be better. */
    private static final double COMFORTABLE_SECONDS = 10;

    /** A shopper waits no longer. */
    private static final double LONGEST_SECONDS = 20;

    private final int fixed;
    private double secondsAPass;

    private StepChoice(int fixed) {
        this.fixed = fixed;
    }

    /** As many as fit; the first look gets 20. */
    public static StepChoice measured() {
        return new StepChoice(0);
    }

    /** Always this many, at least 1. */
    public static StepChoice always(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a look takes at least one step, not " + steps);
        }
        return new StepChoice(steps);
    }

    /** @param garments sampled one after the other */
    int steps(Guidance guidance, int garments) {
        if (fixed > 0) {
            return fixed;
        }
        if (secondsAPass == 0) {
            return STANDARD;
        }
        double pass = secondsAPass * garments;
        if (pass * guidance.passes(BEST) <= COMFORTABLE_SECONDS) {
            return BEST;
        }
        return pass * guidance.passes(STANDARD) <= LONGEST_SECONDS ? STANDARD : FAST;
    }

    /** @param seconds of the latest pass */
    void measured(double seconds) {
        secondsAPass = seconds;
    }

    /** Fewer steps than these have not been proven to keep a garment's print and shape. */
    static boolean isUnproven(int steps) {
        return steps < STANDARD;
    }
}
