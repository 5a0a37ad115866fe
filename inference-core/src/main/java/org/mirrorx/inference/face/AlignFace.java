package org.mirrorx.inference.face;

import java.util.List;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Turns, scales and shifts a face so that its five points lie where a network expects them.
 *
 * @param template where the five points are to lie: eye at the picture's left, eye at its right, nose, mouth corner left, right
 * @param side of the square result in pixels
 */
public record AlignFace(List<Point2> template, int side) {
    /** The built-in embedding's 150 × 150 chip (dlib's five points, {@code golden/body_lite}). */
    public static final AlignFace FOR_BUILT_IN_EMBEDDING = new AlignFace(
            List.of(
                    new Point2(47.55, 46.60),
                    new Point2(100.48, 46.60),
                    new Point2(74.0, 76.6),
                    new Point2(50.4, 103.0),
                    new Point2(97.6, 103.0)),
            150);

    public AlignFace {
        template = List.copyOf(template);
    }

    /**
     * The aligned face.
     *
     * @param picture {@code CV_8UC3}
     * @param fivePoints in the template's order, pixels of the picture
     * @return {@code CV_8UC3} of {@code side} × {@code side}, borders replicated, in {@code workspace}
     */
    public Mat align(Mat picture, List<Point2> fivePoints, Workspace workspace) {
        Natives.load();
        Mat toChip = workspace.zeros(2, 3, CvType.CV_64F);
        toChip.put(0, 0, similarity(fivePoints));
        Mat chip = workspace.mat();
        Imgproc.warpAffine(
                picture,
                chip,
                toChip,
                new Size(side, side),
                Imgproc.INTER_LINEAR,
                Core.BORDER_REPLICATE,
                Scalar.all(0));
        return chip;
    }

    /**
     * The least-squares similarity without mirroring from the points to the template (Umeyama, PAMI 1991). In the plane it is one
     * complex number {@code a} (turn and scale) and a shift: {@code a = Σ conj(p)·t / Σ |p|²} over the centred points.
     *
     * @return two rows of three: chip = matrix · (x, y, 1)
     */
    double[] similarity(List<Point2> points) {
        Point2 from = mean(points);
        Point2 to = mean(template);
        double real = 0;
        double imaginary = 0;
        double spread = 0;
        for (int p = 0; p < points.size(); p++) {
            double x = points.get(p).x() - from.x();
            double y = points.get(p).y() - from.y();
            double u = template.get(p).x() - to.x();
            double v = template.get(p).y() - to.y();
            real += x * u + y * v;
            imaginary += x * v - y * u;
            spread += x * x + y * y;
        }
        double a = real / spread;
        double b = imaginary / spread;
        return new double[] {a, -b, to.x() - a * from.x() + b * from.y(), b, a, to.y() - b * from.x() - a * from.y()};
    }

    private static Point2 mean(List<Point2> points) {
        double x = points.stream().mapToDouble(Point2::x).average().orElseThrow();
        double y = points.stream().mapToDouble(Point2::y).average().orElseThrow();
        return new Point2(x, y);
    }
}
