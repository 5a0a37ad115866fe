package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * A tensor of a TensorFlow Lite network: computed by a step, or a constant of the file.
 *
 * @param number how steps refer to it
 * @param bytes a constant's bytes (of a sparse one only the kept numbers); empty for a computed tensor
 */
public record TfLiteTensor(
        int number,
        String name,
        ElementType type,
        Shape shape,
        MemorySegment bytes,
        Optional<TfLiteSparsity> sparsity) {

    public boolean isConstant() {
        return bytes.byteSize() > 0;
    }

    /** A constant with all its numbers, those the file leaves out being zero: a view of the file, or for a sparse one a new array. */
    public Tensor dense() {
        MemorySegment all = sparsity.map(s -> s.expand(shape, type, bytes)).orElse(bytes);
        return new Tensor(name, type, shape, all);
    }
}
