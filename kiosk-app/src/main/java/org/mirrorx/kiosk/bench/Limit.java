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
            Map.entry("largestUnchanged", new Limit(0, 0.02)),
            Map.entry("shoulderShare", new Limit(0.9, ANY)),
            Map.entry("sleeveEndError", new Limit(0, 0.05)),
            Map.entry("cuffSlant", new Limit(0, 35)),
            Map.entry("hemError", new Limit(-0.02, 0.02)),
            Map.entry("belowWaist", new Limit(0, 0)),
            Map.entry("sharpness", new Limit(0.8, 1.3)),
            Map.entry("colourShift", new Limit(0, 6)),
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
        return least > 0 ? number(least) + "-" + number(most) : "<= " + number(most);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
