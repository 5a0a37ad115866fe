package org.mirrorx.inference.garment;

import java.util.List;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * A garment taken out of its photograph: computed once when it enters the catalog, stored, reused for every shopper.
 *
 * @param kind where it is worn
 * @param colours the garment's pixels; beyond its edge the nearest inner colour, so that a warp never mixes in the ground
 * @param alpha 255 where garment, 0 where not; soft at the edge only
 * @param landmarks named places
 * @param doubts one sentence each, for staff: what was unsure; empty when the cut is sure
 * @param sha256 of the photograph's bytes and any landmark file, lower-case hex: the key of stored work
 * @param source whether its landmarks are those of cloth lying flat or of cloth on a body
 */
public record GarmentCut(
        GarmentKind kind,
        Picture colours,
        Mask alpha,
        GarmentLandmarks landmarks,
        List<String> doubts,
        String sha256,
        Source source) {
    /** Landmarks below this confidence are shown to staff before {@code drape} offers the garment. */
    public static final double SURE = 0.5;

    public GarmentCut {
        doubts = List.copyOf(doubts);
    }

    /** A garment photographed flat. */
    public GarmentCut(
            GarmentKind kind,
            Picture colours,
            Mask alpha,
            GarmentLandmarks landmarks,
            List<String> doubts,
            String sha256) {
        this(kind, colours, alpha, landmarks, doubts, sha256, Source.FLAT);
    }

    /** What the garment was photographed on. */
    public enum Source {
        /** Lying or hanging: half its circumference wide, its front neckline deeper than when worn. */
        FLAT,
        /** On a person: widths, sleeve lengths and neckline are already those of worn cloth. */
        WORN
    }
}
