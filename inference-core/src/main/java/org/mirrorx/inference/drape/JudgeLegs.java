package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.Declined;

/** Whether legs and old clothes allow a lower garment or a dress (drape recipe §10, §11). */
final class JudgeLegs {
    /** A smaller angle hip, knee, ankle is a seated person. */
    private static final double SEATED_ANGLE = 150;

    /** A thigh that falls less than this share of its length is a seated person's, even when the ankle is not seen. */
    private static final double SEATED_FALL = 0.8;

    private JudgeLegs() {}

    /** Why no trousers or skirt can be drawn; empty when they can. */
    static Optional<Declined> lower(Figure figure) {
        Optional<Declined> posture = posture(figure);
        if (posture.isPresent()) {
            return posture;
        }
        if (figure.oldLower().isEmpty()) {
            return Optional.of(new Declined(
                    Declined.Reason.DOES_NOT_FIT_OVER,
                    "Where the top ends and the lower garment begins cannot be seen on what is worn."));
        }
        return Optional.empty();
    }

    /** Why no dress can be drawn; empty when it can. */
    static Optional<Declined> dress(Figure figure) {
        return posture(figure);
    }

    private static Optional<Declined> posture(Figure figure) {
        if (figure.legs().isEmpty()) {
            return Optional.of(new Declined(Declined.Reason.PARTS_OUTSIDE, "The knees are outside the picture."));
        }
        Figure.Pose pose = figure.pose();
        if (pose.legsCrossed()) {
            return Optional.of(new Declined(Declined.Reason.BODY_UNCLEAR, "The legs are crossed."));
        }
        if (pose.kneeAngle() < SEATED_ANGLE || pose.thighFall() < SEATED_FALL) {
            return Optional.of(new Declined(
                    Declined.Reason.BODY_UNCLEAR,
                    "The shopper is seated or bends the knees (knee " + Math.round(pose.kneeAngle()) + "°)."));
        }
        return Optional.empty();
    }
}
