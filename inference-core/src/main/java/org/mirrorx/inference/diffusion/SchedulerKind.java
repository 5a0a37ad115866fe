package org.mirrorx.inference.diffusion;

import java.util.Arrays;
import java.util.Optional;

/** The published solvers of diffusion and flow networks. */
public enum SchedulerKind {
    DDPM("DDPMScheduler"),
    DDIM("DDIMScheduler"),
    PNDM("PNDMScheduler"),
    UNIPC("UniPCMultistepScheduler"),
    DPM_SOLVER("DPMSolverMultistepScheduler"),
    EULER("EulerDiscreteScheduler"),
    EULER_ANCESTRAL("EulerAncestralDiscreteScheduler"),
    LCM("LCMScheduler"),
    TCD("TCDScheduler"),
    FLOW_MATCH_EULER("FlowMatchEulerDiscreteScheduler");

    private final String published;

    SchedulerKind(String published) {
        this.published = published;
    }

    /** Its name in diffusers and in {@code _class_name} of a configuration. */
    public String published() {
        return published;
    }

    /** The kind a configuration names; a pipeline may choose another one all the same. */
    public static Optional<SchedulerKind> named(String published) {
        return Arrays.stream(values())
                .filter(kind -> kind.published.equals(published))
                .findFirst();
    }
}
