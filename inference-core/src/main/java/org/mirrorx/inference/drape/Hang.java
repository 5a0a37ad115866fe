package org.mirrorx.inference.drape;

import org.mirrorx.inference.garment.GarmentCut;

/**
 * How the measures of a garment's photograph turn into those of cloth on a body, as factors beside the scale (drape recipe §6). A garment
 * that was photographed on a model hangs already.
 *
 * @param width of torso and sleeves
 * @param hemWidth of a dress at its hem
 * @param length from neck to hem
 * @param sleeveLength along either edge of a sleeve
 * @param neckWidth between the neck corners
 * @param crewDepth of a round neckline
 * @param deepDepth of a V or deep one
 */
record Hang(
        double width,
        double hemWidth,
        double length,
        double sleeveLength,
        double neckWidth,
        double crewDepth,
        double deepDepth) {
    /**
     * Lying flat, a torso is half a circumference wide, of which 0.78 is seen from the front, at a dress's hem 0.95; the neck goes round the
     * neck; sleeves and hem hang a little shorter; the front neckline is seen deeper than it hangs, round ones much, deep ones a little.
     */
    private static final Hang FLAT = new Hang(0.78, 0.95, 0.97, 0.85, 0.86, 0.42, 0.9);

    private static final Hang WORN = new Hang(1, 1, 1, 1, 1, 1, 1);

    static Hang of(GarmentCut cut) {
        return switch (cut.source()) {
            case FLAT -> FLAT;
            case WORN -> WORN;
        };
    }
}
