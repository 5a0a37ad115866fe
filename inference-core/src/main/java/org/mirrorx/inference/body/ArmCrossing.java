package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Point2;

/** How far an arm's bones lie before the trunk: crossed arms, a bag held before the belly (drape recipe §11). */
record ArmCrossing(BodyReading body) {
    /** In shoulder widths. */
    static final double ALLOWED = 0.25;

    /** Hands at the collar or at the belt do not count: only this part of the torso's length does. */
    private static final double FROM = 0.15;

    private static final double TO = 0.85;

    /** An arm behind the back has low visibility. */
    private static final double VISIBLE = 0.5;

    private static final int STEPS = 64;

    /** Over how many shoulder widths the arm that covers most lies before the trunk. */
    double longest() {
        double left = bone(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW) + bone(Joint.LEFT_ELBOW, Joint.LEFT_WRIST);
        double right = bone(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW) + bone(Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST);
        return Math.max(left, right) / body.shoulderWidth();
    }

    private double bone(Joint from, Joint to) {
        if (body.at(to).visibility() < VISIBLE) {
            return 0;
        }
        Point2 start = body.at(from).at();
        Point2 end = body.at(to).at();
        int inside = 0;
        for (int step = 0; step < STEPS; step++) {
            if (beforeTrunk(start.towards(end, (step + 0.5) / STEPS))) {
                inside++;
            }
        }
        return start.distance(end) * inside / STEPS;
    }

    private boolean beforeTrunk(Point2 point) {
        Point2 leftShoulder = body.at(Joint.LEFT_SHOULDER).at();
        Point2 rightShoulder = body.at(Joint.RIGHT_SHOULDER).at();
        Point2 leftHip = body.at(Joint.LEFT_HIP).at();
        Point2 rightHip = body.at(Joint.RIGHT_HIP).at();
        return inside(
                point,
                List.of(
                        rightShoulder.towards(rightHip, FROM),
                        leftShoulder.towards(leftHip, FROM),
                        leftShoulder.towards(leftHip, TO),
                        rightShoulder.towards(rightHip, TO)));
    }

    /** Even-odd rule. */
    private static boolean inside(Point2 point, List<Point2> polygon) {
        boolean inside = false;
        for (int i = 0; i < polygon.size(); i++) {
            Point2 a = polygon.get(i);
            Point2 b = polygon.get((i + 1) % polygon.size());
            boolean straddles = (a.y() > point.y()) != (b.y() > point.y());
            if (straddles && point.x() < a.x() + (point.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
                inside = !inside;
            }
        }
        return inside;
    }
}
