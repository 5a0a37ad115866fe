package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.SideBySide;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The maps of OpenPose's body network at the picture's size, and the peaks in them. Source: pytorch-openpose as in yisol/IDM-VTON
 * ({@code preprocess/openpose}); numbers are kept in float where it keeps them in float, and smoothed in double.
 */
final class OpenPoseMaps {
    /** Pixels of the network's input a cell of its maps stands for. */
    static final int STRIDE = 8;

    static final int POINTS = BodyPoint.values().length;

    private static final double DEVIATION = 3;

    /** Four deviations. */
    private static final int RADIUS = 12;

    private static final double LEAST_PEAK = 0.1;
    private static final int MOST_PEAKS = 200;

    private final int width;
    private final int height;

    /** @param width, height of the full-size maps, pixels */
    OpenPoseMaps(int width, int height) {
        Natives.load();
        this.width = width;
        this.height = height;
    }

    /**
     * A peak of a point's map.
     *
     * @param score the map's value there before smoothing
     */
    record Peak(int x, int y, double score) {}

    /**
     * A map of the network at the picture's size.
     *
     * @param coarse rows from the top
     * @param used part of the enlarged map that the picture covers, without its padding
     */
    float[] enlarged(float[] coarse, int columns, int rows, Size used) {
        try (Workspace workspace = new Workspace()) {
            Mat full = workspace.mat();
            Imgproc.resize(
                    ofInput(coarse, columns, rows, used, workspace),
                    full,
                    new Size(width, height),
                    0,
                    0,
                    Imgproc.INTER_LANCZOS4);
            float[] numbers = new float[width * height];
            full.get(0, 0, numbers);
            return numbers;
        }
    }

    /** The same at single places: a limb is looked at in ten, not in all 196,608. */
    OpenPosePeople.Field field(float[] coarse, int columns, int rows, Size used) {
        try (Workspace workspace = new Workspace()) {
            Mat input = ofInput(coarse, columns, rows, used, workspace);
            int wide = input.cols();
            float[] numbers = new float[Math.toIntExact(input.total())];
            input.get(0, 0, numbers);
            Lanczos across = new Lanczos(wide, width);
            Lanczos along = new Lanczos(input.rows(), height);
            return (x, y) -> {
                double sum = 0;
                for (int i = 0; i < Lanczos.TAPS; i++) {
                    double line = 0;
                    for (int j = 0; j < Lanczos.TAPS; j++) {
                        line += across.weight(x, j) * numbers[along.place(y, i) * wide + across.place(x, j)];
                    }
                    sum += along.weight(y, i) * line;
                }
                return (float) sum;
            };
        }
    }

    /** A map at the size of the network's input, without what was padded. */
    private static Mat ofInput(float[] coarse, int columns, int rows, Size used, Workspace workspace) {
        Mat map = workspace.keep(new Mat(rows, columns, CvType.CV_32FC1));
        map.put(0, 0, coarse);
        Mat input = workspace.mat();
        Imgproc.resize(map, input, new Size(), STRIDE, STRIDE, Imgproc.INTER_LANCZOS4);
        Mat part = input.submat(new Rect(0, 0, (int) used.width, (int) used.height));
        Mat copy = workspace.mat();
        part.copyTo(copy);
        part.release();
        return copy;
    }

    /** Lanczos's window of eight places along one axis, edges repeated: OpenCV's {@code INTER_LANCZOS4}. */
    private static final class Lanczos {
        static final int TAPS = 8;
        private static final int REACH = TAPS / 2;

        private final int[] places;
        private final double[] weights;

        Lanczos(int from, int to) {
            places = new int[TAPS * to];
            weights = new double[TAPS * to];
            for (int i = 0; i < to; i++) {
                double at = (i + 0.5) * from / to - 0.5;
                int first = (int) Math.floor(at);
                double sum = 0;
                for (int tap = 0; tap < TAPS; tap++) {
                    int place = first + tap - REACH + 1;
                    places[TAPS * i + tap] = Math.clamp(place, 0, from - 1);
                    weights[TAPS * i + tap] = window(at - place);
                    sum += weights[TAPS * i + tap];
                }
                for (int tap = 0; tap < TAPS; tap++) {
                    weights[TAPS * i + tap] /= sum;
                }
            }
        }

        private static double window(double x) {
            double angle = Math.PI * x;
            return x == 0 ? 1 : REACH * Math.sin(angle) * Math.sin(angle / REACH) / (angle * angle);
        }

        int place(int i, int tap) {
            return places[TAPS * i + tap];
        }

        double weight(int i, int tap) {
            return weights[TAPS * i + tap];
        }
    }

    /**
     * The peaks of each of the points' maps, row by row; equal neighbours give several.
     *
     * @param map makes the map of a point by its number; asked on two threads
     */
    List<List<Peak>> peaks(IntFunction<float[]> map) {
        int half = POINTS / 2;
        SideBySide<List<List<Peak>>, List<List<Peak>>> both =
                SideBySide.of(() -> peaks(map, 0, half), () -> peaks(map, half, POINTS));
        List<List<Peak>> all = new ArrayList<>(both.first());
        all.addAll(both.second());
        return all;
    }

    private List<List<Peak>> peaks(IntFunction<float[]> map, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(point -> peaks(map.apply(point)))
                .toList();
    }

    private List<Peak> peaks(float[] map) {
        Part part = around(map);
        double[] smooth = smoothed(map, part);
        List<Peak> peaks = new ArrayList<>();
        for (int y = part.top; y < part.bottom; y++) {
            for (int x = part.left; x < part.right; x++) {
                int at = y * width + x;
                double here = smooth[at];
                if (here > LEAST_PEAK
                        && here >= (y > 0 ? smooth[at - width] : 0)
                        && here >= (y < height - 1 ? smooth[at + width] : 0)
                        && here >= (x > 0 ? smooth[at - 1] : 0)
                        && here >= (x < width - 1 ? smooth[at + 1] : 0)) {
                    peaks.add(new Peak(x, y, map[at]));
                }
            }
        }
        return strongest(peaks);
    }

    /** No crowd has so many of one point; a flat map of a broken network has one a pixel, and every pair would be looked at. */
    private static List<Peak> strongest(List<Peak> peaks) {
        if (peaks.size() <= MOST_PEAKS) {
            return peaks;
        }
        double least = peaks.stream()
                .map(Peak::score)
                .sorted(Comparator.reverseOrder())
                .skip(MOST_PEAKS - 1L)
                .findFirst()
                .orElseThrow();
        return peaks.stream()
                .filter(peak -> peak.score() >= least)
                .limit(MOST_PEAKS)
                .toList();
    }

    /** A rectangle of a map, its ends not counted in. */
    private record Part(int left, int top, int right, int bottom) {}

    /** Where a peak can be: a smoothed number is nowhere larger than the largest around it. With a rim to compare with. */
    private Part around(float[] map) {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (map[y * width + x] > LEAST_PEAK) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                }
            }
        }
        int rim = RADIUS + 1;
        return new Part(
                Math.max(0, left - rim),
                Math.max(0, top - rim),
                Math.min(width, right + rim),
                Math.min(height, bottom + rim));
    }

    /** A whole map, smoothed. */
    double[] smoothed(float[] map) {
        return smoothed(map, new Part(0, 0, width, height));
    }

    /**
     * Gaussian in double, along columns and then along rows, the border mirrored with its pixel repeated. The order of the sums is the
     * published one: peaks of equal height depend on it.
     *
     * @return of the map's size; 0 outside the part
     */
    private double[] smoothed(float[] map, Part part) {
        double[] kernel = kernel();
        double[] along = new double[map.length];
        int first = Math.max(0, part.left - RADIUS);
        int last = Math.min(width, part.right + RADIUS);
        for (int y = part.top; y < part.bottom; y++) {
            int to = y * width;
            for (int x = first; x < last; x++) {
                along[to + x] = map[to + x] * kernel[0];
            }
            for (int reach = RADIUS; reach >= 1; reach--) {
                int above = mirrored(y - reach, height) * width;
                int below = mirrored(y + reach, height) * width;
                double weight = kernel[reach];
                for (int x = first; x < last; x++) {
                    along[to + x] += ((double) map[above + x] + map[below + x]) * weight;
                }
            }
        }
        double[] both = new double[map.length];
        int wide = Math.max(0, part.right - part.left);
        double[] line = new double[wide + 2 * RADIUS];
        int[] columns = new int[line.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = mirrored(part.left + i - RADIUS, width);
        }
        for (int y = part.top; y < part.bottom; y++) {
            int to = y * width + part.left;
            for (int i = 0; i < columns.length; i++) {
                line[i] = along[y * width + columns[i]];
            }
            for (int x = 0; x < wide; x++) {
                both[to + x] = line[x + RADIUS] * kernel[0];
            }
            for (int reach = RADIUS; reach >= 1; reach--) {
                double weight = kernel[reach];
                int left = RADIUS - reach;
                int right = RADIUS + reach;
                for (int x = 0; x < wide; x++) {
                    both[to + x] += (line[x + left] + line[x + right]) * weight;
                }
            }
        }
        return both;
    }

    /** Weights by distance from the middle. */
    private static double[] kernel() {
        double[] kernel = new double[RADIUS + 1];
        double sum = 0;
        for (int i = -RADIUS; i <= RADIUS; i++) {
            double weight = Math.exp(-0.5 / (DEVIATION * DEVIATION) * i * i);
            kernel[Math.abs(i)] = weight;
            sum += weight;
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    private static int mirrored(int place, int size) {
        int period = 2 * size;
        int inside = Math.floorMod(place, period);
        return inside < size ? inside : period - 1 - inside;
    }
}
