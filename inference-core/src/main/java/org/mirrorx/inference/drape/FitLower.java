package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/** Fits trousers and skirts (drape recipe §10): waist, hem, a sheet for each leg or one for a skirt. */
public final class FitLower {
    /** The flat crotch lies on the body this far below the hips, in T. */
    private static final double CROTCH_BELOW_HIPS = 0.20;

    /** Under a top worn over it the waistband lies here, in T below the shoulders. */
    private static final double HIDDEN_WAIST = 0.82;

    /** A hem within this share of the garment's length of the old one is put on the old one. */
    private static final double SNAP = 0.35;

    /** The longest hem lies this far below the ankle, in T. */
    private static final double BELOW_ANKLE = 0.06;

    /** A hem this much above the old one, in T, would bare what is not known. */
    private static final double BARED = 0.1;

    /** The new hem covers the old one's edge by this, in T. */
    private static final double OVERLAP = 0.012;

    /** A skirt whose hem leaves the picture is prolonged by at most this share, so that its round hem is not seen inside. */
    private static final double MOST_PROLONGED = 0.35;

    /** A flat waistband is half a circumference; worn, this much is seen. */
    private static final double WAIST_FLAT_TO_WORN = 0.82;

    /** Where on the flat trousers the hips are measured: share of the way waist → crotch. */
    private static final double HIP_SHARE = 0.7;

    /**
     * @param cut of the kind LOWER
     * @throws IllegalArgumentException when the cut's landmarks are not a lower garment's
     */
    public Fitting fit(Figure figure, GarmentLabels labels, GarmentCut cut) {
        if (!(cut.landmarks() instanceof Lower flat)) {
            throw new IllegalArgumentException("a lower garment has a lower garment's landmarks, not those of a top");
        }
        Optional<Declined> no = JudgeLegs.lower(figure);
        if (no.isPresent()) {
            return new Unfit(no.get());
        }
        Figure.Legs legs = figure.legs().orElseThrow();
        Figure.OldLower old = figure.oldLower().orElseThrow();
        FlatOutline outline = FlatOutline.of(cut);
        Curve waist = waist(figure, old);
        double scale = scale(figure, legs, flat, outline, waist);
        LowerTargets targets = new LowerTargets(figure, legs, flat, outline, scale, waist);
        List<Sheet> sheets = new ArrayList<>();
        double flatWaist = (flat.waistLeft().y() + flat.waistRight().y()) / 2;
        double flatHem = (flat.hemLeftOuter().y() + flat.hemRightOuter().y()) / 2;
        double length = scale * (flatHem - flatWaist);
        if (flat.crotch().isPresent()) {
            Point2 crotch =
                    new Point2(legs.crotch().x(), figure.hipMiddle().y() + CROTCH_BELOW_HIPS * figure.torsoLength());
            for (int side : new int[] {-1, 1}) {
                double hem = hem(
                        figure,
                        side < 0 ? legs.left() : legs.right(),
                        old,
                        side,
                        waist.mean(),
                        length,
                        labels.height());
                if (Double.isNaN(hem)) {
                    return new Unfit(tooShort());
                }
                sheets.add(targets.leg(side, flat.crotch().orElseThrow(), crotch, hem));
            }
        } else {
            int bottom = labels.height();
            double left = hem(figure, legs.left(), old, -1, waist.mean(), length, bottom);
            double right = hem(figure, legs.right(), old, 1, waist.mean(), length, bottom);
            if (Double.isNaN(left) || Double.isNaN(right)) {
                return new Unfit(tooShort());
            }
            double hem = (left + right) / 2;
            double round = scale * (flatHem - widest(flat, outline, flatWaist, flatHem));
            sheets.add(targets.skirt(
                    old.hemInPicture() ? hem : Math.max(hem, bottom + Math.min(round, MOST_PROLONGED * length))));
        }
        return CheckBend.check(new Fit(cut, sheets, scale, Fit.Ends.OVER, Optional.empty(), List.of(), Map.of()));
    }

    /** The row of the flat skirt where it is widest: below it a round hem draws in. */
    private static double widest(Lower flat, FlatOutline outline, double from, double to) {
        double axis = flat.waistLeft().towards(flat.waistRight(), 0.5).x();
        double widest = to;
        double most = 0;
        for (double row = from; row <= to; row++) {
            double width = outline.right(axis, row) - outline.left(axis, row);
            if (width > most) {
                most = width;
                widest = row;
            }
        }
        return widest;
    }

    private static Declined tooShort() {
        return new Declined(
                Declined.Reason.DOES_NOT_FIT_OVER,
                "The lower garment is shorter than the one worn; the legs it would bare are not known.");
    }

    /** The waistband on the body: the seam where the top is tucked, a usual waist under a top worn over. */
    private static Curve waist(Figure figure, Figure.OldLower old) {
        if (figure.oldTop().worn() == Figure.Worn.TUCKED) {
            return old.waist();
        }
        double row = Math.min(
                old.waist().mean() - 0.05 * figure.torsoLength(),
                figure.shoulderMiddle().y() + HIDDEN_WAIST * figure.torsoLength());
        return Curve.of(0, new double[] {row});
    }

    private static double scale(Figure figure, Figure.Legs legs, Lower flat, FlatOutline outline, Curve waist) {
        Point2 middle = flat.waistLeft().towards(flat.waistRight(), 0.5);
        if (flat.crotch().isPresent()) {
            Point2 hips = middle.towards(flat.crotch().orElseThrow(), HIP_SHARE);
            double flatHips = outline.right(hips.x(), hips.y()) - outline.left(hips.x(), hips.y());
            double body = legs.hipRight().x() - legs.hipLeft().x();
            return body / (LowerTargets.FLAT_TO_WORN * Math.max(1, flatHips));
        }
        double row = waist.mean();
        double body = figure.right().side().at(row) - figure.left().side().at(row);
        return body / (WAIST_FLAT_TO_WORN * Math.max(1, flat.waistLeft().distance(flat.waistRight())));
    }

    /** The row the new hem goes to on one leg; NaN when that would bare what the old garment hides. */
    private static double hem(
            Figure figure, Figure.Leg leg, Figure.OldLower old, int side, double waistRow, double length, int height) {
        double t = figure.torsoLength();
        double natural = waistRow + length;
        double lowest = leg.ankleSeen() ? leg.ankle().y() + BELOW_ANKLE * t : Double.MAX_VALUE;
        double oldHem = side < 0 ? old.hemLeft() : old.hemRight();
        if (!old.hemInPicture()) {
            return natural > height - SNAP * length ? Math.max(natural, height + OVERLAP * t) : Double.NaN;
        }
        if (Math.abs(natural - oldHem) < SNAP * length) {
            return oldHem + OVERLAP * t;
        }
        if (natural < oldHem - BARED * t) {
            return Double.NaN;
        }
        return Math.min(natural, Math.max(lowest, oldHem + OVERLAP * t));
    }
}
