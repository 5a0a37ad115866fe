package org.mirrorx.inference.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.models.Refusal;

final class SchedulerTest {
    private static final String LATENT =
            "{\"beta_start\":0.00085,\"beta_end\":0.012,\"beta_schedule\":\"scaled_linear\",\"clip_sample\":false,"
                    + "\"timestep_spacing\":\"leading\",\"steps_offset\":1}";
    private static final float[] PICTURE = {-0.9f, 0.1f, 0.4f, 0.8f};
    private static final long SEED = 7;

    private static SchedulerConfig config(String json) {
        return SchedulerConfig.parse(json, "scheduler_config.json");
    }

    /** A network that knows the picture says exactly which noise is in the sample. */
    @TestFactory
    Stream<DynamicTest> aPerfectNetworkLeadsBackToThePicture() {
        return Stream.of(SchedulerKind.values())
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    Noise noise = new NormalNoise(SEED);
                    SchedulerRun run = new SchedulerRun(
                            12,
                            0,
                            noise,
                            kind == SchedulerKind.TCD ? 0.3 : 0,
                            SchedulerRun.Estimate.AS_PREDICTED,
                            SchedulerRun.Churn.NONE,
                            OptionalDouble.empty());
                    String prediction = kind == SchedulerKind.FLOW_MATCH_EULER
                            ? LATENT
                            : LATENT.replace("}", ",\"prediction_type\":\"sample\"}");
                    Scheduler scheduler = Scheduler.of(kind, config(prediction), run);
                    float[] x = noise.next(PICTURE.length);
                    for (int i = 0; i < x.length; i++) {
                        x[i] *= (float) scheduler.initialScale();
                    }
                    for (int step = 0; step < scheduler.steps(); step++) {
                        float[] output = PICTURE.clone();
                        if (kind == SchedulerKind.FLOW_MATCH_EULER) {
                            double sigma = scheduler.time(step) / 1000;
                            for (int i = 0; i < output.length; i++) {
                                output[i] = (float) ((x[i] - PICTURE[i]) / sigma);
                            }
                        }
                        scheduler.step(output, step, x);
                    }
                    // The solvers of whole timesteps end at the first of them, whose noise is 3 %.
                    assertArrayEquals(PICTURE, x, 0.12f);
                }));
    }

    @Test
    void whatNobodyComputesIsRefusedByKeyAndValue() {
        for (String odd : new String[] {
            "{\"lambda_min_clipped\":-2}",
            "{\"thresholding\":true}",
            "{\"use_beta_sigmas\":true}",
            "{\"trained_betas\":[0.1]}",
            "[]",
            "{"
        }) {
            String sentence = String.valueOf(
                    assertThrows(Refusal.class, () -> config(odd)).getMessage());
            assertTrue(sentence.contains("scheduler_config.json") && sentence.endsWith("."), sentence);
        }
        String spacing = "{\"timestep_spacing\":\"sideways\"}";
        String sentence = String.valueOf(assertThrows(
                        Refusal.class,
                        () -> Scheduler.of(
                                SchedulerKind.DDIM, config(spacing), SchedulerRun.of(4, count -> new float[count])))
                .getMessage());
        assertTrue(sentence.contains("timestep_spacing") && sentence.contains("sideways"), sentence);
    }

    @Test
    void stepsThatThereAreNotAreRefused() {
        for (SchedulerKind kind : SchedulerKind.values()) {
            if (kind != SchedulerKind.FLOW_MATCH_EULER) {
                assertThrows(
                        Refusal.class,
                        () -> Scheduler.of(kind, config(LATENT), SchedulerRun.of(1500, count -> new float[count])));
            }
        }
    }

    /** The published class has no such switches. */
    @Test
    void eulerAncestralDoesNotHeedTheKeysOfEuler() {
        SchedulerRun run = SchedulerRun.of(8, count -> new float[count]);
        String karras = LATENT.replace("}", ",\"use_karras_sigmas\":true,\"final_sigmas_type\":\"sigma_min\"}");
        Scheduler plain = Scheduler.of(SchedulerKind.EULER_ANCESTRAL, config(LATENT), run);
        Scheduler keyed = Scheduler.of(SchedulerKind.EULER_ANCESTRAL, config(karras), run);
        for (int step = 0; step < plain.steps(); step++) {
            assertEquals(plain.time(step), keyed.time(step));
        }
    }

    @Test
    void aZeroTerminalSnrEndsInPureNoise() {
        double[] alphas =
                config(LATENT.replace("}", ",\"rescale_betas_zero_snr\":true}")).alphas();
        assertEquals(0, alphas[alphas.length - 1]);
        assertEquals(1 - 0.00085, alphas[0], 1e-6);
    }

    @Test
    void theSameSeedGivesTheSameNoiseOnEveryMachine() {
        float[] noise = new NormalNoise(42).next(4);
        assertArrayEquals(new NormalNoise(42).next(4), noise);
        assertArrayEquals(PINNED, noise, 1e-6f);
        float[] many = new NormalNoise(1).next(100_000);
        double sum = 0;
        double squares = 0;
        for (float number : many) {
            sum += number;
            squares += number * number;
        }
        assertEquals(0, sum / many.length, 0.01);
        assertEquals(1, squares / many.length, 0.01);
    }

    private static final float[] PINNED = {0.8822489f, 1.3884733f, -0.45084986f, 0.67071646f};

    @Test
    void aChangedPictureBeginsLater() {
        assertEquals(0, SchedulerRun.first(20, 1));
        assertEquals(8, SchedulerRun.first(20, 0.6));
        Scheduler half = Scheduler.of(
                SchedulerKind.DDIM,
                config(LATENT),
                new SchedulerRun(
                        20,
                        10,
                        count -> new float[count],
                        0,
                        SchedulerRun.Estimate.AS_PREDICTED,
                        SchedulerRun.Churn.NONE,
                        OptionalDouble.empty()));
        assertEquals(10, half.steps());
        assertEquals(451, half.time(0));
    }
}
