package org.mirrorx.inference.diffusion;

import java.util.SplittableRandom;

/**
 * Independent numbers of the standard normal distribution, the same for a seed on every machine: pairs of even numbers through the
 * transform of Box and Muller in strict arithmetic. No other program's random numbers are reproduced.
 */
public final class NormalNoise {
    private NormalNoise() {}

    /** @return new numbers, the caller's */
    public static float[] of(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
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
