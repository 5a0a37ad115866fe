package org.mirrorx.models.forge;

import java.util.Arrays;
import org.mirrorx.models.Shape;

/** Numbers of a tensor in another order of its sides. */
final class Permutation {
    private Permutation() {}

    /**
     * Row-major numbers after a change of sides: side {@code i} of the result is side {@code order[i]} of {@code shape}.
     * Returns the same array when the order of the numbers does not change.
     */
    static float[] of(float[] numbers, Shape shape, int... order) {
        int rank = shape.rank();
        int[] steps = new int[rank];
        int step = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape.side(axis);
        }
        // sides of length 1 do not matter; if the others keep their order, so do the numbers
        int[] moved = Arrays.stream(order).filter(axis -> shape.side(axis) != 1).toArray();
        if (Arrays.equals(moved, Arrays.stream(moved).sorted().toArray())) {
            return numbers;
        }
        int[] sides = Arrays.stream(moved).map(shape::side).toArray();
        int[] strides = Arrays.stream(moved).map(axis -> steps[axis]).toArray();
        int inner = sides[sides.length - 1];
        int innerStride = strides[sides.length - 1];
        float[] permuted = new float[numbers.length];
        int[] at = new int[sides.length];
        int from = 0;
        for (int to = 0; to < permuted.length; to += inner) {
            copyRow(numbers, from, innerStride, permuted, to, inner);
            for (int axis = sides.length - 2; axis >= 0; axis--) {
                from += strides[axis];
                if (++at[axis] < sides[axis]) {
                    break;
                }
                from -= strides[axis] * sides[axis];
                at[axis] = 0;
            }
        }
        return permuted;
    }

    private static void copyRow(float[] from, int first, int stride, float[] to, int at, int count) {
        int source = first;
        for (int i = 0; i < count; i++) {
            to[at + i] = from[source];
            source += stride;
        }
    }
}
