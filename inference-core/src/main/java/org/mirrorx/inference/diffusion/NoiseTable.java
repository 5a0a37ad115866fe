package org.mirrorx.inference.diffusion;

import org.mirrorx.models.Refusal;

/** The noise of each training step: β, and ᾱ, the product of 1 − β up to it (arXiv 2006.11239). */
final class NoiseTable {
    /** Of the schedules that the published networks were trained with. */
    enum BetaSchedule {
        LINEAR,
        SCALED_LINEAR
    }

    /** Whether the last step is pure noise (arXiv 2305.08891, algorithm 1). */
    enum TerminalSnr {
        AS_TRAINED,
        ZERO
    }

    private static final double FIRST_BETA = 0.0001;
    private static final double LAST_BETA = 0.02;

    private NoiseTable() {}

    static double[] alphas(SchedulerConfig config) {
        double[] betas = betas(
                config.choice("beta_schedule", BetaSchedule.LINEAR),
                config.real("beta_start", FIRST_BETA),
                config.real("beta_end", LAST_BETA),
                config.trainSteps());
        return alphas(betas, config.isOn("rescale_betas_zero_snr", false) ? TerminalSnr.ZERO : TerminalSnr.AS_TRAINED);
    }

    static double[] betas(BetaSchedule schedule, double first, double last, int steps) {
        if (steps < 2 || !(first > 0 && last < 1 && first < last)) {
            throw new Refusal("A noise schedule cannot go from " + first + " to " + last + " in " + steps
                    + " steps; take the published file.");
        }
        double[] betas = new double[steps];
        for (int i = 0; i < steps; i++) {
            double share = (double) i / (steps - 1);
            betas[i] = switch (schedule) {
                case LINEAR -> first + share * (last - first);
                case SCALED_LINEAR -> {
                    double root = Math.sqrt(first) + share * (Math.sqrt(last) - Math.sqrt(first));
                    yield root * root;
                }
            };
        }
        return betas;
    }

    static double[] alphas(double[] betas, TerminalSnr terminal) {
        double[] alphas = new double[betas.length];
        double product = 1;
        for (int i = 0; i < betas.length; i++) {
            product *= 1 - betas[i];
            alphas[i] = product;
        }
        if (terminal == TerminalSnr.ZERO) {
            double first = Math.sqrt(alphas[0]);
            double last = Math.sqrt(alphas[alphas.length - 1]);
            for (int i = 0; i < alphas.length; i++) {
                double root = (Math.sqrt(alphas[i]) - last) * first / (first - last);
                alphas[i] = root * root;
            }
        }
        return alphas;
    }
}
