package org.mirrorx.inference.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.mirrorx.models.Shape;

/**
 * The numbers that go into a network and come out of it: native memory that the network reads and writes in place, reused from run
 * to run, overwritten with zeros and freed by {@link #close()}. f32 only. One thread at a time.
 *
 * <p>Fill {@link #input}, call {@link #run}, read {@link #output}. An output with open sides gets its buffer in the first run and
 * keeps it: its shape follows from the input shapes, which never change here. So do all outputs of a network with an open input: some
 * files declare the output sides of one input size (det_10g.onnx those of 640 × 640).
 */
public final class Buffers implements AutoCloseable {
    /** Widest vector registers load from addresses of this alignment. */
    private static final long ALIGNMENT = 64;

    private record Bound(MemorySegment memory, FloatBuffer floats, OnnxTensor tensor) {}

    private final Network network;
    private final Arena arena = Arena.ofShared();
    private final Map<String, Bound> inputs = new LinkedHashMap<>();
    private final Map<String, Bound> outputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
    private final Map<String, OnnxValue> pinned = new LinkedHashMap<>();

    Buffers(Network network, Map<Port, long[]> inputShapes) {
        this.network = network;
        inputShapes.forEach((port, sides) -> inputs.put(port.name(), bind(port, sides)));
        boolean fixed = network.inputs().stream().allMatch(Port::isFixed);
        for (Port port : network.outputs()) {
            if (fixed && port.isFixed()) {
                pin(port, port.sides());
            }
        }
        inputs.forEach((name, bound) -> inputTensors.put(name, bound.tensor));
    }

    /** The numbers of an input, position 0, to be overwritten before each run. */
    public FloatBuffer input(String name) {
        return named(inputs, name).floats.clear();
    }

    /** The numbers of the only input. */
    public FloatBuffer input() {
        if (inputs.size() != 1) {
            throw new IllegalStateException(network.name() + " has " + inputs.size() + " inputs");
        }
        return inputs.values().iterator().next().floats.clear();
    }

    /** The numbers of an output after a run, position 0; the next run overwrites them. */
    public FloatBuffer output(String name) {
        return named(outputs, name).floats.clear();
    }

    /** A copy of an output's numbers after a run. */
    public float[] numbers(String name) {
        FloatBuffer floats = output(name);
        float[] numbers = new float[floats.remaining()];
        floats.get(numbers);
        return numbers;
    }

    /** The shape of an output after a run. */
    public Shape outputShape(String name) {
        long[] sides = named(outputs, name).tensor.getInfo().getShape();
        int[] shape = new int[sides.length];
        for (int axis = 0; axis < sides.length; axis++) {
            shape[axis] = Math.toIntExact(sides[axis]);
        }
        return Shape.of(shape);
    }

    /** Runs the network once. */
    public void run() {
        Set<String> open = openOutputs();
        try (OrtSession.Result result = OnnxRuntime.call(() -> network.session().run(inputTensors, open, pinned))) {
            for (Port port : network.outputs()) {
                if (open.contains(port.name())) {
                    OnnxTensor tensor = (OnnxTensor) result.get(port.name()).orElseThrow();
                    pin(port, tensor.getInfo().getShape());
                    named(outputs, port.name()).floats.clear().put(tensor.getFloatBuffer());
                }
            }
        } catch (OrtException failed) {
            throw new IllegalStateException(
                    "the network " + network.name() + " failed: " + failed.getMessage(), failed);
        }
    }

    /**
     * Overwrites all numbers with zeros; the next run may follow. To be called as soon as the results are taken: what a network saw of
     * a shopper must not wait here until the next one comes.
     */
    public void forget() {
        inputs.values().forEach(bound -> bound.memory.fill((byte) 0));
        outputs.values().forEach(bound -> bound.memory.fill((byte) 0));
    }

    /** Overwrites all numbers with zeros and frees the memory. */
    @Override
    public void close() {
        forget();
        inputs.values().forEach(bound -> bound.tensor.close());
        outputs.values().forEach(bound -> bound.tensor.close());
        inputs.clear();
        outputs.clear();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private Set<String> openOutputs() {
        Set<String> open = new LinkedHashSet<>();
        for (Port port : network.outputs()) {
            if (!outputs.containsKey(port.name())) {
                open.add(port.name());
            }
        }
        return open;
    }

    private void pin(Port port, long[] sides) {
        Bound bound = bind(port, sides);
        outputs.put(port.name(), bound);
        pinned.put(port.name(), bound.tensor);
    }

    /**
     * The one place that makes a tensor. The byte order matters: a direct buffer of the other order is accepted in silence, and the
     * network computes on reversed bytes.
     */
    private Bound bind(Port port, long[] sides) {
        if (port.type() != OnnxJavaType.FLOAT) {
            throw new IllegalArgumentException(
                    port.name() + " of " + network.name() + " is " + port.type() + ", not f32");
        }
        long bytes = Math.multiplyExact(OrtUtil.elementCount(sides), (long) Float.BYTES);
        MemorySegment memory = arena.allocate(bytes, ALIGNMENT);
        FloatBuffer floats =
                memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        try {
            return new Bound(memory, floats, OnnxTensor.createTensor(network.environment(), floats, sides));
        } catch (OrtException failed) {
            throw new IllegalStateException(
                    "cannot make the tensor " + port.name() + " of " + network.name() + ": " + failed.getMessage(),
                    failed);
        }
    }

    private Bound named(Map<String, Bound> bounds, String name) {
        Bound bound = bounds.get(name);
        if (bound == null) {
            throw new IllegalArgumentException(network.name() + " has no " + name + " here; it has " + bounds.keySet());
        }
        return bound;
    }
}
