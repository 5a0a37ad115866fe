package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Rect;

/**
 * A head's place in a picture, to say of a pixel where it lies seen from the face: as far up and across as the face's own oval reaches is
 * 1, whatever the tilt.
 *
 * @param centre of the face's oval
 * @param up unit vector from chin to forehead
 * @param halfWidth, halfHeight of the oval, pixels
 * @param oval outline of the face from hair line to chin, a closed polygon
 * @param shoulderLine row of the shoulders' middle
 * @param shoulderWidth pixels
 */
record HeadShape(
        Point2 centre,
        Point2 up,
        double halfWidth,
        double halfHeight,
        List<Point2> oval,
        double shoulderLine,
        double shoulderWidth) {
    /** Outline of the face in the mesh, clockwise from the middle of the forehead (google/mediapipe, FACEMESH_FACE_OVAL). */
    private static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };

    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int RIGHT_TEMPLE = 234;
    private static final int LEFT_TEMPLE = 454;

    /** Without a mesh: proportions seen on people facing the camera, in shoulder widths and face widths. */
    private static final double FACE_TO_SHOULDERS = 0.42;

    private static final double CHIN_ABOVE_SHOULDERS = 0.38;
    private static final double LENGTH_TO_WIDTH = 1.35;
    private static final int ELLIPSE_CORNERS = 36;

    /** Hair is looked for this far around the head, in shoulder widths. */
    private static final double WINDOW_SIDE = 0.8;

    private static final double WINDOW_ABOVE = 0.9;
    private static final double WINDOW_BELOW_SHOULDERS = 0.75;

    HeadShape {
        oval = List.copyOf(oval);
    }

    static HeadShape of(List<Landmark> landmarks, Optional<List<Point2>> mesh) {
        Point2 left = at(landmarks, Joint.LEFT_SHOULDER);
        Point2 right = at(landmarks, Joint.RIGHT_SHOULDER);
        double shoulderLine = (left.y() + right.y()) / 2;
        double shoulderWidth = left.distance(right);
        return mesh.map(points -> ofMesh(points, shoulderLine, shoulderWidth))
                .orElseGet(() -> ofPose(landmarks, shoulderLine, shoulderWidth));
    }

    private static HeadShape ofMesh(List<Point2> mesh, double shoulderLine, double shoulderWidth) {
        List<Point2> oval = new ArrayList<>();
        for (int index : OVAL) {
            oval.add(mesh.get(index));
        }
        Point2 top = mesh.get(FOREHEAD);
        Point2 chin = mesh.get(CHIN);
        double height = top.distance(chin);
        return new HeadShape(
                top.towards(chin, 0.5),
                new Point2((top.x() - chin.x()) / height, (top.y() - chin.y()) / height),
                mesh.get(RIGHT_TEMPLE).distance(mesh.get(LEFT_TEMPLE)) / 2,
                height / 2,
                oval,
                shoulderLine,
                shoulderWidth);
    }

    /**
     * Where the picture's edge cuts the head, the pose network squeezes its points together; shoulders and the middle of nose and mouth
     * are all it can be trusted with.
     */
    private static HeadShape ofPose(List<Landmark> landmarks, double shoulderLine, double shoulderWidth) {
        double halfWidth = Math.max(
                FACE_TO_SHOULDERS * shoulderWidth / 2,
                at(landmarks, Joint.LEFT_EAR).distance(at(landmarks, Joint.RIGHT_EAR)) / 2);
        double halfHeight = halfWidth * LENGTH_TO_WIDTH;
        Point2 mouth = at(landmarks, Joint.MOUTH_LEFT).towards(at(landmarks, Joint.MOUTH_RIGHT), 0.5);
        Point2 middle = new Point2(
                at(landmarks, Joint.NOSE).towards(mouth, 0.5).x(),
                shoulderLine - CHIN_ABOVE_SHOULDERS * shoulderWidth - halfHeight);
        List<Point2> oval = new ArrayList<>();
        for (int corner = 0; corner < ELLIPSE_CORNERS; corner++) {
            double angle = 2 * Math.PI * corner / ELLIPSE_CORNERS;
            oval.add(middle.plus(halfWidth * Math.cos(angle), halfHeight * Math.sin(angle)));
        }
        return new HeadShape(middle, new Point2(0, -1), halfWidth, halfHeight, oval, shoulderLine, shoulderWidth);
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    private static Point2 at(List<Landmark> landmarks, Joint joint) {
        return landmarks.get(joint.ordinal()).at();
    }

    /** How far up in the face a pixel lies: −1 the chin, 1 the hair line. */
    double height(double x, double y) {
        return ((x - centre.x()) * up.x() + (y - centre.y()) * up.y()) / halfHeight;
    }

    /** How far across the face a pixel lies: −1 the left temple as seen in the picture, 1 the right one. */
    double across(double x, double y) {
        return (-(x - centre.x()) * up.y() + (y - centre.y()) * up.x()) / halfWidth;
    }

    /** Pixels around the head and the shoulders where hair may be; empty when all of them lie outside the picture. */
    Optional<Rect> window(int width, int height) {
        int left = (int) Math.max(0, centre.x() - WINDOW_SIDE * shoulderWidth);
        int right = (int) Math.min(width, centre.x() + WINDOW_SIDE * shoulderWidth);
        int top = (int) Math.max(0, centre.y() - WINDOW_ABOVE * shoulderWidth);
        int bottom = (int) Math.min(height, shoulderLine + WINDOW_BELOW_SHOULDERS * shoulderWidth);
        return right - left < 8 || bottom - top < 8
                ? Optional.empty()
                : Optional.of(new Rect(left, top, right - left, bottom - top));
    }

    /** The same head in a copy of {@code window}, scaled. */
    HeadShape inWindow(Rect window, double scale) {
        return new HeadShape(
                inWindow(centre, window, scale),
                up,
                halfWidth * scale,
                halfHeight * scale,
                oval.stream().map(point -> inWindow(point, window, scale)).toList(),
                (shoulderLine - window.y) * scale,
                shoulderWidth * scale);
    }

    private static Point2 inWindow(Point2 point, Rect window, double scale) {
        return new Point2((point.x() - window.x) * scale, (point.y() - window.y) * scale);
    }
}
