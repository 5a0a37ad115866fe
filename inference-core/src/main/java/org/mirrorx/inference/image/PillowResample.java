package org.mirrorx.inference.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Resizes pictures as Pillow does, bit for bit: filters that widen when shrinking, weights rounded to 22 bits, horizontal pass first with
 * its result rounded to 8 bits. The published try-on programs prepare their pictures this way. Source: golden/images/README.md, checked
 * against Pillow 9.4.
 */
public final class PillowResample {
    /** A resampling filter. */
    public enum Filter {
        /** The pixel whose area holds the centre. */
        NEAREST(0),
        BOX(0.5),
        /** Triangle. */
        BILINEAR(1),
        /** Cubic with a = −0.5. */
        BICUBIC(2),
        /** Sinc windowed by a sinc three times as wide. */
        LANCZOS(3);

        private static final double CUBIC = -0.5;

        /** How far the filter reaches to each side, in pixels of the smaller picture. */
        private final double support;

        Filter(double support) {
            this.support = support;
        }

        private double at(double x) {
            double distance = Math.abs(x);
            return switch (this) {
                case NEAREST -> throw new IllegalStateException("the nearest pixel has no weights");
                case BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
                case BILINEAR -> Math.max(0, 1 - distance);
                case BICUBIC -> cubic(distance);
                case LANCZOS -> x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
            };
        }

        private static double cubic(double x) {
            if (x < 1) {
                return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * CUBIC : 0;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
        }
    }

    /** The part of a picture to take, in pixels from its left and top edge; without an extent, what the filter sees around that line. */
    public record Box(double left, double top, double right, double bottom) {}

    private static final int PRECISION = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION - 1);

    private PillowResample() {}

    /**
     * The whole picture at another size.
     *
     * @param picture {@code CV_8UC1}, {@code CV_8UC3} or {@code CV_8UC4}; four channels are three colours and how opaque they are, in
     *     this order
     * @param width, height pixels, at least 1
     * @return a new matrix of the same type, the caller's
     */
    public static Mat resize(Mat picture, int width, int height, Filter filter) {
        return resize(picture, new Box(0, 0, picture.cols(), picture.rows()), width, height, filter);
    }

    /**
     * A part of a picture at another size.
     *
     * @param box inside the picture
     * @return a new matrix of the same type, the caller's
     */
    public static Mat resize(Mat picture, Box box, int width, int height, Filter filter) {
        int type = picture.type();
        if (type != CvType.CV_8UC1 && type != CvType.CV_8UC3 && type != CvType.CV_8UC4) {
            throw new IllegalArgumentException("cannot resample " + CvType.typeToString(type));
        }
        boolean inside = box.left >= 0
                && box.top >= 0
                && box.right <= picture.cols()
                && box.bottom <= picture.rows()
                && box.left <= box.right
                && box.top <= box.bottom;
        if (!inside || width < 1 || height < 1) {
            throw new IllegalArgumentException("cannot take " + box + " of a picture of " + picture.cols() + "×"
                    + picture.rows() + " to " + width + "×" + height);
        }
        boolean whole = box.equals(new Box(0, 0, picture.cols(), picture.rows()));
        if (whole && width == picture.cols() && height == picture.rows()) {
            return picture.clone();
        }
        int channels = picture.channels();
        byte[] pixels = new byte[picture.rows() * picture.cols() * channels];
        picture.get(0, 0, pixels);
        Raster source = new Raster(picture.cols(), picture.rows(), channels, pixels);
        Raster result = filter == Filter.NEAREST
                ? nearest(source, box, width, height)
                : channels == 4
                        ? translucent(source, box, width, height, filter)
                        : filtered(source, box, width, height, filter);
        Mat resized = new Mat(height, width, type);
        resized.put(0, 0, result.bytes);
        java.util.Arrays.fill(pixels, (byte) 0);
        java.util.Arrays.fill(result.bytes, (byte) 0);
        return resized;
    }

    /** Interleaved bytes, rows from the top. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    private record Raster(int width, int height, int channels, byte[] bytes) {}

    private static Raster nearest(Raster source, Box box, int width, int height) {
        byte[] result = new byte[width * height * source.channels];
        double across = (box.right - box.left) / width;
        double along = (box.bottom - box.top) / height;
        for (int row = 0; row < height; row++) {
            int from = ((int) (box.top + (row + 0.5) * along)) * source.width;
            for (int column = 0; column < width; column++) {
                int at = (from + (int) (box.left + (column + 0.5) * across)) * source.channels;
                System.arraycopy(source.bytes, at, result, (row * width + column) * source.channels, source.channels);
            }
        }
        return new Raster(width, height, source.channels, result);
    }

    private static Raster filtered(Raster source, Box box, int width, int height, Filter filter) {
        boolean narrowed = width != source.width || box.left != 0 || box.right != source.width;
        Raster across =
                narrowed ? horizontally(source, Weights.of(source.width, box.left, box.right, width, filter)) : source;
        if (height == source.height && box.top == 0 && box.bottom == source.height) {
            return across;
        }
        Raster both = vertically(across, Weights.of(source.height, box.top, box.bottom, height, filter));
        if (narrowed) {
            java.util.Arrays.fill(across.bytes, (byte) 0);
        }
        return both;
    }

    /** Colours count by how opaque they are, so that none of an invisible pixel bleeds into its neighbours. */
    private static Raster translucent(Raster source, Box box, int width, int height, Filter filter) {
        byte[] multiplied = source.bytes.clone();
        for (int i = 0; i < multiplied.length; i += 4) {
            int opacity = multiplied[i + 3] & 0xFF;
            for (int channel = i; channel < i + 3; channel++) {
                int product = (multiplied[channel] & 0xFF) * opacity + 128;
                multiplied[channel] = (byte) (((product >> 8) + product) >> 8);
            }
        }
        Raster result = filtered(new Raster(source.width, source.height, 4, multiplied), box, width, height, filter);
        java.util.Arrays.fill(multiplied, (byte) 0);
        byte[] bytes = result.bytes;
        for (int i = 0; i < bytes.length; i += 4) {
            int opacity = bytes[i + 3] & 0xFF;
            if (opacity != 0 && opacity != 255) {
                for (int channel = i; channel < i + 3; channel++) {
                    bytes[channel] = (byte) Math.min(255, 255 * (bytes[channel] & 0xFF) / opacity);
                }
            }
        }
        return result;
    }

    /**
     * Where each new pixel of an axis comes from.
     *
     * @param first of the old pixels, for each new one
     * @param whole their weights in units of 2⁻²², for each new one
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    private record Weights(int[] first, int[][] whole) {
        static Weights of(int size, double from, double to, int wanted, Filter filter) {
            double scale = (to - from) / wanted;
            double wider = Math.max(scale, 1);
            double support = filter.support * wider;
            int[] first = new int[wanted];
            int[][] whole = new int[wanted][];
            for (int i = 0; i < wanted; i++) {
                double centre = from + (i + 0.5) * scale;
                first[i] = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(size, (int) (centre + support + 0.5));
                double[] exact = new double[end - first[i]];
                double sum = 0;
                for (int j = 0; j < exact.length; j++) {
                    exact[j] = filter.at((j + first[i] - centre + 0.5) * (1 / wider));
                    sum += exact[j];
                }
                whole[i] = new int[exact.length];
                for (int j = 0; j < exact.length; j++) {
                    double share = (sum == 0 ? exact[j] : exact[j] / sum) * (1 << PRECISION);
                    whole[i][j] = (int) (share < 0 ? share - 0.5 : share + 0.5);
                }
            }
            return new Weights(first, whole);
        }
    }

    private static Raster horizontally(Raster source, Weights weights) {
        int channels = source.channels;
        int width = weights.first.length;
        byte[] result = new byte[width * source.height * channels];
        for (int row = 0; row < source.height; row++) {
            int line = row * source.width * channels;
            int to = row * width * channels;
            for (int column = 0; column < width; column++) {
                int[] whole = weights.whole[column];
                int from = line + weights.first[column] * channels;
                for (int channel = 0; channel < channels; channel++) {
                    int sum = HALF;
                    for (int j = 0, at = from + channel; j < whole.length; j++, at += channels) {
                        sum += (source.bytes[at] & 0xFF) * whole[j];
                    }
                    result[to++] = level(sum);
                }
            }
        }
        return new Raster(width, source.height, channels, result);
    }

    private static Raster vertically(Raster source, Weights weights) {
        int line = source.width * source.channels;
        int height = weights.first.length;
        byte[] result = new byte[line * height];
        int[] sums = new int[line];
        for (int row = 0; row < height; row++) {
            int[] whole = weights.whole[row];
            java.util.Arrays.fill(sums, HALF);
            for (int j = 0; j < whole.length; j++) {
                int from = (weights.first[row] + j) * line;
                int weight = whole[j];
                for (int i = 0; i < line; i++) {
                    sums[i] += (source.bytes[from + i] & 0xFF) * weight;
                }
            }
            for (int i = 0; i < line; i++) {
                result[row * line + i] = level(sums[i]);
            }
        }
        return new Raster(source.width, height, source.channels, result);
    }

    private static byte level(int sum) {
        return (byte) Math.clamp(sum >> PRECISION, 0, 255);
    }
}
