package org.mirrorx.inference.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.Cancellation;

final class SamplingTest {
    private static final double SHIFT = 1.5;

    @Test
    void passesAreCountedAndTheLastStepIsUnguided() {
        List<String> calls = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        Denoiser denoiser =
                (sample, time, branch, output) -> calls.add(branch.name().substring(0, 1));
        new Sampling(denoiser, new RectifiedFlow(3, SHIFT), new Guidance(1.5, 0, 1))
                .run(new float[4], (now, all, preview) -> done.add(100 * now + all), new Cancellation());
        assertEquals("CUCUC", String.join("", calls));
        assertEquals(List.of(105, 205, 305, 405, 505), done);
    }

    @Test
    void aCancellationEndsWithinOnePass() {
        Cancellation cancellation = new Cancellation();
        int[] passes = {0};
        Denoiser denoiser = (sample, time, branch, output) -> {
            passes[0]++;
            cancellation.request();
        };
        Sampling sampling = new Sampling(denoiser, new RectifiedFlow(9, SHIFT), Guidance.of(2));
        assertThrows(
                CancellationException.class, () -> sampling.run(new float[4], Sampling.Watcher.NOBODY, cancellation));
        assertEquals(1, passes[0]);
    }

    @Test
    void numbersThatAreNoneEndTheSamplingAtTheFirstStep() {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Denoiser denoiser = (sample, time, branch, output) -> output[2] = odd;
            Sampling sampling = new Sampling(denoiser, new RectifiedFlow(9, SHIFT), Guidance.of(1));
            assertThrows(
                    Sampling.NotFinite.class,
                    () -> sampling.run(new float[4], Sampling.Watcher.NOBODY, new Cancellation()));
        }
    }

    /** A constant velocity leads to the same end from every time. */
    @Test
    void aPreviewIsWhereTheFlowWouldEnd() {
        float[] velocity = {1, -2};
        Denoiser denoiser = (sample, time, branch, output) -> System.arraycopy(velocity, 0, output, 0, 2);
        new Sampling(denoiser, new RectifiedFlow(5, SHIFT), Guidance.of(1))
                .run(
                        new float[2],
                        (done, all, preview) -> assertArrayEquals(velocity, preview.numbers(), 1e-6f),
                        new Cancellation());
    }
}
