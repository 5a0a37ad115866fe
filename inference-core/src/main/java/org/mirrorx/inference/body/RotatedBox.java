package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * A rotated rectangle of a picture: what a network is to look at.
 *
 * @param centreX, centreY pixels of the picture
 * @param width, height pixels before rotation
 * @param rotation radians, clockwise as seen in the picture (y grows downwards), −π to π
 */
record RotatedBox(double centreX, double centreY, double width, double height, double rotation) {
    /** The circle through the detector's second point, widened so that raised hands fit (google/mediapipe, pose_detection_to_roi). */
    private static final double PERSON_MARGIN = 1.25;

    /** The face box, widened to the chin and the forehead (google/mediapipe, face_detection_front_detection_to_roi). */
    private static final double FACE_MARGIN = 1.5;

    private static final double HEAD_IN_SHOULDERS = 1.44;
    private static final double HEAD_IN_EARS = 4;
    private static final double HEAD_IN_DETECTED_FACE = 2.2;
    private static final double HEAD_LIFT = 0.05;

    /** The smallest square around a whole picture, centred: a letterbox. */
    static RotatedBox letterbox(int width, int height) {
        double side = Math.max(width, height);
        return new RotatedBox(width / 2.0, height / 2.0, side, side, 0);
    }

    /** A whole picture. */
    static RotatedBox whole(int width, int height) {
        return new RotatedBox(width / 2.0, height / 2.0, width, height, 0);
    }

    /**
     * The square around a head: sees the hair too. Centred a little above the nose ({@code golden/body_lite}, hair crop).
     *
     * @param landmarks 33 body points
     */
    static RotatedBox ofHead(List<Landmark> landmarks) {
        Point2 nose = at(landmarks, Joint.NOSE);
        double shoulders = at(landmarks, Joint.LEFT_SHOULDER).distance(at(landmarks, Joint.RIGHT_SHOULDER));
        double ears = at(landmarks, Joint.LEFT_EAR).distance(at(landmarks, Joint.RIGHT_EAR));
        double side = Math.max(HEAD_IN_SHOULDERS * shoulders, HEAD_IN_EARS * ears);
        return new RotatedBox(nose.x(), nose.y() - HEAD_LIFT * side, side, side, 0);
    }

    /** The square around a head as the person detector sees it, whose box surrounds the face. */
    static RotatedBox ofHead(Detection person) {
        double side = HEAD_IN_DETECTED_FACE * Math.max(person.right() - person.left(), person.bottom() - person.top());
        return new RotatedBox(
                (person.left() + person.right()) / 2, (person.top() + person.bottom()) / 2, side, side, 0);
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    private static Point2 at(List<Landmark> landmarks, Joint joint) {
        return landmarks.get(joint.ordinal()).at();
    }

    /**
     * The square around a whole person.
     *
     * @param hips middle of the hips
     * @param rim a point on the circle around the person, above the head
     */
    static RotatedBox ofPerson(Point2 hips, Point2 rim) {
        double side = 2 * hips.distance(rim) * PERSON_MARGIN;
        double rotation = Math.PI / 2 - Math.atan2(-(rim.y() - hips.y()), rim.x() - hips.x());
        return new RotatedBox(hips.x(), hips.y(), side, side, wrap(rotation));
    }

    /** The square around a face, turned so that the eyes lie level. */
    static RotatedBox ofFace(Detection face) {
        Point2 rightEye = face.points().get(0);
        Point2 leftEye = face.points().get(1);
        double side = FACE_MARGIN * Math.max(face.right() - face.left(), face.bottom() - face.top());
        double rotation = -Math.atan2(-(leftEye.y() - rightEye.y()), leftEye.x() - rightEye.x());
        return new RotatedBox(
                (face.left() + face.right()) / 2, (face.top() + face.bottom()) / 2, side, side, wrap(rotation));
    }

    /** The same middle, larger or smaller. */
    RotatedBox scaled(double factor) {
        return new RotatedBox(centreX, centreY, factor * width, factor * height, rotation);
    }

    /** The same square, not rotated. */
    RotatedBox upright() {
        return new RotatedBox(centreX, centreY, width, height, 0);
    }

    private static double wrap(double angle) {
        return angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
    }
}
