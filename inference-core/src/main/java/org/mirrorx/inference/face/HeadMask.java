package org.mirrorx.inference.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The core of a head that stays the capture's: the hull of the face's points and the hair above the chin that joins it. Hair below the
 * chin lies over the garment and is the engine's.
 */
final class HeadMask {
    /** Hair this sure (probability × 255) is hair alone, with nothing generated shining through. */
    private static final int SURE_HAIR = 191;

    /** Growth of the protected region so that an error of the points does not bite into the face: 1 to 2 px at a height of 1024. */
    private static final double GROWTH_OF_HEIGHT = 0.002;

    /** Points of the pose network that lie in the face: the first eleven rows. */
    private static final int POSE_FACE_POINTS = 11;

    /** A hull needs three corners. */
    private static final int LEAST_CORNERS = 3;

    /** Brows to chin is about half of a head with hair. */
    private static final double HEAD_PER_FACE = 1.8;

    private HeadMask() {}

    /**
     * What the rules need of the face.
     *
     * @param chin lowest point of the face
     * @param downX, downY unit vector from the eyes to the chin
     * @param height pixels from the hair to the chin, roughly
     */
    record Geometry(Point2 chin, double downX, double downY, double height) {
        /** Pixels below the chin along the face; negative above it. */
        double belowChin(double x, double y) {
            return (x - chin.x()) * downX + (y - chin.y()) * downY;
        }
    }

    /** @param protect all 0; becomes 255 in the core */
    static Optional<Geometry> draw(BodyReading body, Mat protect, Workspace workspace) {
        List<Point2> outline = outline(body);
        if (outline.size() < LEAST_CORNERS) {
            return Optional.empty();
        }
        fillHull(outline, protect, workspace);
        Geometry face = geometry(body, outline);
        Mat hair = hairAboveChin(body, face, protect.size(), workspace);
        int growth = Math.max(1, (int) Math.round(GROWTH_OF_HEIGHT * body.height()));
        Mat kernel = workspace.keep(
                Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2 * growth + 1, 2 * growth + 1)));
        addJoined(hair, protect, kernel, workspace);
        Imgproc.dilate(protect, protect, kernel);
        return Optional.of(face);
    }

    /** The mesh where there is one, else the face's box, else the pose network's face points inside the picture. */
    private static List<Point2> outline(BodyReading body) {
        if (body.face().isPresent()) {
            FaceReading face = body.face().get();
            return face.mesh().isEmpty() ? ellipse(face) : face.mesh();
        }
        List<Point2> points = new ArrayList<>();
        for (var landmark : body.landmarks().subList(0, POSE_FACE_POINTS)) {
            if (landmark.present() && landmark.y() >= 0) {
                points.add(landmark.at());
            }
        }
        return points;
    }

    private static List<Point2> ellipse(FaceReading face) {
        List<Point2> points = new ArrayList<>();
        double centreX = (face.boxLeft() + face.boxRight()) / 2;
        double centreY = (face.boxTop() + face.boxBottom()) / 2;
        int corners = 36;
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            points.add(new Point2(
                    centreX + (face.boxRight() - face.boxLeft()) / 2 * Math.cos(angle),
                    centreY + (face.boxBottom() - face.boxTop()) / 2 * Math.sin(angle)));
        }
        return points;
    }

    private static Geometry geometry(BodyReading body, List<Point2> outline) {
        Point2 eyes = body.face()
                .filter(reading -> reading.fivePoints().size() >= 2)
                .map(reading ->
                        reading.fivePoints().get(0).towards(reading.fivePoints().get(1), 0.5))
                .orElseGet(() -> body.at(Joint.LEFT_EYE)
                        .at()
                        .towards(body.at(Joint.RIGHT_EYE).at(), 0.5));
        Point2 mouth = body.face()
                .filter(reading -> reading.fivePoints().size() >= 5)
                .map(reading ->
                        reading.fivePoints().get(3).towards(reading.fivePoints().get(4), 0.5))
                .orElseGet(() -> body.at(Joint.MOUTH_LEFT)
                        .at()
                        .towards(body.at(Joint.MOUTH_RIGHT).at(), 0.5));
        double length = Math.max(1e-6, eyes.distance(mouth));
        double downX = (mouth.x() - eyes.x()) / length;
        double downY = (mouth.y() - eyes.y()) / length;
        Point2 chin = mouth;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (Point2 point : outline) {
            double along = point.x() * downX + point.y() * downY;
            if (along > low) {
                low = along;
                chin = point;
            }
            high = Math.min(high, along);
        }
        return new Geometry(chin, downX, downY, HEAD_PER_FACE * (low - high));
    }

    static void fillHull(List<Point2> points, Mat mask, Workspace workspace) {
        Point[] corners = points.stream().map(p -> new Point(p.x(), p.y())).toArray(Point[]::new);
        MatOfPoint cloud = workspace.keep(new MatOfPoint(corners));
        MatOfInt order = workspace.keep(new MatOfInt());
        Imgproc.convexHull(cloud, order);
        int[] indices = order.toArray();
        Point[] hull = new Point[indices.length];
        for (int i = 0; i < indices.length; i++) {
            hull[i] = corners[indices[i]];
        }
        Imgproc.fillConvexPoly(mask, workspace.keep(new MatOfPoint(hull)), Scalar.all(255));
    }

    private static Mat hairAboveChin(BodyReading body, Geometry face, Size size, Workspace workspace) {
        Mat hair = workspace.mat();
        Mat view = body.hair().view();
        Core.compare(view, new Scalar(SURE_HAIR), hair, Core.CMP_GE);
        view.release();
        // Blacken the half-plane below the chin: a quadrilateral far larger than the picture.
        double far = 4 * (size.width + size.height);
        double acrossX = -face.downY();
        double acrossY = face.downX();
        Point2 chin = face.chin();
        Point[] below = {
            new Point(chin.x() - far * acrossX, chin.y() - far * acrossY),
            new Point(chin.x() + far * acrossX, chin.y() + far * acrossY),
            new Point(chin.x() + far * (acrossX + face.downX()), chin.y() + far * (acrossY + face.downY())),
            new Point(chin.x() - far * (acrossX - face.downX()), chin.y() - far * (acrossY - face.downY()))
        };
        Imgproc.fillConvexPoly(hair, workspace.keep(new MatOfPoint(below)), Scalar.all(0));
        return hair;
    }

    /** Adds the parts of {@code hair} that touch the face (grown a little) to {@code protect}. */
    private static void addJoined(Mat hair, Mat protect, Mat kernel, Workspace workspace) {
        Mat seed = workspace.mat();
        Imgproc.dilate(protect, seed, kernel, new Point(-1, -1), 3);
        Mat labels = workspace.mat();
        int parts = Imgproc.connectedComponents(hair, labels, 8, CvType.CV_32S);
        int pixels = (int) labels.total();
        int[] part = new int[pixels];
        labels.get(0, 0, part);
        byte[] near = new byte[pixels];
        seed.get(0, 0, near);
        boolean[] joined = new boolean[parts];
        for (int i = 0; i < pixels; i++) {
            joined[part[i]] |= near[i] != 0;
        }
        joined[0] = false; // the component 0 is everything that is not hair
        byte[] kept = new byte[pixels];
        protect.get(0, 0, kept);
        for (int i = 0; i < pixels; i++) {
            if (joined[part[i]]) {
                kept[i] = (byte) 255;
            }
        }
        protect.put(0, 0, kept);
    }
}
