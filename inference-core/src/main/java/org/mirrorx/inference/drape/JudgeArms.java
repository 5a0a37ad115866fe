package org.mirrorx.inference.drape;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;

/** Whether the arms can be told from the trunk (drape recipe §11): tight sleeves beside a dress of the same cloth hide where it ends. */
final class JudgeArms {
    /** Share of the rows between armpit and hips in which one side's outline has to be seen. */
    private static final double LEAST_SEEN = 0.25;

    /** A sleeve that covers this share of the arm hides where arm and trunk meet. */
    private static final double LONG_SLEEVE = 0.75;

    /** How far a wrist may lie outside the picture before a long sleeve's end is only guessed, in S. */
    private static final double OUTSIDE = 0.1;

    private JudgeArms() {}

    /** True when hardly a row shows where either arm ends and the trunk begins. */
    static boolean inseparable(Figure figure) {
        double from = Math.max(
                figure.left().arm().armpit().y(), figure.right().arm().armpit().y());
        double to = figure.hipMiddle().y();
        return figure.left().reliability(from, to) < LEAST_SEEN
                && figure.right().reliability(from, to) < LEAST_SEEN;
    }

    /** Why a fitted top or dress cannot be drawn; empty when it can, and for lower garments. */
    static Optional<Declined> decline(Figure figure, Fit fit) {
        if (!(fit.garment().landmarks() instanceof Upper flat)
                || longSleeved(figure, fit, flat)
                || !inseparable(figure)) {
            return Optional.empty();
        }
        return Optional.of(new Declined(
                Declined.Reason.BODY_UNCLEAR,
                "Arms and trunk cannot be told apart; with the arms held a little away, or long sleeves, they could."));
    }

    /** Why the look is a preview, one sentence each. */
    static List<String> previews(Figure figure, Fit fit) {
        if (!(fit.garment().landmarks() instanceof Upper flat) || !longSleeved(figure, fit, flat)) {
            return List.of();
        }
        if (inseparable(figure)) {
            return List.of("Arms and trunk cannot be told apart.");
        }
        return figure.pose().wristsOutside() > OUTSIDE
                ? List.of("The end of a sleeve lies outside the picture.")
                : List.of();
    }

    private static boolean longSleeved(Figure figure, Fit fit, Upper flat) {
        double arm = Math.min(figure.left().arm().length(), figure.right().arm().length());
        return flat.sleeveLeft()
                .map(sleeve -> Hang.of(fit.garment()).sleeveLength() * fit.scale() * Polylines.length(sleeve.outer())
                        > LONG_SLEEVE * arm)
                .orElse(false);
    }
}
