package org.mirrorx.models.forge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.mirrorx.models.checkpoint.Tensors;

/**
 * FASHN VTON's network as its formulas stand on paper, in double, number by number: slow, and independent of graph and runtime. Proven
 * against the recorded runs; proves the forged network where no recorded runs are.
 */
public final class FashnReference {
    private static final double EPSILON = 1e-6;
    private static final int FREQUENCIES = 128;

    private final Tensors tensors;
    private final FashnSizes sizes;

    public FashnReference(Tensors tensors, FashnSizes sizes) {
        this.tensors = tensors;
        this.sizes = sizes;
    }

    /**
     * The velocity of one sample, three planes.
     *
     * @param x, person, garment three planes
     * @param personPose, garmentPose one plane
     */
    public double[] velocity(
            float[] x,
            float[] person,
            float[] garment,
            float[] personPose,
            float[] garmentPose,
            double time,
            int category) {
        double[][] img = embed("x_embedder.proj", List.of(x, person, personPose));
        double[][] txt = embed("garment_embedder.proj", List.of(garment, garmentPose));
        double[] vec = vec(time, category);
        for (int i = 0; i < sizes.patchMixerBlocks(); i++) {
            img = single("x_patch_mixer." + i, img, vec);
        }
        for (int i = 0; i < sizes.doubleBlocks(); i++) {
            double[][][] both = doubleBlock("double_blocks." + i, img, txt, vec);
            img = both[0];
            txt = both[1];
        }
        double[][] z = joined(txt, img);
        for (int i = 0; i < sizes.singleBlocks(); i++) {
            z = single("single_blocks." + i, z, vec);
        }
        return last(Arrays.copyOfRange(z, z.length / 2, z.length), vec);
    }

    private double[][] embed(String name, List<float[]> planes) {
        double[] weights = numbers(name + ".weight");
        double[] bias = numbers(name + ".bias");
        int patch = sizes.patchSize();
        int plane = sizes.width() * sizes.height();
        List<double[]> channels = new ArrayList<>();
        for (float[] picture : planes) {
            for (int from = 0; from < picture.length; from += plane) {
                double[] channel = new double[plane];
                for (int i = 0; i < plane; i++) {
                    channel[i] = picture[from + i];
                }
                channels.add(channel);
            }
        }
        double[][] tokens = new double[sizes.tokens()][bias.length];
        for (int token = 0; token < tokens.length; token++) {
            int top = token / sizes.columns() * patch;
            int left = token % sizes.columns() * patch;
            for (int out = 0; out < bias.length; out++) {
                double sum = bias[out];
                for (int channel = 0; channel < channels.size(); channel++) {
                    for (int row = 0; row < patch; row++) {
                        for (int column = 0; column < patch; column++) {
                            sum += weights[((out * channels.size() + channel) * patch + row) * patch + column]
                                    * channels.get(channel)[(top + row) * sizes.width() + left + column];
                        }
                    }
                }
                tokens[token][out] = sum;
            }
        }
        return tokens;
    }

    private double[] vec(double time, int category) {
        double[] embedding = new double[2 * FREQUENCIES];
        for (int i = 0; i < FREQUENCIES; i++) {
            double angle = 1000 * time * Math.exp(-Math.log(10_000) * i / FREQUENCIES);
            embedding[i] = Math.cos(angle);
            embedding[FREQUENCIES + i] = Math.sin(angle);
        }
        double[] hidden = map(linear("t_embedder.mlp.in_layer", embedding), FashnReference::silu);
        double[] vec = linear("t_embedder.mlp.out_layer", hidden);
        double[] table = numbers("y_embedder.weight");
        for (int i = 0; i < vec.length; i++) {
            vec[i] += table[category * vec.length + i];
        }
        return vec;
    }

    private double[][] single(String name, double[][] z, double[] vec) {
        int width = sizes.hiddenSize();
        double[] modulation = linear(name + ".modulation.lin", map(vec, FashnReference::silu));
        double[][] all = rows(modulated(z, modulation, 0), u -> linear(name + ".linear1", u));
        double[][] attention = attention(
                heads(part(all, 0, width), name + ".norm.query_norm.scale"),
                heads(part(all, width, width), name + ".norm.key_norm.scale"),
                part(all, 2 * width, width));
        double[][] inner = part(all, 3 * width, sizes.inner());
        double[][] result = new double[z.length][];
        for (int token = 0; token < z.length; token++) {
            double[] both = Arrays.copyOf(attention[token], width + sizes.inner());
            System.arraycopy(map(inner[token], FashnReference::gelu), 0, both, width, sizes.inner());
            result[token] = gated(z[token], modulation, 2, linear(name + ".linear2", both));
        }
        return result;
    }

    private double[][][] doubleBlock(String name, double[][] img, double[][] txt, double[] vec) {
        int width = sizes.hiddenSize();
        String[] streams = {name + ".img", name + ".txt"};
        double[][][] before = {img, txt};
        double[][] modulations = new double[2][];
        double[][][] q = new double[2][][];
        double[][][] k = new double[2][][];
        double[][][] v = new double[2][][];
        for (int s = 0; s < 2; s++) {
            String stream = streams[s];
            modulations[s] = linear(stream + "_mod.lin", map(vec, FashnReference::silu));
            double[][] qkv = rows(modulated(before[s], modulations[s], 0), u -> linear(stream + "_attn.qkv", u));
            q[s] = heads(part(qkv, 0, width), stream + "_attn.norm.query_norm.scale");
            k[s] = heads(part(qkv, width, width), stream + "_attn.norm.key_norm.scale");
            v[s] = part(qkv, 2 * width, width);
        }
        double[][] attention = attention(joined(q[1], q[0]), joined(k[1], k[0]), joined(v[1], v[0]));
        double[][][] after = new double[2][][];
        for (int s = 0; s < 2; s++) {
            String stream = streams[s];
            double[] modulation = modulations[s];
            int from = s == 0 ? img.length : 0;
            double[][] middle = new double[img.length][];
            for (int token = 0; token < img.length; token++) {
                middle[token] =
                        gated(before[s][token], modulation, 2, linear(stream + "_attn.proj", attention[from + token]));
            }
            double[][] shown = modulated(middle, modulation, 3);
            after[s] = new double[img.length][];
            for (int token = 0; token < img.length; token++) {
                double[] inner = map(linear(stream + "_mlp.0", shown[token]), FashnReference::gelu);
                after[s][token] = gated(middle[token], modulation, 5, linear(stream + "_mlp.2", inner));
            }
        }
        return after;
    }

    private double[] last(double[][] img, double[] vec) {
        double[] shiftScale = linear("final_layer.adaLN_modulation.1", map(vec, FashnReference::silu));
        double[][] y = rows(modulated(img, shiftScale, 0), u -> linear("final_layer.linear", u));
        int patch = sizes.patchSize();
        double[] velocity = new double[3 * sizes.width() * sizes.height()];
        for (int token = 0; token < y.length; token++) {
            int top = token / sizes.columns() * patch;
            int left = token % sizes.columns() * patch;
            for (int i = 0; i < y[token].length; i++) {
                int colour = i / (patch * patch);
                int row = i / patch % patch;
                velocity[(colour * sizes.height() + top + row) * sizes.width() + left + i % patch] = y[token][i];
            }
        }
        return velocity;
    }

    /** (1 + scale) · LN(x) + shift; shift and scale are parts number {@code first} and the next. */
    private double[][] modulated(double[][] x, double[] modulation, int first) {
        int width = sizes.hiddenSize();
        return rows(x, row -> {
            double mean = Arrays.stream(row).average().orElse(0);
            double variance = Arrays.stream(row)
                    .map(n -> (n - mean) * (n - mean))
                    .average()
                    .orElse(0);
            double[] result = new double[width];
            for (int i = 0; i < width; i++) {
                double shift = modulation[first * width + i];
                double scale = modulation[(first + 1) * width + i];
                result[i] = (1 + scale) * (row[i] - mean) / Math.sqrt(variance + EPSILON) + shift;
            }
            return result;
        });
    }

    private double[] gated(double[] x, double[] modulation, int part, double[] change) {
        double[] result = x.clone();
        for (int i = 0; i < x.length; i++) {
            result[i] += modulation[part * sizes.hiddenSize() + i] * change[i];
        }
        return result;
    }

    /** Root mean square of each head, its scale, then rope. */
    private double[][] heads(double[][] x, String scaleName) {
        double[] scale = numbers(scaleName);
        int head = sizes.head();
        double[][] result = new double[x.length][];
        for (int token = 0; token < x.length; token++) {
            double[] row = x[token].clone();
            int place = token % sizes.tokens();
            for (int from = 0; from < row.length; from += head) {
                double squares = 0;
                for (int i = 0; i < head; i++) {
                    squares += row[from + i] * row[from + i];
                }
                double root = Math.sqrt(squares / head + EPSILON);
                for (int i = 0; i < head; i++) {
                    row[from + i] = row[from + i] / root * scale[i];
                }
                turn(row, from, new int[] {0, place / sizes.columns(), place % sizes.columns()});
            }
            result[token] = row;
        }
        return result;
    }

    private void turn(double[] row, int from, int[] position) {
        int at = from;
        for (int axis = 0; axis < position.length; axis++) {
            int dimension = sizes.ropeAxes().get(axis);
            for (int pair = 0; pair < dimension / 2; pair++) {
                double angle = position[axis] * Math.pow(sizes.ropeTheta(), -2.0 * pair / dimension);
                double a = row[at];
                double b = row[at + 1];
                row[at++] = Math.cos(angle) * a - Math.sin(angle) * b;
                row[at++] = Math.sin(angle) * a + Math.cos(angle) * b;
            }
        }
    }

    private double[][] attention(double[][] q, double[][] k, double[][] v) {
        int head = sizes.head();
        double[][] result = new double[q.length][sizes.hiddenSize()];
        for (int from = 0; from < sizes.hiddenSize(); from += head) {
            for (int token = 0; token < q.length; token++) {
                double[] scores = new double[k.length];
                double largest = Double.NEGATIVE_INFINITY;
                for (int other = 0; other < k.length; other++) {
                    for (int i = 0; i < head; i++) {
                        scores[other] += q[token][from + i] * k[other][from + i];
                    }
                    scores[other] /= Math.sqrt(head);
                    largest = Math.max(largest, scores[other]);
                }
                double sum = 0;
                for (int other = 0; other < k.length; other++) {
                    scores[other] = Math.exp(scores[other] - largest);
                    sum += scores[other];
                }
                for (int other = 0; other < k.length; other++) {
                    for (int i = 0; i < head; i++) {
                        result[token][from + i] += scores[other] / sum * v[other][from + i];
                    }
                }
            }
        }
        return result;
    }

    private double[] linear(String name, double[] x) {
        double[] weights = numbers(name + ".weight");
        double[] result = numbers(name + ".bias").clone();
        for (int out = 0; out < result.length; out++) {
            for (int in = 0; in < x.length; in++) {
                result[out] += weights[out * x.length + in] * x[in];
            }
        }
        return result;
    }

    private final java.util.Map<String, double[]> read = new java.util.HashMap<>();

    private double[] numbers(String name) {
        return read.computeIfAbsent(name, key -> tensors.get(key).toDoubles());
    }

    @FunctionalInterface
    private interface RowMap {
        double[] of(double[] row);
    }

    private static double[][] rows(double[][] x, RowMap map) {
        return Arrays.stream(x).map(map::of).toArray(double[][]::new);
    }

    private static double[][] part(double[][] x, int from, int length) {
        return rows(x, row -> Arrays.copyOfRange(row, from, from + length));
    }

    private static double[][] joined(double[][] first, double[][] second) {
        double[][] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static double[] map(double[] x, DoubleUnaryOperator operator) {
        return Arrays.stream(x).map(operator).toArray();
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    private static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }
}
