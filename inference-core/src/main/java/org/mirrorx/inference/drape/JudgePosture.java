package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.Declined;

/** What the posture allows (drape recipe §11): an honest no, or a look that is only a preview. */
final class JudgePosture {
    private static final double CROSSED_ARM = 0.25;
    private static final double TURNED = 0.45;
    private static final double SLIGHTLY_TURNED = 0.55;
    private static final double NECK_OFFSET = 0.15;
    private static final double OUTSIDE = 0.1;

    private JudgePosture() {}

    /** Empty when the shopper can be dressed. */
    static Optional<Declined> decline(Figure figure) {
        Figure.Pose pose = figure.pose();
        if (pose.shouldersToTorso() < TURNED) {
            return Optional.of(new Declined(
                    Declined.Reason.TURNED_AWAY,
                    "The shoulders are only " + rounded(pose.shouldersToTorso())
                            + " of the trunk's length wide; at least " + TURNED + " is needed."));
        }
        if (pose.crossedArm() > CROSSED_ARM) {
            return Optional.of(new Declined(
                    Declined.Reason.ARMS_CROSSED,
                    "An arm lies across the trunk for " + rounded(pose.crossedArm()) + " shoulder widths; at most "
                            + CROSSED_ARM + " can be drawn."));
        }
        return Optional.empty();
    }

    /** Why the look is a preview, one sentence each. */
    static List<String> previews(Figure figure) {
        Figure.Pose pose = figure.pose();
        List<String> previews = new ArrayList<>();
        if (pose.shouldersToTorso() < SLIGHTLY_TURNED || pose.neckOffset() > NECK_OFFSET) {
            previews.add("The shopper is turned a little.");
        }
        if (pose.tipsOutside() > OUTSIDE) {
            previews.add("A shoulder lies outside the picture.");
        }
        return previews;
    }

    private static double rounded(double v) {
        return Math.round(v * 100) / 100.0;
    }
}
