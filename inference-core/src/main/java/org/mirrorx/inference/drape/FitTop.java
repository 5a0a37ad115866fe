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
import org.mirrorx.inference.image.Point2;

/** Fits a top: scale, neck, hem, torso sheet, a sheet for each sleeve (drape recipe §6). */
public final class FitTop {
    /** With less of the trunk's outline seen on both sides, trunk and arms cannot be told apart (drape recipe §11). */
    private static final double LEAST_SEEN = 0.25;

    /** A sleeve over this share of the arm is long. */
    private static final double LONG_SLEEVE = 0.8;

    /** A wrist further than this outside the picture, in S, makes a long sleeve's end a guess. */
    private static final double WRIST_OUTSIDE = 0.1;

    /**
     * @param cut of the kind UPPER
     * @throws IllegalArgumentException when the cut's landmarks are not a top's
     */
    public Fitting fit(Figure figure, GarmentLabels labels, GarmentCut cut) {
        if (!(cut.landmarks() instanceof Upper flat)) {
            throw new IllegalArgumentException("a top has a top's landmarks, not those of a lower garment");
        }
        double scale = TopScale.of(figure, flat);
        Hang hang = Hang.of(cut);
        NeckTargets neck = NeckTargets.aim(figure, flat, scale, hang);
        boolean longSleeves = longSleeves(figure, flat, scale, hang);
        List<String> previews = new ArrayList<>();
        if (!separable(figure, flat, scale, neck)) {
            if (!longSleeves) {
                return new Unfit(new Declined(
                        Declined.Reason.BODY_UNCLEAR,
                        "Arms and trunk cannot be told apart on either side; stand with the arms a little away."));
            }
            previews.add("Arms and trunk can hardly be told apart.");
        }
        if (longSleeves && figure.pose().wristsOutside() > WRIST_OUTSIDE) {
            previews.add("A sleeve ends outside the picture.");
        }
        HemTarget hem = HemTarget.aimTop(
                figure, flat, scale, hang, (neck.left().y() + neck.right().y()) / 2, labels.height());
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new TorsoTargets(figure, flat, FlatOutline.of(cut), scale, hang, neck, hem).aim());
        sheets.addAll(sleeves(figure, flat, scale, hang, neck));
        return CheckBend.check(new Fit(cut, sheets, scale, hem.ends(), Optional.of(neck.curve()), previews, Map.of()));
    }

    private static List<Sheet> sleeves(Figure figure, Upper flat, double scale, Hang hang, NeckTargets neck) {
        List<Sheet> sleeves = new ArrayList<>();
        for (int side : new int[] {-1, 1}) {
            Optional<Sleeve> sleeve = SleeveTargets.of(flat, side);
            if (sleeve.isPresent()) {
                Point2 tip = side < 0 ? neck.tipLeft() : neck.tipRight();
                Point2 armpit = TorsoTargets.armpit(figure, flat, scale, neck, side);
                sleeves.add(SleeveTargets.aim(figure, sleeve.get(), scale, hang, tip, armpit, side));
            }
        }
        return sleeves;
    }

    private static boolean separable(Figure figure, Upper flat, double scale, NeckTargets neck) {
        double hips = figure.hipMiddle().y();
        return figure.left()
                                .reliability(
                                        TorsoTargets.armpit(figure, flat, scale, neck, -1)
                                                .y(),
                                        hips)
                        >= LEAST_SEEN
                || figure.right()
                                .reliability(
                                        TorsoTargets.armpit(figure, flat, scale, neck, 1)
                                                .y(),
                                        hips)
                        >= LEAST_SEEN;
    }

    private static boolean longSleeves(Figure figure, Upper flat, double scale, Hang hang) {
        for (int side : new int[] {-1, 1}) {
            Figure.Arm arm = (side < 0 ? figure.left() : figure.right()).arm();
            Optional<Sleeve> sleeve = SleeveTargets.of(flat, side);
            if (sleeve.isPresent()
                    && hang.sleeveLength()
                                    * scale
                                    * Polylines.length(sleeve.get().outer())
                            > LONG_SLEEVE * arm.length()) {
                return true;
            }
        }
        return false;
    }
}
