package org.mirrorx.inference.diffusion;

import java.util.Arrays;

/** What Euler's two solvers share: samples of growing size, scaled down for the network. */
abstract class EulerFamily implements Scheduler {
    final SchedulerRun run;
    final double[] sigmas;
    private final double[] timesteps;
    private final Prediction prediction;
    private final double initialScale;

    EulerFamily(SchedulerConfig config, SchedulerRun run) {
        this.run = run;
        this.prediction = config.prediction();
        Spacing spacing = config.choice("timestep_spacing", Spacing.LINSPACE);
        Sigmas table = new Sigmas(config.alphas());
        double[] times = spacing.fractional(run.steps(), config.trainSteps(run), config.offset());
        double[] chosen = table.at(times);
        if (config.isOn("use_karras_sigmas", false)) {
            chosen = Sigmas.karras(chosen[0], chosen[chosen.length - 1], chosen.length);
            times = Arrays.stream(chosen).map(table::timestep).toArray();
        }
        double end = switch (config.choice("final_sigmas_type", Sigmas.Last.ZERO)) {
            case ZERO -> 0;
            case SIGMA_MIN -> table.least();
        };
        double most = Arrays.stream(chosen).max().orElseThrow();
        this.initialScale = spacing == Spacing.LEADING ? Math.sqrt(most * most + 1) : most;
        double[] all = Sigmas.ended(chosen, end);
        this.sigmas = Arrays.copyOfRange(all, run.first(), all.length);
        this.timesteps = Arrays.copyOfRange(times, run.first(), times.length);
    }

    @Override
    public final int steps() {
        return timesteps.length;
    }

    @Override
    public final double time(int step) {
        return timesteps[step];
    }

    @Override
    public final double initialScale() {
        return initialScale;
    }

    @Override
    public final float[] input(float[] sample, int step) {
        double scale = Math.sqrt(sigmas[step] * sigmas[step] + 1);
        float[] input = new float[sample.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) (sample[i] / scale);
        }
        return input;
    }

    /**
     * @param sigma of the step, which the network saw
     * @param raised by churn, which the sample has
     */
    final double clean(double x, double output, double sigma, double raised) {
        double square = sigma * sigma + 1;
        return switch (prediction) {
            case EPSILON -> x - raised * output;
            case V_PREDICTION -> x / square - sigma / Math.sqrt(square) * output;
            case SAMPLE -> output;
        };
    }

    @Override
    public final float[] denoised(float[] output, int step, float[] sample) {
        float[] clean = new float[sample.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) clean(sample[i], output[i], sigmas[step], sigmas[step]);
        }
        return clean;
    }

    @Override
    public final float[] noised(float[] clean, float[] noise, int step) {
        float[] noised = new float[clean.length];
        for (int i = 0; i < noised.length; i++) {
            noised[i] = (float) (clean[i] + sigmas[step] * noise[i]);
        }
        return noised;
    }
}
