package org.mirrorx.inference.diffusion;

/** Where a sampling takes its random numbers from: independent, of the standard normal distribution. */
@FunctionalInterface
public interface Noise {
    /**
     * The next numbers.
     *
     * @return new, the caller's
     */
    float[] next(int count);
}
