package org.mirrorx.models.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * The numbers of a constant, written only when the file is: a large network is never in memory as a whole.
 *
 * <p>{@link #writeTo} must write the same bytes each time, little-endian, row-major.
 */
public interface Weights {
    ElementType type();

    Shape shape();

    /** Fills exactly {@code shape().elements() * type().bytes()} bytes; the target need not be aligned. */
    void writeTo(MemorySegment target);

    /** Floats made when they are wanted. */
    static Weights floats(Shape shape, Supplier<float[]> numbers) {
        return new Weights() {
            @Override
            public ElementType type() {
                return ElementType.F32;
            }

            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public void writeTo(MemorySegment target) {
                float[] floats = numbers.get();
                if (floats.length != shape.elements()) {
                    throw new IllegalStateException(floats.length + " numbers for " + shape);
                }
                MemorySegment.copy(
                        floats,
                        0,
                        target,
                        ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                        0,
                        floats.length);
            }
        };
    }

    /** A scalar or a list of whole numbers, as ONNX wants shapes, pads and sizes. */
    static Weights longs(Shape shape, long... numbers) {
        long[] kept = numbers.clone();
        if (kept.length != shape.elements()) {
            throw new IllegalArgumentException(kept.length + " numbers for " + shape);
        }
        return new Weights() {
            @Override
            public ElementType type() {
                return ElementType.I64;
            }

            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public void writeTo(MemorySegment target) {
                MemorySegment.copy(
                        kept,
                        0,
                        target,
                        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                        0,
                        kept.length);
            }
        };
    }

    /** How many bytes {@link #writeTo} fills. */
    default long byteSize() {
        return shape().elements() * type().bytes();
    }
}
