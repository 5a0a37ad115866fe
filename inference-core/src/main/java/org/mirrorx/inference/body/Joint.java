package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The 33 points of the pose network in its order. Left and right are the person's own. */
public enum Joint {
    NOSE(BodyPoint.NOSE, 23, 24),
    LEFT_EYE_INNER,
    LEFT_EYE(BodyPoint.LEFT_EYE, 23, 24),
    LEFT_EYE_OUTER,
    RIGHT_EYE_INNER,
    RIGHT_EYE(BodyPoint.RIGHT_EYE, 23, 24),
    RIGHT_EYE_OUTER,
    LEFT_EAR(BodyPoint.LEFT_EAR),
    RIGHT_EAR(BodyPoint.RIGHT_EAR),
    MOUTH_LEFT,
    MOUTH_RIGHT,
    LEFT_SHOULDER(BodyPoint.LEFT_SHOULDER),
    RIGHT_SHOULDER(BodyPoint.RIGHT_SHOULDER),
    LEFT_ELBOW(BodyPoint.LEFT_ELBOW, 15, 17, 19, 21),
    RIGHT_ELBOW(BodyPoint.RIGHT_ELBOW, 16, 18, 20, 22),
    LEFT_WRIST(BodyPoint.LEFT_WRIST, 4, 19, 21),
    RIGHT_WRIST(BodyPoint.RIGHT_WRIST, 3, 20, 22),
    LEFT_PINKY,
    RIGHT_PINKY,
    LEFT_INDEX,
    RIGHT_INDEX,
    LEFT_THUMB,
    RIGHT_THUMB,
    LEFT_HIP(BodyPoint.LEFT_HIP, 1, 2, 8, 10),
    RIGHT_HIP(BodyPoint.RIGHT_HIP, 1, 2, 7, 9),
    LEFT_KNEE(BodyPoint.LEFT_KNEE, 8, 10, 12, 14),
    RIGHT_KNEE(BodyPoint.RIGHT_KNEE, 7, 9, 11, 13),
    LEFT_ANKLE(BodyPoint.LEFT_ANKLE),
    RIGHT_ANKLE(BodyPoint.RIGHT_ANKLE),
    LEFT_HEEL,
    RIGHT_HEEL,
    LEFT_FOOT_INDEX,
    RIGHT_FOOT_INDEX;

    private final Optional<BodyPoint> bodyPoint;
    private final Set<Integer> surfaceParts;

    Joint() {
        this.bodyPoint = Optional.empty();
        this.surfaceParts = Set.of();
    }

    Joint(BodyPoint bodyPoint, int... surfaceParts) {
        this.bodyPoint = Optional.of(bodyPoint);
        this.surfaceParts = Arrays.stream(surfaceParts).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** The same point among OpenPose's; empty where it has none. */
    Optional<BodyPoint> bodyPoint() {
        return bodyPoint;
    }

    /** The parts of {@link DenseParts} that may lie at this point; empty where DensePose says nothing sure. */
    Set<Integer> surfaceParts() {
        return surfaceParts;
    }
}
