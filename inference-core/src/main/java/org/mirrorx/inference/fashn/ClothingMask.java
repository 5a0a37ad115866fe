package org.mirrorx.inference.fashn;

import java.util.Set;
import org.mirrorx.inference.body.ParserLabel;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What is hidden of a person before the network sees the picture, when it is not to see the old clothes (fashn-vton.md §5). Lengths grow
 * with the picture's height against the canvas of 864. Masks are {@code CV_8UC1}, 255 inside; all live in the workspace.
 *
 * @param buffer the clothes, a little wider
 * @param bounded the rectangle around the clothes
 * @param contour a smooth outline of the clothes, far outside
 * @param hybrid the rectangle without what is far from the contour
 * @param dilated the hybrid, widened more to the sides than up and down
 * @param hidden what becomes grey
 */
record ClothingMask(Mat buffer, Mat bounded, Mat contour, Mat hybrid, Mat dilated, Mat hidden) {
    /** The grey of hidden pixels. */
    static final int GREY = 127;

    private static final double CANVAS_HEIGHT = 864;
    private static final double BUFFER = 4;
    private static final double BRUSH = 18;
    private static final double FAR = 100;
    private static final double SIDEWAYS = 33;
    private static final double UPWARDS = 16;

    /** Radius of the brush over the deviation of the blur that smooths its traces. */
    private static final double SMOOTHING = 2.5;

    private static final Scalar INSIDE = Scalar.all(255);

    /** @param labels {@code CV_8UC1}, values of {@link ParserLabel} */
    static ClothingMask of(Mat labels, Category category, Workspace workspace) {
        double scale = labels.rows() / CANVAS_HEIGHT;
        Mat clothes = where(labels, category.hidden(), workspace);
        int side = Math.max(1, (int) (BUFFER * scale));
        Mat buffer = dilated(clothes, Mat.ones(side, side, CvType.CV_8UC1), workspace);
        Mat bounded = workspace.zeros(labels.rows(), labels.cols(), CvType.CV_8UC1);
        Mat contour = workspace.zeros(labels.rows(), labels.cols(), CvType.CV_8UC1);
        Mat hybrid = workspace.mat();
        if (Core.countNonZero(clothes) > 0) {
            Rect around = Imgproc.boundingRect(clothes);
            Mat rectangle = bounded.submat(around);
            rectangle.setTo(INSIDE).release();
            rectangle.release();
            contour = contour(clothes, Math.max(1, (int) (BRUSH * scale)), workspace);
            Mat near = near(contour, FAR * scale, workspace);
            Core.bitwise_and(bounded, near, hybrid);
        } else {
            bounded.copyTo(hybrid);
        }
        int across = 2 * (int) (SIDEWAYS * scale) + 1;
        int along = 2 * (int) (UPWARDS * scale) + 1;
        Mat dilated = dilated(hybrid, Mat.ones(along, across, CvType.CV_8UC1), workspace);
        Mat hidden = workspace.mat();
        Core.bitwise_not(where(labels, category.kept(), workspace), hidden);
        Core.bitwise_and(hidden, dilated, hidden);
        Core.bitwise_or(hidden, buffer, hidden);
        return new ClothingMask(buffer, bounded, contour, hybrid, dilated, hidden);
    }

    /** Pixels of these classes. */
    static Mat where(Mat labels, Set<ParserLabel> classes, Workspace workspace) {
        byte[] levels = new byte[256];
        for (ParserLabel label : classes) {
            levels[label.value()] = (byte) 255;
        }
        Mat table = workspace.keep(new Mat(1, levels.length, CvType.CV_8UC1));
        table.put(0, 0, levels);
        Mat found = workspace.mat();
        Core.LUT(labels, table, found);
        return found;
    }

    private static Mat dilated(Mat mask, Mat kernel, Workspace workspace) {
        Mat wider = workspace.mat();
        Imgproc.dilate(mask, wider, workspace.keep(kernel));
        return wider;
    }

    /** Dilated by a disc, the signed distance smoothed, holes filled. */
    private static Mat contour(Mat clothes, int radius, Workspace workspace) {
        Mat disc = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2 * radius + 1, 2 * radius + 1));
        Mat wide = dilated(clothes, disc, workspace);
        Mat outside = workspace.mat();
        Core.bitwise_not(wide, outside);
        Mat distance = workspace.mat();
        Mat depth = workspace.mat();
        Imgproc.distanceTransform(outside, distance, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
        Imgproc.distanceTransform(wide, depth, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
        Core.subtract(distance, depth, distance);
        Imgproc.GaussianBlur(distance, distance, new Size(0, 0), radius / SMOOTHING, 0, Core.BORDER_REPLICATE);
        Mat contour = workspace.mat();
        Core.compare(distance, Scalar.all(0), contour, Core.CMP_LE);
        fillHoles(contour, workspace);
        Core.bitwise_or(contour, clothes, contour);
        return contour;
    }

    /**
     * Everything that a flood from the first pixel does not reach. Where the mask holds that pixel itself, the whole picture is filled, as
     * in the published program.
     */
    private static void fillHoles(Mat mask, Workspace workspace) {
        Mat flooded = workspace.mat();
        mask.copyTo(flooded);
        Mat border = workspace.zeros(mask.rows() + 2, mask.cols() + 2, CvType.CV_8UC1);
        Imgproc.floodFill(flooded, border, new Point(0, 0), INSIDE);
        Core.bitwise_not(flooded, flooded);
        Core.bitwise_or(mask, flooded, mask);
    }

    /** Pixels of a mask and those not further than {@code limit} from it. */
    private static Mat near(Mat mask, double limit, Workspace workspace) {
        Mat outside = workspace.mat();
        Core.bitwise_not(mask, outside);
        Mat distance = workspace.mat();
        Imgproc.distanceTransform(outside, distance, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
        Mat near = workspace.mat();
        Core.compare(distance, Scalar.all(limit), near, Core.CMP_LE);
        return near;
    }
}
