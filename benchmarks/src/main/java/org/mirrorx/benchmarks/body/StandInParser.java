package org.mirrorx.benchmarks.body;

import java.util.SplittableRandom;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.Pads;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Weights;
import org.mirrorx.models.onnx.Window;

/**
 * A network of the size of SCHP's parsers, random: a residual network of 101 layers whose last stage is dilated, a pyramid of pooled maps
 * without the pooling, a decoder at a quarter of the input, and three answers of which the second counts. Only its time means something.
 */
final class StandInParser {
    private static final int[] BLOCKS = {3, 4, 23, 3};
    private static final int[] STRIDES = {1, 2, 2, 1};
    private static final int PYRAMID = 512;
    private static final int DECODER = 256;
    private static final int FINE = 48;

    private final Graph graph = new Graph("parser");
    private final int divisor;
    private final SplittableRandom random = new SplittableRandom(1);

    private StandInParser(int divisor) {
        this.divisor = divisor;
    }

    /** @param divisor of the published widths; 1 for full size */
    static Graph of(int side, int classes, int divisor) {
        return new StandInParser(divisor).forge(side, classes);
    }

    private Graph forge(int side, int classes) {
        Value x = graph.input("input.1", ElementType.F32, Shape.of(1, 3, side, side));
        x = conv(x, 64 / divisor, 3, 2, 1).relu();
        x = conv(x, 64 / divisor, 3, 1, 1).relu();
        x = conv(x, 128 / divisor, 3, 1, 1).relu();
        x = x.maxPool(Window.square(3, 2, Pads.all(1)));
        Value quarter = x;
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            for (int block = 0; block < BLOCKS[stage]; block++) {
                x = bottleneck(
                        x,
                        (64 << stage) / divisor,
                        block == 0 ? STRIDES[stage] : 1,
                        stage == BLOCKS.length - 1 ? 2 : 1);
            }
            quarter = stage == 0 ? x : quarter;
        }
        Value context = conv(x, PYRAMID / divisor, 3, 1, 1).relu();
        Value large = conv(context, DECODER / divisor, 1, 1, 1)
                .relu()
                .resizeLinear(quarter.height(), quarter.width(), Value.Sampling.ALIGN_CORNERS);
        Value fine = conv(quarter, FINE / divisor, 1, 1, 1).relu();
        Value joined = Value.concat(1, java.util.List.of(large, fine));
        Value decoded = conv(conv(joined, DECODER / divisor, 1, 1, 1).relu(), DECODER / divisor, 1, 1, 1)
                .relu();
        graph.output("parsing", conv(decoded, classes, 1, 1, 1));
        graph.output("fused", conv(conv(decoded, DECODER / divisor, 3, 1, 1).relu(), classes, 1, 1, 1));
        graph.output("edge", conv(decoded, 2, 3, 1, 1));
        return graph;
    }

    private Value bottleneck(Value x, int inner, int stride, int dilation) {
        Value main = conv(x, inner, 1, 1, 1).relu();
        main = conv(main, inner, 3, stride, dilation).relu();
        main = conv(main, 4 * inner, 1, 1, 1);
        boolean same = x.channels() == 4 * inner && stride == 1;
        return main.add(same ? x : conv(x, 4 * inner, 1, stride, 1)).relu();
    }

    private Value conv(Value x, int out, int kernel, int stride, int dilation) {
        int pad = kernel / 2 * dilation;
        Window window = new Window(kernel, kernel, stride, stride, dilation, dilation, Pads.all(pad));
        Shape shape = Shape.of(out, x.channels(), kernel, kernel);
        long seed = random.nextLong();
        double spread = Math.sqrt(6.0 / (x.channels() * kernel * kernel)) / 2;
        Weights weights = Weights.floats(shape, () -> {
            SplittableRandom own = new SplittableRandom(seed);
            float[] numbers = new float[Math.toIntExact(shape.elements())];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (spread * (2 * own.nextDouble() - 1));
            }
            return numbers;
        });
        Weights bias = Weights.floats(Shape.of(out), () -> new float[out]);
        return x.conv(graph.constant(weights), graph.constant(bias), window, 1);
    }
}
