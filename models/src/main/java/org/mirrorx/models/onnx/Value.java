package org.mirrorx.models.onnx;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Shape;

/**
 * A tensor of a {@link Graph}: it knows its type and shape, and its methods are ONNX's operators (opset 17, names as there). A shape
 * that does not fit is an {@link IllegalArgumentException} at the line that made it. Maps are [batch, channels, height, width].
 */
public final class Value {
    private static final int MAP_RANK = 4;
    private static final int CHANNELS = 1;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    private final Graph graph;
    private final ElementType type;
    private final Shape shape;
    private String name;

    Value(Graph graph, String name, ElementType type, Shape shape) {
        this.graph = graph;
        this.name = name;
        this.type = type;
        this.shape = shape;
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    /** Channels of a map. */
    public int channels() {
        return map("channels").side(CHANNELS);
    }

    /** Rows of a map. */
    public int height() {
        return map("height").side(HEIGHT);
    }

    /** Columns of a map. */
    public int width() {
        return map("width").side(WIDTH);
    }

    /** Side {@code i} of the result is side {@code order[i]} of this. */
    public Value transpose(int... order) {
        boolean[] seen = new boolean[shape.rank()];
        for (int axis : order) {
            if (order.length != seen.length || axis < 0 || axis >= seen.length || seen[axis]) {
                throw wrong(
                        "Transpose", "an order for " + order.length + " sides that names a side twice or not at all");
            }
            seen[axis] = true;
        }
        return node("Transpose", List.of(), shape.permuted(order), Attribute.of("perm", order));
    }

    /** The same numbers in another shape. */
    public Value reshape(Shape wanted) {
        if (wanted.elements() != shape.elements()) {
            throw wrong("Reshape", wanted.toString());
        }
        return node("Reshape", List.of(graph.wholeNumbers(wanted.toLongs())), wanted);
    }

    /**
     * Convolution of a map.
     *
     * @param weights [out, in / groups, kernel height, kernel width]
     * @param bias [out]
     */
    public Value conv(Value weights, Value bias, Window window, int groups) {
        Shape w = weights.shape;
        boolean fits = shape.rank() == MAP_RANK
                && w.rank() == MAP_RANK
                && groups > 0
                && channels() % groups == 0
                && w.side(0) % groups == 0
                && w.side(1) == channels() / groups
                && w.side(2) == window.kernelHeight()
                && w.side(3) == window.kernelWidth()
                && bias.shape.equals(Shape.of(w.side(0)));
        if (!fits) {
            throw wrong("Conv", "weights " + w + ", bias " + bias.shape + ", " + groups + " groups");
        }
        Shape result = Shape.of(shape.side(0), w.side(0), window.outputHeight(height()), window.outputWidth(width()));
        List<Attribute> attributes = window.attributes(true);
        attributes.add(Attribute.of("group", (long) groups));
        return graph.node("Conv", List.of(this, weights, bias), type, result, attributes);
    }

    /**
     * Transposed convolution of a map: side of the result = stride · (side − 1) + kernel − pads.
     *
     * @param weights [in, out, kernel height, kernel width]
     * @param bias [out]
     */
    public Value convTranspose(Value weights, Value bias, Window window) {
        Shape w = weights.shape;
        boolean fits = shape.rank() == MAP_RANK
                && w.rank() == MAP_RANK
                && w.side(0) == channels()
                && w.side(2) == window.kernelHeight()
                && w.side(3) == window.kernelWidth()
                && bias.shape.equals(Shape.of(w.side(1)));
        if (!fits) {
            throw wrong("ConvTranspose", "weights " + w + ", bias " + bias.shape);
        }
        Pads pads = window.pads();
        Shape result = Shape.of(
                shape.side(0),
                w.side(1),
                window.strideHeight() * (height() - 1) + window.kernelHeight() - pads.vertical(),
                window.strideWidth() * (width() - 1) + window.kernelWidth() - pads.horizontal());
        return graph.node("ConvTranspose", List.of(this, weights, bias), type, result, window.attributes(true));
    }

    /** Largest number under the window. */
    public Value maxPool(Window window) {
        return graph.node("MaxPool", List.of(this), type, pooled(window), window.attributes(true));
    }

    /** Largest number under the window, and where it was, for {@link #maxUnpool} only. */
    public Pooled maxPoolWithIndices(Window window) {
        Shape result = pooled(window);
        Value values = graph.result("MaxPool", type, result);
        Value indices = graph.result("MaxPool_at", ElementType.I64, result);
        graph.add("MaxPool", List.of(this), List.of(values, indices), window.attributes(true));
        return new Pooled(values, indices);
    }

    /** What a pooling kept, and where that was. */
    public record Pooled(Value values, Value indices) {}

    /** Puts each number back where it was before the pooling, zeros elsewhere. */
    public Value maxUnpool(Value indices, Window window) {
        if (!indices.shape.equals(shape) || indices.type != ElementType.I64) {
            throw wrong("MaxUnpool", "indices " + indices.shape);
        }
        Shape result = Shape.of(
                shape.side(0),
                channels(),
                window.strideHeight() * (height() - 1) + window.kernelHeight(),
                window.strideWidth() * (width() - 1) + window.kernelWidth());
        return graph.node("MaxUnpool", List.of(this, indices), type, result, window.attributes(false));
    }

    /** Mean of the numbers under the window; zeros of the pads do not count. */
    public Value averagePool(Window window) {
        return graph.node("AveragePool", List.of(this), type, pooled(window), window.attributes(false));
    }

    /** Mean of each channel: [batch, channels, 1, 1]. */
    public Value globalAveragePool() {
        return node(
                "GlobalAveragePool",
                List.of(),
                map("GlobalAveragePool").with(HEIGHT, 1).with(WIDTH, 1));
    }

    public Value relu() {
        return node("Relu", List.of(), shape);
    }

    /** Cut to a range. */
    public Value clip(float least, float most) {
        return node("Clip", List.of(graph.scalar(least), graph.scalar(most)), shape);
    }

    /** x · clip(x / 6 + 0.5, 0, 1). */
    public Value hardSwish() {
        return node("HardSwish", List.of(), shape);
    }

    public Value sigmoid() {
        return node("Sigmoid", List.of(), shape);
    }

    public Value negate() {
        return node("Neg", List.of(), shape);
    }

    /** Sum, with ONNX's broadcasting. */
    public Value add(Value other) {
        return node("Add", List.of(other), broadcast("Add", other));
    }

    /** Difference, with ONNX's broadcasting. */
    public Value subtract(Value other) {
        return node("Sub", List.of(other), broadcast("Sub", other));
    }

    /** Product, with ONNX's broadcasting. */
    public Value multiply(Value other) {
        return node("Mul", List.of(other), broadcast("Mul", other));
    }

    /** The larger of two, with ONNX's broadcasting. */
    public Value max(Value other) {
        return node("Max", List.of(other), broadcast("Max", other));
    }

    /** [n, k] · [k, m] = [n, m]. */
    public Value matMul(Value other) {
        if (shape.rank() != 2 || other.shape.rank() != 2 || shape.side(1) != other.shape.side(0)) {
            throw wrong("MatMul", other.shape.toString());
        }
        return node("MatMul", List.of(other), Shape.of(shape.side(0), other.shape.side(1)));
    }

    /** Several tensors behind each other along one side. */
    public static Value concat(int axis, List<Value> parts) {
        Value first = parts.getFirst();
        int side = 0;
        for (Value part : parts) {
            if (axis < 0
                    || axis >= first.shape.rank()
                    || part.shape.rank() != first.shape.rank()
                    || !part.shape.with(axis, 0).equals(first.shape.with(axis, 0))) {
                throw first.wrong("Concat", part.shape + " along side " + axis);
            }
            side += part.shape.side(axis);
        }
        return first.graph.node(
                "Concat", parts, first.type, first.shape.with(axis, side), List.of(Attribute.of("axis", (long) axis)));
    }

    /** Zeros around: how many before and behind each side. */
    public Value pad(int[] before, int[] behind) {
        int rank = shape.rank();
        if (before.length != rank || behind.length != rank) {
            throw wrong("Pad", before.length + " and " + behind.length + " numbers");
        }
        long[] pads = new long[2 * rank];
        Shape result = shape;
        for (int axis = 0; axis < rank; axis++) {
            pads[axis] = before[axis];
            pads[rank + axis] = behind[axis];
            if (before[axis] < 0 || behind[axis] < 0) {
                throw wrong("Pad", "a negative number of zeros");
            }
            result = result.with(axis, Math.addExact(Math.addExact(before[axis], shape.side(axis)), behind[axis]));
        }
        return node("Pad", List.of(graph.wholeNumbers(pads)), result);
    }

    /** Where a sample of the result lies in the source (ONNX: coordinate_transformation_mode). */
    public enum Sampling {
        /** (x + 0.5) / scale − 0.5. */
        HALF_PIXEL("half_pixel"),
        /** x / scale. */
        ASYMMETRIC("asymmetric"),
        /** Corners on corners. */
        ALIGN_CORNERS("align_corners");

        private final String onnx;

        Sampling(String onnx) {
            this.onnx = onnx;
        }
    }

    /** Linear resampling of a map to another height and width. */
    public Value resizeLinear(int height, int width, Sampling sampling) {
        Shape result = map("Resize").with(HEIGHT, height).with(WIDTH, width);
        Value none = graph.absent();
        return node(
                "Resize",
                List.of(none, none, graph.wholeNumbers(result.toLongs())),
                result,
                Attribute.of("mode", "linear"),
                Attribute.of("coordinate_transformation_mode", sampling.onnx));
    }

    /** Blocks of channels become squares of pixels; depth, column, row order ({@code DCR}). */
    public Value depthToSpace(int block) {
        int square = block * block;
        if (block < 1 || channels() % square != 0) {
            throw wrong("DepthToSpace", "a block of " + block);
        }
        Shape result = Shape.of(shape.side(0), channels() / square, height() * block, width() * block);
        return node(
                "DepthToSpace",
                List.of(),
                result,
                Attribute.of("blocksize", (long) block),
                Attribute.of("mode", "DCR"));
    }

    @Override
    public String toString() {
        return name + " " + type + " " + shape;
    }

    /** The graph this is a tensor of. */
    public Graph graph() {
        return graph;
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    private Value node(String operator, List<Value> others, Shape result, Attribute... attributes) {
        List<Value> operands = new ArrayList<>(1 + others.size());
        operands.add(this);
        operands.addAll(others);
        return graph.node(operator, operands, type, result, List.of(attributes));
    }

    private Shape pooled(Window window) {
        return map("pooling").with(HEIGHT, window.outputHeight(height())).with(WIDTH, window.outputWidth(width()));
    }

    private Shape map(String operator) {
        if (shape.rank() != MAP_RANK) {
            throw wrong(operator, "a map of four sides wanted");
        }
        return shape;
    }

    /** Sides are compared from the last; a side of 1 stretches. */
    private Shape broadcast(String operator, Value other) {
        int rank = Math.max(shape.rank(), other.shape.rank());
        int[] sides = new int[rank];
        for (int back = 1; back <= rank; back++) {
            int a = back <= shape.rank() ? shape.side(shape.rank() - back) : 1;
            int b = back <= other.shape.rank() ? other.shape.side(other.shape.rank() - back) : 1;
            if ((a != b && a != 1 && b != 1) || type != other.type) {
                throw wrong(operator, other.toString());
            }
            sides[rank - back] = a == 1 ? b : a;
        }
        return Shape.of(sides);
    }

    private IllegalArgumentException wrong(String operator, String with) {
        return new IllegalArgumentException(operator + " of " + this + " does not go with " + with);
    }
}
