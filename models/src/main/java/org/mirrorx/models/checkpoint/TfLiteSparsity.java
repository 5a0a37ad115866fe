package org.mirrorx.models.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * Which numbers of a tensor a file keeps: all sides but the last are dense, the last is compressed sparse rows. The kept numbers of
 * row r are {@code segments[r]} to {@code segments[r + 1] - 1}; {@code indices} says where in the row each stands. This is the one
 * scheme the published networks use; {@link #check} holds before anything is expanded.
 */
@SuppressWarnings("ArrayRecordComponent") // made once by the reader, never compared, never handed out
record TfLiteSparsity(int[] segments, int[] indices) {
    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** What is wrong with it for a tensor of this shape and so many kept numbers, or an empty text. */
    String check(Shape shape, long kept) {
        int row = shape.rank() == 0 ? 0 : shape.side(shape.rank() - 1);
        long rows = row == 0 ? 0 : shape.elements() / row;
        if (rows == 0 || segments.length != rows + 1) {
            return segments.length + " row starts for " + rows + " rows";
        }
        if (segments[0] != 0 || segments[segments.length - 1] != indices.length || indices.length != kept) {
            return indices.length + " positions for " + kept + " numbers";
        }
        for (int r = 0; r < rows; r++) {
            if (segments[r] > segments[r + 1]) {
                return "row " + r + " ends before it starts";
            }
            for (int i = segments[r]; i < segments[r + 1]; i++) {
                if (indices[i] >= row || (i > segments[r] && indices[i] <= indices[i - 1])) {
                    return "position " + indices[i] + " in row " + r + " of length " + row;
                }
            }
        }
        return "";
    }

    /** The tensor with zeros where the file keeps nothing. */
    MemorySegment expand(Shape shape, ElementType type, MemorySegment kept) {
        return switch (type) {
            case F16 -> expandHalves(shape, kept);
            case F64, F32, BF16, I64, I32, I16, I8, U8, BOOL ->
                throw new IllegalStateException("the reader lets only F16 be sparse, not " + type);
        };
    }

    private MemorySegment expandHalves(Shape shape, MemorySegment kept) {
        short[] numbers = kept.toArray(SHORTS);
        short[] dense = new short[Math.toIntExact(shape.elements())];
        int row = shape.side(shape.rank() - 1);
        for (int r = 0; r + 1 < segments.length; r++) {
            for (int i = segments[r]; i < segments[r + 1]; i++) {
                dense[r * row + indices[i]] = numbers[i];
            }
        }
        return MemorySegment.ofArray(dense);
    }
}
