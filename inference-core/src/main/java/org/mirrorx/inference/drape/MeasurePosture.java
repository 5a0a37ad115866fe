package org.mirrorx.inference.drape;

import java.util.List;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Point2;

/** Numbers of the posture (drape recipe §11). */
final class MeasurePosture {
    private static final double CROSSING_FROM = 0.15;
    private static final double CROSSING_TO = 0.85;
    /** The trunk an arm may cross is this wide to each side of the spine, in S: an arm that hangs down lies outside. */
    private static final double TRUNK_HALF = 0.36;

    private final Skeleton bones;

    MeasurePosture(Skeleton bones) {
        this.bones = bones;
    }

    Figure.Pose measure(
            BodyReading reading, MeasureShoulders.Neck neck, List<MeasureShoulders.Tip> tips, double backgroundSpread) {
        double s = bones.shoulderWidth();
        double crossed = Math.max(crossing(bones.left()), crossing(bones.right())) / s;
        double tipsOutside = 0;
        for (MeasureShoulders.Tip tip : tips) {
            tipsOutside = Math.max(tipsOutside, outside(tip.at(), reading) / s);
        }
        double wristsOutside = Math.max(
                        outside(bones.left().wrist(), reading),
                        outside(bones.right().wrist(), reading))
                / s;
        boolean knees = bones.left().kneePresent() && bones.right().kneePresent();
        boolean ankles = bones.left().anklePresent() && bones.right().anklePresent();
        boolean legsCrossed = (knees
                        && bones.left().knee().x() > bones.right().knee().x())
                || (ankles && bones.left().ankle().x() > bones.right().ankle().x());
        double angle = 180;
        double fall = 1;
        for (int side = -1; side <= 1; side += 2) {
            Skeleton.Side leg = bones.side(side);
            if (leg.kneePresent()) {
                fall = Math.min(
                        fall,
                        (leg.knee().y() - leg.hip().y()) / Math.max(1, leg.hip().distance(leg.knee())));
                if (leg.anklePresent()) {
                    angle = Math.min(angle, angle(leg.hip(), leg.knee(), leg.ankle()));
                }
            }
        }
        return new Figure.Pose(
                crossed,
                Math.abs(neck.middle().x() - bones.shoulderMiddle().x()) / s,
                s / bones.torsoLength(),
                tipsOutside,
                wristsOutside,
                legsCrossed,
                angle,
                fall,
                backgroundSpread);
    }

    /** Length of an arm's bones inside the trunk, pixels. */
    private double crossing(Skeleton.Side arm) {
        double inside = 0;
        int n = 200;
        double length = arm.armLength();
        for (int k = 0; k < n; k++) {
            Point2 p = arm.alongArm((k + 0.5) / n);
            double down = (p.y() - bones.shoulderMiddle().y()) / bones.torsoLength();
            if (down > CROSSING_FROM && down < CROSSING_TO) {
                double spine =
                        bones.shoulderMiddle().towards(bones.hipMiddle(), down).x();
                if (Math.abs(p.x() - spine) < TRUNK_HALF * bones.shoulderWidth()) {
                    inside += length / n;
                }
            }
        }
        return inside;
    }

    private static double outside(Point2 p, BodyReading reading) {
        double x = Math.max(-p.x(), p.x() - (reading.width() - 1));
        double y = Math.max(-p.y(), p.y() - (reading.height() - 1));
        return Math.max(0, Math.max(x, y));
    }

    private static double angle(Point2 a, Point2 b, Point2 c) {
        double first = Math.atan2(a.y() - b.y(), a.x() - b.x());
        double second = Math.atan2(c.y() - b.y(), c.x() - b.x());
        double turn = Math.abs(Math.toDegrees(first - second)) % 360;
        return turn > 180 ? 360 - turn : turn;
    }
}
