package org.mirrorx.models;

import java.util.List;

/**
 * The sides of a tensor, outermost first; a scalar has none.
 *
 * @param sides each 0 or more
 */
public record Shape(List<Integer> sides) {
    /** So that the size in bytes of any element type fits into 64 bits. */
    private static final long MOST_ELEMENTS = Long.MAX_VALUE / Long.BYTES;

    public Shape {
        sides = List.copyOf(sides);
        long elements = 1;
        for (int side : sides) {
            if (side < 0) {
                throw new IllegalArgumentException("a side of a tensor cannot be " + side);
            }
            if (side != 0 && elements > MOST_ELEMENTS / side) {
                throw new IllegalArgumentException("a tensor of " + sides + " has more numbers than memory can");
            }
            elements *= side;
        }
    }

    /** @throws IllegalArgumentException when a side is negative or the tensor would be too large for any memory */
    public static Shape of(int... sides) {
        Integer[] boxed = new Integer[sides.length];
        for (int axis = 0; axis < sides.length; axis++) {
            boxed[axis] = sides[axis];
        }
        return new Shape(List.of(boxed));
    }

    public int rank() {
        return sides.size();
    }

    /** The length of one side. */
    public int side(int axis) {
        return sides.get(axis);
    }

    /** How many numbers a tensor of this shape holds. */
    public long elements() {
        long elements = 1;
        for (int side : sides) {
            elements *= side;
        }
        return elements;
    }

    /** The sides in another order: side {@code i} of the result is side {@code order[i]} of this. */
    public Shape permuted(int... order) {
        int[] permuted = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            permuted[axis] = side(order[axis]);
        }
        return of(permuted);
    }

    /** This shape with another length of one side. */
    public Shape with(int axis, int side) {
        int[] changed = toArray();
        changed[axis] = side;
        return of(changed);
    }

    public int[] toArray() {
        int[] array = new int[rank()];
        for (int axis = 0; axis < array.length; axis++) {
            array[axis] = side(axis);
        }
        return array;
    }

    public long[] toLongs() {
        long[] array = new long[rank()];
        for (int axis = 0; axis < array.length; axis++) {
            array[axis] = side(axis);
        }
        return array;
    }

    /** As people write it: {@code [1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return sides.toString();
    }
}
