package org.mirrorx.inference.diffusion;

/** A solver of one of the {@link SchedulerKind kinds}, made for one sampling. One use; one thread. */
public interface Scheduler extends Sampling.Solver {
    /** What standard normal noise is multiplied with to be the first sample. */
    double initialScale();

    /**
     * A clean sample with the noise of a step, for samplings that change a picture.
     *
     * @return new numbers, the caller's
     */
    float[] noised(float[] clean, float[] noise, int step);

    /**
     * The solver of a published configuration.
     *
     * @param kind what a pipeline uses, whatever the file names
     * @throws org.mirrorx.models.Refusal when the configuration asks for what it cannot compute
     */
    static Scheduler of(SchedulerKind kind, SchedulerConfig config, SchedulerRun run) {
        return switch (kind) {
            case DDPM -> new Ddpm(config, run);
            case DDIM -> new Ddim(config, run);
            case PNDM -> new Pndm(config, run);
            case LCM -> new Lcm(config, run);
            case TCD -> new Tcd(config, run);
            case EULER -> new Euler(config, run);
            case EULER_ANCESTRAL -> new EulerAncestral(config, run);
            case UNIPC -> new UniPc(config, run);
            case DPM_SOLVER -> new DpmSolver(config, run);
            case FLOW_MATCH_EULER -> new FlowMatchEuler(config, run);
        };
    }
}
