package org.mirrorx.inference.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.mirrorx.models.Shape;

/**
 * The numbers that go into a network and come out of it: native memory that the network reads and writes in place, reused from run
 * to run, overwritten with zeros and freed by {@link #close()}. Outside all numbers are f32; a port of f64 or f16 has its own memory
 * of that width beside, filled before and read after each run. One thread at a time.
 *
 * <p>Fill {@link #input}, call {@link #run}, read {@link #output}. An output with open sides gets its buffer in the first run and
 * keeps it: its shape follows from the input shapes, which never change here. So do all outputs of a network with an open input: some
 * files declare the output sides of one input size (det_10g.onnx those of 640 × 640).
 */
public final class Buffers implements AutoCloseable {
    /** Widest vector registers load from addresses of this alignment. */
    private static final long ALIGNMENT = 64;

    /**
     * @param memory what the network reads or writes, in the port's width
     * @param numbers the same as f32; {@code memory} itself where the port is f32
     */
    private record Bound(OnnxJavaType type, MemorySegment memory, MemorySegment numbers, OnnxTensor tensor) {
        FloatBuffer floats() {
            return numbers.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        }

        /** From f32 to the port's width. */
        void toPort() {
            for (long i = 0; i < count(); i++) {
                float number = numbers.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                if (type == OnnxJavaType.DOUBLE) {
                    memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, number);
                } else {
                    memory.setAtIndex(ValueLayout.JAVA_SHORT, i, Float.floatToFloat16(number));
                }
            }
        }

        /** From the port's width to f32. */
        void fromPort() {
            for (long i = 0; i < count(); i++) {
                float number = type == OnnxJavaType.DOUBLE
                        ? (float) memory.getAtIndex(ValueLayout.JAVA_DOUBLE, i)
                        : Float.float16ToFloat(memory.getAtIndex(ValueLayout.JAVA_SHORT, i));
                numbers.setAtIndex(ValueLayout.JAVA_FLOAT, i, number);
            }
        }

        void forget() {
            memory.fill((byte) 0);
            numbers.fill((byte) 0);
        }

        /** How many numbers are to be converted. */
        private long count() {
            return type == OnnxJavaType.FLOAT ? 0 : numbers.byteSize() / Float.BYTES;
        }
    }

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
        return named(inputs, name).floats();
    }

    /** The numbers of the only input. */
    public FloatBuffer input() {
        if (inputs.size() != 1) {
            throw new IllegalStateException(network.name() + " has " + inputs.size() + " inputs");
        }
        return inputs.values().iterator().next().floats();
    }

    /** The numbers of an output after a run, position 0; the next run overwrites them. */
    public FloatBuffer output(String name) {
        return named(outputs, name).floats();
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
        inputs.values().forEach(Bound::toPort);
        try (OrtSession.Result result = OnnxRuntime.call(() -> network.session().run(inputTensors, open, pinned))) {
            for (Port port : network.outputs()) {
                if (open.contains(port.name())) {
                    OnnxTensor tensor = (OnnxTensor) result.get(port.name()).orElseThrow();
                    pin(port, tensor.getInfo().getShape());
                    MemorySegment memory = named(outputs, port.name()).memory;
                    memory.copyFrom(MemorySegment.ofBuffer(tensor.getByteBuffer()));
                }
            }
            outputs.values().forEach(Bound::fromPort);
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
        inputs.values().forEach(Bound::forget);
        outputs.values().forEach(Bound::forget);
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
        long width = switch (port.type()) {
            case FLOAT -> Float.BYTES;
            case DOUBLE -> Double.BYTES;
            case FLOAT16 -> Short.BYTES;
            default ->
                throw new IllegalArgumentException(
                        port.name() + " of " + network.name() + " is " + port.type() + ", not f32, f64 or f16");
        };
        long count = OrtUtil.elementCount(sides);
        MemorySegment memory = arena.allocate(Math.multiplyExact(count, width), ALIGNMENT);
        MemorySegment numbers = port.type() == OnnxJavaType.FLOAT
                ? memory
                : arena.allocate(Math.multiplyExact(count, (long) Float.BYTES), ALIGNMENT);
        try {
            var bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
            OnnxTensor tensor = OnnxTensor.createTensor(network.environment(), bytes, sides, port.type());
            return new Bound(port.type(), memory, numbers, tensor);
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
