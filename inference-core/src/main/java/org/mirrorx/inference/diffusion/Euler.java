package org.mirrorx.inference.diffusion;

/** Euler's method along σ (arXiv 2206.00364, algorithm 2), with noise between steps where it is asked for. */
final class Euler extends EulerFamily {
    private static final double MOST_CHURN = Math.sqrt(2) - 1;

    Euler(SchedulerConfig config, SchedulerRun run) {
        super(config, run);
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        SchedulerRun.Churn churn = run.churn();
        double sigma = sigmas[step];
        boolean within = sigma >= churn.least() && sigma <= churn.most();
        double gamma = within ? Math.min(churn.amount() / run.steps(), MOST_CHURN) : 0;
        double raised = sigma * (1 + gamma);
        if (gamma > 0) {
            float[] noise = run.noise().next(sample.length);
            double added = churn.strength() * Math.sqrt(raised * raised - sigma * sigma);
            for (int i = 0; i < sample.length; i++) {
                sample[i] = (float) (sample[i] + added * noise[i]);
            }
        }
        double length = sigmas[step + 1] - raised;
        for (int i = 0; i < sample.length; i++) {
            double clean = clean(sample[i], output[i], sigma, raised);
            sample[i] = (float) (sample[i] + (sample[i] - clean) / raised * length);
        }
    }
}
