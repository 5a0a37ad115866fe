package org.mirrorx.inference.diffusion;

import org.mirrorx.models.Refusal;

/** DPM-Solver++ 2M (arXiv 2211.01095, algorithm 2) and its stochastic form. */
final class DpmSolver extends MultistepFamily {
    private enum Algorithm {
        DPMSOLVERPP,
        SDE_DPMSOLVERPP
    }

    private enum SolverType {
        MIDPOINT,
        HEUN
    }

    /** Below so many steps the last one is of first order. */
    private static final int FEW_STEPS = 15;

    private final Algorithm algorithm;
    private final SolverType type;
    private final boolean eulerAtFinal;
    private double[] before = {};
    private int calls;

    DpmSolver(SchedulerConfig config, SchedulerRun run) {
        super(config, run);
        this.algorithm = config.choice("algorithm_type", Algorithm.DPMSOLVERPP);
        this.type = config.choice("solver_type", SolverType.MIDPOINT);
        this.eulerAtFinal = config.isOn("euler_at_final", false);
        if (order < 1 || order > 2) {
            throw new Refusal("DPM-Solver++ of order " + order + " is not computed here; use order 1 or 2.");
        }
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        double[] clean = clean(output, step, sample);
        boolean last = step + 1 == steps();
        boolean simpleEnd = sigmas[steps()] == 0 || eulerAtFinal || lowerOrderFinal && wholeSteps < FEW_STEPS;
        boolean second = order == 2 && calls > 0 && !(last && simpleEnd);
        double h = lambda(step + 1) - lambda(step);
        double ratio = second ? (lambda(step) - lambda(step - 1)) / h : 1;
        double shrink = s(step + 1) / s(step);
        double a = a(step + 1);
        switch (algorithm) {
            case DPMSOLVERPP -> {
                double ofClean = -a * Math.expm1(-h);
                double ofSlope = !second
                        ? 0
                        : switch (type) {
                            case MIDPOINT -> ofClean / 2;
                            case HEUN -> a * (Math.expm1(-h) / h + 1);
                        };
                for (int i = 0; i < sample.length; i++) {
                    double slope = second ? (clean[i] - before[i]) / ratio : 0;
                    sample[i] = (float) (shrink * sample[i] + ofClean * clean[i] + ofSlope * slope);
                }
            }
            case SDE_DPMSOLVERPP -> {
                double kept = -Math.expm1(-2 * h);
                double ofSlope = !second
                        ? 0
                        : switch (type) {
                            case MIDPOINT -> a * kept / 2;
                            case HEUN -> a * (kept / (-2 * h) + 1);
                        };
                double spread = s(step + 1) * Math.sqrt(kept);
                double ofSample = shrink * Math.exp(-h);
                float[] noise = run.noise().next(sample.length);
                for (int i = 0; i < sample.length; i++) {
                    double slope = second ? (clean[i] - before[i]) / ratio : 0;
                    sample[i] =
                            (float) (ofSample * sample[i] + a * kept * clean[i] + ofSlope * slope + spread * noise[i]);
                }
            }
        }
        before = clean;
        calls++;
    }
}
