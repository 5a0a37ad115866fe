package org.mirrorx.inference.face;

import java.util.Optional;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The way of a square crop of a face back into its picture, worked out in the touched rectangle alone; what swapping
 * ({@link PasteSwapped}) and restoring ({@link PasteRestored}) have in common.
 *
 * @param toPicture two rows of three: picture = matrix · (x, y, 1) of the crop
 * @param side of the crop in pixels
 */
record PasteBack(double[] toPicture, int side) {
    /** The inverse of a crop's matrix, as OpenCV inverts it. */
    static PasteBack undoing(double[] toCrop, int side) {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat inverse = workspace.mat();
            Imgproc.invertAffineTransform(matrix(toCrop, workspace), inverse);
            double[] toPicture = new double[toCrop.length];
            inverse.get(0, 0, toPicture);
            return new PasteBack(toPicture, side);
        }
    }

    /** The same in a picture {@code factor} times as large, shifted by {@code shift} of its pixels. */
    PasteBack enlarged(int factor, double shift) {
        double[] larger = new double[toPicture.length];
        for (int i = 0; i < larger.length; i++) {
            larger[i] = toPicture[i] * factor + (i % 3 == 2 ? shift : 0);
        }
        return new PasteBack(larger, side);
    }

    /** The square root of the area that the crop covers in the picture, pixels. */
    double sideInPicture() {
        return side * Math.sqrt(Math.abs(toPicture[0] * toPicture[4] - toPicture[1] * toPicture[3]));
    }

    /**
     * The rectangle around the warped square and {@code margin} pixels more, clipped to the picture: it touches the picture's border
     * wherever the padded square reaches it, so that no later step sees a border that is not there.
     *
     * @return empty where the picture shows nothing of it
     */
    Optional<Rect> box(int margin, int width, int height) {
        double[] x = extent(0);
        double[] y = extent(3);
        // Compared as doubles: a matrix from wild points may lead anywhere.
        double left = Math.max(0, Math.floor(x[0]) - margin);
        double top = Math.max(0, Math.floor(y[0]) - margin);
        double right = Math.min(width, Math.ceil(x[1]) + margin + 1);
        double bottom = Math.min(height, Math.ceil(y[1]) + margin + 1);
        if (!(left < right && top < bottom)) {
            return Optional.empty();
        }
        return Optional.of(new Rect((int) left, (int) top, (int) (right - left), (int) (bottom - top)));
    }

    /** Least and largest place of the square's corners along one axis. */
    private double[] extent(int row) {
        double alongX = toPicture[row] * side;
        double alongY = toPicture[row + 1] * side;
        double origin = toPicture[row + 2];
        return new double[] {
            origin + Math.min(0, alongX) + Math.min(0, alongY), origin + Math.max(0, alongX) + Math.max(0, alongY)
        };
    }

    /** A crop as it lies in a rectangle of the picture: bilinear, black around it. */
    Mat warp(Mat crop, Rect box, Workspace workspace) {
        double[] shifted = toPicture.clone();
        shifted[2] -= box.x;
        shifted[5] -= box.y;
        Mat warped = workspace.mat();
        Imgproc.warpAffine(
                crop,
                warped,
                matrix(shifted, workspace),
                box.size(),
                Imgproc.INTER_LINEAR,
                Core.BORDER_CONSTANT,
                Scalar.all(0));
        return warped;
    }

    /** A square of one value as it lies in a rectangle of the picture, {@code CV_32F}. */
    Mat warpSquare(double value, Rect box, Workspace workspace) {
        return warp(workspace.keep(new Mat(side, side, CvType.CV_32F, Scalar.all(value))), box, workspace);
    }

    /** Shrinks by a box of {@code kernel} pixels (anchor at its half, so an even box shifts); outside counts as covered. */
    static Mat erode(Mat mask, int kernel, Workspace workspace) {
        Mat eroded = workspace.mat();
        // An empty kernel is OpenCV's box of three.
        Mat box = kernel == 0 ? workspace.mat() : workspace.keep(new Mat(kernel, kernel, CvType.CV_8U, Scalar.all(1)));
        Imgproc.erode(mask, eroded, box);
        return eroded;
    }

    /** Gaussian over {@code kernel} pixels, an odd number; its width follows from them. */
    static Mat blur(Mat mask, int kernel, Workspace workspace) {
        Mat soft = workspace.mat();
        Imgproc.GaussianBlur(mask, soft, new Size(kernel, kernel), 0);
        return soft;
    }

    static Mat matrix(double[] numbers, Workspace workspace) {
        Mat matrix = workspace.zeros(2, 3, CvType.CV_64F);
        matrix.put(0, 0, numbers);
        return matrix;
    }
}
