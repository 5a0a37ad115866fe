package org.mirrorx.inference.diffusion;

import java.util.Arrays;

/**
 * What the solvers share that remember earlier clean samples: x = a · clean + s · noise with a = 1/√(σ² + 1) and s = σ · a, and λ = ln a
 * − ln s, along which they integrate.
 */
abstract class MultistepFamily implements Scheduler {
    final SchedulerRun run;
    final double[] sigmas;
    final int order;

    /** Whether the last steps fall back to lower orders. */
    final boolean lowerOrderFinal;

    /** Steps of the whole sampling, those before the first one included. */
    final int wholeSteps;

    private final double[] timesteps;
    private final Prediction prediction;

    MultistepFamily(SchedulerConfig config, SchedulerRun run) {
        this.run = run;
        this.prediction = config.prediction();
        this.order = config.whole("solver_order", 2);
        this.lowerOrderFinal = config.isOn("lower_order_final", true);
        this.wholeSteps = run.steps();
        Sigmas table = new Sigmas(config.alphas());
        double[] times = config.choice("timestep_spacing", Spacing.LINSPACE)
                .withoutLowest(run.steps(), config.trainSteps(run), config.offset());
        double[] chosen;
        if (config.isOn("use_karras_sigmas", false)) {
            chosen = Sigmas.karras(table.most(), table.least(), times.length);
            times = Arrays.stream(chosen).map(table::timestep).map(Math::rint).toArray();
        } else {
            chosen = table.at(times);
        }
        double end = switch (config.choice("final_sigmas_type", Sigmas.Last.ZERO)) {
            case ZERO -> 0;
            case SIGMA_MIN -> table.least();
        };
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
        return 1;
    }

    final double a(int step) {
        return 1 / Math.sqrt(sigmas[step] * sigmas[step] + 1);
    }

    final double s(int step) {
        return sigmas[step] * a(step);
    }

    /** Infinite where no noise is left. */
    final double lambda(int step) {
        return Math.log(a(step)) - Math.log(s(step));
    }

    final double[] clean(float[] output, int step, float[] sample) {
        double a = a(step);
        double s = s(step);
        double[] clean = new double[sample.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = prediction.clean(sample[i], output[i], a, s);
        }
        return clean;
    }

    @Override
    public final float[] denoised(float[] output, int step, float[] sample) {
        double[] clean = clean(output, step, sample);
        float[] floats = new float[clean.length];
        for (int i = 0; i < clean.length; i++) {
            floats[i] = (float) clean[i];
        }
        return floats;
    }

    @Override
    public final float[] noised(float[] clean, float[] noise, int step) {
        float[] noised = new float[clean.length];
        for (int i = 0; i < noised.length; i++) {
            noised[i] = (float) (a(step) * clean[i] + s(step) * noise[i]);
        }
        return noised;
    }
}
