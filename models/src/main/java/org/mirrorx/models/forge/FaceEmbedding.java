package org.mirrorx.models.forge;

import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.TfjsWeights;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.Pads;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Weights;
import org.mirrorx.models.onnx.Window;

/**
 * dlib's face embedding ({@code dlib_face_recognition_resnet_model_v1}) with the weights and names of face-api: a residual network
 * of 29 convolutions.
 *
 * <p>Input {@code chip} [1, 150, 150, 3]: an aligned face, RGB, (v − (122.782, 117.001, 104.298)) / 255. Output {@code embedding}
 * [1, 128], of length 1.4 to 1.6: to be compared by Euclidean distance.
 */
public final class FaceEmbedding {
    private static final int CHIP = 150;
    private static final int[] TO_CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int EMBEDDING = 128;

    private final TfjsWeights weights;
    private final Graph graph = new Graph("face_recognition_model");

    private FaceEmbedding(TfjsWeights weights) {
        this.weights = weights;
    }

    /** @throws Refusal when the weights are not those of this network */
    public static Graph forge(TfjsWeights weights) {
        return new FaceEmbedding(weights).forge();
    }

    private Graph forge() {
        Value chip = graph.input("chip", ElementType.F32, Shape.of(1, CHIP, CHIP, 3));
        Value x = conv(chip.transpose(TO_CHANNELS_FIRST), "conv32_down", 32, Window.square(7, 2, Pads.NONE))
                .relu();
        x = x.maxPool(Window.square(3, 2, Pads.NONE));
        x = block(x, "conv32_1");
        x = block(x, "conv32_2");
        x = block(x, "conv32_3");
        x = downBlock(x, "conv64_down", 64);
        x = block(x, "conv64_1");
        x = block(x, "conv64_2");
        x = block(x, "conv64_3");
        x = downBlock(x, "conv128_down", 128);
        x = block(x, "conv128_1");
        x = block(x, "conv128_2");
        x = downBlock(x, "conv256_down", 256);
        x = block(x, "conv256_1");
        x = block(x, "conv256_2");
        x = downBlock(x, "conv256_down_out", 256);
        Shape full = Shape.of(x.channels(), EMBEDDING);
        Value fc = graph.constant(Weights.floats(full, () -> weights.floats("fc", full)));
        Value mean = x.globalAveragePool().reshape(Shape.of(1, x.channels()));
        graph.output("embedding", mean.matMul(fc));
        return graph;
    }

    private Value block(Value x, String name) {
        Window same = Window.square(3, 1, Pads.all(1));
        Value main = conv(x, name + "/conv1", x.channels(), same).relu();
        main = conv(main, name + "/conv2", x.channels(), same);
        return main.add(x).relu();
    }

    /** Halves height and width; the side path is the mean of 2 × 2, with zeros for the new channels. */
    private Value downBlock(Value x, String name, int channels) {
        Value main = conv(x, name + "/conv1", channels, Window.square(3, 2, Pads.NONE))
                .relu();
        main = conv(main, name + "/conv2", channels, Window.square(3, 1, Pads.all(1)));
        Value side = x.averagePool(Window.square(2, 2, Pads.NONE));
        // 8 → 3 on the main path against 4 on the side path: one row of zeros below, one column on the right
        main = zerosBehind(main, 0, side.height() - main.height(), side.width() - main.width());
        side = zerosBehind(side, channels - side.channels(), 0, 0);
        return main.add(side).relu();
    }

    private static Value zerosBehind(Value x, int channels, int rows, int columns) {
        return channels + rows + columns == 0
                ? x
                : x.pad(new int[] {0, 0, 0, 0}, new int[] {0, channels, rows, columns});
    }

    /** (w ∗ x + bias) · scale + shift, folded into one convolution. */
    private Value conv(Value x, String name, int out, Window window) {
        int in = x.channels();
        Shape filters = Shape.of(window.kernelHeight(), window.kernelWidth(), in, out);
        int[] outFirst = {3, 2, 0, 1};
        Weights folded = Weights.floats(filters.permuted(outFirst), () -> {
            float[] scale = vector(name + "/scale/weights", out);
            float[] numbers = weights.floats(name + "/conv/filters", filters);
            for (int row = 0; row < numbers.length; row += out) {
                for (int channel = 0; channel < out; channel++) {
                    numbers[row + channel] *= scale[channel];
                }
            }
            return Permutation.of(numbers, filters, outFirst);
        });
        Weights shift = Weights.floats(Shape.of(out), () -> {
            float[] scale = vector(name + "/scale/weights", out);
            float[] bias = vector(name + "/conv/bias", out);
            float[] biases = vector(name + "/scale/biases", out);
            for (int i = 0; i < out; i++) {
                biases[i] += bias[i] * scale[i];
            }
            return biases;
        });
        return x.conv(graph.constant(folded), graph.constant(shift), window, 1);
    }

    private float[] vector(String name, int length) {
        return weights.floats(name, Shape.of(length));
    }
}
