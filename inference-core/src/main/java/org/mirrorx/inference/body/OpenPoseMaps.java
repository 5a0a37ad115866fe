package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
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
            Mat map = workspace.keep(new Mat(rows, columns, CvType.CV_32FC1));
            map.put(0, 0, coarse);
            Mat input = workspace.mat();
            Imgproc.resize(map, input, new Size(), STRIDE, STRIDE, Imgproc.INTER_LANCZOS4);
            Mat part = input.submat(new Rect(0, 0, (int) used.width, (int) used.height));
            Mat full = workspace.mat();
            Imgproc.resize(part, full, new Size(width, height), 0, 0, Imgproc.INTER_LANCZOS4);
            part.release();
            float[] numbers = new float[width * height];
            full.get(0, 0, numbers);
            return numbers;
        }
    }

    /** The peaks of each of the maps, row by row; equal neighbours give several. */
    List<List<Peak>> peaks(List<float[]> maps) {
        int half = maps.size() / 2;
        SideBySide<List<List<Peak>>, List<List<Peak>>> both = SideBySide.of(
                () -> maps.subList(0, half).stream().map(this::peaks).toList(),
                () -> maps.subList(half, maps.size()).stream().map(this::peaks).toList());
        List<List<Peak>> all = new ArrayList<>(both.first());
        all.addAll(both.second());
        return all;
    }

    private List<Peak> peaks(float[] map) {
        double[] smooth = smoothed(map);
        List<Peak> peaks = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
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
        return peaks;
    }

    /**
     * Gaussian in double, along columns and then along rows, the border mirrored with its pixel repeated. The order of the sums is the
     * published one: peaks of equal height depend on it.
     */
    double[] smoothed(float[] map) {
        double[] kernel = kernel();
        double[] along = new double[map.length];
        double[] line = new double[Math.max(width, height) + 2 * RADIUS];
        int[] rows = new int[height + 2 * RADIUS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = mirrored(i - RADIUS, height) * width;
        }
        for (int y = 0; y < height; y++) {
            int to = y * width;
            int own = rows[y + RADIUS];
            for (int x = 0; x < width; x++) {
                along[to + x] = map[own + x] * kernel[0];
            }
            for (int reach = RADIUS; reach >= 1; reach--) {
                int above = rows[y + RADIUS - reach];
                int below = rows[y + RADIUS + reach];
                double weight = kernel[reach];
                for (int x = 0; x < width; x++) {
                    along[to + x] += ((double) map[above + x] + map[below + x]) * weight;
                }
            }
        }
        double[] both = new double[map.length];
        int[] columns = new int[width + 2 * RADIUS];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = mirrored(i - RADIUS, width);
        }
        for (int y = 0; y < height; y++) {
            int to = y * width;
            for (int i = 0; i < columns.length; i++) {
                line[i] = along[to + columns[i]];
            }
            for (int x = 0; x < width; x++) {
                both[to + x] = line[x + RADIUS] * kernel[0];
            }
            for (int reach = RADIUS; reach >= 1; reach--) {
                double weight = kernel[reach];
                int left = RADIUS - reach;
                int right = RADIUS + reach;
                for (int x = 0; x < width; x++) {
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
