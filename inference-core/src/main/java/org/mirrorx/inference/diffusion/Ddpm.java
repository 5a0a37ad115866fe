package org.mirrorx.inference.diffusion;

/** Ancestral sampling of the training's own chain (arXiv 2006.11239), as diffusers does since 0.32: to the next timestep of the list. */
final class Ddpm extends AlphaScheduler {
    /** Spread of the noise between steps; the two small ones are the same. */
    private enum Variance {
        FIXED_SMALL,
        FIXED_SMALL_LOG,
        FIXED_LARGE
    }

    private static final double LEAST_VARIANCE = 1e-20;

    private final Variance variance;

    Ddpm(SchedulerConfig config, SchedulerRun run) {
        super(
                config,
                run,
                config.choice("timestep_spacing", Spacing.LEADING)
                        .timesteps(run.steps(), config.trainSteps(run), config.offset()),
                true,
                true);
        this.variance = config.choice("variance_type", Variance.FIXED_SMALL);
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        double now = alphas[timesteps[step]];
        double next = step + 1 < timesteps.length ? alphas[timesteps[step + 1]] : 1;
        double alpha = now / next;
        double beta = 1 - alpha;
        double ofClean = Math.sqrt(next) * beta / (1 - now);
        double ofSample = Math.sqrt(alpha) * (1 - next) / (1 - now);
        double spread = switch (variance) {
            case FIXED_SMALL, FIXED_SMALL_LOG -> Math.sqrt(Math.max((1 - next) / (1 - now) * beta, LEAST_VARIANCE));
            case FIXED_LARGE -> Math.sqrt(beta);
        };
        float[] noise = timesteps[step] > 0 ? run.noise().next(sample.length) : new float[sample.length];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (float) (ofClean * clean(sample[i], output[i], now) + ofSample * sample[i] + spread * noise[i]);
        }
    }
}
