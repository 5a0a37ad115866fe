package org.mirrorx.inference.fashn;

import org.mirrorx.inference.diffusion.Guidance;

/**
 * How FASHN VTON samples.
 *
 * @param steps at least 1; published 30
 * @param guidance published 1.5; 1 takes half the time and ignores guidance
 * @param unguidedSteps at the end; published 1
 */
public record FashnSettings(int steps, double guidance, int unguidedSteps) {
    /** Defaults of the published program. */
    public static final FashnSettings PUBLISHED = new FashnSettings(30, 1.5, 1);

    public FashnSettings {
        if (steps < 1 || !(guidance >= 1 && guidance <= 10) || unguidedSteps < 0) {
            throw new IllegalArgumentException("cannot sample in " + steps + " steps, " + unguidedSteps
                    + " of them without a guidance of " + guidance);
        }
    }

    Guidance guided() {
        return new Guidance(guidance, 0, unguidedSteps);
    }

    /** The same with another number of steps. */
    FashnSettings withSteps(int other) {
        return new FashnSettings(other, guidance, unguidedSteps);
    }
}
