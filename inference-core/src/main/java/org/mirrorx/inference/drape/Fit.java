package org.mirrorx.inference.drape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Point2;

/**
 * A garment fitted to a body: all that rendering must know, no pixel of the shopper.
 *
 * @param garment what is worn
 * @param sheets in drawing order, bottom first
 * @param scale pixels of the capture a garment pixel becomes, about: governs the blur before the one resampling
 * @param ends how the garment ends below
 * @param neckline the front neckline on the body from the picture's left to its right; empty for lower garments
 * @param previews why the result is only a rough preview, one sentence each for staff; empty when it is not
 * @param measures numbers known after fitting, by name
 */
public record Fit(
        GarmentCut garment,
        List<Sheet> sheets,
        double scale,
        Ends ends,
        Optional<List<Point2>> neckline,
        List<String> previews,
        Map<String, Double> measures)
        implements Fitting {
    public Fit {
        sheets = List.copyOf(sheets);
        neckline = neckline.map(List::copyOf);
        previews = List.copyOf(previews);
        measures = Map.copyOf(measures);
    }

    /** How a garment ends below. */
    public enum Ends {
        /** A top tucked into the lower garment: cut along the waistband, whatever the sheet says. */
        TUCKED,
        /** Worn over: the sheet's own hem is seen. Also dresses, trousers and skirts. */
        OVER
    }
}
