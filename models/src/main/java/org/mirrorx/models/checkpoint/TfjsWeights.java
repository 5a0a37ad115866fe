package org.mirrorx.models.checkpoint;

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
    private static final int BYTE_VALUES = 256;

    private final Tensors tensors;
    private final Map<String, TfjsManifest.Quantisation> quantised;

    private TfjsWeights(Tensors tensors, Map<String, TfjsManifest.Quantisation> quantised) {
        this.tensors = tensors;
        this.quantised = quantised;
    }

    /**
     * Reads a manifest; {@code numbers} must stay valid as long as the result is used.
     *
     * @throws Refusal when the two files do not belong together or hold another kind of numbers
     */
    public static TfjsWeights read(byte[] manifest, MemorySegment numbers, String source) {
        List<Tensor> tensors = new ArrayList<>();
        Map<String, TfjsManifest.Quantisation> quantised = new HashMap<>();
        long at = 0;
        for (TfjsManifest.Entry entry : TfjsManifest.read(manifest, source)) {
            entry.quantisation().ifPresent(bytes -> quantised.put(entry.name(), bytes));
            ElementType type = entry.quantisation().isPresent() ? ElementType.U8 : ElementType.F32;
            long size = entry.shape().elements() * type.bytes();
            if (size > numbers.byteSize() - at) {
                throw new Refusal(source + ": tensor " + entry.name() + " ends behind byte " + numbers.byteSize()
                        + ", the end of the file; take the published file.");
            }
            tensors.add(new Tensor(entry.name(), type, entry.shape(), numbers.asSlice(at, size)));
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
        TfjsManifest.Quantisation quantisation = quantised.get(name);
        if (quantisation == null) {
            return tensors.get(name, ElementType.F32, shape).toFloats();
        }
        float[] values = new float[BYTE_VALUES];
        for (int code = 0; code < BYTE_VALUES; code++) {
            values[code] = (float) (code * quantisation.scale() + quantisation.min());
        }
        byte[] codes = tensors.get(name, ElementType.U8, shape).bytes().toArray(ValueLayout.JAVA_BYTE);
        float[] floats = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            floats[i] = values[Byte.toUnsignedInt(codes[i])];
        }
        return floats;
    }
}
