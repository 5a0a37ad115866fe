package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.models.checkpoint.Tensors;

/** OpenPose's body network by its formulas in double: what a recorded run in float and ours both come near to. */
final class OpenPoseReference {
    private final Tensors tensors;

    OpenPoseReference(Tensors tensors) {
        this.tensors = tensors;
    }

    /**
     * @param picture [3][h][w], B, G, R, −0.5 to 0.5
     * @return the limb fields, then the points' maps
     */
    List<double[][][]> run(double[][][] picture) {
        double[][][] x = picture;
        for (String name : List.of(
                "conv1_1",
                "conv1_2",
                "pool",
                "conv2_1",
                "conv2_2",
                "pool",
                "conv3_1",
                "conv3_2",
                "conv3_3",
                "conv3_4",
                "pool",
                "conv4_1",
                "conv4_2",
                "conv4_3_CPM",
                "conv4_4_CPM")) {
            x = name.equals("pool") ? halved(x) : conv(name, x, true);
        }
        double[][][] features = x;
        double[][][] paf = branch("conv5_", "_CPM_L1", 5, features, false);
        double[][][] heat = branch("conv5_", "_CPM_L2", 5, features, false);
        for (int stage = 2; stage <= 6; stage++) {
            double[][][] joined = joined(paf, heat, features);
            paf = branch("Mconv", "_stage" + stage + "_L1", 7, joined, false);
            heat = branch("Mconv", "_stage" + stage + "_L2", 7, joined, stage == 6);
        }
        return List.of(paf, heat);
    }

    private double[][][] branch(String prefix, String suffix, int layers, double[][][] input, boolean lastRelu) {
        double[][][] x = input;
        for (int layer = 1; layer <= layers; layer++) {
            x = conv(prefix + layer + suffix, x, layer < layers || lastRelu);
        }
        return x;
    }

    private double[][][] conv(String name, double[][][] x, boolean relu) {
        var shape = tensors.get(name + ".weight").shape();
        double[] weights = tensors.get(name + ".weight").toDoubles();
        double[] bias = tensors.get(name + ".bias").toDoubles();
        int kernel = shape.side(2);
        int pad = kernel / 2;
        int height = x[0].length;
        int width = x[0][0].length;
        double[][][] result = new double[bias.length][height][width];
        for (int out = 0; out < bias.length; out++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = bias[out];
                    for (int in = 0; in < x.length; in++) {
                        for (int u = Math.max(0, pad - row); u < Math.min(kernel, height + pad - row); u++) {
                            for (int v = Math.max(0, pad - column); v < Math.min(kernel, width + pad - column); v++) {
                                sum += weights[((out * x.length + in) * kernel + u) * kernel + v]
                                        * x[in][row + u - pad][column + v - pad];
                            }
                        }
                    }
                    result[out][row][column] = relu ? Math.max(0, sum) : sum;
                }
            }
        }
        return result;
    }

    private static double[][][] halved(double[][][] x) {
        double[][][] half = new double[x.length][x[0].length / 2][x[0][0].length / 2];
        for (int c = 0; c < x.length; c++) {
            for (int i = 0; i < half[c].length; i++) {
                for (int j = 0; j < half[c][i].length; j++) {
                    half[c][i][j] = Math.max(
                            Math.max(x[c][2 * i][2 * j], x[c][2 * i + 1][2 * j]),
                            Math.max(x[c][2 * i][2 * j + 1], x[c][2 * i + 1][2 * j + 1]));
                }
            }
        }
        return half;
    }

    private static double[][][] joined(double[][][]... parts) {
        List<double[][]> maps = new ArrayList<>();
        for (double[][][] part : parts) {
            maps.addAll(Arrays.asList(part));
        }
        return maps.toArray(double[][][]::new);
    }

    /** One map after the other, rows from the top. */
    static double[] flat(double[][][] maps) {
        return Arrays.stream(maps)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
