package org.mirrorx.models.forge;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.onnx.Weights;

/**
 * A tensor of a checkpoint as the constant of a network: floats of one width become floats of another, matrices are turned where
 * wanted, a few rows at a time from the mapped file.
 */
final class StoredWeights implements Weights {
    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOATS =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Rows taken together: a written run of a turned matrix is two cache lines in 16 bits, and the rows fit into the second-level cache. */
    private static final int ROWS = 64;

    /** Columns turned together: one line of the cache. */
    private static final int SQUARE = 16;

    private enum Order {
        AS_STORED,
        /** [out, in] of the checkpoint becomes [in, out], as ONNX's MatMul wants it. */
        TURNED
    }

    private final Tensor tensor;
    private final ElementType type;
    private final Order order;

    private StoredWeights(Tensor tensor, ElementType type, Order order) {
        if (type != ElementType.F32 && type != ElementType.F16) {
            throw new IllegalArgumentException("networks compute in F32 or F16, not " + type);
        }
        this.tensor = tensor;
        this.type = type;
        this.order = order;
    }

    /** The numbers as they are. */
    static Weights asStored(Tensor tensor, ElementType type) {
        return new StoredWeights(tensor, type, Order.AS_STORED);
    }

    /** A matrix [out, in] as [in, out]. */
    static Weights turned(Tensor tensor, ElementType type) {
        return new StoredWeights(tensor, type, Order.TURNED);
    }

    @Override
    public ElementType type() {
        return type;
    }

    @Override
    public Shape shape() {
        return order == Order.TURNED ? tensor.shape().permuted(1, 0) : tensor.shape();
    }

    /** @throws Refusal when a number does not fit into 16 bits */
    @Override
    public void writeTo(MemorySegment target) {
        int rows = tensor.shape().side(0);
        int columns = Math.toIntExact(tensor.shape().elements() / Math.max(1, rows));
        for (int row = 0; row < rows; row += ROWS) {
            int taken = Math.min(ROWS, rows - row);
            float[] numbers = rows(row, taken, columns);
            if (order == Order.AS_STORED) {
                put(numbers, numbers.length, target, (long) row * columns);
            } else {
                turn(numbers, taken, columns, target, row, rows);
            }
        }
    }

    private float[] rows(int first, int count, int columns) {
        long rowBytes = (long) columns * tensor.type().bytes();
        return new Tensor(
                        tensor.name(),
                        tensor.type(),
                        Shape.of(count, columns),
                        tensor.bytes().asSlice(first * rowBytes, count * rowBytes))
                .toFloats();
    }

    /** Square by square, so that each line of the cache that was fetched is used up before it has to go. */
    private void turn(float[] numbers, int rows, int columns, MemorySegment target, int first, int allRows) {
        float[] runs = new float[SQUARE * rows];
        float[] run = new float[rows];
        for (int from = 0; from < columns; from += SQUARE) {
            int taken = Math.min(SQUARE, columns - from);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < taken; column++) {
                    runs[column * rows + row] = numbers[row * columns + from + column];
                }
            }
            for (int column = 0; column < taken; column++) {
                System.arraycopy(runs, column * rows, run, 0, rows);
                put(run, rows, target, (long) (from + column) * allRows + first);
            }
        }
    }

    private void put(float[] numbers, int count, MemorySegment target, long at) {
        if (type == ElementType.F32) {
            MemorySegment.copy(numbers, 0, target, FLOATS, at * Float.BYTES, count);
            return;
        }
        short[] halves = new short[count];
        float largest = 0;
        for (int i = 0; i < count; i++) {
            halves[i] = Float.floatToFloat16(numbers[i]);
            largest = Math.max(largest, Math.abs(Float.float16ToFloat(halves[i])));
        }
        if (!(largest < Float.POSITIVE_INFINITY)) {
            throw new Refusal("Tensor " + tensor.name()
                    + " holds a number that does not fit into 16 bits; install with --precision fp32.");
        }
        MemorySegment.copy(halves, 0, target, SHORTS, at * Short.BYTES, count);
    }
}
