package org.mirrorx.inference.diffusion;

/** A network as sampling sees it: what it says of a noisy sample at a time. */
@FunctionalInterface
public interface Denoiser {
    /** With or without what guides the picture. */
    enum Branch {
        CONDITIONAL,
        UNCONDITIONAL
    }

    /**
     * One pass.
     *
     * @param sample the noisy sample, scaled as the solver wants it; not changed
     * @param time in the network's own unit: a timestep of a diffusion schedule, or 0 (noise) to 1 (picture) of a flow
     * @param output as many numbers as the sample, overwritten
     */
    void evaluate(float[] sample, double time, Branch branch, float[] output);
}
