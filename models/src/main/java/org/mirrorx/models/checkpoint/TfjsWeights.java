package org.mirrorx.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;

/**
 * Weights of TensorFlow.js: a manifest (JSON) that names the tensors in their order and a file of numbers without gaps. A tensor
 * is float32, or one byte a number with value = byte · scale + min.
 */
public final class TfjsWeights {
    private static final int MOST_TENSORS = 20_000;
    private static final int MOST_SIDES = 6;
    private static final int BYTE_VALUES = 256;

    private record Quantisation(double scale, double min) {}

    private final Tensors tensors;
    private final Map<String, Quantisation> quantised;

    private TfjsWeights(Tensors tensors, Map<String, Quantisation> quantised) {
        this.tensors = tensors;
        this.quantised = quantised;
    }

    /**
     * Reads a manifest; {@code numbers} must stay valid as long as the result is used.
     *
     * @throws Refusal when the two files do not belong together or hold another kind of numbers
     */
    public static TfjsWeights read(byte[] manifest, MemorySegment numbers, String source) {
        JsonNode groups;
        try {
            groups = new ObjectMapper().readTree(manifest);
        } catch (IOException | StackOverflowError unreadable) {
            throw new Refusal("The manifest of " + source + " is not JSON; take the published file.", unreadable);
        }
        if (groups == null
                || groups.size() != 1
                || !groups.path(0).path("weights").isArray()) {
            throw new Refusal("The manifest of " + source + " lists no weights; take the published file.");
        }
        List<Tensor> tensors = new ArrayList<>();
        Map<String, Quantisation> quantised = new HashMap<>();
        long at = 0;
        for (JsonNode entry : groups.path(0).path("weights")) {
            String name = entry.path("name").asText();
            Shape shape = shape(entry.path("shape"), source, name);
            JsonNode quantisation = entry.path("quantization");
            boolean bytes = quantisation.isObject();
            if (!"float32".equals(entry.path("dtype").asText())
                    || (bytes && !"uint8".equals(quantisation.path("dtype").asText()))) {
                throw wrong(source, name, "holds other numbers than float32 or quantised bytes");
            }
            if (bytes) {
                double scale = quantisation.path("scale").asDouble(Double.NaN);
                double min = quantisation.path("min").asDouble(Double.NaN);
                if (!Double.isFinite(scale) || !Double.isFinite(min)) {
                    throw wrong(source, name, "has no scale or min");
                }
                quantised.put(name, new Quantisation(scale, min));
            }
            ElementType type = bytes ? ElementType.U8 : ElementType.F32;
            long size = shape.elements() * type.bytes();
            if (size > numbers.byteSize() - at || tensors.size() == MOST_TENSORS) {
                throw wrong(source, name, "ends behind byte " + numbers.byteSize() + ", the end of the file");
            }
            tensors.add(new Tensor(name, type, shape, numbers.asSlice(at, size)));
            at += size;
        }
        if (at != numbers.byteSize()) {
            throw new Refusal(source + " has " + numbers.byteSize() + " bytes where its manifest lists " + at
                    + "; take both files from the same package.");
        }
        return new TfjsWeights(new Tensors(source, tensors), quantised);
    }

    /** The tensors as stored; quantised ones as bytes. */
    public Tensors stored() {
        return tensors;
    }

    /** A tensor's numbers, widened. @throws Refusal when there is none of this name and shape */
    public float[] floats(String name, Shape shape) {
        Quantisation quantisation = quantised.get(name);
        if (quantisation == null) {
            return tensors.get(name, ElementType.F32, shape).toFloats();
        }
        float[] values = new float[BYTE_VALUES];
        for (int code = 0; code < BYTE_VALUES; code++) {
            values[code] = (float) (code * quantisation.scale + quantisation.min);
        }
        byte[] codes = tensors.get(name, ElementType.U8, shape).bytes().toArray(ValueLayout.JAVA_BYTE);
        float[] floats = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            floats[i] = values[Byte.toUnsignedInt(codes[i])];
        }
        return floats;
    }

    private static Shape shape(JsonNode sides, String source, String name) {
        if (!sides.isArray() || sides.size() > MOST_SIDES) {
            throw wrong(source, name, "has no shape");
        }
        int[] shape = new int[sides.size()];
        long elements = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            JsonNode side = sides.path(axis);
            if (!side.canConvertToInt() || side.asInt() < 0) {
                throw wrong(source, name, "has the side " + side);
            }
            shape[axis] = side.asInt();
            elements *= shape[axis];
            if (elements > Integer.MAX_VALUE) {
                throw wrong(source, name, "claims more than two thousand million numbers");
            }
        }
        return Shape.of(shape);
    }

    private static Refusal wrong(String source, String tensor, String what) {
        return new Refusal(source + ": tensor " + tensor + " " + what + "; take the published file.");
    }
}
