package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mirrorx.inference.Declined;

/**
 * Looks for folds: a cell of a sheet's field that is turned over would show cloth inside out. A stiffer spline is tried before the
 * garment is refused (drape recipe §7).
 */
final class CheckBend {
    /** More turned cells of 8 px than this are seen. */
    static final int MOST_FOLDS = 25;

    /** λ of the second try. */
    private static final double STIFFER = 0.1;

    private CheckBend() {}

    /** The fit with the stiffness that works and its measures, or why it does not. */
    static Fitting check(Fit fit) {
        Fit chosen = fit;
        Field.Bend bend = bend(fit);
        if (bend.folded() > MOST_FOLDS) {
            List<Sheet> stiff = new ArrayList<>();
            for (Sheet sheet : fit.sheets()) {
                stiff.add(sheet.withStiffness(STIFFER));
            }
            chosen = new Fit(
                    fit.garment(), stiff, fit.scale(), fit.ends(), fit.neckline(), fit.previews(), fit.measures());
            bend = bend(chosen);
            if (bend.folded() > MOST_FOLDS) {
                return new Unfit(new Declined(
                        Declined.Reason.DOES_NOT_FIT_OVER,
                        bend.folded() + " cells of the garment would fold over on this body; at most " + MOST_FOLDS
                                + " may."));
            }
        }
        Map<String, Double> measures = new HashMap<>(chosen.measures());
        measures.put("foldedCells", (double) bend.folded());
        measures.put("smallestCell", bend.smallest());
        measures.put("largestCell", bend.largest());
        return new Fit(
                chosen.garment(),
                chosen.sheets(),
                chosen.scale(),
                chosen.ends(),
                chosen.neckline(),
                chosen.previews(),
                measures);
    }

    private static Field.Bend bend(Fit fit) {
        int folded = 0;
        int cells = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (Sheet sheet : fit.sheets()) {
            Frame frame = Frame.around(sheet.outline(), Field.STEP, Integer.MAX_VALUE, Integer.MAX_VALUE);
            Field.Bend bend = Field.of(sheet, frame, Field.STEP).bend(sheet.outline());
            folded += bend.folded();
            cells += bend.cells();
            smallest = Math.min(smallest, bend.smallest());
            largest = Math.max(largest, bend.largest());
        }
        return new Field.Bend(folded, cells, smallest, largest);
    }
}
