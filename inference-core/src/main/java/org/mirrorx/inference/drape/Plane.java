package org.mirrorx.inference.drape;

import java.util.List;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
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
 * Numbers over the pixels of a {@link Frame}: coverage 0 to 1 (one channel) or colour 0 to 255 in R, G, B order (three channels,
 * interleaved). Operations return new planes of the same scratch unless their name says otherwise; loops work on {@link #values()}.
 */
final class Plane {
    /** OpenCV's ellipse structuring elements become slow above this radius; larger growths go by distance (drape recipe §14). */
    private static final int LARGEST_KERNEL = 7;

    /** Wider blurs are computed at a quarter of the size: nobody can tell, and it is many times quicker. */
    private static final double WIDE = 10;

    private final Scratch scratch;
    private final Frame frame;
    private final int channels;
    private final float[] values;

    private Plane(Scratch scratch, Frame frame, int channels) {
        this.scratch = scratch;
        this.frame = frame;
        this.channels = channels;
        this.values = scratch.floats(frame.size() * channels);
    }

    /** All 0, one channel. */
    static Plane coverage(Scratch scratch, Frame frame) {
        return new Plane(scratch, frame, 1);
    }

    /** All black, three channels. */
    static Plane colours(Scratch scratch, Frame frame) {
        return new Plane(scratch, frame, 3);
    }

    /** The part of a mask inside the frame, 0 to 1. */
    static Plane of(Scratch scratch, Frame frame, Mask mask) {
        Plane plane = coverage(scratch, frame);
        Mat whole = mask.view();
        try (Workspace work = new Workspace()) {
            Mat part = whole.submat(rect(frame));
            Mat scaled = work.mat();
            part.convertTo(scaled, CvType.CV_32F, 1 / 255.0);
            scaled.get(0, 0, plane.values);
            part.release();
        }
        whole.release();
        return plane;
    }

    /** The part of a picture inside the frame, 0 to 255. */
    static Plane of(Scratch scratch, Frame frame, Picture picture) {
        Plane plane = colours(scratch, frame);
        Mat whole = picture.view();
        try (Workspace work = new Workspace()) {
            Mat part = whole.submat(rect(frame));
            Mat floats = work.mat();
            part.convertTo(floats, CvType.CV_32F);
            floats.get(0, 0, plane.values);
            part.release();
        }
        whole.release();
        return plane;
    }

    /** 1 inside any of the polygons (pixels of the capture), 0 outside, smooth over one pixel at the edge. */
    static Plane polygon(Scratch scratch, Frame frame, List<List<Point2>> polygons) {
        Plane plane = coverage(scratch, frame);
        try (Workspace work = new Workspace()) {
            Mat bytes = work.zeros(frame.height(), frame.width(), CvType.CV_8U);
            for (List<Point2> polygon : polygons) {
                Point[] corners = new Point[polygon.size()];
                int fraction = 4;
                for (int i = 0; i < corners.length; i++) {
                    Point2 p = polygon.get(i);
                    corners[i] = new Point(
                            Math.rint((p.x() - frame.x()) * (1 << fraction)),
                            Math.rint((p.y() - frame.y()) * (1 << fraction)));
                }
                MatOfPoint outline = work.keep(new MatOfPoint(corners));
                Imgproc.fillPoly(bytes, List.of(outline), new Scalar(255), Imgproc.LINE_AA, fraction);
            }
            plane.read(bytes, 1 / 255.0);
        }
        return plane;
    }

    Scratch scratch() {
        return scratch;
    }

    Frame frame() {
        return frame;
    }

    int width() {
        return frame.width();
    }

    int height() {
        return frame.height();
    }

    int channels() {
        return channels;
    }

    /** The numbers themselves, row by row, channels interleaved; writing changes the plane. */
    float[] values() {
        return values;
    }

    Plane copy() {
        Plane copy = new Plane(scratch, frame, channels);
        System.arraycopy(values, 0, copy.values, 0, values.length);
        return copy;
    }

    /** A plane of the same frame and channels, all 0. */
    Plane empty() {
        return new Plane(scratch, frame, channels);
    }

    /** A one-channel plane of the same frame, from a function of the pixel's index. */
    Plane map(IndexToFloat f) {
        Plane plane = coverage(scratch, frame);
        for (int i = 0; i < plane.values.length; i++) {
            plane.values[i] = f.at(i);
        }
        return plane;
    }

    /** Gaussian blur; the border is reflected. {@code sigma} in pixels; 0 copies. */
    Plane blur(double sigma) {
        if (sigma <= 0) {
            return copy();
        }
        Plane out = new Plane(scratch, frame, channels);
        try (Workspace work = new Workspace()) {
            Mat in = mat(work);
            if (sigma > WIDE) {
                Mat small = work.mat();
                Size quarter = new Size(Math.ceilDiv(frame.width(), 4), Math.ceilDiv(frame.height(), 4));
                Imgproc.resize(in, small, quarter, 0, 0, Imgproc.INTER_AREA);
                Imgproc.GaussianBlur(small, small, new Size(0, 0), sigma / 4, sigma / 4, Core.BORDER_REFLECT_101);
                Imgproc.resize(small, in, in.size(), 0, 0, Imgproc.INTER_LINEAR);
            } else {
                Imgproc.GaussianBlur(in, in, new Size(0, 0), sigma, sigma, Core.BORDER_REFLECT_101);
            }
            in.get(0, 0, out.values);
        }
        return out;
    }

    /** A plane blurred where {@code weight} says it is known: blur(v·w) / blur(w); where nothing is near, 0. */
    Plane blurKnown(Plane weight, double sigma) {
        Plane product = copy();
        float[] w = weight.values;
        for (int i = 0; i < w.length; i++) {
            for (int c = 0; c < channels; c++) {
                product.values[i * channels + c] *= w[i];
            }
        }
        Plane sum = product.blur(sigma);
        Plane share = weight.blur(sigma);
        for (int i = 0; i < w.length; i++) {
            float s = share.values[i];
            for (int c = 0; c < channels; c++) {
                sum.values[i * channels + c] = s > 1e-4f ? sum.values[i * channels + c] / s : 0;
            }
        }
        return sum;
    }

    /** Grey dilation with a disc; radius in pixels. */
    Plane grow(double radius) {
        return morph(radius, true);
    }

    /** Grey erosion with a disc; radius in pixels. Outside the frame counts as covered. */
    Plane shrink(double radius) {
        return morph(radius, false);
    }

    private Plane morph(double radius, boolean dilate) {
        int r = (int) Math.round(radius);
        if (r < 1) {
            return copy();
        }
        Plane out = new Plane(scratch, frame, channels);
        try (Workspace work = new Workspace()) {
            Mat in = mat(work);
            for (int left = r; left > 0; ) {
                int step = Math.min(left, LARGEST_KERNEL);
                Mat disc = work.keep(
                        Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2 * step + 1, 2 * step + 1)));
                if (dilate) {
                    Imgproc.dilate(in, in, disc);
                } else {
                    Imgproc.erode(in, in, disc);
                }
                left -= step;
            }
            in.get(0, 0, out.values);
        }
        return out;
    }

    /** Pixels to the nearest pixel whose coverage is above a half; a large number when there is none. */
    Plane distance() {
        Plane out = coverage(scratch, frame);
        try (Workspace work = new Workspace()) {
            Mat far = work.mat();
            Core.compare(mat(work), new Scalar(0.5), far, Core.CMP_LE);
            Mat distances = work.mat();
            if (Core.countNonZero(far) == frame.size()) {
                java.util.Arrays.fill(out.values, frame.width() + (float) frame.height());
            } else {
                Imgproc.distanceTransform(far, distances, Imgproc.DIST_L2, Imgproc.DIST_MASK_5);
                distances.get(0, 0, out.values);
            }
        }
        return out;
    }

    /** Pixels to the nearest pixel whose coverage is at most a half. */
    Plane depth() {
        Plane outside = map(i -> values[i] > 0.5f ? 0 : 1);
        return outside.distance();
    }

    /** A matrix with a copy of the values, {@code CV_32FC1} or {@code CV_32FC3}. */
    Mat mat(Workspace work) {
        Mat mat = work.keep(new Mat(frame.height(), frame.width(), CvType.CV_32FC(channels)));
        mat.put(0, 0, values);
        return mat;
    }

    /** Takes the values of a matrix of the frame's size and this plane's channels, times {@code factor}. */
    void read(Mat matrix, double factor) {
        try (Workspace work = new Workspace()) {
            Mat floats = work.mat();
            matrix.convertTo(floats, CvType.CV_32F, factor);
            floats.get(0, 0, values);
        }
    }

    static Rect rect(Frame frame) {
        return new Rect(frame.x(), frame.y(), frame.width(), frame.height());
    }

    /** A number for each pixel. */
    @FunctionalInterface
    interface IndexToFloat {
        float at(int index);
    }
}
