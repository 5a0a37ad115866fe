package org.mirrorx.inference.diffusion;

import java.util.Arrays;

/** What the solvers share that step from one ᾱ to another at whole timesteps. */
abstract class AlphaScheduler implements Scheduler {
    final SchedulerRun run;
    final double[] alphas;
    final int[] timesteps;
    final Prediction prediction;
    final int training;

    /** ᾱ behind the last step: of the clean sample. */
    final double finalAlpha;

    /** Clean samples are clamped to ± this. */
    private final double clamp;

    /** @param timesteps of a whole sampling, from high to low */
    AlphaScheduler(
            SchedulerConfig config,
            SchedulerRun run,
            double[] timesteps,
            boolean clampByDefault,
            boolean oneByDefault) {
        this.run = run;
        this.alphas = config.alphas();
        this.prediction = config.prediction();
        this.training = config.trainSteps();
        this.finalAlpha = config.isOn("set_alpha_to_one", oneByDefault) ? 1 : alphas[0];
        this.clamp = config.isOn("clip_sample", clampByDefault)
                ? config.real("clip_sample_range", 1)
                : Double.POSITIVE_INFINITY;
        this.timesteps = Arrays.stream(timesteps)
                .skip(run.first())
                .mapToInt(time -> Math.clamp((long) time, 0, training - 1))
                .toArray();
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
        return 1;
    }

    /** ᾱ of a timestep; behind the first one of the clean sample. */
    final double alpha(int timestep) {
        return timestep < 0 ? finalAlpha : alphas[timestep];
    }

    final double clean(double x, double output, double alpha) {
        double clean = prediction.clean(x, output, Math.sqrt(alpha), Math.sqrt(1 - alpha));
        return Math.clamp(clean, -clamp, clamp);
    }

    final double noise(double x, double output, double alpha) {
        return prediction.noise(x, output, Math.sqrt(alpha), Math.sqrt(1 - alpha));
    }

    @Override
    public float[] denoised(float[] output, int step, float[] sample) {
        float[] clean = new float[sample.length];
        double alpha = alphas[timesteps[step]];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) clean(sample[i], output[i], alpha);
        }
        return clean;
    }

    @Override
    public float[] noised(float[] clean, float[] noise, int step) {
        return noised(clean, noise, alphas[timesteps[step]]);
    }

    static float[] noised(float[] clean, float[] noise, double alpha) {
        double a = Math.sqrt(alpha);
        double s = Math.sqrt(1 - alpha);
        float[] noised = new float[clean.length];
        for (int i = 0; i < noised.length; i++) {
            noised[i] = (float) (a * clean[i] + s * noise[i]);
        }
        return noised;
    }
}
