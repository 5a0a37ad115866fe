package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** A gap between sleeve and side that a touching cuff closes is opened straight downwards, so that it becomes a notch. */
final class TouchingCuffs {
    /** A gap is at least this share of the garment's height high, … */
    private static final double GAP = 0.08;
    /** … and closed by at most this much cloth. */
    private static final double LONGEST_BRIDGE = 0.15;

    private TouchingCuffs() {}

    /**
     * Opens them.
     *
     * @param half one half of a garment's mask, changed
     * @param extent the garment's height
     */
    static void open(Workspace work, Mat half, double extent) {
        List<MatOfPoint> contours = new ArrayList<>();
        Mat tree = work.mat();
        Mat copy = work.mat();
        half.copyTo(copy);
        Imgproc.findContours(copy, contours, tree, Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_NONE);
        for (int i = 0; i < contours.size(); i++) {
            MatOfPoint contour = work.keep(contours.get(i));
            Rect box = Imgproc.boundingRect(contour);
            boolean isHole = tree.get(0, i)[3] >= 0;
            if (!isHole || box.height < GAP * extent || box.height < box.width) {
                continue;
            }
            Point lowest = new Point(box.x, box.y);
            for (Point p : contour.toArray()) {
                lowest = p.y > lowest.y ? p : lowest;
            }
            if (bridge(half, lowest) < LONGEST_BRIDGE * extent) {
                Imgproc.line(half, lowest, new Point(lowest.x, half.rows() - 1.0), Scalar.all(0), 2);
            }
        }
    }

    /** Rows from a gap's lower end to the outside. */
    private static int bridge(Mat half, Point lowest) {
        byte[] column = new byte[half.rows()];
        Mat below = half.col((int) lowest.x);
        below.get(0, 0, column);
        below.release();
        int y = (int) lowest.y + 1;
        int from = y;
        while (y < column.length && column[y] != 0) {
            y++;
        }
        return y - from;
    }
}
