package org.mirrorx.models.forge;

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
        int moving = 0;
        int[] sides = new int[rank];
        int[] strides = new int[rank];
        boolean sameOrder = true;
        for (int axis : order) {
            if (shape.side(axis) != 1) {
                sides[moving] = shape.side(axis);
                strides[moving] = steps[axis];
                sameOrder &= moving == 0 || strides[moving] < strides[moving - 1];
                moving++;
            }
        }
        if (sameOrder) {
            return numbers;
        }
        int inner = sides[moving - 1];
        int innerStride = strides[moving - 1];
        float[] permuted = new float[numbers.length];
        int[] at = new int[moving];
        int from = 0;
        for (int to = 0; to < permuted.length; to += inner) {
            copyRow(numbers, from, innerStride, permuted, to, inner);
            for (int axis = moving - 2; axis >= 0; axis--) {
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
