package org.mirrorx.inference.face;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Turns, scales and shifts a face so that its five points lie where a network expects them.
 *
 * @param template where the five points are to lie: eye at the picture's left, eye at its right, nose, mouth corner left, right
 * @param side of the square result in pixels
 * @param border what lies beyond the picture's edges
 * @param fit how the points are brought to the template
 */
public record AlignFace(List<Point2> template, int side, Border border, Fit fit) {
    /** The built-in embedding's 150 × 150 chip (dlib's five points, {@code golden/body_lite}). */
    public static final AlignFace FOR_BUILT_IN_EMBEDDING = new AlignFace(
            List.of(
                    new Point2(47.55, 46.60),
                    new Point2(100.48, 46.60),
                    new Point2(74.0, 76.6),
                    new Point2(50.4, 103.0),
                    new Point2(97.6, 103.0)),
            150,
            Border.REPLICATED,
            Fit.LEAST_SQUARES);

    /** InsightFace's {@code arcface_dst} for 112 × 112 ({@code utils/face_align.py}). */
    private static final List<Point2> ARC_FACE = List.of(
            new Point2(38.2946, 51.6963),
            new Point2(73.5318, 51.5014),
            new Point2(56.0252, 71.7366),
            new Point2(41.5493, 92.3655),
            new Point2(70.7299, 92.2041));

    private static final int ARC_FACE_SIDE = 112;

    /** In sides that are no multiple of 112 the face keeps its size of 112 in a square of 128 and is shifted to the right. */
    private static final int WIDE_SIDE = 128;

    private static final double WIDE_SHIFT = 8;

    /** CodeFormer's template for 512 × 512 ({@code facelib/utils/face_restoration_helper.py}). */
    private static final List<Point2> FFHQ = List.of(
            new Point2(192.98138, 239.94708),
            new Point2(318.90277, 240.1936),
            new Point2(256.63416, 314.01935),
            new Point2(201.26117, 371.41043),
            new Point2(313.08905, 371.15118));

    private static final double FFHQ_SIDE = 512;

    /** Points that lie closer together than this share of their coordinates are one point: less than a float tells apart. */
    private static final double ONE_POINT = 1e-8;

    /** Points of a face. */
    private static final int POINTS = 5;

    /** What lies beyond the picture's edges. */
    public enum Border {
        /** ArcFace, inswapper. */
        BLACK(Core.BORDER_CONSTANT, Scalar.all(0)),
        /** CodeFormer: R, G, B 132, 133, 135. */
        GREY(Core.BORDER_CONSTANT, new Scalar(132, 133, 135)),
        /** The pixels at the edges go on. */
        REPLICATED(Core.BORDER_REPLICATE, Scalar.all(0));

        private final int kind;
        private final Scalar colour;

        Border(int kind, Scalar colour) {
            this.kind = kind;
            this.colour = colour;
        }
    }

    /** How the points are brought to the template. */
    public enum Fit {
        /** The similarity with the least sum of squares over all points. */
        LEAST_SQUARES,
        /** OpenCV's least median of squares: it may leave points out that do not fit the others. */
        LEAST_MEDIAN
    }

    public AlignFace {
        template = List.copyOf(template);
        if (template.size() != POINTS || side < 1) {
            throw new IllegalArgumentException(
                    "a template has five points and a side, not " + template.size() + " points and a side of " + side);
        }
    }

    /**
     * ArcFace's alignment (112) and inswapper's (128).
     *
     * @param side a multiple of 112, whose template is enlarged; or else of 128, which shows more on both sides and below
     */
    public static AlignFace arcFace(int side) {
        if (side % ARC_FACE_SIDE == 0) {
            return new AlignFace(
                    moved(ARC_FACE, (double) side / ARC_FACE_SIDE, 0), side, Border.BLACK, Fit.LEAST_SQUARES);
        }
        if (side % WIDE_SIDE == 0) {
            double scale = (double) side / WIDE_SIDE;
            return new AlignFace(moved(ARC_FACE, scale, WIDE_SHIFT * scale), side, Border.BLACK, Fit.LEAST_SQUARES);
        }
        throw new IllegalArgumentException("ArcFace aligns to multiples of 112 or 128, not to " + side);
    }

    /** CodeFormer's alignment; the published side is 512. */
    public static AlignFace ffhq(int side) {
        return new AlignFace(moved(FFHQ, side / FFHQ_SIDE, 0), side, Border.GREY, Fit.LEAST_MEDIAN);
    }

    private static List<Point2> moved(List<Point2> template, double scale, double right) {
        return template.stream()
                .map(point -> new Point2(scale * point.x() + right, scale * point.y()))
                .toList();
    }

    /**
     * The aligned face.
     *
     * @param picture {@code CV_8UC3}
     * @param fivePoints in the template's order, pixels of the picture
     * @return {@code CV_8UC3} of {@code side} × {@code side} in {@code workspace}; empty when no transform fits the points
     */
    public Optional<Mat> align(Mat picture, List<Point2> fivePoints, Workspace workspace) {
        return transform(fivePoints).map(toChip -> warp(picture, toChip, workspace));
    }

    /**
     * The picture seen through a known transform.
     *
     * @param toChip two rows of three: chip = matrix · (x, y, 1)
     * @return {@code CV_8UC3} of {@code side} × {@code side} in {@code workspace}
     */
    public Mat warp(Mat picture, double[] toChip, Workspace workspace) {
        Natives.load();
        Mat matrix = workspace.zeros(2, 3, CvType.CV_64F);
        matrix.put(0, 0, toChip);
        Mat chip = workspace.mat();
        Imgproc.warpAffine(
                picture, chip, matrix, new Size(side, side), Imgproc.INTER_LINEAR, border.kind, border.colour);
        return chip;
    }

    /**
     * The similarity without mirroring that brings the points to the template. It exists for any five points that are not all the same;
     * how well it fits says {@link #misfit}.
     *
     * @return two rows of three: chip = matrix · (x, y, 1); empty when there is none
     */
    public Optional<double[]> transform(List<Point2> points) {
        if (points.size() != POINTS) {
            return Optional.empty();
        }
        return switch (fit) {
            case LEAST_SQUARES -> similarity(points, template);
            case LEAST_MEDIAN -> leastMedian(points).map(Robust::matrix);
        };
    }

    /**
     * How far the aligned points lie from the template: root of the mean square as a share of {@code side}. Left and right exchanged, as in
     * a mirrored picture, gives a transform too, but a large misfit.
     */
    public double misfit(List<Point2> points, double[] toChip) {
        double sum = 0;
        for (int p = 0; p < points.size(); p++) {
            Point2 from = points.get(p);
            Point2 there = new Point2(
                    toChip[0] * from.x() + toChip[1] * from.y() + toChip[2],
                    toChip[3] * from.x() + toChip[4] * from.y() + toChip[5]);
            double off = there.distance(template.get(p));
            sum += off * off;
        }
        return Math.sqrt(sum / points.size()) / side;
    }

    /**
     * The least-squares similarity without mirroring (Umeyama, PAMI 1991); empty when the points lie on one spot. In the plane it is one
     * complex number {@code a} (turn and scale) and a shift: {@code a = Σ conj(p)·t / Σ |p|²} over the centred points.
     */
    static Optional<double[]> similarity(List<Point2> points, List<Point2> template) {
        Point2 from = mean(points);
        Point2 to = mean(template);
        double real = 0;
        double imaginary = 0;
        double spread = 0;
        double largest = 0;
        for (int p = 0; p < points.size(); p++) {
            double x = points.get(p).x() - from.x();
            double y = points.get(p).y() - from.y();
            double u = template.get(p).x() - to.x();
            double v = template.get(p).y() - to.y();
            real += x * u + y * v;
            imaginary += x * v - y * u;
            spread += x * x + y * y;
            largest = Math.max(
                    largest, Math.hypot(points.get(p).x(), points.get(p).y()));
        }
        if (!Double.isFinite(spread) || spread <= ONE_POINT * ONE_POINT * largest * largest) {
            return Optional.empty();
        }
        double a = real / spread;
        double b = imaginary / spread;
        return Optional.of(
                new double[] {a, -b, to.x() - a * from.x() + b * from.y(), b, a, to.y() - b * from.x() - a * from.y()});
    }

    /**
     * OpenCV's answer.
     *
     * @param matrix two rows of three
     * @param used which points it was computed from
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    record Robust(double[] matrix, boolean[] used) {}

    Optional<Robust> leastMedian(List<Point2> points) {
        if (!points.stream().allMatch(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))) {
            return Optional.empty();
        }
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat from = workspace.keep(cloud(points));
            Mat to = workspace.keep(cloud(template));
            Mat inliers = workspace.mat();
            Mat found = workspace.keep(Calib3d.estimateAffinePartial2D(from, to, inliers, Calib3d.LMEDS));
            double[] matrix = new double[6];
            if (found.empty()) {
                return Optional.empty();
            }
            found.get(0, 0, matrix);
            byte[] bytes = new byte[POINTS];
            inliers.get(0, 0, bytes);
            boolean[] used = new boolean[POINTS];
            for (int p = 0; p < POINTS; p++) {
                used[p] = bytes[p] != 0;
            }
            return Optional.of(new Robust(matrix, used));
        }
    }

    private static MatOfPoint2f cloud(List<Point2> points) {
        return new MatOfPoint2f(
                points.stream().map(point -> new Point(point.x(), point.y())).toArray(Point[]::new));
    }

    private static Point2 mean(List<Point2> points) {
        double x = points.stream().mapToDouble(Point2::x).average().orElseThrow();
        double y = points.stream().mapToDouble(Point2::y).average().orElseThrow();
        return new Point2(x, y);
    }
}
