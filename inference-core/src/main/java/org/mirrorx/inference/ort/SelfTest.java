package org.mirrorx.inference.ort;

import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Weights;

/**
 * Finds out whether a provider computes on this machine: a small network with the kinds of nodes of the large ones (matrices, layer
 * normalisation, attention) runs on it alone and must agree with the processor. Nothing is ever computed elsewhere in silence.
 */
public final class SelfTest {
    private static final int TOKENS = 16;
    private static final int WIDTH = 64;
    private static final int HEADS = 4;
    private static final float EPSILON = 1e-6f;

    /** What single precision of another order of sums, or TF32, may differ. */
    private static final double TOLERANCE = 5e-3;

    private SelfTest() {}

    /**
     * Runs the test.
     *
     * @return empty when the provider may be used, else why not, in one sentence
     */
    public static Optional<String> run(Provider provider) {
        if (provider == Provider.CPU) {
            return Optional.empty();
        }
        if (!provider.isBuiltIn()) {
            return Optional.of("The installed ONNX Runtime has no " + provider.title() + ".");
        }
        try (Arena arena = Arena.ofConfined()) {
            var onnx = OnnxFile.write(network(), arena);
            float[] expected = outcome(OnnxRuntime.get().open("self-test", onnx, 1));
            float[] found = outcome(OnnxRuntime.get().openOn("self-test", onnx, provider));
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(expected[i] - found[i]) <= TOLERANCE)) {
                    return Optional.of(provider.title() + " computes other numbers than the processor (" + found[i]
                            + " for " + expected[i] + ").");
                }
            }
            return Optional.empty();
        } catch (Refusal | IllegalStateException | LinkageError broken) {
            return Optional.of(provider.title() + " does not work here: "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }

    private static float[] outcome(Network network) {
        try (network;
                Buffers io = network.buffers()) {
            FloatBuffer input = io.input();
            for (int i = 0; input.hasRemaining(); i++) {
                input.put((float) Math.sin(i));
            }
            io.run();
            float[] numbers = new float[TOKENS * WIDTH];
            io.output("y").get(numbers);
            return numbers;
        }
    }

    private static Graph network() {
        Graph graph = new Graph("self-test");
        Value x = graph.input("x", ElementType.F32, Shape.of(1, TOKENS, WIDTH));
        Value ones = graph.constant(Weights.floats(Shape.of(WIDTH), () -> filled(WIDTH, i -> 1)));
        Value matrix = graph.constant(Weights.floats(
                Shape.of(WIDTH, WIDTH), () -> filled(WIDTH * WIDTH, i -> (float) (Math.cos(i) / Math.sqrt(WIDTH)))));
        Value normal = x.layerNorm(ones, EPSILON);
        Value heads = normal.matMul(matrix).geluTanh();
        graph.output("y", heads.attention(normal, heads, HEADS).matMul(matrix).add(x));
        return graph;
    }

    @FunctionalInterface
    private interface Entry {
        float at(int index);
    }

    private static float[] filled(int count, Entry entry) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = entry.at(i);
        }
        return numbers;
    }
}
