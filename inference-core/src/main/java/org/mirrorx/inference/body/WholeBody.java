package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Rect;

/**
 * A person's points in the order of OpenPose, as a pose picture is drawn from them ({@link PosePicture}): fractions of the picture's
 * width and height, 0 to 1 inside.
 *
 * @param body 18: nose, neck, then right (the person's own) shoulder, elbow, wrist, left shoulder, elbow, wrist, right hip, knee, ankle,
 *     left hip, knee, ankle, right eye, left eye, right ear, left ear
 * @param bodyVisible for each body point whether it is drawn
 * @param leftHand 21 points, {@link #HIDDEN} where not seen
 * @param rightHand likewise
 * @param face 68 points, likewise
 */
public record WholeBody(
        List<Point2> body,
        List<Boolean> bodyVisible,
        List<Point2> leftHand,
        List<Point2> rightHand,
        List<Point2> face) {
    /** Where a point of hand or face is that was not seen; never drawn. */
    public static final Point2 HIDDEN = new Point2(-1, -1);

    static final int BODY = 18;
    static final int HAND = 21;
    static final int FACE = 68;

    /** Order of OpenPose by rows of the pose network's joints (body-lite); the neck is made of both shoulders. */
    private static final List<Joint> JOINTS = List.of(
            Joint.NOSE,
            Joint.NOSE, // the neck's place
            Joint.RIGHT_SHOULDER,
            Joint.RIGHT_ELBOW,
            Joint.RIGHT_WRIST,
            Joint.LEFT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_HIP,
            Joint.RIGHT_KNEE,
            Joint.RIGHT_ANKLE,
            Joint.LEFT_HIP,
            Joint.LEFT_KNEE,
            Joint.LEFT_ANKLE,
            Joint.RIGHT_EYE,
            Joint.LEFT_EYE,
            Joint.RIGHT_EAR,
            Joint.LEFT_EAR);

    private static final int NECK = 1;

    /** What the network must say of a point's presence for it to count. */
    private static final double PRESENT = 0.5;

    public WholeBody {
        body = List.copyOf(body);
        bodyVisible = List.copyOf(bodyVisible);
        leftHand = List.copyOf(leftHand);
        rightHand = List.copyOf(rightHand);
        face = List.copyOf(face);
        if (body.size() != BODY
                || bodyVisible.size() != BODY
                || leftHand.size() != HAND
                || rightHand.size() != HAND
                || face.size() != FACE) {
            throw new IllegalArgumentException("a whole body has 18 points, two hands of 21 and a face of 68");
        }
    }

    /**
     * The built-in networks' points in the order of OpenPose: the body alone, without hands and face. A point counts that is present and
     * inside the part; the neck needs both shoulders.
     *
     * @param part of the picture that was read, whose fractions the points are to be
     */
    public static WholeBody of(BodyReading reading, Rect part) {
        List<Point2> body = new ArrayList<>();
        List<Boolean> visible = new ArrayList<>();
        for (Joint joint : JOINTS) {
            Landmark point = reading.at(joint);
            double x = (point.x() - part.x) / part.width;
            double y = (point.y() - part.y) / part.height;
            body.add(new Point2(x, y));
            visible.add(point.presence() >= PRESENT && x >= 0 && y >= 0 && x < 1 && y < 1);
        }
        int right = JOINTS.indexOf(Joint.RIGHT_SHOULDER);
        int left = JOINTS.indexOf(Joint.LEFT_SHOULDER);
        body.set(NECK, body.get(right).towards(body.get(left), 0.5));
        visible.set(NECK, visible.get(right) && visible.get(left));
        return new WholeBody(
                body,
                visible,
                Collections.nCopies(HAND, HIDDEN),
                Collections.nCopies(HAND, HIDDEN),
                Collections.nCopies(FACE, HIDDEN));
    }

    /** How many body points are seen. */
    public int visiblePoints() {
        return Collections.frequency(bodyVisible, true);
    }
}
