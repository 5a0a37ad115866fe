package org.mirrorx.inference.diffusion;

import java.util.SplittableRandom;

/**
 * A stream of independent numbers of the standard normal distribution, the same for a seed on every machine: pairs of even numbers
 * through the transform of Box and Muller in strict arithmetic. No other program's random numbers are reproduced. One thread at a time.
 */
public final class NormalNoise implements Noise {
    private final SplittableRandom random;

    public NormalNoise(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public float[] next(int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i += 2) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            noise[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < count) {
                noise[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return noise;
    }
}
