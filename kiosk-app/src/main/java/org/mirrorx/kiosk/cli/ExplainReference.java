package org.mirrorx.kiosk.cli;

import java.util.List;
import java.util.Locale;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.body.AgnosticMask;
import org.mirrorx.inference.body.BodyPoint;
import org.mirrorx.inference.body.BodyPoints;
import org.mirrorx.inference.body.PosePicture;
import org.mirrorx.inference.body.ReferenceView;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Draws how try-on networks with a mask are told of the person: points, labels, parts of the body, and what may be repainted. */
final class ExplainReference {
    /** How much of the photograph shines through. */
    private static final double PHOTOGRAPH = 0.45;

    private static final Scalar REPAINTED = new Scalar(225, 30, 120);
    private static final Scalar POINT = new Scalar(255, 255, 255);
    private static final Scalar LIMB = new Scalar(40, 200, 90);

    private ExplainReference() {}

    static void draw(ReferenceView view, List<GarmentCut> cuts, Trace trace) {
        trace.picture("person-points", canvas -> points(view, canvas));
        trace.picture("person-labels", canvas -> labels(view, canvas));
        trace.picture("person-parts", canvas -> parts(view, canvas));
        for (int i = 0; i < cuts.size(); i++) {
            AgnosticMask.Garment garment = AgnosticMask.Garment.of(cuts.get(i));
            String name = "person-mask-" + garment.kind().name().toLowerCase(Locale.ROOT);
            trace.picture(name, canvas -> mask(view, garment, canvas));
            trace.picture(name + "-hidden", canvas -> hidden(view, garment, canvas));
        }
    }

    private static void points(ReferenceView view, Mat canvas) {
        paint(view.person(), canvas);
        double scale = (double) view.person().width() / view.small().width();
        for (int[] limb : PosePicture.limbs()) {
            BodyPoints.Scored from = view.points().points().get(limb[0]);
            BodyPoints.Scored to = view.points().points().get(limb[1]);
            if (from.isPresent() && to.isPresent()) {
                Imgproc.line(canvas, at(from, scale), at(to, scale), LIMB, 4, Imgproc.LINE_AA, 0);
            }
        }
        for (BodyPoint point : BodyPoint.values()) {
            BodyPoints.Scored found = view.points().at(point);
            if (found.isPresent()) {
                Imgproc.circle(canvas, at(found, scale), 7, LIMB, Imgproc.FILLED, Imgproc.LINE_AA, 0);
                Imgproc.circle(canvas, at(found, scale), 4, POINT, Imgproc.FILLED, Imgproc.LINE_AA, 0);
            }
        }
        say(canvas, "points: " + words(view.pointsFrom()));
    }

    private static void labels(ReferenceView view, Mat canvas) {
        paint(view.person(), canvas);
        try (Workspace workspace = new Workspace()) {
            Mat labels = view.labels().view();
            Mat coloured = workspace.keep(new Mat(labels.rows(), labels.cols(), CvType.CV_8UC3));
            byte[] values = new byte[(int) labels.total()];
            labels.get(0, 0, values);
            labels.release();
            byte[] rgb = new byte[3 * values.length];
            for (int i = 0; i < values.length; i++) {
                byte[] colour = colour(values[i]);
                System.arraycopy(colour, 0, rgb, 3 * i, 3);
            }
            coloured.put(0, 0, rgb);
            over(coloured, canvas, workspace);
        }
        say(canvas, "labels: " + words(view.labelsFrom()));
    }

    /** The published palette: the bits of the label are dealt out to red, green and blue from the top. */
    private static byte[] colour(int label) {
        byte[] rgb = new byte[3];
        int rest = label;
        for (int bit = 7; rest > 0; bit--, rest >>= 3) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[channel] |= (byte) ((rest >> channel & 1) << bit);
            }
        }
        return rgb;
    }

    private static void parts(ReferenceView view, Mat canvas) {
        paint(view.person(), canvas);
        try (Workspace workspace = new Workspace()) {
            over(view.partsPicture(workspace), canvas, workspace);
        }
        say(canvas, "parts: " + words(view.partsFrom()));
    }

    private static void mask(ReferenceView view, AgnosticMask.Garment garment, Mat canvas) {
        paint(view.person(), canvas);
        try (Workspace workspace = new Workspace()) {
            Mat mask = view.mask(garment, AgnosticMask.ArmWidth.WIDE, workspace);
            Mat large = workspace.mat();
            Imgproc.resize(mask, large, canvas.size(), 0, 0, Imgproc.INTER_NEAREST);
            Mat colour = workspace.keep(new Mat(canvas.rows(), canvas.cols(), CvType.CV_8UC3, REPAINTED));
            Mat mixed = workspace.mat();
            Core.addWeighted(canvas, PHOTOGRAPH, colour, 1 - PHOTOGRAPH, 0, mixed);
            mixed.copyTo(canvas, large);
        }
    }

    private static void hidden(ReferenceView view, AgnosticMask.Garment garment, Mat canvas) {
        try (Workspace workspace = new Workspace()) {
            Mat mask = view.mask(garment, AgnosticMask.ArmWidth.WIDE, workspace);
            view.masked(mask, workspace).copyTo(canvas);
        }
    }

    /** Colours over the photograph, where they are not black. */
    private static void over(Mat coloured, Mat canvas, Workspace workspace) {
        Mat large = workspace.mat();
        Imgproc.resize(coloured, large, new Size(canvas.cols(), canvas.rows()), 0, 0, Imgproc.INTER_NEAREST);
        Mat grey = workspace.mat();
        Imgproc.cvtColor(large, grey, Imgproc.COLOR_RGB2GRAY);
        Mat shown = workspace.mat();
        Core.compare(grey, Scalar.all(0), shown, Core.CMP_GT);
        Mat mixed = workspace.mat();
        Core.addWeighted(canvas, PHOTOGRAPH, large, 1 - PHOTOGRAPH, 0, mixed);
        mixed.copyTo(canvas, shown);
    }

    private static String words(ReferenceView.Source source) {
        return switch (source) {
            case OPENPOSE -> "OpenPose";
            case DWPOSE -> "DWPose";
            case SCHP -> "human parsing";
            case FASHN_PARSER -> "FASHN's parser";
            case DENSEPOSE -> "DensePose";
            case BUILT_IN -> "built in";
        };
    }

    private static void say(Mat canvas, String words) {
        Point at = new Point(16, canvas.rows() - 20.0);
        Imgproc.putText(canvas, words, at, Imgproc.FONT_HERSHEY_SIMPLEX, 0.8, Scalar.all(0), 5, Imgproc.LINE_AA, false);
        Imgproc.putText(canvas, words, at, Imgproc.FONT_HERSHEY_SIMPLEX, 0.8, POINT, 2, Imgproc.LINE_AA, false);
    }

    private static Point at(BodyPoints.Scored point, double scale) {
        return new Point(point.x() * scale, point.y() * scale);
    }

    private static void paint(Picture picture, Mat canvas) {
        Mat view = picture.view();
        view.copyTo(canvas);
        view.release();
    }
}
