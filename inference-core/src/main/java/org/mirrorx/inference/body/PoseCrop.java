package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Point2;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The part of a picture that the key point network of DWPose sees: a box widened by a quarter and to the input's proportions. A box of
 * the detector is computed in float as in the reference ({@code onnxpose.py} of IDEA-Research/DWPose), the whole picture in double.
 *
 * @param centre pixels of the picture
 * @param width, height pixels of the picture
 */
record PoseCrop(Point2 centre, double width, double height) {
    private static final float PADDING = 1.25f;

    /** @param aspect width of the input over its height */
    static PoseCrop of(YoloX.Box box, double aspect) {
        Point2 centre = new Point2((box.left() + box.right()) * 0.5f, (box.top() + box.bottom()) * 0.5f);
        float width = (box.right() - box.left()) * PADDING;
        float height = (box.bottom() - box.top()) * PADDING;
        float share = (float) aspect;
        return width > height * share
                ? new PoseCrop(centre, width, width / share)
                : new PoseCrop(centre, height * share, height);
    }

    /** The whole picture, when nobody was found. */
    static PoseCrop ofPicture(int pictureWidth, int pictureHeight, double aspect) {
        Point2 centre = new Point2(pictureWidth * 0.5, pictureHeight * 0.5);
        double width = pictureWidth * (double) PADDING;
        double height = pictureHeight * (double) PADDING;
        return width > height * aspect
                ? new PoseCrop(centre, width, width / aspect)
                : new PoseCrop(centre, height * aspect, height);
    }

    /** The 2 × 3 map from the picture to the input, {@code CV_64FC1}, the caller's; its points are rounded to float first. */
    Mat toInput(int inputWidth, int inputHeight) {
        MatOfPoint2f from = new MatOfPoint2f(
                new Point(centre.x(), centre.y()),
                new Point(centre.x(), centre.y() - width / 2),
                new Point(centre.x() - width / 2, centre.y() - width / 2));
        MatOfPoint2f to = new MatOfPoint2f(
                new Point(inputWidth / 2.0, inputHeight / 2.0),
                new Point(inputWidth / 2.0, (inputHeight - inputWidth) / 2.0),
                new Point(0, (inputHeight - inputWidth) / 2.0));
        Mat map = Imgproc.getAffineTransform(from, to);
        from.release();
        to.release();
        return map;
    }

    /** What the network sees; black outside the picture. */
    void cut(Mat picture, Mat crop, int inputWidth, int inputHeight) {
        Mat map = toInput(inputWidth, inputHeight);
        Imgproc.warpAffine(
                picture,
                crop,
                map,
                new Size(inputWidth, inputHeight),
                Imgproc.INTER_LINEAR,
                Core.BORDER_CONSTANT,
                Scalar.all(0));
        map.release();
    }

    /** The place in the picture of a place in the input, given as shares of its sides. */
    Point2 toPicture(double x, double y) {
        return new Point2(x * width + centre.x() - width / 2, y * height + centre.y() - height / 2);
    }
}
