package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.mirrorx.models.onnx.Pads;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Weights;
import org.mirrorx.models.onnx.Window;

/**
 * Random operators of the graph builder, run by ONNX Runtime: the result has the shape the builder promised and the numbers that a
 * direct reading of the definition gives.
 */
final class OperatorPropertyTest {
    private static final long SEED = 8_2026;
    private static final double TOLERANCE = 1e-4;

    private final Random random = new Random();

    /** A map of random size and content. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Map4(int channels, int height, int width, float[] numbers) {
        Shape shape() {
            return Shape.of(1, channels, height, width);
        }

        /** Zero outside. */
        float at(int channel, int row, int column) {
            return row < 0 || column < 0 || row >= height || column >= width
                    ? 0
                    : numbers[(channel * height + row) * width + column];
        }
    }

    private interface Cell {
        double at(int channel, int row, int column);
    }

    @RepeatedTest(20)
    void aConvolutionIsTheSumUnderItsWindow(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(1 + random.nextInt(4));
        int groups = random.nextBoolean() ? 1 : map.channels;
        int perGroup = map.channels / groups;
        int out = groups * (1 + random.nextInt(3));
        Window w = window();
        float[] weights = numbers(out * perGroup * w.kernelHeight() * w.kernelWidth());
        float[] bias = numbers(out);
        check(
                map,
                x -> x.conv(
                        constant(x, weights, out, perGroup, w.kernelHeight(), w.kernelWidth()),
                        constant(x, bias, out),
                        w,
                        groups),
                (channel, row, column) -> {
                    double sum = bias[channel];
                    for (int in = 0; in < perGroup; in++) {
                        for (int i = 0; i < w.kernelHeight(); i++) {
                            for (int j = 0; j < w.kernelWidth(); j++) {
                                int weight = ((channel * perGroup + in) * w.kernelHeight() + i) * w.kernelWidth() + j;
                                sum += weights[weight]
                                        * map.at(
                                                channel / (out / groups) * perGroup + in,
                                                row * w.strideHeight()
                                                        + i * w.dilationHeight()
                                                        - w.pads().top(),
                                                column * w.strideWidth()
                                                        + j * w.dilationWidth()
                                                        - w.pads().left());
                            }
                        }
                    }
                    return sum;
                });
    }

    @RepeatedTest(20)
    void aTransposedConvolutionSpreadsEveryNumber(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(1 + random.nextInt(3));
        int out = 1 + random.nextInt(3);
        int kernel = 2 + random.nextInt(2);
        Pads pads = new Pads(random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2));
        Window w = Window.square(kernel, 2, pads);
        float[] weights = numbers(map.channels * out * kernel * kernel);
        float[] bias = numbers(out);
        check(
                map,
                x -> x.convTranspose(
                        constant(x, weights, map.channels, out, kernel, kernel), constant(x, bias, out), w),
                (channel, row, column) -> {
                    double sum = bias[channel];
                    for (int in = 0; in < map.channels; in++) {
                        for (int i = 0; i < kernel; i++) {
                            for (int j = 0; j < kernel; j++) {
                                int down = row + pads.top() - i;
                                int right = column + pads.left() - j;
                                if (down % 2 == 0 && right % 2 == 0) {
                                    sum += weights[((in * out + channel) * kernel + i) * kernel + j]
                                            * map.at(in, down / 2, right / 2);
                                }
                            }
                        }
                    }
                    return sum;
                });
    }

    @RepeatedTest(10)
    void aPooledNumberIsTheLargestUnderItsWindow(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(2);
        check(map, x -> x.maxPool(Window.square(2, 2, Pads.NONE)), (channel, row, column) -> {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 4; k++) {
                most = Math.max(most, map.at(channel, 2 * row + k / 2, 2 * column + k % 2));
            }
            return most;
        });
    }

    @RepeatedTest(10)
    void whatWasPooledGoesBackToItsPlace(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 any = map(2);
        Map4 map = new Map4(2, 2 * any.height, 2 * any.width, numbers(8 * any.height * any.width));
        Window window = Window.square(2, 2, Pads.NONE);
        check(
                map,
                x -> {
                    Value.Pooled pooled = x.maxPoolWithIndices(window);
                    return pooled.values().maxUnpool(pooled.indices(), window);
                },
                (channel, row, column) -> {
                    double here = map.at(channel, row, column);
                    double most = here;
                    for (int k = 0; k < 4; k++) {
                        most = Math.max(most, map.at(channel, row / 2 * 2 + k / 2, column / 2 * 2 + k % 2));
                    }
                    return here == most ? here : 0;
                });
    }

    @RepeatedTest(10)
    void aLinearResamplingIsBetweenItsNeighbours(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(1);
        boolean halfPixel = random.nextBoolean();
        int height = 2 * map.height;
        int width = 2 * map.width;
        check(
                map,
                x -> x.resizeLinear(height, width, halfPixel ? Value.Sampling.HALF_PIXEL : Value.Sampling.ASYMMETRIC),
                (channel, row, column) -> {
                    double y = Math.clamp(halfPixel ? (row + 0.5) / 2 - 0.5 : row / 2.0, 0, map.height - 1.0);
                    double x = Math.clamp(halfPixel ? (column + 0.5) / 2 - 0.5 : column / 2.0, 0, map.width - 1.0);
                    int top = (int) y;
                    int left = (int) x;
                    int below = Math.min(top + 1, map.height - 1);
                    int right = Math.min(left + 1, map.width - 1);
                    double upper = map.at(0, top, left) * (1 - (x - left)) + map.at(0, top, right) * (x - left);
                    double lower = map.at(0, below, left) * (1 - (x - left)) + map.at(0, below, right) * (x - left);
                    return upper * (1 - (y - top)) + lower * (y - top);
                });
    }

    @RepeatedTest(10)
    void blocksOfChannelsBecomeSquares(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(8);
        check(
                map,
                x -> x.depthToSpace(2),
                (channel, row, column) -> map.at((row % 2 * 2 + column % 2) * 2 + channel, row / 2, column / 2));
    }

    @RepeatedTest(10)
    void theTwoFormsOfPReluAreTheSame(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(3);
        float[] slopes = {random.nextFloat(), -random.nextFloat(), random.nextFloat()};
        Cell definition = (channel, row, column) -> {
            double number = map.at(channel, row, column);
            return number < 0 ? number * slopes[channel] : number;
        };
        check(map, x -> x.max(x.multiply(constant(x, slopes, 3, 1, 1))), definition);
        check(map, x -> x.relu().subtract(x.negate().relu().multiply(constant(x, slopes, 3, 1, 1))), definition);
    }

    @RepeatedTest(10)
    void zerosComeWhereTheyWereAskedFor(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(2);
        int top = random.nextInt(3);
        int left = random.nextInt(3);
        check(
                map,
                x -> x.pad(new int[] {0, 0, top, left}, new int[] {0, 3, 1, 2}),
                (channel, row, column) -> channel < 2 ? map.at(channel, row - top, column - left) : 0);
    }

    @RepeatedTest(10)
    void theSimpleFunctionsAreTheirFormulas(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(2);
        Map4 other = new Map4(2, map.height, map.width, numbers(map.numbers.length));
        check(map, Value::relu, (c, i, j) -> Math.max(0, map.at(c, i, j)));
        check(map, x -> x.clip(-0.5f, 0.25f), (c, i, j) -> Math.clamp(map.at(c, i, j), -0.5, 0.25));
        check(map, Value::sigmoid, (c, i, j) -> 1 / (1 + Math.exp(-map.at(c, i, j))));
        check(map, Value::hardSwish, (c, i, j) -> map.at(c, i, j) * Math.clamp(map.at(c, i, j) / 6 + 0.5, 0, 1));
        Shape shape = map.shape();
        check(
                map,
                x -> Value.concat(1, List.of(x, constant(x, other.numbers, shape.toArray()))),
                (c, i, j) -> c < 2 ? map.at(c, i, j) : other.at(c - 2, i, j));
        check(map, x -> x.transpose(0, 2, 3, 1).transpose(0, 3, 1, 2), map::at);
        check(map, Value::globalAveragePool, (c, i, j) -> {
            double sum = 0;
            for (int k = 0; k < map.height * map.width; k++) {
                sum += map.at(c, k / map.width, k % map.width);
            }
            return sum / (map.height * map.width);
        });
    }

    @RepeatedTest(10)
    void aGroupOfChannelsGetsMeanZeroAndDeviationOne(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(6);
        int groups = 1 + random.nextInt(3);
        int each = 6 / groups;
        check(map, x -> x.groupNorm(groups, 1e-6f), (channel, row, column) -> {
            int first = channel / each * each;
            int size = each * map.height * map.width;
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < size; i++) {
                double number = map.numbers[first * map.height * map.width + i];
                mean += number / size;
                squares += number * number / size;
            }
            return (map.at(channel, row, column) - mean) / Math.sqrt(squares - mean * mean + 1e-6);
        });
    }

    @RepeatedTest(10)
    void mirroredRowsAndColumnsLeaveOutTheMirror(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(2);
        int around = random.nextInt(4);
        check(
                map,
                x -> x.padReflected(around),
                (channel, row, column) ->
                        map.at(channel, mirrored(row - around, map.height), mirrored(column - around, map.width)));
    }

    private static int mirrored(int at, int side) {
        int inside = Math.abs(at);
        return inside < side ? inside : 2 * (side - 1) - inside;
    }

    /** Halves of whole numbers are often equal; then the first counts. */
    @RepeatedTest(10)
    void theLargestAlongTheLastSideIsTheFirstOfEqualOnes(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 any = map(2);
        float[] halves = new float[any.numbers.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = Math.round(2 * any.numbers[i]) / 2f;
        }
        Map4 map = new Map4(2, any.height, any.width, halves);
        check(
                map,
                x -> x.argMax().cast(ElementType.F32).reshape(Shape.of(1, 2, any.height, 1)),
                (channel, row, column) -> {
                    int best = 0;
                    for (int i = 1; i < map.width; i++) {
                        best = map.at(channel, row, i) > map.at(channel, row, best) ? i : best;
                    }
                    return best;
                });
    }

    @RepeatedTest(10)
    void rootsQuotientsAndLeaksAreTheirFormulas(RepetitionInfo round) {
        random.setSeed(SEED + round.getCurrentRepetition());
        Map4 map = map(2);
        float[] divisors = {0.5f + random.nextFloat(), -0.5f - random.nextFloat()};
        check(map, x -> x.leakyRelu(0.2f), (c, i, j) -> Math.max(map.at(c, i, j), 0.2 * map.at(c, i, j)));
        check(map, x -> x.multiply(x).sqrt(), (c, i, j) -> Math.abs(map.at(c, i, j)));
        check(map, x -> x.divide(constant(x, divisors, 2, 1, 1)), (c, i, j) -> map.at(c, i, j) / divisors[c]);
    }

    private static void check(Map4 map, UnaryOperator<Value> operator, Cell expected) {
        Graph graph = new Graph("property");
        Value x = graph.input("x", ElementType.F32, map.shape());
        Value y = operator.apply(x);
        graph.output("y", y);
        try (Arena arena = Arena.ofConfined();
                Network network = OnnxRuntime.get().open("property", OnnxFile.write(graph, arena), 1);
                Buffers io = network.buffers()) {
            io.input().put(map.numbers);
            io.run();
            Shape shape = io.outputShape("y");
            assertEquals(y.shape(), shape, "the shape the builder promised");
            FloatBuffer found = io.output("y");
            for (int i = 0; i < found.capacity(); i++) {
                int column = i % shape.side(3);
                int row = i / shape.side(3) % shape.side(2);
                int channel = i / shape.side(3) / shape.side(2);
                assertEquals(
                        expected.at(channel, row, column),
                        found.get(i),
                        TOLERANCE,
                        y + " at channel " + channel + ", row " + row + ", column " + column);
            }
        }
    }

    private static Value constant(Value x, float[] numbers, int... sides) {
        return x.graph().constant(Weights.floats(Shape.of(sides), () -> numbers));
    }

    private Map4 map(int channels) {
        int height = 7 + random.nextInt(6);
        int width = 7 + random.nextInt(6);
        return new Map4(channels, height, width, numbers(channels * height * width));
    }

    private Window window() {
        return new Window(
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                new Pads(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)));
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat(-1, 1);
        }
        return numbers;
    }
}
