package org.mirrorx.inference.garment;

import java.util.Arrays;

/**
 * The colour of the ground a product photograph was taken on: its median along the frame, tilted like a plane where the studio's light
 * falls off. CIE Lab, L 0 to 100.
 */
final class GroundColour {
    /** Width of the frame that is looked at, at 1024 pixels of long side. Spec drape §3.1. */
    private static final double FRAME = 10;
    /** A frame pixel within this ΔE of the median is ground when the plane is fitted. */
    private static final double INLIER = 7;
    /** A tilt below this over the whole picture is noise. */
    private static final double SMALLEST_TILT = 1.0;

    private final double[][] plane;
    private final double spread;
    private final double plainShare;

    private GroundColour(double[][] plane, double spread, double plainShare) {
        this.plane = plane;
        this.spread = spread;
        this.plainShare = plainShare;
    }

    /** Median ΔE76 of the frame's ground pixels to the model. */
    double spread() {
        return spread;
    }

    /** Share of the frame that is ground, 0 to 1: low on a busy ground or where the garment leaves the picture. */
    double plainShare() {
        return plainShare;
    }

    /** Lightness in the middle of the picture. */
    double lightness() {
        return plane[0][0];
    }

    /**
     * @param lab interleaved L, a, b
     * @param unit pixels per pixel of a photograph with 1024 pixels of long side
     */
    static GroundColour of(float[] lab, int width, int height, double unit) {
        int frame = (int) Math.max(2, Math.round(FRAME * unit));
        int[] places = new int[2 * frame * (width + height)];
        int count = 0;
        for (int y = 0; y < height; y++) {
            boolean wholeRow = y < frame || y >= height - frame;
            for (int x = 0; x < width; x++) {
                if (wholeRow || x < frame || x >= width - frame) {
                    places[count++] = y * width + x;
                }
            }
        }
        places = Arrays.copyOf(places, count);
        double[] median = new double[3];
        float[] channel = new float[count];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < count; i++) {
                channel[i] = lab[3 * places[i] + c];
            }
            median[c] = median(channel);
        }
        double[][] plane = {{median[0], 0, 0}, {median[1], 0, 0}, {median[2], 0, 0}};
        GroundColour flat = judged(plane, lab, width, height, places);
        if (flat.plainShare < 0.5) {
            return flat;
        }
        double[][] tilted = tilt(plane, lab, width, height, places);
        GroundColour bent = judged(tilted, lab, width, height, places);
        boolean worthIt =
                Math.abs(tilted[0][1]) + Math.abs(tilted[0][2]) > SMALLEST_TILT && bent.spread < 0.8 * flat.spread;
        return worthIt ? bent : flat;
    }

    private static GroundColour judged(double[][] plane, float[] lab, int width, int height, int[] places) {
        GroundColour model = new GroundColour(plane, 0, 0);
        float[] distances = new float[places.length];
        int plain = 0;
        for (int i = 0; i < places.length; i++) {
            int x = places[i] % width;
            int y = places[i] / width;
            distances[i] = (float) model.distance(lab, places[i], x, y, width, height);
            if (distances[i] < INLIER) {
                distances[plain++] = distances[i];
            }
        }
        double spread = plain == 0 ? INLIER : median(Arrays.copyOf(distances, plain));
        return new GroundColour(plane, spread, plain / (double) places.length);
    }

    /** Least squares of value = a + b·x + c·y over the inliers, x and y from −0.5 to 0.5 across the picture. */
    private static double[][] tilt(double[][] start, float[] lab, int width, int height, int[] places) {
        double[][] fitted = {start[0].clone(), start[1].clone(), start[2].clone()};
        for (int round = 0; round < 3; round++) {
            GroundColour model = new GroundColour(fitted, 0, 0);
            double[][] normal = new double[3][3];
            double[][] right = new double[3][3];
            for (int place : places) {
                int x = place % width;
                int y = place / width;
                if (model.distance(lab, place, x, y, width, height) >= INLIER) {
                    continue;
                }
                double[] row = {1, x / (double) width - 0.5, y / (double) height - 0.5};
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        normal[i][j] += row[i] * row[j];
                    }
                    for (int c = 0; c < 3; c++) {
                        right[c][i] += row[i] * lab[3 * place + c];
                    }
                }
            }
            double[][] next = new double[3][];
            for (int c = 0; c < 3; c++) {
                next[c] = solve3(normal, right[c]);
            }
            fitted = next;
        }
        return fitted;
    }

    /** Cramer's rule; a singular system (frame of one column) keeps the plane level. */
    private static double[] solve3(double[][] m, double[] r) {
        double det = det3(m);
        if (Math.abs(det) < 1e-9) {
            return new double[] {m[0][0] == 0 ? 0 : r[0] / m[0][0], 0, 0};
        }
        double[] solution = new double[3];
        for (int k = 0; k < 3; k++) {
            double[][] replaced = {m[0].clone(), m[1].clone(), m[2].clone()};
            for (int i = 0; i < 3; i++) {
                replaced[i][k] = r[i];
            }
            solution[k] = det3(replaced) / det;
        }
        return solution;
    }

    private static double det3(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /** Channel {@code c} of the ground at a pixel. */
    double at(int c, int x, int y, int width, int height) {
        double[] p = plane[c];
        return p[0] + p[1] * (x / (double) width - 0.5) + p[2] * (y / (double) height - 0.5);
    }

    private double distance(float[] lab, int place, int x, int y, int width, int height) {
        double dl = lab[3 * place] - at(0, x, y, width, height);
        double da = lab[3 * place + 1] - at(1, x, y, width, height);
        double db = lab[3 * place + 2] - at(2, x, y, width, height);
        return Math.sqrt(dl * dl + da * da + db * db);
    }

    /** The picture minus the ground, interleaved L, a, b. */
    float[] differences(float[] lab, int width, int height) {
        float[] difference = new float[lab.length];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++, i++) {
                    difference[i] = (float) (lab[i] - at(c, x, y, width, height));
                }
            }
        }
        return difference;
    }

    static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
