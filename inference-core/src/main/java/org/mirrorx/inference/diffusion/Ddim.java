package org.mirrorx.inference.diffusion;

/** Implicit sampling in fewer steps (arXiv 2010.02502); with noise where eta is over 0. */
final class Ddim extends AlphaScheduler {
    Ddim(SchedulerConfig config, SchedulerRun run) {
        super(
                config,
                run,
                config.choice("timestep_spacing", Spacing.LEADING)
                        .timesteps(run.steps(), config.trainSteps(run), config.offset()),
                true,
                true);
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        int timestep = timesteps[step];
        double now = alphas[timestep];
        double next = alpha(timestep - training / run.steps());
        double variance = (1 - next) / (1 - now) * (1 - now / next);
        double spread = run.eta() * Math.sqrt(variance);
        float[] noise = run.eta() > 0 ? run.noise().next(sample.length) : new float[sample.length];
        double ofNoise = Math.sqrt(1 - next - spread * spread);
        for (int i = 0; i < sample.length; i++) {
            double clean = clean(sample[i], output[i], now);
            double estimate = switch (run.estimate()) {
                case AS_PREDICTED -> noise(sample[i], output[i], now);
                case FROM_CLAMPED -> (sample[i] - Math.sqrt(now) * clean) / Math.sqrt(1 - now);
            };
            sample[i] = (float) (Math.sqrt(next) * clean + ofNoise * estimate + spread * noise[i]);
        }
    }
}
