package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The way between a picture and the input of a network that looks at one region of it.
 *
 * @param region what the network sees
 * @param columns, rows of the network's input
 * @param sampling which half pixel
 */
record Crop(RotatedBox region, int columns, int rows, Sampling sampling) {
    /** Where the samples of a crop lie. */
    enum Sampling {
        /**
         * Pixel centres on pixel centres. Destination pixel (i, j) takes the source at
         * {@code centre + R·((i + ½ − columns/2)·width/columns, (j + ½ − rows/2)·height/rows) − (½, ½)}.
         * What the product uses and what MediaPipe does in a browser.
         */
        CENTRED,
        /**
         * Corner on corner, as MediaPipe's CPU path does: every crop is shifted by half of its own pixel, about 3 px of the
         * photograph for a whole body. Only for proving the port against recorded runs.
         */
        CORNERS
    }

    /** What lies outside the picture. */
    enum Border {
        BLACK(Core.BORDER_CONSTANT),
        REPLICATED(Core.BORDER_REPLICATE);

        private final int openCv;

        Border(int openCv) {
            this.openCv = openCv;
        }
    }

    static Crop square(RotatedBox region, int side, Sampling sampling) {
        return new Crop(region, side, side, sampling);
    }

    /** The network's input as a picture, {@code CV_8UC3} of {@code rows} × {@code columns}, in {@code workspace}. */
    Mat cut(Mat picture, Border border, Workspace workspace) {
        Natives.load();
        Mat crop = workspace.mat();
        Size size = new Size(columns, rows);
        switch (sampling) {
            case CENTRED -> {
                Mat toPicture = workspace.zeros(2, 3, CvType.CV_64F);
                toPicture.put(0, 0, pictureFromCrop());
                Imgproc.warpAffine(
                        picture,
                        crop,
                        toPicture,
                        size,
                        Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                        border.openCv,
                        Scalar.all(0));
            }
            case CORNERS -> {
                Mat corners = workspace.mat();
                Imgproc.boxPoints(
                        new RotatedRect(
                                new Point(region.centreX(), region.centreY()),
                                new Size(region.width(), region.height()),
                                Math.toDegrees(region.rotation())),
                        corners);
                MatOfPoint2f targets = workspace.keep(new MatOfPoint2f(
                        new Point(0, rows), new Point(0, 0), new Point(columns, 0), new Point(columns, rows)));
                Mat toCrop = workspace.keep(Imgproc.getPerspectiveTransform(corners, targets));
                Imgproc.warpPerspective(
                        picture, crop, toCrop, size, Imgproc.INTER_LINEAR, border.openCv, Scalar.all(0));
            }
        }
        return crop;
    }

    /**
     * Lays a plane of the crop's size over the picture; 0 outside the crop.
     *
     * @param plane one channel, any depth, {@code rows} × {@code columns}
     * @return the same depth, {@code height} × {@code width}, in {@code workspace}
     */
    Mat layOver(Mat plane, int width, int height, Workspace workspace) {
        Mat toPicture = workspace.zeros(2, 3, CvType.CV_64F);
        toPicture.put(0, 0, pictureFromCrop());
        Mat over = workspace.mat();
        Imgproc.warpAffine(
                plane,
                over,
                toPicture,
                new Size(width, height),
                Imgproc.INTER_LINEAR,
                Core.BORDER_CONSTANT,
                Scalar.all(0));
        return over;
    }

    /** From a fraction of the crop (0, 0 its upper left corner, 1, 1 its lower right) to pixels of the picture. */
    Point2 toPicture(double x, double y) {
        double dx = (x - 0.5) * region.width();
        double dy = (y - 0.5) * region.height();
        double cos = Math.cos(region.rotation());
        double sin = Math.sin(region.rotation());
        return new Point2(
                region.centreX() + cos * dx - sin * dy - halfPixel(),
                region.centreY() + sin * dx + cos * dy - halfPixel());
    }

    Point2 toPicture(Point2 fraction) {
        return toPicture(fraction.x(), fraction.y());
    }

    /** A region's numbers count from the picture's corner; a point counts from the centre of the first pixel. */
    private double halfPixel() {
        return switch (sampling) {
            case CENTRED -> 0.5;
            case CORNERS -> 0;
        };
    }

    /** Two rows of three: picture pixel = matrix · (column, row, 1). */
    private double[] pictureFromCrop() {
        double cos = Math.cos(region.rotation());
        double sin = Math.sin(region.rotation());
        double scaleX = region.width() / columns;
        double scaleY = region.height() / rows;
        Point2 first = toPicture(halfPixel() / columns, halfPixel() / rows);
        return new double[] {cos * scaleX, -sin * scaleY, first.x(), sin * scaleX, cos * scaleY, first.y()};
    }
}
