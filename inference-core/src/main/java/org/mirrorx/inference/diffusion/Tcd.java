package org.mirrorx.inference.diffusion;

/** Trajectory consistency sampling in a few steps, for distilled networks (arXiv 2402.19159). */
final class Tcd extends AlphaScheduler {
    Tcd(SchedulerConfig config, SchedulerRun run) {
        super(config.without("clip_sample"), run, Lcm.distilled(config, run), false, true);
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        boolean last = step + 1 == timesteps.length;
        int to = last ? 0 : timesteps[step + 1];
        double now = alphas[timesteps[step]];
        double next = alphas[to];
        double between = alphas[(int) Math.floor((1 - run.eta()) * to)];
        boolean noisy = run.eta() > 0 && !last;
        float[] noise = noisy ? run.noise().next(sample.length) : new float[sample.length];
        double share = noisy ? next / between : 1;
        for (int i = 0; i < sample.length; i++) {
            double partly = Math.sqrt(between) * clean(sample[i], output[i], now)
                    + Math.sqrt(1 - between) * noise(sample[i], output[i], now);
            sample[i] = (float) (Math.sqrt(share) * partly + Math.sqrt(1 - share) * noise[i]);
        }
    }
}
