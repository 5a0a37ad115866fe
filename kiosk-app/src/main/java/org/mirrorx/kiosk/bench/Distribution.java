package org.mirrorx.kiosk.bench;

import java.util.Collection;
import java.util.List;

/**
 * Many measurements of one thing. Quantiles are the nearest rank: always a value that was measured.
 *
 * @param sorted rising, at least one
 */
public record Distribution(List<Double> sorted) {
    public Distribution {
        sorted = List.copyOf(sorted);
    }

    /** @throws IllegalArgumentException when there is nothing to describe */
    public static Distribution of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a distribution needs at least one value");
        }
        return new Distribution(values.stream().sorted().toList());
    }

    public int count() {
        return sorted.size();
    }

    public double median() {
        return quantile(0.5);
    }

    /** The smallest value that at least the share {@code q} of all values do not exceed; {@code q} above 0, at most 1. */
    public double quantile(double q) {
        int rank = (int) Math.ceil(q * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }

    public double least() {
        return sorted.getFirst();
    }

    public double most() {
        return sorted.getLast();
    }

    /** Share of the values that a limit allows, 0 to 1. */
    public double within(Limit limit) {
        return (double) sorted.stream().filter(limit::allows).count() / sorted.size();
    }
}
