package org.mirrorx.kiosk.cli;

import org.mirrorx.inference.Trace;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentLandmarks;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Draws what an engine starts from: the body as it was read, and the garment as it was cut. */
final class ExplainInputs {
    private static final Scalar SURE = new Scalar(40, 200, 90);
    private static final Scalar UNSURE = new Scalar(235, 150, 30);
    private static final Scalar OUTSIDE = new Scalar(225, 45, 45);
    private static final Scalar FACE = new Scalar(60, 140, 255);
    private static final double ENOUGH = 0.5;

    private ExplainInputs() {}

    static void body(Picture capture, BodyReading body, Trace trace) {
        trace.picture("points", canvas -> drawPoints(capture, body, canvas));
        trace.picture("mask", canvas -> copy(body.person(), canvas));
        trace.picture("hair", canvas -> copy(body.hair(), canvas));
        body.parse().ifPresent(parse -> {
            trace.picture("parse-skin", canvas -> copy(parse.skin(), canvas));
            trace.picture("parse-clothes", canvas -> copy(parse.clothes(), canvas));
        });
    }

    static void garment(GarmentCut garment, Trace trace) {
        trace.picture("garment-cut", canvas -> drawCut(garment, canvas));
        trace.picture("garment-landmarks", canvas -> {
            drawCut(garment, canvas);
            drawLandmarks(garment.landmarks(), canvas);
        });
    }

    private static void drawPoints(Picture capture, BodyReading body, Mat canvas) {
        paint(capture, canvas);
        int radius = Math.max(2, capture.height() / 250);
        for (Landmark landmark : body.landmarks()) {
            Scalar colour = landmark.presence() < ENOUGH ? OUTSIDE : landmark.visibility() < ENOUGH ? UNSURE : SURE;
            Imgproc.circle(canvas, at(landmark.at()), radius, colour, Imgproc.FILLED, Imgproc.LINE_AA, 0);
        }
        body.face().ifPresent(face -> {
            Imgproc.rectangle(
                    canvas,
                    new Point(face.boxLeft(), face.boxTop()),
                    new Point(face.boxRight(), face.boxBottom()),
                    FACE,
                    1);
            for (Point2 point : face.mesh()) {
                Imgproc.circle(canvas, at(point), 1, FACE, Imgproc.FILLED, Imgproc.LINE_AA, 0);
            }
            for (Point2 point : face.fivePoints()) {
                Imgproc.circle(canvas, at(point), radius, FACE, 1, Imgproc.LINE_AA, 0);
            }
        });
    }

    /** The garment on a grey ground that neither white nor black cloth has. */
    private static void drawCut(GarmentCut garment, Mat canvas) {
        paint(garment.colours(), canvas);
        Mat alpha = garment.alpha().view();
        try (Workspace workspace = new Workspace()) {
            Mat outside = workspace.mat();
            Core.compare(alpha, new Scalar(128), outside, Core.CMP_LT);
            canvas.setTo(new Scalar(150, 160, 175), outside).release();
        } finally {
            alpha.release();
        }
    }

    private static void drawLandmarks(GarmentLandmarks landmarks, Mat canvas) {
        switch (landmarks) {
            case GarmentLandmarks.Upper upper -> {
                for (Point2 corner : new Point2[] {
                    upper.neckLeft(),
                    upper.neckRight(),
                    upper.tipLeft(),
                    upper.tipRight(),
                    upper.armpitLeft(),
                    upper.armpitRight(),
                    upper.hemLeft(),
                    upper.hemRight()
                }) {
                    dot(canvas, corner, OUTSIDE);
                }
                upper.sleeveLeft().ifPresent(sleeve -> drawSleeve(sleeve, canvas));
                upper.sleeveRight().ifPresent(sleeve -> drawSleeve(sleeve, canvas));
                drawNeckline(upper, canvas);
                Imgproc.line(
                        canvas,
                        at(upper.neckLeft().towards(upper.neckRight(), 0.5)),
                        new Point(upper.axis(), upper.hemY()),
                        FACE,
                        1);
            }
            case GarmentLandmarks.Lower lower -> {
                for (Point2 corner : new Point2[] {
                    lower.waistLeft(),
                    lower.waistRight(),
                    lower.hemLeftOuter(),
                    lower.hemLeftInner(),
                    lower.hemRightInner(),
                    lower.hemRightOuter()
                }) {
                    dot(canvas, corner, OUTSIDE);
                }
                lower.crotch().ifPresent(crotch -> dot(canvas, crotch, FACE));
            }
        }
    }

    private static void drawSleeve(GarmentLandmarks.Sleeve sleeve, Mat canvas) {
        sleeve.outer().forEach(point -> dot(canvas, point, SURE));
        sleeve.inner().forEach(point -> dot(canvas, point, UNSURE));
        Imgproc.line(canvas, at(sleeve.cuffOuter()), at(sleeve.cuffInner()), FACE, 2);
    }

    private static void drawNeckline(GarmentLandmarks.Upper upper, Mat canvas) {
        GarmentLandmarks.Neckline neckline = upper.neckline();
        int steps = 40;
        Point before = at(upper.neckLeft());
        for (int i = 1; i <= steps; i++) {
            double u = 2.0 * i / steps - 1;
            Point2 corner = upper.neckLeft().towards(upper.neckRight(), (u + 1) / 2);
            Point next = at(corner.plus(0, neckline.depth() * (1 - Math.pow(Math.abs(u), neckline.power()))));
            Imgproc.line(canvas, before, next, OUTSIDE, 2, Imgproc.LINE_AA, 0);
            before = next;
        }
    }

    private static void dot(Mat canvas, Point2 point, Scalar colour) {
        Imgproc.circle(canvas, at(point), Math.max(3, canvas.rows() / 200), colour, Imgproc.FILLED, Imgproc.LINE_AA, 0);
    }

    private static Point at(Point2 point) {
        return new Point(point.x(), point.y());
    }

    private static void paint(Picture picture, Mat canvas) {
        Mat view = picture.view();
        view.copyTo(canvas);
        view.release();
    }

    private static void copy(Mask mask, Mat canvas) {
        Mat view = mask.view();
        if (view.type() != CvType.CV_8UC1) {
            throw new IllegalStateException("a mask is CV_8UC1");
        }
        view.copyTo(canvas);
        view.release();
    }
}
