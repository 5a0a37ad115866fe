package org.mirrorx.inference.face;

import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * How far a face is turned to the side, from its five points alone. A head turned by ψ shows its eyes {@code cos ψ} as far apart and moves the
 * nose's tip, which lies before the eyes, by {@code sin ψ} of its depth; so the tangent is the nose's offset over the visible eye distance and
 * the depth. Nodding and tilting change neither.
 */
public final class Profile {
    /** Faces turned further are not kept, judged or repaired ({@code spec/face.md} §9: yaw within ±45°). */
    public static final double LARGEST_YAW = 45;

    /** Depth of the nose's tip before the eyes in eye distances: 0.284 to 0.532 in the mean shape of 68 points that 1k3d68 is used with. */
    private static final double NOSE_DEPTH = 0.534;

    private static final double SIDEWAYS = 90;

    private Profile() {}

    /**
     * Degrees from −90 to 90; positive when the nose points to the picture's right. 90 where both eyes are at one place.
     *
     * @param fivePoints in ArcFace order, any unit
     */
    public static double yawDegrees(List<Point2> fivePoints) {
        Point2 left = fivePoints.get(0);
        Point2 right = fivePoints.get(1);
        Point2 nose = fivePoints.get(2);
        Point2 middle = left.towards(right, 0.5);
        double eyes = left.distance(right);
        if (eyes == 0) {
            return SIDEWAYS;
        }
        double across = (nose.x() - middle.x()) * (right.x() - left.x());
        double down = (nose.y() - middle.y()) * (right.y() - left.y());
        double along = (across + down) / eyes;
        return Math.toDegrees(Math.atan2(along, NOSE_DEPTH * eyes));
    }

    /** Whether a face is turned too far to be kept, judged or repaired. */
    public static boolean isTurnedAway(List<Point2> fivePoints) {
        return !(Math.abs(yawDegrees(fivePoints)) <= LARGEST_YAW); // also without a number
    }
}
