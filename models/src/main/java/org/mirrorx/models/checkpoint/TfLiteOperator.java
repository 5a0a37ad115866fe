package org.mirrorx.models.checkpoint;

import java.util.List;

/**
 * One step of a TensorFlow Lite network. Inputs and outputs are numbers of tensors; an input of −1 means "none".
 *
 * @param number its place in the order of execution, from 0
 */
public record TfLiteOperator(int number, Kind kind, List<Integer> inputs, List<Integer> outputs) {
    public TfLiteOperator {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** What a step does, with its options. Spatial options are given height first. */
    public sealed interface Kind {}

    /** How the border is handled: {@code SAME} makes an output of ceil(in / stride), {@code VALID} adds nothing. */
    public enum Padding {
        SAME,
        VALID
    }

    /** What is fused behind a step. */
    public enum Activation {
        NONE,
        RELU,
        RELU6
    }

    /** Height before width. */
    public record Step(int height, int width) {}

    /** Inputs: map, weights [out, kh, kw, in], bias. */
    public record Conv2D(Padding padding, Step stride, Step dilation, Activation activation) implements Kind {}

    /** Inputs: map, weights [1, kh, kw, channels], bias. */
    public record DepthwiseConv2D(Padding padding, Step stride, Step dilation, int multiplier, Activation activation)
            implements Kind {}

    /** MediaPipe's own transposed convolution. Inputs: map, weights [out, kh, kw, in], bias. */
    public record TransposeConvBias(Padding padding, Step stride) implements Kind {}

    public record MaxPool2D(Padding padding, Step stride, Step window, Activation activation) implements Kind {}

    public record AveragePool2D(Padding padding, Step stride, Step window, Activation activation) implements Kind {}

    /** MediaPipe's own: outputs the values and where they were; window and stride are 2 × 2. */
    public record MaxPoolWithArgmax() implements Kind {}

    /** MediaPipe's own inverse of {@link MaxPoolWithArgmax}: inputs values and positions. */
    public record MaxUnpool() implements Kind {}

    public record Add(Activation activation) implements Kind {}

    public record Mul(Activation activation) implements Kind {}

    public record Concatenation(int axis, Activation activation) implements Kind {}

    /** Inputs: map, new [height, width]. */
    public record ResizeBilinear(boolean alignCorners, boolean halfPixelCenters) implements Kind {}

    public record DepthToSpace(int block) implements Kind {}

    /** Inputs: map, axes. */
    public record Mean(boolean keepDims) implements Kind {}

    /** Inputs: map, [rank, 2] numbers of zeros before and behind. */
    public record Pad() implements Kind {}

    /** Inputs: tensor, optionally the new shape (the output tensor's shape says the same). */
    public record Reshape() implements Kind {}

    public record Relu() implements Kind {}

    public record Relu6() implements Kind {}

    /** Inputs: map, slopes. */
    public record PRelu() implements Kind {}

    public record HardSwish() implements Kind {}

    public record Logistic() implements Kind {}

    /** f16 to f32. */
    public record Dequantize() implements Kind {}

    /** Sparse to dense. */
    public record Densify() implements Kind {}
}
