package org.mirrorx.models.forge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.TfLite;
import org.mirrorx.models.checkpoint.TfLiteOperator;
import org.mirrorx.models.checkpoint.TfLiteOperator.Activation;
import org.mirrorx.models.checkpoint.TfLiteOperator.Padding;
import org.mirrorx.models.checkpoint.TfLiteOperator.Step;
import org.mirrorx.models.checkpoint.TfLiteTensor;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.Pads;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Weights;
import org.mirrorx.models.onnx.Window;

/**
 * The small networks of google/mediapipe, from TensorFlow Lite to ONNX. Inputs and outputs keep their names, order and shapes
 * ([1, height, width, channels]); between them maps are [1, channels, height, width]. Weights become f32: f16 to f32 is exact.
 *
 * <p>Rules: TensorFlow Lite's kernels; those of the three custom operators from mediapipe/util/tflite/operations. After every step
 * the shape must be the one the file states for the result.
 */
public final class MediaPipe {
    private static final int MAP_RANK = 4;
    private static final int[] TO_CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int[] TO_CHANNELS_LAST = {0, 2, 3, 1};
    private static final float RELU6 = 6;

    /** MediaPipe's pooling with positions has no other window in the published networks. */
    private static final Window TWO_BY_TWO = Window.square(2, 2, Pads.NONE);

    /** The largest network that comes with MirrorX, pose_landmark_full, has 3.2 million. */
    private static final long MOST_WEIGHTS = 30_000_000;

    private final TfLite network;
    private final Graph graph;
    private final Map<Integer, Value> made = new HashMap<>();

    /** Constants that steps have widened or made dense, by the number of the step's result. */
    private final Map<Integer, TfLiteTensor> constants = new HashMap<>();

    private long weights;

    private MediaPipe(TfLite network) {
        this.network = network;
        this.graph = new Graph(network.source());
    }

    /** @throws Refusal when the network is not one that these rules cover */
    public static Graph forge(TfLite network) {
        return new MediaPipe(network).forge();
    }

    private Graph forge() {
        for (int number : network.inputs()) {
            within("input " + number, () -> input(tensor(number)));
        }
        for (TfLiteOperator operator : network.operators()) {
            within(
                    "step " + operator.number() + " ("
                            + operator.kind().getClass().getSimpleName() + ")",
                    () -> step(operator));
        }
        for (int number : network.outputs()) {
            within("output " + number, () -> output(tensor(number)));
        }
        return graph;
    }

    /** What does not fit together is the file's fault, and the refusal says at which step of it. */
    private void within(String place, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException | ArithmeticException unfit) {
            throw new Refusal(
                    network.source() + ", " + place + ": " + unfit.getMessage() + "; take the published file.", unfit);
        }
    }

    private void input(TfLiteTensor input) {
        if (input.type() != ElementType.F32) {
            throw new IllegalArgumentException(input.name() + " takes " + input.type() + " instead of F32");
        }
        Value value = graph.input(input.name(), ElementType.F32, input.shape());
        made.put(input.number(), isMap(input) ? value.transpose(TO_CHANNELS_FIRST) : value);
    }

    private void output(TfLiteTensor output) {
        Value value = made.get(output.number());
        if (value == null) {
            throw new IllegalArgumentException("no step makes " + output.name());
        }
        graph.output(output.name(), isMap(output) ? value.transpose(TO_CHANNELS_LAST) : value);
    }

    private void step(TfLiteOperator operator) {
        switch (operator.kind()) {
            case TfLiteOperator.Dequantize widen -> constants.put(result(operator), constant(operator, 0));
            case TfLiteOperator.Densify expand -> constants.put(result(operator), constant(operator, 0));
            case TfLiteOperator.Conv2D conv -> make(operator, conv2D(operator, conv));
            case TfLiteOperator.DepthwiseConv2D conv -> make(operator, depthwiseConv2D(operator, conv));
            case TfLiteOperator.TransposeConvBias conv -> make(operator, transposeConv(operator, conv));
            case TfLiteOperator.MaxPool2D pool -> {
                Value map = map(operator, 0);
                Window window = window(map, pool.window(), pool.stride(), new Step(1, 1), pool.padding());
                make(operator, activate(map.maxPool(window), pool.activation()));
            }
            case TfLiteOperator.AveragePool2D pool -> make(operator, averagePool(operator, pool));
            case TfLiteOperator.MaxPoolWithArgmax pool -> {
                Value.Pooled pooled = map(operator, 0).maxPoolWithIndices(TWO_BY_TWO);
                make(operator, pooled.values());
                // positions are numbered differently in ONNX; only MaxUnpool reads them, so the pair agrees
                made.put(positions(operator), pooled.indices());
            }
            case TfLiteOperator.MaxUnpool unpool ->
                make(operator, map(operator, 0).maxUnpool(map(operator, 1), TWO_BY_TWO));
            case TfLiteOperator.Add add ->
                make(operator, activate(operand(operator, 0).add(operand(operator, 1)), add.activation()));
            case TfLiteOperator.Mul mul ->
                make(operator, activate(operand(operator, 0).multiply(operand(operator, 1)), mul.activation()));
            case TfLiteOperator.Concatenation concat -> make(operator, concatenation(operator, concat));
            case TfLiteOperator.ResizeBilinear resize -> make(operator, resize(operator, resize));
            case TfLiteOperator.DepthToSpace space ->
                make(operator, map(operator, 0).depthToSpace(space.block()));
            case TfLiteOperator.Mean mean -> make(operator, mean(operator, mean));
            case TfLiteOperator.Pad pad -> make(operator, pad(operator));
            case TfLiteOperator.Reshape reshape -> make(operator, reshape(operator));
            case TfLiteOperator.Relu relu -> make(operator, operand(operator, 0).relu());
            case TfLiteOperator.Relu6 relu6 ->
                make(operator, operand(operator, 0).clip(0, RELU6));
            case TfLiteOperator.PRelu pRelu -> make(operator, pRelu(operator));
            case TfLiteOperator.HardSwish hardSwish ->
                make(operator, operand(operator, 0).hardSwish());
            case TfLiteOperator.Logistic logistic ->
                make(operator, operand(operator, 0).sigmoid());
        }
    }

    private Value conv2D(TfLiteOperator operator, TfLiteOperator.Conv2D conv) {
        Value map = map(operator, 0);
        TfLiteTensor weights = weights(operator, 1); // [out, kh, kw, in]
        Step kernel = new Step(weights.shape().side(1), weights.shape().side(2));
        Window window = window(map, kernel, conv.stride(), conv.dilation(), conv.padding());
        Value result = map.conv(
                permuted(weights, TO_CHANNELS_FIRST),
                bias(operator, 2, weights.shape().side(0)),
                window,
                1);
        return activate(result, conv.activation());
    }

    private Value depthwiseConv2D(TfLiteOperator operator, TfLiteOperator.DepthwiseConv2D conv) {
        if (conv.multiplier() != 1) {
            throw new IllegalArgumentException("a depthwise convolution with multiplier " + conv.multiplier());
        }
        Value map = map(operator, 0);
        TfLiteTensor weights = weights(operator, 1); // [1, kh, kw, channels]
        Step kernel = new Step(weights.shape().side(1), weights.shape().side(2));
        Window window = window(map, kernel, conv.stride(), conv.dilation(), conv.padding());
        Value bias = bias(operator, 2, weights.shape().side(3));
        Value result = map.conv(permuted(weights, 3, 0, 1, 2), bias, window, map.channels());
        return activate(result, conv.activation());
    }

    /** Pads as in TransposeConvBias of mediapipe: total = max(0, kernel − (side − 1) mod stride − 1), the smaller half before. */
    private Value transposeConv(TfLiteOperator operator, TfLiteOperator.TransposeConvBias conv) {
        Value map = map(operator, 0);
        TfLiteTensor weights = weights(operator, 1); // [out, kh, kw, in]
        int kernelHeight = weights.shape().side(1);
        int kernelWidth = weights.shape().side(2);
        Step stride = conv.stride();
        Pads pads = switch (conv.padding()) {
            case VALID -> Pads.NONE;
            case SAME -> {
                int rows = Math.max(0, kernelHeight - (map.height() - 1) % stride.height() - 1);
                int columns = Math.max(0, kernelWidth - (map.width() - 1) % stride.width() - 1);
                yield halves(rows, columns);
            }
        };
        Window window = new Window(kernelHeight, kernelWidth, stride.height(), stride.width(), 1, 1, pads);
        return map.convTranspose(
                permuted(weights, 3, 0, 1, 2), bias(operator, 2, weights.shape().side(0)), window);
    }

    private Value averagePool(TfLiteOperator operator, TfLiteOperator.AveragePool2D pool) {
        Value map = map(operator, 0);
        boolean whole = pool.window().height() == map.height()
                && pool.window().width() == map.width()
                && pool.padding() == Padding.VALID;
        Value mean = whole
                ? map.globalAveragePool()
                : map.averagePool(window(map, pool.window(), pool.stride(), new Step(1, 1), pool.padding()));
        return activate(mean, pool.activation());
    }

    private Value concatenation(TfLiteOperator operator, TfLiteOperator.Concatenation concat) {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            parts.add(operand(operator, i));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a concatenation of nothing");
        }
        int rank = parts.getFirst().shape().rank();
        int axis = concat.axis() < 0 ? concat.axis() + rank : concat.axis();
        if (axis < 0 || axis >= rank) {
            throw new IllegalArgumentException("a concatenation along side " + concat.axis());
        }
        Value together = Value.concat(rank == MAP_RANK ? channelsFirst(axis) : axis, parts);
        return activate(together, concat.activation());
    }

    private Value resize(TfLiteOperator operator, TfLiteOperator.ResizeBilinear resize) {
        int[] size = wholeNumbers(operator, 1, 2);
        Value.Sampling sampling = resize.alignCorners()
                ? Value.Sampling.ALIGN_CORNERS
                : resize.halfPixelCenters() ? Value.Sampling.HALF_PIXEL : Value.Sampling.ASYMMETRIC;
        return map(operator, 0).resizeLinear(size[0], size[1], sampling);
    }

    private Value mean(TfLiteOperator operator, TfLiteOperator.Mean mean) {
        int[] axes = wholeNumbers(operator, 1, 2);
        if (!mean.keepDims() || axes[0] != 1 || axes[1] != 2) {
            throw new IllegalArgumentException("a mean over other sides than height and width");
        }
        return map(operator, 0).globalAveragePool();
    }

    private Value pad(TfLiteOperator operator) {
        Value value = operand(operator, 0);
        int rank = value.shape().rank();
        int[] pairs = wholeNumbers(operator, 1, 2 * rank);
        int[] before = new int[rank];
        int[] behind = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int there = rank == MAP_RANK ? channelsFirst(axis) : axis;
            before[there] = pairs[2 * axis];
            behind[there] = pairs[2 * axis + 1];
        }
        return value.pad(before, behind);
    }

    /** Numbers keep their order only with channels last: two anchors of 12 numbers lie side by side in 24 channels. */
    private Value reshape(TfLiteOperator operator) {
        Value value = operand(operator, 0);
        Value channelsLast = value.shape().rank() == MAP_RANK ? value.transpose(TO_CHANNELS_LAST) : value;
        TfLiteTensor wanted = tensor(result(operator));
        Value reshaped = channelsLast.reshape(wanted.shape());
        return isMap(wanted) ? reshaped.transpose(TO_CHANNELS_FIRST) : reshaped;
    }

    /**
     * ONNX Runtime has no fast PRelu. Where no slope is above 1, max(x, slope · x) is the same number; else
     * relu(x) − slope · relu(−x).
     */
    private Value pRelu(TfLiteOperator operator) {
        Value x = operand(operator, 0);
        Value slope = operand(operator, 1);
        boolean atMostOne = true;
        for (float s : floats(operator, 1).dense().toFloats()) {
            atMostOne &= s <= 1;
        }
        return atMostOne
                ? x.max(x.multiply(slope))
                : x.relu().subtract(x.negate().relu().multiply(slope));
    }

    /** SAME: the result has ceil(side / stride) cells; of an odd number of zeros the larger half comes behind. */
    private static Window window(Value map, Step kernel, Step stride, Step dilation, Padding padding) {
        Pads pads = switch (padding) {
            case VALID -> Pads.NONE;
            case SAME ->
                halves(
                        samePadding(map.height(), kernel.height(), stride.height(), dilation.height()),
                        samePadding(map.width(), kernel.width(), stride.width(), dilation.width()));
        };
        return new Window(
                kernel.height(),
                kernel.width(),
                stride.height(),
                stride.width(),
                dilation.height(),
                dilation.width(),
                pads);
    }

    private static int samePadding(int side, int kernel, int stride, int dilation) {
        int cells = Math.ceilDiv(side, stride);
        return Math.max(0, (cells - 1) * stride + (kernel - 1) * dilation + 1 - side);
    }

    private static Pads halves(int rows, int columns) {
        return new Pads(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    private static Value activate(Value value, Activation activation) {
        return switch (activation) {
            case NONE -> value;
            case RELU -> value.relu();
            case RELU6 -> value.clip(0, RELU6);
        };
    }

    private void make(TfLiteOperator operator, Value value) {
        TfLiteTensor stated = tensor(result(operator));
        Shape shape = isMap(stated) ? stated.shape().permuted(TO_CHANNELS_FIRST) : stated.shape();
        if (!shape.equals(value.shape())) {
            throw new IllegalArgumentException("the step makes " + value.shape() + " where the file states " + shape);
        }
        made.put(stated.number(), value);
    }

    private Value map(TfLiteOperator operator, int input) {
        Value value = operand(operator, input);
        if (value.shape().rank() != MAP_RANK) {
            throw new IllegalArgumentException("input " + input + " is not a map but " + value.shape());
        }
        return value;
    }

    /** A computed tensor, or a constant one with its channels brought to the front. */
    private Value operand(TfLiteOperator operator, int input) {
        Value computed = made.get(input(operator, input));
        if (computed != null) {
            return computed;
        }
        TfLiteTensor constant = floats(operator, input);
        Shape shape = constant.shape();
        return switch (shape.rank()) {
            case 4 -> permuted(constant, TO_CHANNELS_FIRST);
            // slopes [1, 1, c], to be stretched over [1, c, h, w]
            case 3 -> permuted(constant, 2, 0, 1);
            default -> bounded(Weights.floats(shape, () -> constant.dense().toFloats()));
        };
    }

    private TfLiteTensor weights(TfLiteOperator operator, int input) {
        TfLiteTensor weights = floats(operator, input);
        if (!isMap(weights)) {
            throw new IllegalArgumentException("weights " + weights.name() + " are " + weights.shape());
        }
        return weights;
    }

    private Value bias(TfLiteOperator operator, int input, int channels) {
        if (input >= operator.inputs().size() || operator.inputs().get(input) < 0) {
            return bounded(Weights.floats(Shape.of(channels), () -> new float[channels]));
        }
        TfLiteTensor bias = floats(operator, input);
        return bounded(Weights.floats(bias.shape(), () -> bias.dense().toFloats()));
    }

    private int[] wholeNumbers(TfLiteOperator operator, int input, int count) {
        TfLiteTensor constant = constant(operator, input);
        if (constant.type() != ElementType.I32 || constant.shape().elements() != count) {
            throw new IllegalArgumentException(
                    constant.name() + " should be " + count + " whole numbers, not " + constant.shape());
        }
        return constant.dense().toInts();
    }

    private TfLiteTensor floats(TfLiteOperator operator, int input) {
        TfLiteTensor constant = constant(operator, input);
        if (constant.type() == ElementType.I32) {
            throw new IllegalArgumentException(constant.name() + " holds whole numbers instead of floats");
        }
        return constant;
    }

    private TfLiteTensor constant(TfLiteOperator operator, int input) {
        int number = input(operator, input);
        TfLiteTensor constant = constants.getOrDefault(number, tensor(number));
        if (!constant.isConstant()) {
            throw new IllegalArgumentException("tensor " + constant.name() + " should be a constant");
        }
        return constant;
    }

    private Value permuted(TfLiteTensor constant, int... order) {
        Shape shape = constant.shape();
        return bounded(Weights.floats(
                shape.permuted(order), () -> Permutation.of(constant.dense().toFloats(), shape, order)));
    }

    /** Many tensors may share the bytes of one in a file; what a network adds up to has a bound. */
    private Value bounded(Weights constant) {
        weights += constant.shape().elements();
        if (weights > MOST_WEIGHTS) {
            throw new IllegalArgumentException("more than " + MOST_WEIGHTS + " weights");
        }
        return graph.constant(constant);
    }

    private static int input(TfLiteOperator operator, int input) {
        if (input >= operator.inputs().size() || operator.inputs().get(input) < 0) {
            throw new IllegalArgumentException("input " + input + " is missing");
        }
        return operator.inputs().get(input);
    }

    private static int result(TfLiteOperator operator) {
        if (operator.outputs().isEmpty()) {
            throw new IllegalArgumentException("the step has no result");
        }
        return operator.outputs().getFirst();
    }

    private static int positions(TfLiteOperator operator) {
        if (operator.outputs().size() != 2) {
            throw new IllegalArgumentException("a pooling with positions has two results");
        }
        return operator.outputs().get(1);
    }

    private TfLiteTensor tensor(int number) {
        return network.tensors().get(number);
    }

    private static boolean isMap(TfLiteTensor tensor) {
        return tensor.shape().rank() == MAP_RANK;
    }

    /** Where a side of [batch, height, width, channels] stands in [batch, channels, height, width]. */
    private static int channelsFirst(int axis) {
        return axis == 0 ? 0 : axis == MAP_RANK - 1 ? 1 : axis + 1;
    }
}
