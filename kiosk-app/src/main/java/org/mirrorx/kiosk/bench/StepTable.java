package org.mirrorx.kiosk.bench;

import java.util.List;
import java.util.Locale;

/** Durations of steps as lines of a table. */
public final class StepTable {
    private StepTable() {}

    public static String head() {
        return String.format(
                Locale.ROOT, "%-26s %6s %10s %10s %10s   milliseconds%n", "step", "runs", "median", "95 %", "most");
    }

    /** @param milliseconds one value a run */
    public static String row(String step, List<Double> milliseconds) {
        Distribution distribution = Distribution.of(milliseconds);
        return String.format(
                Locale.ROOT,
                "%-26s %6d %10.1f %10.1f %10.1f%n",
                step,
                distribution.count(),
                distribution.median(),
                distribution.quantile(0.95),
                distribution.most());
    }
}
