package org.mirrorx.inference.ort;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.store.SelfCheck;

/** Opens a network on the processor, runs it once on evenly spread random numbers and looks at what comes out. */
public final class CheckNetwork implements SelfCheck {
    private static final long SEED = 1;

    /** Packing the matrices for speed would take longer than one run saves, and twice the memory. */
    private static final DevicePlan ONCE =
            new DevicePlan(Provider.CPU, DevicePlan.Arithmetic.BITS_32, DevicePlan.Prepacking.OFF);

    private final int threads;

    /** @param threads how many threads the run may use */
    public CheckNetwork(int threads) {
        this.threads = threads;
    }

    @Override
    public Verdict check(Path onnx) {
        try (Network network = OnnxRuntime.get().open(onnx, ONCE, threads)) {
            Map<String, Shape> shapes = new HashMap<>();
            for (Port port : network.inputs()) {
                int[] sides = port.shape().stream()
                        .mapToInt(side -> side < 0 ? 1 : Math.toIntExact(side))
                        .toArray();
                shapes.put(port.name(), Shape.of(sides));
            }
            try (Buffers io = network.buffers(shapes)) {
                SplittableRandom random = new SplittableRandom(SEED);
                for (Port port : network.inputs()) {
                    fill(io.input(port.name()), random);
                }
                io.run();
                return network.outputs().stream().allMatch(port -> isFinite(io.output(port.name())))
                        ? Verdict.FINE
                        : Verdict.NOT_FINITE;
            }
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException | OutOfMemoryError fault) {
            throw new Refusal(
                    "The network " + onnx.getFileName() + " does not run: "
                            + String.valueOf(fault.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no reason given")
                            + "; take the published file.",
                    fault);
        }
    }

    /** Numbers of whole meaning, such as a category, become 0: one number alone says nothing about a picture. */
    private static void fill(FloatBuffer numbers, SplittableRandom random) {
        boolean single = numbers.remaining() == 1;
        while (numbers.hasRemaining()) {
            numbers.put(single ? 0 : (float) (2 * random.nextDouble() - 1));
        }
    }

    private static boolean isFinite(FloatBuffer numbers) {
        while (numbers.hasRemaining()) {
            if (!Float.isFinite(numbers.get())) {
                return false;
            }
        }
        return true;
    }
}
