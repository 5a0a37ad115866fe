package org.mirrorx.inference.diffusion;

/**
 * The Euler solver of a rectified flow whose time rises from 0 (noise) to 1 (picture), small steps first: t = a / (a + 1/u − 1) with a =
 * e^(−shift) and u in even steps; x moves by the velocity times the step. Source: fashn-AI/fashn-vton-1.5; computed in double, which
 * differs from its float by at most 4e-7.
 */
public final class RectifiedFlow implements Sampling.Solver {
    private final double[] times;

    /**
     * @param steps at least 1
     * @param shift 0 makes even steps; the larger, the more of them near the noise
     */
    public RectifiedFlow(int steps, double shift) {
        if (steps < 1) {
            throw new IllegalArgumentException("a sampling has at least one step, not " + steps);
        }
        double a = Math.exp(-shift);
        times = new double[steps + 1];
        for (int i = 1; i <= steps; i++) {
            times[i] = a / (a + (double) steps / i - 1);
        }
    }

    /** All times, one more than steps, from 0 to 1. */
    public double[] times() {
        return times.clone();
    }

    @Override
    public int steps() {
        return times.length - 1;
    }

    @Override
    public double time(int step) {
        return times[step];
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        move(output, times[step + 1] - times[step], sample);
    }

    @Override
    public float[] denoised(float[] output, int step, float[] sample) {
        float[] end = sample.clone();
        move(output, 1 - times[step], end);
        return end;
    }

    private static void move(float[] velocity, double time, float[] sample) {
        float length = (float) time;
        for (int i = 0; i < sample.length; i++) {
            sample[i] += length * velocity[i];
        }
    }
}
