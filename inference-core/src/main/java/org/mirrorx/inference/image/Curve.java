package org.mirrorx.inference.image;

import java.util.function.IntToDoubleFunction;

/**
 * One number for each whole pixel of a stretch: the column of an edge by row, or the row of a seam by column. Immutable. Outside its
 * stretch the nearest end counts.
 */
public final class Curve {
    private final int first;
    private final double[] values;

    private Curve(int first, double[] values) {
        this.first = first;
        this.values = values;
    }

    /**
     * @param first the row or column of the first value
     * @param values at least one; copied
     */
    public static Curve of(int first, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a curve has at least one value");
        }
        return new Curve(first, values.clone());
    }

    /** The curve of {@code f} from {@code first} to {@code last}, both counted in. */
    public static Curve of(int first, int last, IntToDoubleFunction f) {
        if (last < first) {
            throw new IllegalArgumentException("a curve has at least one value, not " + first + " to " + last);
        }
        double[] values = new double[last - first + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(first + i);
        }
        return new Curve(first, values);
    }

    /** The row or column of the first value. */
    public int first() {
        return first;
    }

    /** The row or column of the last value. */
    public int last() {
        return first + values.length - 1;
    }

    /** The value at a row or column, linear between whole pixels. */
    public double at(double position) {
        double p = Math.clamp(position - first, 0.0, values.length - 1.0);
        int i = (int) p;
        return i + 1 < values.length ? values[i] + (p - i) * (values[i + 1] - values[i]) : values[i];
    }

    /** The mean of all values. */
    public double mean() {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** The values in order; a copy. */
    public double[] values() {
        return values.clone();
    }
}
