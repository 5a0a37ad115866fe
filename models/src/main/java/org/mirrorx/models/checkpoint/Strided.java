package org.mirrorx.models.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * Numbers somewhere in a file as a program saw them: a start and a step along each side.
 *
 * @param storage the numbers there are
 * @param order in which the bytes of a number lie
 * @param offset of the first number, in numbers
 * @param strides from one number to the next along each side, in numbers
 */
record Strided(ElementType type, MemorySegment storage, ByteOrder order, long offset, Shape shape, List<Long> strides)
        implements Pickle.Made {
    Strided {
        strides = List.copyOf(strides);
    }

    @Override
    public Optional<Strided> tensor() {
        return Optional.of(this);
    }

    /** Row by row without gaps. */
    static Strided rows(ElementType type, MemorySegment storage, ByteOrder order, Shape shape) {
        Long[] strides = new Long[shape.rank()];
        long stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape.side(axis));
        }
        return new Strided(type, storage, order, 0, shape, List.of(strides));
    }

    /** Column by column without gaps. */
    static Strided columns(ElementType type, MemorySegment storage, ByteOrder order, Shape shape) {
        Long[] strides = new Long[shape.rank()];
        long stride = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            strides[axis] = stride;
            stride *= Math.max(1, shape.side(axis));
        }
        return new Strided(type, storage, order, 0, shape, List.of(strides));
    }

    /** Whether every number of the view is one of the storage; counted without overflow. */
    boolean fits() {
        if (shape.elements() == 0) {
            return true;
        }
        long last = offset;
        try {
            for (int axis = 0; axis < shape.rank(); axis++) {
                last = Math.addExact(last, Math.multiplyExact(shape.side(axis) - 1L, strides.get(axis)));
            }
        } catch (ArithmeticException overflow) {
            return false;
        }
        boolean forwards = offset >= 0 && strides.stream().allMatch(stride -> stride >= 0);
        return forwards && last < storage.byteSize() / type.bytes();
    }

    /** Whether the bytes lie as a {@link Tensor} has them. */
    private boolean isPlain() {
        return (order == ByteOrder.LITTLE_ENDIAN || type.bytes() == 1)
                && (shape.elements() <= 1
                        || significant(strides).equals(significant(rows(type, storage, order, shape).strides)));
    }

    /** Steps along sides of one number are never taken. */
    private List<Long> significant(List<Long> steps) {
        return java.util.stream.IntStream.range(0, shape.rank())
                .filter(axis -> shape.side(axis) > 1)
                .mapToObj(steps::get)
                .toList();
    }

    /** Bytes that {@link #tensor} must copy; 0 where it is a view of the file. */
    long copiedBytes() {
        return shape.elements() == 0 || isPlain() ? 0 : shape.elements() * type.bytes();
    }

    /** @param arena where a copy lives, should the numbers not lie one after the other; {@link #fits} must hold */
    Tensor tensor(String name, Arena arena) {
        long bytes = shape.elements() * type.bytes();
        if (bytes == 0) {
            return new Tensor(name, type, shape, storage.asSlice(0, 0));
        }
        if (isPlain()) {
            return new Tensor(name, type, shape, storage.asSlice(offset * type.bytes(), bytes));
        }
        MemorySegment copy = arena.allocate(bytes, type.bytes());
        int size = type.bytes();
        int[] at = new int[shape.rank()];
        for (long number = 0; number < shape.elements(); number++) {
            long from = offset;
            for (int axis = 0; axis < at.length; axis++) {
                from += at[axis] * strides.get(axis);
            }
            for (int part = 0; part < size; part++) {
                int other = order == ByteOrder.LITTLE_ENDIAN ? part : size - 1 - part;
                copy.set(
                        ValueLayout.JAVA_BYTE,
                        number * size + part,
                        storage.get(ValueLayout.JAVA_BYTE, from * size + other));
            }
            for (int axis = at.length - 1; axis >= 0 && ++at[axis] == shape.side(axis); axis--) {
                at[axis] = 0;
            }
        }
        return new Tensor(name, type, shape, copy);
    }
}
