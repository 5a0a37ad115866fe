package org.mirrorx.inference.body;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;

/**
 * The limbs between a person's points, hands with the forearms, to tell which of them a pixel is nearest to. Left and right are the
 * person's own.
 */
final class Bones {
    /** A limb, from its upper to its lower joint. */
    enum Bone {
        RIGHT_UPPER_ARM(BodyPoint.RIGHT_SHOULDER, BodyPoint.RIGHT_ELBOW),
        RIGHT_FOREARM(BodyPoint.RIGHT_ELBOW, BodyPoint.RIGHT_WRIST),
        LEFT_UPPER_ARM(BodyPoint.LEFT_SHOULDER, BodyPoint.LEFT_ELBOW),
        LEFT_FOREARM(BodyPoint.LEFT_ELBOW, BodyPoint.LEFT_WRIST),
        RIGHT_UPPER_LEG(BodyPoint.RIGHT_HIP, BodyPoint.RIGHT_KNEE),
        RIGHT_LOWER_LEG(BodyPoint.RIGHT_KNEE, BodyPoint.RIGHT_ANKLE),
        LEFT_UPPER_LEG(BodyPoint.LEFT_HIP, BodyPoint.LEFT_KNEE),
        LEFT_LOWER_LEG(BodyPoint.LEFT_KNEE, BodyPoint.LEFT_ANKLE);

        private final BodyPoint upper;
        private final BodyPoint lower;

        Bone(BodyPoint upper, BodyPoint lower) {
            this.upper = upper;
            this.lower = lower;
        }

        boolean isRight() {
            return upper.name().startsWith("RIGHT");
        }
    }

    static final List<Bone> ARMS =
            List.of(Bone.RIGHT_UPPER_ARM, Bone.RIGHT_FOREARM, Bone.LEFT_UPPER_ARM, Bone.LEFT_FOREARM);
    static final List<Bone> LEGS =
            List.of(Bone.RIGHT_UPPER_LEG, Bone.RIGHT_LOWER_LEG, Bone.LEFT_UPPER_LEG, Bone.LEFT_LOWER_LEG);

    private record Segment(Point2 from, Point2 to) {
        double distance(double x, double y) {
            double dx = to.x() - from.x();
            double dy = to.y() - from.y();
            double square = dx * dx + dy * dy;
            double share = square == 0 ? 0 : Math.clamp(((x - from.x()) * dx + (y - from.y()) * dy) / square, 0, 1);
            return Math.hypot(x - from.x() - share * dx, y - from.y() - share * dy);
        }
    }

    /** Hands lie beyond the wrist: that much longer is a forearm with its hand. */
    private static final double WITH_HAND = 1.65;

    private final Map<Bone, Segment> segments = new EnumMap<>(Bone.class);

    Bones(BodyPoints points) {
        for (Bone bone : Bone.values()) {
            BodyPoints.Scored upper = points.at(bone.upper);
            BodyPoints.Scored lower = points.at(bone.lower);
            if (upper.isPresent() && lower.isPresent()) {
                boolean forearm = bone == Bone.RIGHT_FOREARM || bone == Bone.LEFT_FOREARM;
                segments.put(bone, new Segment(upper.at(), forearm ? beyond(upper.at(), lower.at()) : lower.at()));
            }
        }
    }

    private static Point2 beyond(Point2 elbow, Point2 wrist) {
        return new Point2(
                elbow.x() + WITH_HAND * (wrist.x() - elbow.x()), elbow.y() + WITH_HAND * (wrist.y() - elbow.y()));
    }

    /** The nearest of these to a pixel; empty when none of them was found. */
    Optional<Bone> nearest(List<Bone> bones, double x, double y) {
        return bones.stream()
                .filter(segments::containsKey)
                .min(java.util.Comparator.comparingDouble(bone -> distance(bone, x, y)));
    }

    /** From a bone's middle line, pixels; very far from one that was not found. */
    double distance(Bone bone, double x, double y) {
        Segment segment = segments.get(bone);
        return segment == null ? Double.MAX_VALUE : segment.distance(x, y);
    }
}
