package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.Declined;

/** Judges what was drawn (drape recipe §11): too much invented is an honest no, some is a preview. */
final class JudgeDrape {
    /** Skin invented outside the arms, share of the old garment. */
    private static final double MOST_BODY_SKIN = 0.15;

    private static final double PREVIEW_ARM_SKIN = 0.10;
    private static final double PREVIEW_NECK_SKIN = 0.10;
    private static final double MOST_BACKGROUND = 0.10;

    /** Lab deviation from which on a ground is not plain. */
    private static final double PLAIN_GROUND = 6;

    /** Pixels of a 768×1024 capture that the neckline may lie beside its target; beyond, its landmarks are wrong (drape recipe §13). */
    private static final double WORST_NECKLINE = 3;

    private JudgeDrape() {}

    static Optional<Declined> decline(Figure figure, Fit fit, Map<String, Double> measures) {
        double body = measures.getOrDefault("skinInvented", 0.0) - measures.getOrDefault("armSkinInvented", 0.0);
        if (body > MOST_BODY_SKIN) {
            return Optional.of(new Declined(
                    Declined.Reason.DOES_NOT_FIT_OVER,
                    "The garment would bare " + percent(body) + " of what the worn one hides; choose a longer one."));
        }
        double ground = measures.getOrDefault("backgroundInvented", 0.0);
        if (ground > MOST_BACKGROUND && figure.pose().backgroundSpread() > PLAIN_GROUND) {
            return Optional.of(new Declined(
                    Declined.Reason.DOES_NOT_FIT_OVER,
                    "The worn garment is much wider than the new one (" + percent(ground)
                            + " of it) and the ground behind it is not plain."));
        }
        double neckline = measures.getOrDefault("necklineError", 0.0);
        if (Math.abs(neckline) > WORST_NECKLINE) {
            return Optional.of(new Declined(
                    Declined.Reason.GARMENT_UNREADABLE,
                    "The neckline would lie " + Math.round(Math.abs(neckline))
                            + " pixels beside its place; staff sets the garment's points."));
        }
        return Optional.empty();
    }

    static List<String> previews(Figure figure, Fit fit, Map<String, Double> measures) {
        List<String> previews = new ArrayList<>();
        double arms = measures.getOrDefault("armSkinInvented", 0.0);
        if (arms > PREVIEW_ARM_SKIN) {
            previews.add("Arms are bared that a sleeve hides.");
        }
        if (measures.getOrDefault("skinInvented", 0.0) - arms > PREVIEW_NECK_SKIN) {
            previews.add("Skin is bared that the worn garment hides.");
        }
        if (measures.getOrDefault("backgroundInvented", 0.0) > MOST_BACKGROUND) {
            previews.add("The worn garment is much wider than the new one.");
        }
        return previews;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
