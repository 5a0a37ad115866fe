package org.mirrorx.inference.diffusion;

/** How a sampling's timesteps are spread over those of the training; from high to low, halves rounded to even. */
enum Spacing {
    /** Even steps from 0; ends near the clean sample. */
    LEADING,
    /** Even between both ends. */
    LINSPACE,
    /** Even steps back from the last; begins with pure noise. */
    TRAILING;

    /** As DDPM, DDIM and PNDM take them. */
    double[] timesteps(int steps, int training, int offset) {
        return switch (this) {
            case LEADING -> {
                int ratio = training / steps;
                yield fill(steps, i -> (double) (steps - 1 - i) * ratio + offset);
            }
            case LINSPACE -> fill(steps, i -> Math.rint(linear(steps - 1 - i, steps, training)));
            case TRAILING -> trailing(steps, training);
        };
    }

    /** As Euler's solvers take them: not rounded where they are spread evenly between both ends. */
    double[] fractional(int steps, int training, int offset) {
        return this == LINSPACE
                ? fill(steps, i -> linear(steps - 1 - i, steps, training))
                : timesteps(steps, training, offset);
    }

    /** As UniPC and DPM-Solver++ take them: one more, without the lowest. */
    double[] withoutLowest(int steps, int training, int offset) {
        return switch (this) {
            case LEADING -> {
                int ratio = training / (steps + 1);
                yield fill(steps, i -> (double) (steps - i) * ratio + offset);
            }
            case LINSPACE -> fill(steps, i -> Math.rint(linear(steps - i, steps + 1, training)));
            case TRAILING -> trailing(steps, training);
        };
    }

    private static double[] trailing(int steps, int training) {
        double ratio = (double) training / steps;
        return fill(steps, i -> Math.rint(training - i * ratio) - 1);
    }

    /** Step times place, as the reference computes it: halves then fall on the same side. */
    private static double linear(int i, int count, int training) {
        if (count == 1) {
            return 0;
        }
        return i == count - 1 ? training - 1 : i * ((training - 1.0) / (count - 1));
    }

    @FunctionalInterface
    private interface Entry {
        double at(int index);
    }

    private static double[] fill(int count, Entry entry) {
        double[] list = new double[count];
        for (int i = 0; i < count; i++) {
            list[i] = entry.at(i);
        }
        return list;
    }
}
