package org.mirrorx.inference.diffusion;

/**
 * How strongly conditions pull: u + scale · (c − u) of the outputs with (c) and without (u) them.
 *
 * @param scale 1 needs no pass without conditions
 * @param rescale 0 to 1: how far the result's spread is brought back to that of c (arXiv 2305.08891, section 3.4)
 * @param unguidedSteps at the end, which take c as it is
 */
public record Guidance(double scale, double rescale, int unguidedSteps) {
    /** Guided in every step, without rescaling. */
    public static Guidance of(double scale) {
        return new Guidance(scale, 0, 0);
    }

    /** Whether a step needs the pass without conditions. */
    boolean at(int step, int steps) {
        return scale != 1 && step < steps - unguidedSteps;
    }

    /** How many passes a sampling takes. */
    public int passes(int steps) {
        return scale == 1 ? steps : steps + Math.max(0, steps - unguidedSteps);
    }

    /**
     * Guides.
     *
     * @param conditional becomes the result
     * @param samples how many samples lie one after the other; each is rescaled by itself
     */
    public void apply(float[] conditional, float[] unconditional, int samples) {
        int size = conditional.length / samples;
        for (int sample = 0; sample < samples; sample++) {
            int from = sample * size;
            double spread = rescale == 0 ? 0 : deviation(conditional, from, size);
            for (int i = from; i < from + size; i++) {
                conditional[i] = (float) (unconditional[i] + scale * (conditional[i] - (double) unconditional[i]));
            }
            if (rescale != 0) {
                double factor = rescale * spread / deviation(conditional, from, size) + 1 - rescale;
                for (int i = from; i < from + size; i++) {
                    conditional[i] = (float) (conditional[i] * factor);
                }
            }
        }
    }

    /** Of a sample of numbers: n − 1 in the denominator. */
    private static double deviation(float[] numbers, int from, int size) {
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            sum += numbers[i];
        }
        double mean = sum / size;
        double squares = 0;
        for (int i = from; i < from + size; i++) {
            squares += (numbers[i] - mean) * (numbers[i] - mean);
        }
        return Math.sqrt(squares / (size - 1));
    }
}
