package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Point2;

/** Fits a top: scale, neck, hem, torso sheet, a sheet for each sleeve (drape recipe §6). */
public final class FitTop {
    /**
     * @param cut of the kind UPPER
     * @throws IllegalArgumentException when the cut's landmarks are not a top's
     */
    public Fitting fit(Figure figure, GarmentLabels labels, GarmentCut cut) {
        if (!(cut.landmarks() instanceof Upper flat)) {
            throw new IllegalArgumentException("a top has a top's landmarks, not those of a lower garment");
        }
        double scale = TopScale.of(figure, flat);
        NeckTargets neck = NeckTargets.aim(figure, flat, scale);
        HemTarget hem = HemTarget.aimTop(
                figure, flat, scale, (neck.left().y() + neck.right().y()) / 2, labels.height());
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new TorsoTargets(figure, flat, FlatOutline.of(cut), scale, neck, hem).aim());
        for (int side : new int[] {-1, 1}) {
            Optional<Sleeve> sleeve = SleeveTargets.of(flat, side);
            if (sleeve.isPresent()) {
                Point2 tip = side < 0 ? neck.tipLeft() : neck.tipRight();
                Point2 armpit = TorsoTargets.armpit(figure, flat, scale, neck, side);
                sheets.add(SleeveTargets.aim(figure, sleeve.get(), scale, tip, armpit, side));
            }
        }
        Map<String, Double> measures = new HashMap<>();
        return CheckBend.check(new Fit(cut, sheets, scale, hem.ends(), Optional.of(neck.curve()), List.of(), measures));
    }
}
