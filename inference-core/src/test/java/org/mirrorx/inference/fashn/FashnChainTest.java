package org.mirrorx.inference.fashn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.diffusion.NormalNoise;
import org.mirrorx.inference.diffusion.RectifiedFlow;
import org.mirrorx.inference.diffusion.Sampling;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.forge.FashnReference;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.forge.SyntheticFashn;

/** From a made-up checkpoint to a sampled picture, in any clone: the forged network against the formulas on paper. */
final class FashnChainTest {
    private static final FashnSizes SIZES = SyntheticFashn.TINY;
    private static final FashnSettings FOUR_STEPS = new FashnSettings(4, 1.5, 1);
    private static final double SHIFT = 1.5;
    private static final long SEED = 4;

    /** Of a sample after four steps in single precision (golden/fashn_vton). */
    private static final double TOLERANCE = 5e-4;

    /** Numbers ever larger than 16 bits hold: 70 · 70 · √(48 · 192) and more. */
    private static final double OVERFLOWING = 70;

    @TempDir
    Path folder;

    private static Conditions.Planes planes(long seed) {
        int plane = SIZES.width() * SIZES.height();
        return new Conditions.Planes(numbers(seed, 3 * plane), numbers(seed + 1, plane));
    }

    private static float[] numbers(long seed, int count) {
        float[] numbers = new NormalNoise(seed).next(count);
        for (int i = 0; i < count; i++) {
            numbers[i] = Math.clamp(numbers[i] / 2, -1f, 1f);
        }
        return numbers;
    }

    private Path checkpoint(double spread) throws IOException {
        Path file = folder.resolve("model.safetensors");
        SyntheticFashn.write(SIZES, spread, file);
        assertTrue(Files.size(file) < 2_000_000, "a tiny checkpoint");
        return file;
    }

    @Test
    void aSamplingOfFourStepsEndsWhereTheFormulasDo() throws IOException {
        Path checkpoint = checkpoint(SyntheticFashn.SPREAD * 4);
        Conditions.Planes person = planes(1);
        Conditions.Planes garment = planes(3);
        float[] noise = new NormalNoise(SEED).next(3 * SIZES.width() * SIZES.height());
        float[] found = noise.clone();
        try (FashnNetwork network = TinyNetwork.open(checkpoint, SIZES, Precision.FP32)) {
            network.sample(
                    person, garment, Category.BOTTOMS, FOUR_STEPS, found, Sampling.Watcher.NOBODY, new Cancellation());
        }
        double[] expected = onPaper(checkpoint, person, garment, noise);
        double moved = 0;
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i], found[i], TOLERANCE, "number " + i);
            moved = Math.max(moved, Math.abs(expected[i] - noise[i]));
        }
        assertTrue(moved > 0.1, "the network does something: " + moved);
    }

    private static double[] onPaper(
            Path checkpoint, Conditions.Planes person, Conditions.Planes garment, float[] noise) {
        double[] times = new RectifiedFlow(FOUR_STEPS.steps(), SHIFT).times();
        double[] x = new double[noise.length];
        float[] rounded = noise.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = noise[i];
        }
        try (Arena arena = Arena.ofConfined()) {
            FashnReference reference = new FashnReference(SafeTensors.map(checkpoint, arena), SIZES);
            for (int step = 0; step < FOUR_STEPS.steps(); step++) {
                double[] velocity = reference.velocity(
                        rounded, person.picture(), garment.picture(), person.pose(), garment.pose(), times[step], 2);
                if (step < FOUR_STEPS.steps() - FOUR_STEPS.unguidedSteps()) {
                    float[] three = new float[person.picture().length];
                    float[] one = new float[person.pose().length];
                    double[] unguided = reference.velocity(rounded, three, three, one, one, times[step], 0);
                    for (int i = 0; i < x.length; i++) {
                        velocity[i] = unguided[i] + FOUR_STEPS.guidance() * (velocity[i] - unguided[i]);
                    }
                }
                for (int i = 0; i < x.length; i++) {
                    x[i] += (times[step + 1] - times[step]) * velocity[i];
                    rounded[i] = (float) x[i];
                }
            }
        }
        return x;
    }

    @Test
    void weightsThatOutgrowSixteenBitsAreNoticedInTheFirstStepAndDrawnInThirtyTwo() throws IOException {
        Path checkpoint = checkpoint(OVERFLOWING);
        float[] noise = new NormalNoise(SEED).next(3 * SIZES.width() * SIZES.height());
        int[] passes = {0};
        try (FashnNetwork narrow = TinyNetwork.open(checkpoint, SIZES, Precision.FP16)) {
            assertThrows(
                    Sampling.NotFinite.class,
                    () -> narrow.sample(
                            planes(1),
                            planes(3),
                            Category.TOPS,
                            FOUR_STEPS,
                            noise.clone(),
                            (done, all, preview) -> passes[0] = done,
                            new Cancellation()));
        }
        assertEquals(2, passes[0], "both passes of the first step");
        try (FashnNetwork wide = TinyNetwork.open(checkpoint, SIZES, Precision.FP32)) {
            wide.sample(
                    planes(1),
                    planes(3),
                    Category.TOPS,
                    FOUR_STEPS,
                    noise,
                    Sampling.Watcher.NOBODY,
                    new Cancellation());
        }
        for (float number : noise) {
            assertTrue(Float.isFinite(number));
        }
    }
}
