package org.mirrorx.inference.diffusion;

import java.util.Arrays;
import org.mirrorx.models.Refusal;

/** Euler's method along the straight paths of flow matching (arXiv 2403.03206), times shifted as published: sigma falls from 1 to 0. */
final class FlowMatchEuler implements Scheduler {
    private enum TimeShift {
        EXPONENTIAL,
        LINEAR
    }

    private final double[] sigmas;
    private final double[] timesteps;

    FlowMatchEuler(SchedulerConfig config, SchedulerRun run) {
        int training = config.trainSteps();
        double shift = config.real("shift", 1);
        if (shift <= 0) {
            throw new Refusal("A flow cannot be shifted by " + shift + "; take the published file.");
        }
        boolean dynamic = config.isOn("use_dynamic_shifting", false);
        if (dynamic && run.mu().isEmpty()) {
            throw new Refusal("A flow whose times depend on the picture's size needs its shift mu.");
        }
        // Without dynamic shifting the ends of the list are shifted when it is made, and all of it once more.
        double most = dynamic ? 1 : shifted(1, shift);
        double least = dynamic ? 1.0 / training : shifted(1.0 / training, shift);
        double[] chosen = new double[run.steps()];
        for (int i = 0; i < chosen.length; i++) {
            double sigma = chosen.length == 1 ? most : most + (double) i / (chosen.length - 1) * (least - most);
            chosen[i] = dynamic
                    ? moved(sigma, run.mu().getAsDouble(), config.choice("time_shift_type", TimeShift.EXPONENTIAL))
                    : shifted(sigma, shift);
        }
        if (config.isOn("use_karras_sigmas", false)) {
            chosen = Sigmas.karras(chosen[0], chosen[chosen.length - 1], chosen.length);
        }
        double[] all = Sigmas.ended(chosen, 0);
        this.sigmas = Arrays.copyOfRange(all, run.first(), all.length);
        this.timesteps = Arrays.stream(chosen)
                .skip(run.first())
                .map(sigma -> sigma * training)
                .toArray();
    }

    private static double shifted(double sigma, double shift) {
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    private static double moved(double sigma, double mu, TimeShift type) {
        double factor = switch (type) {
            case EXPONENTIAL -> Math.exp(mu);
            case LINEAR -> mu;
        };
        return factor / (factor + 1 / sigma - 1);
    }

    @Override
    public int steps() {
        return timesteps.length;
    }

    @Override
    public double time(int step) {
        return timesteps[step];
    }

    @Override
    public double initialScale() {
        return 1;
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        double length = sigmas[step + 1] - sigmas[step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (float) (sample[i] + length * output[i]);
        }
    }

    @Override
    public float[] denoised(float[] output, int step, float[] sample) {
        float[] clean = new float[sample.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (sample[i] - sigmas[step] * output[i]);
        }
        return clean;
    }

    @Override
    public float[] noised(float[] clean, float[] noise, int step) {
        float[] noised = new float[clean.length];
        for (int i = 0; i < noised.length; i++) {
            noised[i] = (float) (sigmas[step] * noise[i] + (1 - sigmas[step]) * clean[i]);
        }
        return noised;
    }
}
