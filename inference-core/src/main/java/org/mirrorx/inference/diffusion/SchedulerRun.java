package org.mirrorx.inference.diffusion;

import java.util.OptionalDouble;

/**
 * What is chosen for one sampling, beside the published configuration.
 *
 * @param steps how many a whole sampling has, at least 1
 * @param first step to begin with, when a picture is changed and not made; 0 for a whole sampling
 * @param noise drawn between steps, by solvers that do
 * @param eta how much of it, 0 to 1: DDIM, TCD
 * @param estimate what DDIM takes for the noise in the sample
 * @param churn Euler's noise between steps
 * @param mu shift of the times by the picture's size, for flows that were trained with one
 */
public record SchedulerRun(
        int steps, int first, Noise noise, double eta, Estimate estimate, Churn churn, OptionalDouble mu) {
    /** What is taken for the noise in a sample. */
    public enum Estimate {
        AS_PREDICTED,
        /** Computed again from the clean sample after it was clamped. */
        FROM_CLAMPED
    }

    /**
     * Noise that Euler's solver adds before a step (arXiv 2206.00364, algorithm 2).
     *
     * @param amount over the whole sampling; 0 for none
     * @param least, most sigmas between which it is added
     * @param strength of the noise
     */
    public record Churn(double amount, double least, double most, double strength) {
        /** None. */
        public static final Churn NONE = new Churn(0, 0, Double.POSITIVE_INFINITY, 1);
    }

    public SchedulerRun {
        if (steps < 1 || first < 0 || first >= steps) {
            throw new IllegalArgumentException("a sampling of " + steps + " steps cannot begin with step " + first);
        }
    }

    /** A whole sampling with nothing special. */
    public static SchedulerRun of(int steps, Noise noise) {
        return new SchedulerRun(steps, 0, noise, 0, Estimate.AS_PREDICTED, Churn.NONE, OptionalDouble.empty());
    }

    /** The step an image-to-image sampling of this strength begins with: the last {@code strength · steps} of them are made. */
    public static int first(int steps, double strength) {
        return steps - Math.min((int) (steps * strength), steps);
    }
}
