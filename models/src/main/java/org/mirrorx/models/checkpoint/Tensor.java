package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * One tensor of a checkpoint: a view of the file's bytes, row-major (last side fastest), little-endian, not necessarily aligned.
 *
 * @param name as published
 * @param bytes exactly {@code shape.elements() * type.bytes()} bytes
 */
public record Tensor(String name, ElementType type, Shape shape, MemorySegment bytes) {
    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOATS =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfDouble DOUBLES =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** One bit pattern of bfloat16 is the upper half of a float's. */
    private static final int BF16_SHIFT = 16;

    public Tensor {
        if (bytes.byteSize() != shape.elements() * type.bytes()) {
            throw new IllegalArgumentException(
                    "tensor " + name + " " + shape + " of " + type + " cannot have " + bytes.byteSize() + " bytes");
        }
    }

    /** The numbers as floats, an exact widening; a copy, for floating-point tensors of at most 2³¹ numbers. */
    public float[] toFloats() {
        int n = Math.toIntExact(shape.elements());
        float[] floats = new float[n];
        switch (type) {
            case F32 -> MemorySegment.copy(bytes, FLOATS, 0, floats, 0, n);
            case F16 -> {
                short[] halves = toShorts(n);
                for (int i = 0; i < n; i++) {
                    floats[i] = Float.float16ToFloat(halves[i]);
                }
            }
            case BF16 -> {
                short[] halves = toShorts(n);
                for (int i = 0; i < n; i++) {
                    floats[i] = Float.intBitsToFloat(halves[i] << BF16_SHIFT);
                }
            }
            case F64, I64, I32, I16, I8, U8, BOOL ->
                throw new IllegalStateException("tensor " + name + " holds " + type + ", not floats");
        }
        return floats;
    }

    /** The numbers as doubles, whatever their type; a copy. Whole numbers beyond 2⁵³ are rounded. */
    public double[] toDoubles() {
        int n = Math.toIntExact(shape.elements());
        double[] doubles = new double[n];
        switch (type) {
            case F64 -> MemorySegment.copy(bytes, DOUBLES, 0, doubles, 0, n);
            case F32, F16, BF16 -> {
                float[] floats = toFloats();
                for (int i = 0; i < n; i++) {
                    doubles[i] = floats[i];
                }
            }
            case I64 -> Arrays.setAll(doubles, i -> bytes.get(LONGS, 8L * i));
            case I32 -> Arrays.setAll(doubles, i -> bytes.get(INTS, 4L * i));
            case I16 -> Arrays.setAll(doubles, i -> bytes.get(SHORTS, 2L * i));
            case I8 -> Arrays.setAll(doubles, i -> bytes.get(ValueLayout.JAVA_BYTE, i));
            case U8, BOOL -> Arrays.setAll(doubles, i -> bytes.get(ValueLayout.JAVA_BYTE, i) & 0xFF);
        }
        return doubles;
    }

    /** The numbers of an {@code I32} tensor; a copy. */
    public int[] toInts() {
        if (type != ElementType.I32) {
            throw new IllegalStateException("tensor " + name + " holds " + type + ", not I32");
        }
        return bytes.toArray(INTS);
    }

    /** The numbers of an {@code I64} tensor; a copy. */
    public long[] toLongs() {
        if (type != ElementType.I64) {
            throw new IllegalStateException("tensor " + name + " holds " + type + ", not I64");
        }
        return bytes.toArray(LONGS);
    }

    private short[] toShorts(int n) {
        short[] halves = new short[n];
        MemorySegment.copy(bytes, SHORTS, 0, halves, 0, n);
        return halves;
    }
}
