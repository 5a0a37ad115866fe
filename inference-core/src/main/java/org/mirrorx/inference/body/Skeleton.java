package org.mirrorx.inference.body;

import java.util.function.UnaryOperator;
import org.mirrorx.inference.image.Point2;

/**
 * The pose's joints sorted by the picture's sides: "left" is the picture's left, the shopper's own right.
 *
 * @param left, right arm and leg of each side
 * @param shoulderMiddle, hipMiddle middles of the joints
 * @param shoulderWidth S: distance of the shoulders, at least 1 pixel
 * @param torsoLength T: distance of the middles, at least 1 pixel
 */
public record Skeleton(
        Side left, Side right, Point2 shoulderMiddle, Point2 hipMiddle, double shoulderWidth, double torsoLength) {

    /**
     * The joints of one side, pixels; those not present may lie outside the picture.
     *
     * @param finger middle of the bases of index and little finger
     * @param outward −1 for the picture's left, 1 for its right
     */
    public record Side(
            Point2 shoulder,
            Point2 elbow,
            Point2 wrist,
            Point2 finger,
            Point2 hip,
            Point2 knee,
            Point2 ankle,
            Point2 toe,
            boolean elbowPresent,
            boolean wristPresent,
            boolean kneePresent,
            boolean anklePresent,
            int outward) {
        /** The point at {@code t} of the way shoulder (0) → elbow → wrist (1), even in length. */
        public Point2 alongArm(double t) {
            double upper = shoulder.distance(elbow);
            double length = armLength();
            double at = t * length;
            return at <= upper
                    ? shoulder.towards(elbow, upper == 0 ? 0 : at / upper)
                    : elbow.towards(wrist, (at - upper) / Math.max(1e-9, length - upper));
        }

        /** Pixels from shoulder over elbow to wrist. */
        public double armLength() {
            return shoulder.distance(elbow) + elbow.distance(wrist);
        }

        /** The point at {@code t} of the way hip (0) → knee → ankle (1), even in length. */
        public Point2 alongLeg(double t) {
            double thigh = hip.distance(knee);
            double length = thigh + knee.distance(ankle);
            double at = t * length;
            return at <= thigh
                    ? hip.towards(knee, thigh == 0 ? 0 : at / thigh)
                    : knee.towards(ankle, (at - thigh) / Math.max(1e-9, length - thigh));
        }
    }

    /** The skeleton of a reading whose points hang together. */
    public static Skeleton of(BodyReading reading) {
        Side left = side(
                reading,
                -1,
                Joint.RIGHT_SHOULDER,
                Joint.RIGHT_ELBOW,
                Joint.RIGHT_WRIST,
                Joint.RIGHT_INDEX,
                Joint.RIGHT_PINKY,
                Joint.RIGHT_HIP,
                Joint.RIGHT_KNEE,
                Joint.RIGHT_ANKLE,
                Joint.RIGHT_FOOT_INDEX);
        Side right = side(
                reading,
                1,
                Joint.LEFT_SHOULDER,
                Joint.LEFT_ELBOW,
                Joint.LEFT_WRIST,
                Joint.LEFT_INDEX,
                Joint.LEFT_PINKY,
                Joint.LEFT_HIP,
                Joint.LEFT_KNEE,
                Joint.LEFT_ANKLE,
                Joint.LEFT_FOOT_INDEX);
        Point2 shoulders = left.shoulder.towards(right.shoulder, 0.5);
        Point2 hips = left.hip.towards(right.hip, 0.5);
        return new Skeleton(
                left,
                right,
                shoulders,
                hips,
                Math.max(1, left.shoulder.distance(right.shoulder)),
                Math.max(1, shoulders.distance(hips)));
    }

    private static Side side(
            BodyReading reading,
            int outward,
            Joint shoulder,
            Joint elbow,
            Joint wrist,
            Joint index,
            Joint pinky,
            Joint hip,
            Joint knee,
            Joint ankle,
            Joint toe) {
        return new Side(
                reading.at(shoulder).at(),
                reading.at(elbow).at(),
                reading.at(wrist).at(),
                reading.at(index).at().towards(reading.at(pinky).at(), 0.5),
                reading.at(hip).at(),
                reading.at(knee).at(),
                reading.at(ankle).at(),
                reading.at(toe).at(),
                reading.at(elbow).present(),
                reading.at(wrist).present(),
                reading.at(knee).present(),
                reading.at(ankle).present(),
                outward);
    }

    /** The same skeleton in other coordinates (the same scale along x and y). */
    public Skeleton map(UnaryOperator<Point2> to) {
        Side l = map(left, to);
        Side r = map(right, to);
        Point2 shoulders = to.apply(shoulderMiddle);
        Point2 hips = to.apply(hipMiddle);
        return new Skeleton(
                l,
                r,
                shoulders,
                hips,
                Math.max(1e-6, l.shoulder.distance(r.shoulder)),
                Math.max(1e-6, shoulders.distance(hips)));
    }

    private static Side map(Side side, UnaryOperator<Point2> to) {
        return new Side(
                to.apply(side.shoulder),
                to.apply(side.elbow),
                to.apply(side.wrist),
                to.apply(side.finger),
                to.apply(side.hip),
                to.apply(side.knee),
                to.apply(side.ankle),
                to.apply(side.toe),
                side.elbowPresent,
                side.wristPresent,
                side.kneePresent,
                side.anklePresent,
                side.outward);
    }

    /** The side by its sign: −1 left, 1 right. */
    public Side side(int outward) {
        return outward < 0 ? left : right;
    }
}
