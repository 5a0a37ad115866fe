package org.mirrorx.inference.body;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Point2;

/**
 * Whether the pose network's points hang together. Its own flag does not tell: a person whose points had all collapsed on the middle line
 * had flag 1.0. Every failure among 68 runs on photographs broke one of these rules ({@code spec/body-lite.md} §3).
 */
final class Plausibility {
    private static final double LEAST_SHOULDERS_TO_TORSO = 0.45;
    private static final double MOST_SHOULDERS_TO_TORSO = 1.0;
    private static final double LEAST_HIPS_TO_SHOULDERS = 0.35;
    private static final double MOST_HIPS_TO_SHOULDERS = 0.9;
    private static final double LEAST_SHOULDERS_TO_MASK = 0.45;

    /** A mask pixel counts as person from here on (half). */
    private static final int PERSON = 128;

    private Plausibility() {}

    /** The first broken rule in one sentence, empty when the points hang together. */
    static Optional<String> broken(List<Landmark> landmarks, Mask person) {
        Point2 leftShoulder = at(landmarks, Joint.LEFT_SHOULDER);
        Point2 rightShoulder = at(landmarks, Joint.RIGHT_SHOULDER);
        Point2 leftHip = at(landmarks, Joint.LEFT_HIP);
        Point2 rightHip = at(landmarks, Joint.RIGHT_HIP);
        Point2 neck = leftShoulder.towards(rightShoulder, 0.5);
        Point2 hips = leftHip.towards(rightHip, 0.5);
        double shoulders = leftShoulder.distance(rightShoulder);

        if (leftShoulder.x() <= rightShoulder.x()) {
            return Optional.of("the person's left shoulder lies at the picture's left: a back, or a mirrored picture");
        }
        double toTorso = shoulders / neck.distance(hips);
        if (!(toTorso >= LEAST_SHOULDERS_TO_TORSO && toTorso <= MOST_SHOULDERS_TO_TORSO)) {
            return outside(
                    "shoulder width to torso length", toTorso, LEAST_SHOULDERS_TO_TORSO, MOST_SHOULDERS_TO_TORSO);
        }
        double hipsToShoulders = leftHip.distance(rightHip) / shoulders;
        if (!(hipsToShoulders >= LEAST_HIPS_TO_SHOULDERS && hipsToShoulders <= MOST_HIPS_TO_SHOULDERS)) {
            return outside("hip to shoulder width", hipsToShoulders, LEAST_HIPS_TO_SHOULDERS, MOST_HIPS_TO_SHOULDERS);
        }
        double toMask = shoulders / widthInRow(person, neck);
        if (toMask < LEAST_SHOULDERS_TO_MASK) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the shoulders span only %.2f of the outline in their row, %.2f is the least",
                    toMask,
                    LEAST_SHOULDERS_TO_MASK));
        }
        for (Point2 trunk : List.of(leftShoulder, rightShoulder, leftHip, rightHip, neck, hips)) {
            if (!isPersonOrOutside(person, trunk)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "a point of the trunk (%.0f, %.0f) lies outside the person's outline",
                        trunk.x(),
                        trunk.y()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> outside(String what, double ratio, double least, double most) {
        return Optional.of(String.format(
                Locale.ROOT, "%s is %.2f, a person's lies between %.2f and %.2f", what, ratio, least, most));
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    private static Point2 at(List<Landmark> landmarks, Joint joint) {
        return landmarks.get(joint.ordinal()).at();
    }

    /** Pixels of the run of the mask through a point, 0 outside the picture. */
    private static int widthInRow(Mask person, Point2 at) {
        int row = (int) Math.round(at.y());
        int column = (int) Math.round(at.x());
        if (!inside(person, column, row)) {
            return 0;
        }
        int left = column;
        while (left > 0 && coverage(person, left - 1, row) >= PERSON) {
            left--;
        }
        int right = column;
        while (right < person.width() - 1 && coverage(person, right + 1, row) >= PERSON) {
            right++;
        }
        return right - left + 1;
    }

    private static boolean isPersonOrOutside(Mask person, Point2 at) {
        int column = (int) Math.round(at.x());
        int row = (int) Math.round(at.y());
        return !inside(person, column, row) || coverage(person, column, row) >= PERSON;
    }

    private static boolean inside(Mask mask, int column, int row) {
        return column >= 0 && column < mask.width() && row >= 0 && row < mask.height();
    }

    private static int coverage(Mask mask, int column, int row) {
        return Byte.toUnsignedInt(
                mask.coverage().get(java.lang.foreign.ValueLayout.JAVA_BYTE, (long) row * mask.width() + column));
    }
}
