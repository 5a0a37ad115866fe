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
@SuppressWarnings("ArrayRecordComponent") // never compared
record PasteBack(double[] toPicture, int side) {
    /** Bits behind the point of {@code warpAffine}'s sums. */
    private static final int FIXED_BITS = 10;

    /** Bits behind the point of a place in the crop. */
    private static final int FRACTION_BITS = 5;

    private static final int FRACTIONS = 1 << FRACTION_BITS;

    /** Half of 1/32 pixel, so that cutting off rounds. */
    private static final int HALF_FRACTION = 1 << FIXED_BITS - FRACTION_BITS - 1;

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
        if (!(left < right && top < bottom && sideInPicture() > 0)) {
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

    /**
     * Where the pixels of a rectangle of the picture lie in the crop, in the fixed-point numbers of OpenCV's {@code warpAffine} for the whole
     * picture: it rounds the way from the picture's origin, so subtracting the rectangle's origin from the matrix would give other numbers.
     *
     * @param places {@code CV_16SC2}, whole pixels
     * @param fractions {@code CV_16UC1}, 1/32 pixels, row · 32 + column
     */
    record Window(Mat places, Mat fractions, int side, Workspace workspace) {
        /** A crop as it lies in the rectangle: bilinear, black around it. */
        Mat warp(Mat crop) {
            Mat warped = workspace.mat();
            Imgproc.remap(crop, warped, places, fractions, Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, Scalar.all(0));
            return warped;
        }

        /** A square of one value as it lies in the rectangle, {@code CV_32F}. */
        Mat warpSquare(double value) {
            return warp(workspace.keep(new Mat(side, side, CvType.CV_32F, Scalar.all(value))));
        }
    }

    /** The rectangle's pixels in the crop. */
    Window window(Rect box, Workspace workspace) {
        double[] toCrop = toCrop();
        int[] alongX = new int[2 * box.width];
        for (int x = 0; x < box.width; x++) {
            alongX[2 * x] = fixed(toCrop[0] * (box.x + x));
            alongX[2 * x + 1] = fixed(toCrop[3] * (box.x + x));
        }
        short[] places = new short[2 * box.width];
        short[] fractions = new short[box.width];
        Mat placesOfAll = workspace.zeros(box.height, box.width, CvType.CV_16SC2);
        Mat fractionsOfAll = workspace.zeros(box.height, box.width, CvType.CV_16UC1);
        for (int y = 0; y < box.height; y++) {
            int startX = fixed(toCrop[1] * (box.y + y) + toCrop[2]) + HALF_FRACTION;
            int startY = fixed(toCrop[4] * (box.y + y) + toCrop[5]) + HALF_FRACTION;
            for (int x = 0; x < box.width; x++) {
                int u = startX + alongX[2 * x] >> FIXED_BITS - FRACTION_BITS;
                int v = startY + alongX[2 * x + 1] >> FIXED_BITS - FRACTION_BITS;
                places[2 * x] = place(u);
                places[2 * x + 1] = place(v);
                fractions[x] = (short) ((v & FRACTIONS - 1) * FRACTIONS + (u & FRACTIONS - 1));
            }
            placesOfAll.put(y, 0, places);
            fractionsOfAll.put(y, 0, fractions);
        }
        return new Window(placesOfAll, fractionsOfAll, side, workspace);
    }

    private static int fixed(double number) {
        return (int) Math.rint(number * (1 << FIXED_BITS));
    }

    private static short place(int fraction) {
        return (short) Math.clamp(fraction >> FRACTION_BITS, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** The inverse in the order of operations of {@code warpAffine}. */
    private double[] toCrop() {
        double determinant = toPicture[0] * toPicture[4] - toPicture[1] * toPicture[3];
        double d = determinant == 0 ? 0 : 1 / determinant;
        double a = toPicture[4] * d;
        double b = toPicture[1] * -d;
        double c = toPicture[3] * -d;
        double e = toPicture[0] * d;
        return new double[] {a, b, -a * toPicture[2] - b * toPicture[5], c, e, -c * toPicture[2] - e * toPicture[5]};
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

    private static Mat matrix(double[] numbers, Workspace workspace) {
        Mat matrix = workspace.zeros(2, 3, CvType.CV_64F);
        matrix.put(0, 0, numbers);
        return matrix;
    }
}
