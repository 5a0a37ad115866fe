package org.mirrorx.kiosk.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Checks of a look that need only the two pictures and the body, whatever engine drew it (drape recipe, section 13, check 1). They
 * look at the pixels again and believe neither the engine nor the atelier.
 */
public final class PictureChecks {
    /** No engine has business farther from the person than this, in shoulder widths. */
    private static final double NEAR = 0.25;

    private static final Scalar HALF_COVERED = new Scalar(128);

    private PictureChecks() {}

    /**
     * {@code changedShare} of all pixels; {@code strayShare}: changed pixels farther than a quarter shoulder width from the person;
     * {@code faceLevels}: largest change inside the face's hull, 0 to 255; {@code outsideLevels}: largest change where the look says
     * it changed nothing; {@code faceDistance} where there is a face.
     */
    public static Map<String, Double> of(Picture capture, BodyReading body, Look look) {
        Natives.load();
        Map<String, Double> numbers = new TreeMap<>();
        look.measures().faceDistance().ifPresent(distance -> numbers.put("faceDistance", distance));
        try (Workspace workspace = new Workspace()) {
            Mat difference = largestDifference(capture, look.picture(), workspace);
            double pixels = (double) capture.width() * capture.height();
            numbers.put("changedShare", Core.countNonZero(difference) / pixels);
            numbers.put("outsideLevels", largest(difference, unchanged(look.changed(), workspace)));
            numbers.put("strayShare", stray(difference, body, workspace) / pixels);
            hull(body, workspace).ifPresent(face -> numbers.put("faceLevels", largest(difference, face)));
        }
        return numbers;
    }

    /** Largest difference of any channel of any pixel, 0 to 255: 0 for two runs of an honest engine. */
    public static double levelsBetween(Picture one, Picture other) {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            return Core.minMaxLoc(largestDifference(one, other, workspace)).maxVal;
        }
    }

    /** Number of changed pixels far from the person. */
    private static double stray(Mat difference, BodyReading body, Workspace workspace) {
        Mat person = body.person().view();
        Mat away = workspace.mat();
        Core.compare(person, HALF_COVERED, away, Core.CMP_LT);
        person.release();
        Mat distance = workspace.mat();
        Imgproc.distanceTransform(away, distance, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
        Mat far = workspace.mat();
        Core.compare(distance, new Scalar(NEAR * body.shoulderWidth()), far, Core.CMP_GT);
        Mat both = workspace.mat();
        Core.bitwise_and(difference, far, both);
        return Core.countNonZero(both);
    }

    private static double largest(Mat difference, Mat where) {
        return Core.countNonZero(where) == 0 ? 0 : Core.minMaxLoc(difference, where).maxVal;
    }

    private static Mat unchanged(Mask changed, Workspace workspace) {
        Mat view = changed.view();
        Mat outside = workspace.mat();
        Core.compare(view, new Scalar(0), outside, Core.CMP_EQ);
        view.release();
        return outside;
    }

    private static Optional<Mat> hull(BodyReading body, Workspace workspace) {
        Optional<FaceReading> face =
                body.face().filter(reading -> !reading.mesh().isEmpty());
        if (face.isEmpty()) {
            return Optional.empty();
        }
        Point[] points = new Point[face.get().mesh().size()];
        for (int i = 0; i < points.length; i++) {
            Point2 point = face.get().mesh().get(i);
            points[i] = new Point(point.x(), point.y());
        }
        MatOfInt order = workspace.keep(new MatOfInt());
        Imgproc.convexHull(workspace.keep(new MatOfPoint(points)), order);
        int[] corners = order.toArray();
        Point[] outline = new Point[corners.length];
        for (int i = 0; i < corners.length; i++) {
            outline[i] = points[corners[i]];
        }
        Mat filled = workspace.zeros(body.height(), body.width(), CvType.CV_8UC1);
        Imgproc.fillConvexPoly(filled, workspace.keep(new MatOfPoint(outline)), Scalar.all(255));
        return Optional.of(filled);
    }

    /** {@code CV_8UC1}: the largest difference of the three channels. */
    private static Mat largestDifference(Picture one, Picture other, Workspace workspace) {
        Mat before = one.view();
        Mat after = other.view();
        Mat difference = workspace.mat();
        Core.absdiff(before, after, difference);
        before.release();
        after.release();
        Mat largest = workspace.mat();
        Mat channel = workspace.mat();
        Core.extractChannel(difference, largest, 0);
        for (int i = 1; i < 3; i++) {
            Core.extractChannel(difference, channel, i);
            Core.max(largest, channel, largest);
        }
        return largest;
    }
}
