package org.mirrorx.models.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * How a convolution or pooling walks over a map: kernel, stride and dilation (height before width) and pads.
 */
public record Window(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        Pads pads) {
    public Window {
        if (kernelHeight < 1
                || kernelWidth < 1
                || strideHeight < 1
                || strideWidth < 1
                || dilationHeight < 1
                || dilationWidth < 1) {
            throw new IllegalArgumentException("kernels, strides and dilations are at least 1");
        }
    }

    /** A square window without dilation. */
    public static Window square(int kernel, int stride, Pads pads) {
        return new Window(kernel, kernel, stride, stride, 1, 1, pads);
    }

    int outputHeight(int height) {
        return outputSide(height + pads.vertical(), kernelHeight, strideHeight, dilationHeight);
    }

    int outputWidth(int width) {
        return outputSide(width + pads.horizontal(), kernelWidth, strideWidth, dilationWidth);
    }

    private static int outputSide(int padded, int kernel, int stride, int dilation) {
        int reach = (kernel - 1) * dilation + 1;
        if (padded < reach) {
            throw new IllegalArgumentException("a window of " + reach + " does not fit on " + padded);
        }
        return (padded - reach) / stride + 1;
    }

    List<Attribute> attributes(boolean withDilations) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("kernel_shape", kernelHeight, kernelWidth));
        attributes.add(Attribute.of("strides", strideHeight, strideWidth));
        if (withDilations) {
            attributes.add(Attribute.of("dilations", dilationHeight, dilationWidth));
        }
        attributes.add(Attribute.of("pads", pads.toOnnx()));
        return attributes;
    }
}
