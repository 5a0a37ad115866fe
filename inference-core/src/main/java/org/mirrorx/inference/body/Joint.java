package org.mirrorx.inference.body;

import java.util.Optional;
import java.util.Set;

/** The 33 points of the pose network in its order. Left and right are the person's own. */
public enum Joint {
    NOSE,
    LEFT_EYE_INNER,
    LEFT_EYE,
    LEFT_EYE_OUTER,
    RIGHT_EYE_INNER,
    RIGHT_EYE,
    RIGHT_EYE_OUTER,
    LEFT_EAR,
    RIGHT_EAR,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    LEFT_SHOULDER,
    RIGHT_SHOULDER,
    LEFT_ELBOW,
    RIGHT_ELBOW,
    LEFT_WRIST,
    RIGHT_WRIST,
    LEFT_PINKY,
    RIGHT_PINKY,
    LEFT_INDEX,
    RIGHT_INDEX,
    LEFT_THUMB,
    RIGHT_THUMB,
    LEFT_HIP,
    RIGHT_HIP,
    LEFT_KNEE,
    RIGHT_KNEE,
    LEFT_ANKLE,
    RIGHT_ANKLE,
    LEFT_HEEL,
    RIGHT_HEEL,
    LEFT_FOOT_INDEX,
    RIGHT_FOOT_INDEX;

    /** The same point among OpenPose's; empty where it has none. */
    Optional<BodyPoint> bodyPoint() {
        return switch (this) {
            case NOSE -> Optional.of(BodyPoint.NOSE);
            case LEFT_EYE -> Optional.of(BodyPoint.LEFT_EYE);
            case RIGHT_EYE -> Optional.of(BodyPoint.RIGHT_EYE);
            case LEFT_EAR -> Optional.of(BodyPoint.LEFT_EAR);
            case RIGHT_EAR -> Optional.of(BodyPoint.RIGHT_EAR);
            case LEFT_SHOULDER -> Optional.of(BodyPoint.LEFT_SHOULDER);
            case RIGHT_SHOULDER -> Optional.of(BodyPoint.RIGHT_SHOULDER);
            case LEFT_ELBOW -> Optional.of(BodyPoint.LEFT_ELBOW);
            case RIGHT_ELBOW -> Optional.of(BodyPoint.RIGHT_ELBOW);
            case LEFT_WRIST -> Optional.of(BodyPoint.LEFT_WRIST);
            case RIGHT_WRIST -> Optional.of(BodyPoint.RIGHT_WRIST);
            case LEFT_HIP -> Optional.of(BodyPoint.LEFT_HIP);
            case RIGHT_HIP -> Optional.of(BodyPoint.RIGHT_HIP);
            case LEFT_KNEE -> Optional.of(BodyPoint.LEFT_KNEE);
            case RIGHT_KNEE -> Optional.of(BodyPoint.RIGHT_KNEE);
            case LEFT_ANKLE -> Optional.of(BodyPoint.LEFT_ANKLE);
            case RIGHT_ANKLE -> Optional.of(BodyPoint.RIGHT_ANKLE);
            case LEFT_EYE_INNER,
                    LEFT_EYE_OUTER,
                    RIGHT_EYE_INNER,
                    RIGHT_EYE_OUTER,
                    MOUTH_LEFT,
                    MOUTH_RIGHT,
                    LEFT_PINKY,
                    RIGHT_PINKY,
                    LEFT_INDEX,
                    RIGHT_INDEX,
                    LEFT_THUMB,
                    RIGHT_THUMB,
                    LEFT_HEEL,
                    RIGHT_HEEL,
                    LEFT_FOOT_INDEX,
                    RIGHT_FOOT_INDEX -> Optional.empty();
        };
    }

    /** The parts of {@link DenseParts} that may lie at this point; empty where DensePose says nothing sure. */
    Set<Integer> surfaceParts() {
        return switch (this) {
            case NOSE, LEFT_EYE, RIGHT_EYE -> Set.of(23, 24);
            case LEFT_ELBOW -> Set.of(15, 17, 19, 21);
            case RIGHT_ELBOW -> Set.of(16, 18, 20, 22);
            case LEFT_WRIST -> Set.of(4, 19, 21);
            case RIGHT_WRIST -> Set.of(3, 20, 22);
            case LEFT_HIP -> Set.of(1, 2, 8, 10);
            case RIGHT_HIP -> Set.of(1, 2, 7, 9);
            case LEFT_KNEE -> Set.of(8, 10, 12, 14);
            case RIGHT_KNEE -> Set.of(7, 9, 11, 13);
            case LEFT_EYE_INNER,
                    LEFT_EYE_OUTER,
                    RIGHT_EYE_INNER,
                    RIGHT_EYE_OUTER,
                    LEFT_EAR,
                    RIGHT_EAR,
                    MOUTH_LEFT,
                    MOUTH_RIGHT,
                    LEFT_SHOULDER,
                    RIGHT_SHOULDER,
                    LEFT_PINKY,
                    RIGHT_PINKY,
                    LEFT_INDEX,
                    RIGHT_INDEX,
                    LEFT_THUMB,
                    RIGHT_THUMB,
                    LEFT_ANKLE,
                    RIGHT_ANKLE,
                    LEFT_HEEL,
                    RIGHT_HEEL,
                    LEFT_FOOT_INDEX,
                    RIGHT_FOOT_INDEX -> Set.of();
        };
    }
}
