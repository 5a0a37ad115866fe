package org.mirrorx.models.forge;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.Pads;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Weights;
import org.mirrorx.models.onnx.Window;

/**
 * The layers of a checkpoint by PyTorch's names ({@code NAME.weight}, {@code NAME.bias}), as operations of a graph. Widths are read from
 * the tensors; one that does not fit its input is refused.
 */
final class PublishedLayers {
    private static final int FILTERS_RANK = 4;

    private final Graph graph;
    private final Tensors tensors;
    private final Set<String> read = new HashSet<>();

    PublishedLayers(Graph graph, Tensors tensors) {
        this.graph = graph;
        this.tensors = tensors;
    }

    boolean has(String tensor) {
        return tensors.has(tensor);
    }

    /** @throws Refusal when it is missing, or does not hold floats of this shape */
    Tensor tensor(String name, int... sides) {
        Tensor tensor = tensors.get(name);
        read.add(name);
        Shape wanted = Shape.of(sides);
        if (!tensor.shape().equals(wanted) || !tensor.type().isFloat()) {
            throw misfit(tensor, "floats " + wanted);
        }
        return tensor;
    }

    /** A tensor of whatever sides. */
    Tensor ofRank(String name, int rank) {
        Tensor tensor = tensors.get(name);
        if (tensor.shape().rank() != rank
                || tensor.shape().elements() == 0
                || !tensor.type().isFloat()) {
            throw misfit(tensor, "floats of " + rank + " sides");
        }
        return tensor;
    }

    private Refusal misfit(Tensor tensor, String wanted) {
        return new Refusal(tensors.source() + ": tensor " + tensor.name() + " is " + tensor.type() + " "
                + tensor.shape() + " where the network needs " + wanted + "; take the published file.");
    }

    /** How many channels a convolution makes. */
    int filters(String name) {
        return ofRank(name + ".weight", FILTERS_RANK).shape().side(0);
    }

    /** @throws Refusal when a convolution makes another number of channels */
    void requireFilters(String name, int wanted) {
        if (filters(name) != wanted) {
            throw misfit(tensors.get(name + ".weight"), "filters for " + wanted + " channels");
        }
    }

    /** The file, as a person would recognise it in an error. */
    String source() {
        return tensors.source();
    }

    Value vector(String name, int length) {
        return graph.constant(StoredWeights.asStored(tensor(name, length), ElementType.F32));
    }

    /** A convolution with bias. */
    Value conv(String name, Value x, Window window) {
        return conv(name, x, window, 1);
    }

    Value conv(String name, Value x, Window window, int groups) {
        int out = filters(name);
        Tensor weights =
                tensor(name + ".weight", out, x.channels() / groups, window.kernelHeight(), window.kernelWidth());
        return x.conv(
                graph.constant(StoredWeights.asStored(weights, ElementType.F32)),
                vector(name + ".bias", out),
                window,
                groups);
    }

    /** A convolution without bias whose result goes through a normalisation of fixed statistics; both become one. */
    Value convNormed(String name, String norm, Value x, Window window, float epsilon) {
        int out = filters(name);
        Tensor weights = tensor(name + ".weight", out, x.channels(), window.kernelHeight(), window.kernelWidth());
        Tensor scale = tensor(norm + ".weight", out);
        Tensor shift = tensor(norm + ".bias", out);
        // Files of old detectors may lack the statistics; they then mean 0 and 1.
        boolean measured = has(norm + ".running_mean") || has(norm + ".running_var");
        Factors factors = new Factors(
                scale,
                shift,
                measured ? tensor(norm + ".running_mean", out) : shift,
                measured ? tensor(norm + ".running_var", out) : scale,
                measured,
                epsilon);
        Weights folded = Weights.floats(weights.shape(), () -> {
            float[] numbers = weights.toFloats();
            double[] by = factors.scales();
            int each = numbers.length / out;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (numbers[i] * by[i / each]);
            }
            return numbers;
        });
        Weights bias = Weights.floats(Shape.of(out), factors::shifts);
        return x.conv(graph.constant(folded), graph.constant(bias), window, 1);
    }

    /** y = (x − mean) · scale / √(variance + epsilon) + shift, channel by channel. */
    private record Factors(Tensor scale, Tensor shift, Tensor mean, Tensor variance, boolean measured, float epsilon) {
        double[] scales() {
            double[] scales = scale.toDoubles();
            double[] variances = variance.toDoubles();
            for (int i = 0; i < scales.length; i++) {
                scales[i] /= Math.sqrt((measured ? variances[i] : 1) + epsilon);
            }
            return scales;
        }

        float[] shifts() {
            double[] scales = scales();
            double[] means = mean.toDoubles();
            float[] shifts = shift.toFloats();
            for (int i = 0; i < shifts.length; i++) {
                shifts[i] = (float) (shifts[i] - (measured ? means[i] : 0) * scales[i]);
            }
            return shifts;
        }
    }

    /** A transposed convolution with bias; its weights lie [in, out, height, width]. */
    Value convTransposed(String name, Value x, Window window) {
        int out = ofRank(name + ".weight", FILTERS_RANK).shape().side(1);
        Tensor weights = tensor(name + ".weight", x.channels(), out, window.kernelHeight(), window.kernelWidth());
        return x.convTranspose(
                graph.constant(StoredWeights.asStored(weights, ElementType.F32)), vector(name + ".bias", out), window);
    }

    /** x · weightᵀ + bias over the last side. */
    Value linear(String name, Value x) {
        int in = x.shape().side(x.shape().rank() - 1);
        int out = ofRank(name + ".weight", 2).shape().side(0);
        Tensor weights = tensor(name + ".weight", out, in);
        return x.matMul(graph.constant(StoredWeights.turned(weights, ElementType.F32)))
                .add(vector(name + ".bias", out));
    }

    /** x · weightᵀ over the last side, without bias. */
    Value linearWithoutBias(String name, Value x) {
        int in = x.shape().side(x.shape().rank() - 1);
        int out = ofRank(name + ".weight", 2).shape().side(0);
        return x.matMul(graph.constant(StoredWeights.turned(tensor(name + ".weight", out, in), ElementType.F32)));
    }

    /**
     * x · weightᵀ + bias for one of several layers of equal width that lie one after another in the rows of one matrix.
     *
     * @param weight, bias full names of the tensors, [parts · width, width] and [parts · width]
     */
    Value linearOfRows(String weight, String bias, int part, int parts, Value x) {
        int width = x.shape().side(x.shape().rank() - 1);
        Tensor weights = rows(tensor(weight, parts * width, width), part * width, width);
        Tensor shift = rows(tensor(bias, parts * width), part * width, width);
        return x.matMul(graph.constant(StoredWeights.turned(weights, ElementType.F32)))
                .add(graph.constant(StoredWeights.asStored(shift, ElementType.F32)));
    }

    private static Tensor rows(Tensor tensor, int first, int count) {
        long each = tensor.bytes().byteSize() / tensor.shape().side(0);
        return new Tensor(
                tensor.name(),
                tensor.type(),
                tensor.shape().with(0, count),
                tensor.bytes().asSlice(first * each, count * each));
    }

    /**
     * (x − mean) / √(variance + epsilon) · weight + bias over each group of channels of a map.
     *
     * @throws Refusal when the channels do not divide into the groups
     */
    Value groupNorm(String name, Value x, int groups, float epsilon) {
        if (x.channels() % groups != 0) {
            throw new Refusal(tensors.source() + ": " + name + " has " + x.channels()
                    + " channels, which do not divide into " + groups + " groups; take the published file.");
        }
        return x.groupNorm(groups, epsilon)
                .multiply(perChannel(name + ".weight", x.channels()))
                .add(perChannel(name + ".bias", x.channels()));
    }

    /** A number for each channel of a map. */
    private Value perChannel(String name, int channels) {
        Tensor numbers = tensor(name, channels);
        return graph.constant(StoredWeights.asStored(
                new Tensor(name, numbers.type(), Shape.of(channels, 1, 1), numbers.bytes()), ElementType.F32));
    }

    /** (x − mean) / √(variance + epsilon) · weight + bias over the last side. */
    Value layerNorm(String name, Value x, float epsilon) {
        int width = x.shape().side(x.shape().rank() - 1);
        return x.layerNorm(vector(name + ".weight", width), epsilon).add(vector(name + ".bias", width));
    }

    /** A square window that keeps the size at stride 1. */
    static Window around(int kernel, int stride) {
        return Window.square(kernel, stride, Pads.all(kernel / 2));
    }

    /** A tensor that nothing reads means that the file is of another network, or of other sizes. */
    void refuseOthers(Predicate<String> ignored) {
        for (String name : tensors.names()) {
            if (!read.contains(name) && !ignored.test(name)) {
                throw new Refusal(tensors.source() + ": tensor " + name
                        + " has no place in the network; take the published file.");
            }
        }
    }
}
