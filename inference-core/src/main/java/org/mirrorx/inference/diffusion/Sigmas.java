package org.mirrorx.inference.diffusion;

/** The noise of each training step as σ = √((1 − ᾱ)/ᾱ): noise over clean sample. */
final class Sigmas {
    /** How a list of sigmas ends. */
    enum Last {
        ZERO,
        SIGMA_MIN
    }

    /** Stands for the ᾱ of pure noise, whose σ would be infinite. */
    private static final double LEAST_ALPHA = Math.pow(2, -24);

    /** Shape of Karras' list (arXiv 2206.00364, equation 5). */
    private static final double RHO = 7;

    private final double[] table;

    /** @param alphas ᾱ of each training step */
    Sigmas(double[] alphas) {
        table = new double[alphas.length];
        for (int i = 0; i < table.length; i++) {
            double alpha = i == table.length - 1 ? Math.max(alphas[i], LEAST_ALPHA) : alphas[i];
            table[i] = Math.sqrt((1 - alpha) / alpha);
        }
    }

    double least() {
        return table[0];
    }

    double most() {
        return table[table.length - 1];
    }

    /** σ of timesteps, between those of the training in proportion. */
    double[] at(double[] timesteps) {
        double[] sigmas = new double[timesteps.length];
        for (int i = 0; i < sigmas.length; i++) {
            double time = Math.clamp(timesteps[i], 0, table.length - 1);
            int below = Math.min((int) time, table.length - 2);
            sigmas[i] = table[below] + (time - below) * (table[below + 1] - table[below]);
        }
        return sigmas;
    }

    static double[] karras(double most, double least, int count) {
        double high = Math.pow(most, 1 / RHO);
        double low = Math.pow(least, 1 / RHO);
        double[] sigmas = new double[count];
        for (int i = 0; i < count; i++) {
            double share = count == 1 ? 0 : (double) i / (count - 1);
            sigmas[i] = Math.pow(high + share * (low - high), RHO);
        }
        return sigmas;
    }

    /** The timestep of a σ, between those of the training in proportion to its logarithm. */
    double timestep(double sigma) {
        double wanted = Math.log(Math.max(sigma, 1e-10));
        int below = 0;
        while (below < table.length - 2 && Math.log(table[below + 1]) <= wanted) {
            below++;
        }
        double low = Math.log(table[below]);
        double high = Math.log(table[below + 1]);
        return below + Math.clamp((wanted - low) / (high - low), 0, 1);
    }

    /** One more at the end. */
    static double[] ended(double[] sigmas, double end) {
        double[] longer = java.util.Arrays.copyOf(sigmas, sigmas.length + 1);
        longer[sigmas.length] = end;
        return longer;
    }
}
