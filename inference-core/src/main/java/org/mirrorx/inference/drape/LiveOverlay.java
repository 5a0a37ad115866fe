package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A garment rendered for the living mirror: colours and coverage of a rectangle of the picture, in shares of its size, so that it can be laid
 * over a frame of any size. Its pixels are the garment's, cut to the shopper's outline: clear it with the visit.
 */
public final class LiveOverlay {
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final Mat colours;
    private final Mat coverage;

    /**
     * @param left, top, width, height of the rectangle, shares of the picture's size
     * @param colours {@code CV_8UC3}, B, G, R
     * @param coverage {@code CV_8UC1}
     */
    LiveOverlay(double left, double top, double width, double height, Mat colours, Mat coverage) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.colours = colours;
        this.coverage = coverage;
    }

    /**
     * Blends the garment into a frame.
     *
     * @param frame {@code CV_8UC3}, B, G, R, not mirrored
     */
    public synchronized void layOver(Mat frame) {
        if (colours.empty()) {
            return;
        }
        int x0 = (int) Math.round(left * frame.cols());
        int y0 = (int) Math.round(top * frame.rows());
        int w = (int) Math.round(width * frame.cols());
        int h = (int) Math.round(height * frame.rows());
        Rect inside = inside(x0, y0, w, h, frame);
        if (inside.width < 2 || inside.height < 2) {
            return;
        }
        Mat large = new Mat();
        Mat cover = new Mat();
        Imgproc.resize(colours, large, new Size(w, h), 0, 0, Imgproc.INTER_LINEAR);
        Imgproc.resize(coverage, cover, new Size(w, h), 0, 0, Imgproc.INTER_LINEAR);
        Rect own = new Rect(inside.x - x0, inside.y - y0, inside.width, inside.height);
        Mat part = frame.submat(inside);
        Mat garment = large.submat(own);
        Mat share = cover.submat(own);
        blend(part, garment, share);
        for (Mat mat : new Mat[] {part, garment, share, large, cover}) {
            mat.release();
        }
    }

    private static void blend(Mat part, Mat garment, Mat share) {
        Mat three = new Mat();
        Imgproc.cvtColor(share, three, Imgproc.COLOR_GRAY2BGR);
        Mat rest = new Mat();
        Core.bitwise_not(three, rest);
        Mat kept = new Mat();
        Core.multiply(part, rest, kept, 1 / 255.0, CvType.CV_8U);
        Mat put = new Mat();
        Core.multiply(garment, three, put, 1 / 255.0, CvType.CV_8U);
        Core.add(kept, put, part);
        for (Mat mat : new Mat[] {three, rest, kept, put}) {
            mat.release();
        }
    }

    private static Rect inside(int x, int y, int w, int h, Mat frame) {
        int x0 = Math.clamp(x, 0, frame.cols());
        int y0 = Math.clamp(y, 0, frame.rows());
        int x1 = Math.clamp(x + w, 0, frame.cols());
        int y1 = Math.clamp(y + h, 0, frame.rows());
        return new Rect(x0, y0, x1 - x0, y1 - y0);
    }

    /** Overwrites and frees it. */
    public synchronized void clear() {
        Workspace.wipe(colours);
        Workspace.wipe(coverage);
    }
}
