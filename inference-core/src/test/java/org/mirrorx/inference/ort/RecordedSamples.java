package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;

/** What is common to the recorded runs of face networks: tolerances in words, tensors stored in part, pictures from −1 to 1. */
final class RecordedSamples {
    private static final Pattern FACTOR = Pattern.compile("\\d+(\\.\\d+)?(e-?\\d+)?");

    /** Three of these make a pixel. */
    private static final int COLOURS = 3;

    private RecordedSamples() {}

    /** The number in a sentence such as {@code 1e-3 * max(1, max|expected|)}. */
    static double factor(GoldenCase golden, String quantity) {
        String words = golden.json().path("tolerance").path(quantity).asText();
        Matcher number = FACTOR.matcher(words);
        assertTrue(number.find(), golden.name() + " names no tolerance for " + quantity);
        return Double.parseDouble(number.group());
    }

    /** Every {@code steps[axis]}-th number of each side, from the first. */
    static void near(Tensor expected, float[] found, Shape shape, int[] steps, double factor) {
        near(expected, found, shape, new int[shape.rank()], steps, factor);
    }

    /** The numbers from {@code starts[axis]} on, every {@code steps[axis]}-th, within factor · max(1, largest expected). */
    static void near(Tensor expected, float[] found, Shape shape, int[] starts, int[] steps, double factor) {
        double[] numbers = expected.toDoubles();
        double tolerance =
                factor * Math.max(1, Arrays.stream(numbers).map(Math::abs).max().orElseThrow());
        for (int i = 0; i < numbers.length; i++) {
            int left = i;
            int at = 0;
            int stride = 1;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                int side = expected.shape().side(axis);
                at += stride * (starts[axis] + left % side * steps[axis]);
                left /= side;
                stride *= shape.side(axis);
            }
            double number = found[at];
            assertEquals(numbers[i], number, tolerance, expected.name() + " number " + i);
        }
    }

    /** Steps of one with the same for rows and columns, last. */
    static int[] everyPixel(Shape shape, int channels, int pixels) {
        int[] steps = new int[shape.rank()];
        Arrays.fill(steps, 1);
        steps[1] = channels;
        steps[2] = pixels;
        steps[3] = pixels;
        return steps;
    }

    /** Planes R, G, B of numbers from −1 to 1: (v / 255 − 0.5) / 0.5. */
    static float[] signed(Samples picture) {
        int pixels = picture.width() * picture.height();
        float[] planes = new float[COLOURS * pixels];
        for (int i = 0; i < pixels; i++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                planes[colour * pixels + i] =
                        (picture.at(i / picture.width(), i % picture.width(), colour) / 255f - 0.5f) / 0.5f;
            }
        }
        return planes;
    }
}
