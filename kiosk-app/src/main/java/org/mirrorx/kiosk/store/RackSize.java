package org.mirrorx.kiosk.store;

import java.util.OptionalInt;

/**
 * A size of a garment that the shop has.
 *
 * @param sku stock number of this very size; the garment's own where sizes share one
 * @param label as the label says: "XXL", "40 (L)", "Free Size"; empty where the garment comes in one size
 * @param normal the same in MirrorX's spelling, for comparing: "2XL", "L", "FREE"
 * @param colour of this size where the row names one, else empty
 * @param count pieces, where the shop says so
 */
public record RackSize(String sku, String label, String normal, String colour, OptionalInt count) {}
