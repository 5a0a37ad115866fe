package org.mirrorx.inference.diffusion;

import org.mirrorx.models.Refusal;

/** Consistency sampling in a few steps, for distilled networks (arXiv 2310.04378). */
final class Lcm extends AlphaScheduler {
    /** Spread of the data that the boundary condition assumes, squared. */
    private static final double DATA_VARIANCE = 0.25;

    private final double scaling;

    Lcm(SchedulerConfig config, SchedulerRun run) {
        super(config, run, distilled(config, run), false, true);
        this.scaling = config.real("timestep_scaling", 10);
    }

    /** Entries of the coarser grid that the network was distilled on. */
    static double[] distilled(SchedulerConfig config, SchedulerRun run) {
        int grid = config.whole("original_inference_steps", 50);
        if (grid < 1 || grid > config.trainSteps() || run.steps() > grid) {
            throw new Refusal("A network distilled on " + grid + " of " + config.trainSteps()
                    + " steps cannot sample in " + run.steps() + "; take fewer.");
        }
        int ratio = config.trainSteps() / grid;
        double[] timesteps = new double[run.steps()];
        for (int i = 0; i < timesteps.length; i++) {
            int entry = (int) ((double) i * grid / run.steps());
            timesteps[i] = (double) (grid - entry) * ratio - 1;
        }
        return timesteps;
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        float[] clean = denoised(output, step, sample);
        boolean last = step + 1 == timesteps.length;
        double next = last ? 1 : alphas[timesteps[step + 1]];
        float[] noise = last ? new float[sample.length] : run.noise().next(sample.length);
        System.arraycopy(noised(clean, noise, next), 0, sample, 0, sample.length);
    }

    /** After the boundary condition: at time 0 the sample itself. */
    @Override
    public float[] denoised(float[] output, int step, float[] sample) {
        double time = timesteps[step] * scaling;
        double ofSample = DATA_VARIANCE / (time * time + DATA_VARIANCE);
        double ofClean = time / Math.sqrt(time * time + DATA_VARIANCE);
        float[] clean = super.denoised(output, step, sample);
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (ofClean * clean[i] + ofSample * sample[i]);
        }
        return clean;
    }
}
