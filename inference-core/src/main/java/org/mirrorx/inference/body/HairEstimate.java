package org.mirrorx.inference.body;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.GuidedFilter;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Hair without a hair network: what lies inside the person's outline above and beside the face is hair for a start, the face is skin and
 * the far shoulders are clothes; GrabCut (Rother, Kolmogorov, Blake, SIGGRAPH 2004) learns the colours of both and finds the border, so
 * that long hair on the shoulders comes along.
 */
final class HairEstimate {
    /** Longer side of the copy GrabCut works on. */
    private static final int WORK_SIZE = 176;

    private static final int ITERATIONS = 3;

    /** Below this coverage a pixel is certainly not the person. */
    private static final int LEAST_PERSON = 40;

    /** Levels in the face, −1 the chin, 1 the hair line: below the brows no hair is expected inside the oval. */
    private static final double BROWS = 0.35;

    private static final double CHIN_LEVEL = -0.9;

    /** Beyond this many face radii no hair hangs beside a head. */
    private static final double FAR_FROM_FACE = 2.6;

    /** From here on, in shoulder widths from the head's middle, a shoulder carries clothes only. */
    private static final double FAR_SHOULDER = 0.42;

    private static final int EDGE_RADIUS = 6;
    private static final double EDGE_EPSILON = 1e-4;

    private HairEstimate() {}

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @param outline the person, {@code CV_8UC1}
     * @param mesh 468 points of the face, empty without a face
     * @return {@code CV_8UC1} of the picture's size, in {@code workspace}
     */
    static Mat of(
            Mat picture, Mat outline, List<Landmark> landmarks, Optional<List<Point2>> mesh, Workspace workspace) {
        Mat hair = workspace.zeros(picture.rows(), picture.cols(), CvType.CV_8U);
        HeadShape head = HeadShape.of(landmarks, mesh.filter(points -> !points.isEmpty()));
        Optional<Rect> window = head.window(picture.cols(), picture.rows());
        if (window.isEmpty()) {
            return hair;
        }
        Rect rect = window.get();
        double scale = WORK_SIZE / (double) Math.max(rect.width, rect.height);
        Size small =
                new Size(Math.max(1, Math.round(rect.width * scale)), Math.max(1, Math.round(rect.height * scale)));
        Mat colours = workspace.mat();
        Imgproc.resize(picture.submat(rect), colours, small, 0, 0, Imgproc.INTER_AREA);
        Mat person = workspace.mat();
        Imgproc.resize(outline.submat(rect), person, small, 0, 0, Imgproc.INTER_AREA);

        Mat guess = guess(head.inWindow(rect, scale), person, workspace);
        if (Core.countNonZero(probable(guess, workspace)) == 0) {
            return hair;
        }
        Mat models = workspace.mat();
        Mat others = workspace.mat();
        Imgproc.grabCut(colours, guess, new Rect(), models, others, ITERATIONS, Imgproc.GC_INIT_WITH_MASK);
        Mat found = connected(probable(guess, workspace), head.inWindow(rect, scale), workspace);
        softened(picture, outline, found, rect, workspace).copyTo(hair.submat(rect));
        return hair;
    }

    /** What GrabCut starts from, {@code CV_8UC1} of its four labels. */
    private static Mat guess(HeadShape head, Mat person, Workspace workspace) {
        int rows = person.rows();
        int columns = person.cols();
        byte[] inside = new byte[rows * columns];
        person.get(0, 0, inside);
        byte[] face = new byte[rows * columns];
        oval(head, rows, columns, workspace).get(0, 0, face);
        byte[] labels = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int p = row * columns + column;
                labels[p] = (byte)
                        (Byte.toUnsignedInt(inside[p]) < LEAST_PERSON
                                ? Imgproc.GC_BGD
                                : label(head, column, row, face[p] != 0));
            }
        }
        Mat guess = workspace.zeros(rows, columns, CvType.CV_8U);
        guess.put(0, 0, labels);
        return guess;
    }

    private static int label(HeadShape head, double x, double y, boolean inFace) {
        double height = head.height(x, y);
        double across = head.across(x, y);
        if (inFace) {
            return height < BROWS ? Imgproc.GC_BGD : Imgproc.GC_PR_BGD;
        }
        double fromNeck = Math.abs(x - head.centre().x()) / head.shoulderWidth();
        if (y > head.shoulderLine() && fromNeck > FAR_SHOULDER) {
            return Imgproc.GC_BGD;
        }
        double distance = Math.hypot(across, height);
        if (height > CHIN_LEVEL) {
            return distance < FAR_FROM_FACE ? Imgproc.GC_PR_FGD : Imgproc.GC_BGD;
        }
        return Imgproc.GC_PR_BGD;
    }

    private static Mat oval(HeadShape head, int rows, int columns, Workspace workspace) {
        Mat oval = workspace.zeros(rows, columns, CvType.CV_8U);
        Point[] corners = head.oval().stream()
                .map(point -> new Point(point.x(), point.y()))
                .toArray(Point[]::new);
        Imgproc.fillPoly(oval, List.of(workspace.keep(new MatOfPoint(corners))), Scalar.all(255));
        return oval;
    }

    /** 255 where GrabCut's labels say hair, surely or probably. */
    private static Mat probable(Mat labels, Workspace workspace) {
        Mat hair = workspace.mat();
        Core.compare(labels, Scalar.all(Imgproc.GC_PR_FGD), hair, Core.CMP_EQ);
        Mat certain = workspace.mat();
        Core.compare(labels, Scalar.all(Imgproc.GC_FGD), certain, Core.CMP_EQ);
        Core.bitwise_or(hair, certain, hair);
        return hair;
    }

    /** Only what hangs together with hair above the chin. */
    private static Mat connected(Mat found, HeadShape head, Workspace workspace) {
        Mat labels = workspace.mat();
        int count = Imgproc.connectedComponents(found, labels, 8, CvType.CV_32S);
        int[] label = new int[labels.rows() * labels.cols()];
        labels.get(0, 0, label);
        boolean[] fromHead = new boolean[count];
        for (int p = 0; p < label.length; p++) {
            int row = p / labels.cols();
            if (head.height(p % labels.cols(), row) > CHIN_LEVEL) {
                fromHead[label[p]] = true;
            }
        }
        fromHead[0] = false;
        byte[] kept = new byte[label.length];
        for (int p = 0; p < label.length; p++) {
            kept[p] = (byte) (fromHead[label[p]] ? 255 : 0);
        }
        Mat hair = workspace.zeros(labels.rows(), labels.cols(), CvType.CV_8U);
        hair.put(0, 0, kept);
        return hair;
    }

    /** At full size, the edge taken from the picture, never outside the person. */
    private static Mat softened(Mat picture, Mat outline, Mat found, Rect rect, Workspace workspace) {
        Mat probability = workspace.mat();
        found.convertTo(probability, CvType.CV_32F, 1 / 255.0);
        Mat full = workspace.mat();
        Imgproc.resize(probability, full, rect.size(), 0, 0, Imgproc.INTER_LINEAR);
        Mat window = workspace.mat();
        picture.submat(rect).copyTo(window);
        Mat filtered = new GuidedFilter(EDGE_RADIUS, EDGE_EPSILON, 2).filter(window, full, workspace);
        Mat bytes = workspace.mat();
        filtered.convertTo(bytes, CvType.CV_8U, 255);
        Mat hair = workspace.mat();
        Core.multiply(bytes, outline.submat(rect), hair, 1 / 255.0);
        return hair;
    }
}
