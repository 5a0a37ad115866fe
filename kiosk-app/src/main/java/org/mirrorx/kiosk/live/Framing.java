package org.mirrorx.kiosk.live;

import java.util.Optional;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.kiosk.flow.Hint;

/**
 * Says what a shopper may change, from one frame to the next: a hint must hold for a moment before it replaces another, so that none
 * flickers. Left and right are the shopper's own before a mirror.
 */
final class Framing {
    /** A new hint must hold so long, seconds. */
    private static final double HOLDS = 0.35;

    /** Shoulder widths, as shares of the frame's width, between which arms and hips have room and detail is enough. */
    private static final double TOO_SMALL = 0.13;

    private static final double TOO_LARGE = 0.42;

    /** The middle of the shoulders may lie this far from the frame's middle, as a share of its width. */
    private static final double ASIDE = 0.12;

    /** Shoulders narrower than this share of the torso's length belong to somebody turned away. */
    private static final double TURNED = 0.5;

    /** A wrist nearer than this to the trunk's side, in shoulder widths, hides where it ends. */
    private static final double ARM_AT_TRUNK = 0.06;

    /** Points that move by more than this a second, in shoulder widths, belong to somebody in motion. */
    private static final double MOVING = 0.9;

    /** How far down the garments on show reach. */
    enum Reach {
        HIPS,
        /** Lower garments and dresses. */
        KNEES
    }

    private Hint shown = Hint.NOBODY;
    private Hint wanted = Hint.NOBODY;
    private double wantedSince;
    private Optional<Point2> lastMiddle = Optional.empty();
    private double lastSeconds;

    /** Forgets the past. */
    void reset() {
        shown = Hint.NOBODY;
        wanted = Hint.NOBODY;
        lastMiddle = Optional.empty();
    }

    /**
     * The hint to show now.
     *
     * @param body empty when nobody is there
     * @param reach of what is to be put on
     * @param seconds when the frame was taken, any origin
     */
    Hint next(Optional<TrackedBody> body, Reach reach, double seconds) {
        Hint now = body.map(person -> judge(person, reach, seconds)).orElse(Hint.NOBODY);
        lastMiddle = body.map(Framing::middle);
        lastSeconds = seconds;
        if (now != wanted) {
            wanted = now;
            wantedSince = seconds;
        }
        if (seconds - wantedSince >= HOLDS) {
            shown = wanted;
        }
        return shown;
    }

    private Hint judge(TrackedBody body, Reach reach, double seconds) {
        double shoulders = body.shoulderWidth();
        if (body.others().stream().anyMatch(TrackedBody.Bystander::comparable)) {
            return Hint.JUST_YOU;
        }
        if (body.dark()) {
            return Hint.MORE_LIGHT;
        }
        boolean hips = inside(body, Joint.LEFT_HIP) && inside(body, Joint.RIGHT_HIP);
        boolean knees = reach == Reach.HIPS || inside(body, Joint.LEFT_KNEE) && inside(body, Joint.RIGHT_KNEE);
        if (shoulders > TOO_LARGE * body.width() || !hips || !knees) {
            return Hint.STEP_BACK;
        }
        if (shoulders < TOO_SMALL * body.width()) {
            return Hint.STEP_CLOSER;
        }
        double aside = middle(body).x() / body.width() - 0.5;
        if (Math.abs(aside) > ASIDE) {
            return aside < 0 ? Hint.MOVE_LEFT : Hint.MOVE_RIGHT;
        }
        Point2 left = body.at(Joint.LEFT_SHOULDER).at();
        Point2 right = body.at(Joint.RIGHT_SHOULDER).at();
        double torso = left.towards(right, 0.5)
                .distance(body.at(Joint.LEFT_HIP)
                        .at()
                        .towards(body.at(Joint.RIGHT_HIP).at(), 0.5));
        if (left.x() <= right.x() || shoulders < TURNED * torso) {
            return Hint.FACE_THE_MIRROR;
        }
        if (armAtTrunk(body, Joint.LEFT_WRIST, Joint.LEFT_HIP, 1)
                && armAtTrunk(body, Joint.RIGHT_WRIST, Joint.RIGHT_HIP, -1)) {
            return Hint.ARMS_AWAY;
        }
        return moves(body, seconds) || body.blurred() ? Hint.HOLD_STILL : Hint.RIGHT;
    }

    /** A wrist that hangs before or at the hip. */
    private static boolean armAtTrunk(TrackedBody body, Joint wrist, Joint hip, int outward) {
        double beside = outward * (body.at(wrist).x() - body.at(hip).x());
        double below = body.at(wrist).y() - body.at(hip).y();
        return beside < ARM_AT_TRUNK * body.shoulderWidth() && below > -body.shoulderWidth();
    }

    private boolean moves(TrackedBody body, double seconds) {
        double passed = seconds - lastSeconds;
        return lastMiddle
                .filter(last -> passed > 0)
                .map(last -> last.distance(middle(body)) / passed > MOVING * body.shoulderWidth())
                .orElse(false);
    }

    private static Point2 middle(TrackedBody body) {
        return body.at(Joint.LEFT_SHOULDER)
                .at()
                .towards(body.at(Joint.RIGHT_SHOULDER).at(), 0.5);
    }

    private static boolean inside(TrackedBody body, Joint joint) {
        double y = body.at(joint).y();
        return y >= 0 && y < body.height();
    }
}
