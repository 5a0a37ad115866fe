package org.mirrorx.inference.garment;

/** What becomes of a product photograph: a cut garment, or one sentence why nothing could be cut. */
public sealed interface CutOutcome {
    /** @param garment with doubts where staff should look */
    record Cut(GarmentCut garment) implements CutOutcome {}

    /** @param sentence for staff: what is wrong with the photograph and what to do; becomes {@code GARMENT_UNREADABLE} in a try-on */
    record Unreadable(String sentence) implements CutOutcome {}
}
