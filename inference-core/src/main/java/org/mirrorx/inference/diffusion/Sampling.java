package org.mirrorx.inference.diffusion;

import org.mirrorx.inference.Cancellation;

/**
 * The sampling loop of every engine: evaluate the network with and without conditions, guide, let the solver step; cancel between passes.
 * One use.
 */
public final class Sampling {
    /** Turns the network's output into the next sample. */
    public interface Solver {
        int steps();

        /** The time at which a step evaluates the network. */
        double time(int step);

        /** What the network is given for a sample at a step; the sample itself where the solver scales nothing. */
        default float[] input(float[] sample, int step) {
            return sample;
        }

        /** Moves the sample from a step's time to the next, in place. */
        void step(float[] output, int step, float[] sample);

        /**
         * What the picture would be if the sampling ended here.
         *
         * @param sample before the step
         * @return new numbers, the caller's
         */
        float[] denoised(float[] output, int step, float[] sample);
    }

    /** Watches a sampling; called from the thread that samples. */
    public interface Watcher {
        /** Nobody watches. */
        Watcher NOBODY = (done, all, preview) -> {};

        /**
         * After each pass.
         *
         * @param done passes made
         * @param all passes there will be
         * @param preview makes what the picture would be if the sampling ended here; costs a copy
         */
        void passed(int done, int all, Preview preview);
    }

    /** What the picture would be; valid during the call it was given to. */
    @FunctionalInterface
    public interface Preview {
        float[] numbers();
    }

    /** The network gave a number that is none, or infinite: its arithmetic is too narrow for it. */
    public static final class NotFinite extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFinite(int step) {
            super("The network gave numbers that are not finite in step " + (step + 1) + ".");
        }
    }

    private final Denoiser denoiser;
    private final Solver solver;
    private final Guidance guidance;

    public Sampling(Denoiser denoiser, Solver solver, Guidance guidance) {
        this.denoiser = denoiser;
        this.solver = solver;
        this.guidance = guidance;
    }

    /**
     * Samples.
     *
     * @param sample noise as the solver starts from it; becomes the result
     * @throws NotFinite when an output is not finite
     * @throws java.util.concurrent.CancellationException within one pass of a cancellation
     */
    public void run(float[] sample, Watcher watcher, Cancellation cancellation) {
        int steps = solver.steps();
        int all = guidance.passes(steps);
        int done = 0;
        float[] output = new float[sample.length];
        float[] unguided = new float[guidance.scale() == 1 ? 0 : sample.length];
        try {
            for (int step = 0; step < steps; step++) {
                int now = step;
                Preview preview = () -> solver.denoised(output, now, sample);
                float[] input = solver.input(sample, step);
                cancellation.check();
                denoiser.evaluate(input, solver.time(step), Denoiser.Branch.CONDITIONAL, output);
                watcher.passed(++done, all, preview);
                if (guidance.at(step, steps)) {
                    cancellation.check();
                    denoiser.evaluate(input, solver.time(step), Denoiser.Branch.UNCONDITIONAL, unguided);
                    guidance.apply(output, unguided, 1);
                    watcher.passed(++done, all, preview);
                }
                requireFinite(output, step);
                solver.step(output, step, sample);
            }
        } finally {
            java.util.Arrays.fill(output, 0);
            java.util.Arrays.fill(unguided, 0);
        }
    }

    private static void requireFinite(float[] output, int step) {
        float sum = 0;
        for (float number : output) {
            sum += number * 0; // 0 for every finite number, else not a number
        }
        if (sum != 0) {
            throw new NotFinite(step);
        }
    }
}
