package org.mirrorx.inference.fashn;

import org.mirrorx.inference.diffusion.Guidance;

/**
 * How FASHN VTON samples.
 *
 * @param steps at least 1; published 30
 * @param guidance published 1.5; 1 takes half the time and ignores guidance
 * @param unguidedSteps at the end; published 1
 * @param person what the network sees of the shopper
 */
public record FashnSettings(int steps, double guidance, int unguidedSteps, Person person) {
    /** What the network sees of the shopper. */
    public enum Person {
        /** Everything, as the published program shows by default: lengths and outlines are free. */
        AS_THEY_CAME,
        /** The old clothes in grey: nothing of them shows through, but the new ones keep near their outline. */
        CLOTHES_HIDDEN
    }

    /** Defaults of the published program. */
    public static final FashnSettings PUBLISHED = new FashnSettings(30, 1.5, 1, Person.AS_THEY_CAME);

    /** Of a shopper as they came. */
    public FashnSettings(int steps, double guidance, int unguidedSteps) {
        this(steps, guidance, unguidedSteps, Person.AS_THEY_CAME);
    }

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
        return new FashnSettings(other, guidance, unguidedSteps, person);
    }
}
