package org.mirrorx.kiosk.bench;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Between what a number of a look must lie; from section 13 of the drape recipe.
 *
 * @param least, most both belong to what is allowed
 */
public record Limit(double least, double most) {
    private static final double ANY = Double.POSITIVE_INFINITY;

    private static final Map<String, Limit> OF_A_LOOK = Map.ofEntries(
            Map.entry("leak", new Limit(0, 0.005)),
            Map.entry("necklineError", new Limit(-3, 3)),
            Map.entry("foldedCells", new Limit(0, 25)),
            Map.entry("smallestCell", new Limit(0.2, ANY)),
            Map.entry("largestCell", new Limit(0, 5)),
            Map.entry("faceDistance", new Limit(0, 0.30)),
            Map.entry("faceLevels", new Limit(0, 0)),
            Map.entry("outsideLevels", new Limit(0, 0)),
            Map.entry("strayShare", new Limit(0, 0)),
            Map.entry("repeatLevels", new Limit(0, 0)));

    /** The limit of a number by its name, if it has one. */
    public static Optional<Limit> of(String measure) {
        return Optional.ofNullable(OF_A_LOOK.get(measure));
    }

    public boolean allows(double value) {
        return value >= least && value <= most;
    }

    @Override
    public String toString() {
        if (most == ANY) {
            return ">= " + number(least);
        }
        if (least < 0 && least == -most) {
            return "+-" + number(most);
        }
        return "<= " + number(most);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
