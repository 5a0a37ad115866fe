package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/** Fits one-piece garments (drape recipe §10): a top's neck, shoulders and sleeves, and a torso sheet that goes on to the hem. */
public final class FitDress {
    /** A hem within this of the old one, in T, is put on the old one. */
    private static final double SNAP = 0.45;

    /** A hem this much above the old one, in T, bares legs that are not known. */
    private static final double BARED = 0.1;

    private static final double OVERLAP = 0.015;
    /** The longest hem lies this far below the ankles, in T. */
    private static final double BELOW_ANKLE = 0.10;

    /**
     * @param cut of the kind DRESS
     * @throws IllegalArgumentException when the cut's landmarks are not a top's or dress's
     */
    public Fitting fit(Figure figure, GarmentLabels labels, GarmentCut cut) {
        if (!(cut.landmarks() instanceof Upper flat)) {
            throw new IllegalArgumentException("a dress has a top's landmarks, not those of a lower garment");
        }
        Optional<Declined> no = JudgeLegs.dress(figure);
        if (no.isPresent()) {
            return new Unfit(no.get());
        }
        double scale = TopScale.of(figure, flat);
        Hang hang = Hang.of(cut);
        NeckTargets neck = NeckTargets.aim(figure, flat, scale, hang);
        double neckRow = (neck.left().y() + neck.right().y()) / 2;
        double flatNeck = (flat.neckLeft().y() + flat.neckRight().y()) / 2;
        double natural = neckRow + hang.length() * scale * (flat.hemY() - flatNeck);
        double hem = hem(figure, natural, labels.height());
        if (Double.isNaN(hem)) {
            return new Unfit(new Declined(
                    Declined.Reason.DOES_NOT_FIT_OVER,
                    "The dress ends above what is worn below; the legs it would bare are not known."));
        }
        HemTarget target = new HemTarget(Curve.of(0, new double[] {hem}), true, Fit.Ends.OVER);
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new TorsoTargets(figure, flat, FlatOutline.of(cut), scale, hang, neck, target).aim());
        for (int side : new int[] {-1, 1}) {
            Optional<Sleeve> sleeve = SleeveTargets.of(flat, side);
            if (sleeve.isPresent()) {
                Point2 tip = side < 0 ? neck.tipLeft() : neck.tipRight();
                Point2 armpit = TorsoTargets.armpit(figure, flat, scale, neck, side);
                sheets.add(SleeveTargets.aim(figure, sleeve.get(), scale, hang, tip, armpit, side));
            }
        }
        return CheckBend.check(
                new Fit(cut, sheets, scale, Fit.Ends.OVER, Optional.of(neck.curve()), List.of(), Map.of()));
    }

    /** The row of the new hem; NaN when it would bare what is worn below or the legs inside it. */
    private static double hem(Figure figure, double natural, int height) {
        double t = figure.torsoLength();
        double old = oldHem(figure);
        Figure.Legs legs = figure.legs().orElseThrow();
        double ankles = Math.max(legs.left().ankle().y(), legs.right().ankle().y());
        double lowest = Math.max(old + OVERLAP * t, ankles + BELOW_ANKLE * t);
        boolean trousers = figure.oldTop().worn() != Figure.Worn.ONE_PIECE
                && figure.oldLower()
                        .map(lower -> lower.kind() == Figure.LowerKind.TROUSERS)
                        .orElse(false);
        if (trousers) {
            return natural > old - BARED * t ? Math.min(natural, lowest) : Double.NaN;
        }
        if (old >= height - 2) {
            return natural > height - SNAP * t ? Math.max(natural, height + OVERLAP * t) : Double.NaN;
        }
        if (Math.abs(natural - old) < SNAP * t) {
            return old + OVERLAP * t;
        }
        return natural < old - BARED * t ? Double.NaN : Math.min(natural, lowest);
    }

    /** The lowest edge of what is worn. */
    private static double oldHem(Figure figure) {
        if (figure.oldTop().worn() == Figure.Worn.ONE_PIECE) { // what shows below a kurta stays
            return figure.oldTop().hemY();
        }
        return figure.oldLower()
                .map(lower -> Math.max(lower.hemLeft(), lower.hemRight()))
                .orElse(figure.oldTop().hemY());
    }
}
