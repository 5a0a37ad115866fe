package org.mirrorx.inference.diffusion;

/** Euler's method down to less noise than the next step has, then up again with fresh noise (k-diffusion, sample_euler_ancestral). */
final class EulerAncestral extends EulerFamily {
    EulerAncestral(SchedulerConfig config, SchedulerRun run) {
        super(config.without("use_karras_sigmas", "final_sigmas_type"), run);
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        double from = sigmas[step];
        double to = sigmas[step + 1];
        double up = Math.sqrt(to * to * (from * from - to * to) / (from * from));
        double down = Math.sqrt(to * to - up * up);
        float[] noise = run.noise().next(sample.length);
        for (int i = 0; i < sample.length; i++) {
            double clean = clean(sample[i], output[i], from, from);
            sample[i] = (float) (sample[i] + (sample[i] - clean) / from * (down - from) + up * noise[i]);
        }
    }
}
