package org.mirrorx.models.onnx;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** ONNX's Reshape: the side of the operand at this place. */
    private static final int SIDE_AS_IT_IS = 0;

    private static final int SEQUENCE_RANK = 3;

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
        if (graph.batch() == Graph.Batch.OPEN && order[0] != 0) {
            throw wrong("Transpose", "another first side in a graph whose batch is open");
        }
        return node("Transpose", List.of(), shape.permuted(order), Attribute.of("perm", order));
    }

    /** The same numbers in another shape. */
    public Value reshape(Shape wanted) {
        if (wanted.elements() != shape.elements()) {
            throw wrong("Reshape", wanted.toString());
        }
        long[] sides = wanted.toLongs();
        if (graph.batch() == Graph.Batch.OPEN) {
            if (sides.length == 0 || sides[0] != 1 || shape.side(0) != 1) {
                throw wrong("Reshape", wanted + " in a graph whose batch is open");
            }
            sides[0] = SIDE_AS_IT_IS;
        }
        return node("Reshape", List.of(graph.wholeNumbers(sides)), wanted);
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

    /** x where it is not negative, else slope · x. */
    public Value leakyRelu(float slope) {
        return node("LeakyRelu", List.of(), shape, Attribute.of("alpha", slope));
    }

    public Value sqrt() {
        return node("Sqrt", List.of(), shape);
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

    /** Quotient, with ONNX's broadcasting. */
    public Value divide(Value other) {
        return node("Div", List.of(other), broadcast("Div", other));
    }

    /** The larger of two, with ONNX's broadcasting. */
    public Value max(Value other) {
        return node("Max", List.of(other), broadcast("Max", other));
    }

    /** […, n, k] · [k, m] = […, n, m]. */
    public Value matMul(Value other) {
        int last = shape.rank() - 1;
        if (last < 1 || other.shape.rank() != 2 || shape.side(last) != other.shape.side(0) || type != other.type) {
            throw wrong("MatMul", other.toString());
        }
        return node("MatMul", List.of(other), shape.with(last, other.shape.side(1)));
    }

    /** The same numbers as another type: exact where it is wider, else rounded to nearest even. Itself where the type is that already. */
    public Value cast(ElementType wanted) {
        return wanted == type
                ? this
                : graph.node(
                        "Cast", List.of(this), wanted, shape, List.of(Attribute.of("to", (long) wanted.onnxCode())));
    }

    public Value sin() {
        return node("Sin", List.of(), shape);
    }

    public Value cos() {
        return node("Cos", List.of(), shape);
    }

    /** x · sigmoid(x). */
    public Value silu() {
        return multiply(sigmoid());
    }

    /** 0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 x³))), ONNX Runtime's {@code FastGelu}. */
    public Value geluTanh() {
        return microsoft("FastGelu", List.of(), type, shape);
    }

    /** x · Φ(x) with the exact error function, ONNX Runtime's {@code Gelu}. */
    public Value gelu() {
        return microsoft("Gelu", List.of(), type, shape);
    }

    /** Rows of this table, [rows, m], picked by number: [n] gives [n, m]. */
    public Value gatherRows(Value numbers) {
        if (shape.rank() != 2 || numbers.shape.rank() != 1 || numbers.type != ElementType.I64) {
            throw wrong("Gather", "row numbers " + numbers);
        }
        return node(
                "Gather", List.of(numbers), Shape.of(numbers.shape.side(0), shape.side(1)), Attribute.of("axis", 0L));
    }

    /** Where along the last side the largest number is, the first of equal ones: […, n] gives […], I64. */
    public Value argMax() {
        int last = shape.rank() - 1;
        if (last < 1) {
            throw wrong("ArgMax", "fewer than two sides");
        }
        Shape result = new Shape(shape.sides().subList(0, last));
        return graph.node(
                "ArgMax",
                List.of(this),
                ElementType.I64,
                result,
                List.of(
                        Attribute.of("axis", (long) last),
                        Attribute.of("keepdims", 0L),
                        Attribute.of("select_last_index", 0L)));
    }

    /** Cuts one side into pieces of these lengths, which add up to it. */
    public List<Value> split(int axis, int... lengths) {
        long[] wanted = new long[lengths.length];
        List<Value> pieces = new ArrayList<>(lengths.length);
        int sum = 0;
        for (int piece = 0; piece < lengths.length; piece++) {
            if (axis < graph.firstSide() || axis >= shape.rank() || lengths[piece] < 1) {
                throw wrong("Split", "side " + axis + " in pieces of " + Arrays.toString(lengths));
            }
            wanted[piece] = lengths[piece];
            sum = Math.addExact(sum, lengths[piece]);
            pieces.add(graph.result("Split", type, shape.with(axis, lengths[piece])));
        }
        if (sum != shape.side(axis)) {
            throw wrong("Split", "side " + axis + " in pieces of " + Arrays.toString(lengths));
        }
        graph.add(
                "Split", List.of(this, graph.wholeNumbers(wanted)), pieces, List.of(Attribute.of("axis", (long) axis)));
        return pieces;
    }

    /** (x − mean) / √(variance + epsilon) · scale over the last side; biased variance. */
    public Value layerNorm(Value scale, float epsilon) {
        return normalized("LayerNormalization", scale, epsilon);
    }

    /**
     * (x − mean) / √(variance + epsilon) of a map, over each group of neighbouring channels; biased variance. PyTorch's {@code GroupNorm}
     * before its scale and shift.
     */
    public Value groupNorm(int groups, float epsilon) {
        if (groups < 1 || channels() % groups != 0) {
            throw wrong("InstanceNormalization", groups + " groups");
        }
        Value ones = graph.constant(Weights.floats(Shape.of(groups), () -> filled(groups, 1)));
        Value zeros = graph.constant(Weights.floats(Shape.of(groups), () -> filled(groups, 0)));
        int each = Math.multiplyExact(channels() / groups, Math.multiplyExact(height(), width()));
        Value grouped = reshape(Shape.of(shape.side(0), groups, each));
        return grouped.node(
                        "InstanceNormalization", List.of(ones, zeros), grouped.shape, Attribute.of("epsilon", epsilon))
                .reshape(shape);
    }

    private static float[] filled(int count, float number) {
        float[] numbers = new float[count];
        Arrays.fill(numbers, number);
        return numbers;
    }

    /** x / √(mean(x²) + epsilon) · scale over the last side; an operator of ONNX Runtime, though in ONNX's own domain. */
    public Value rmsNorm(Value scale, float epsilon) {
        return normalized("SimplifiedLayerNormalization", scale, epsilon);
    }

    /**
     * Turns neighbouring pairs of each head's numbers: (x₀, x₁) becomes (cos · x₀ − sin · x₁, sin · x₀ + cos · x₁); ONNX Runtime's
     * {@code RotaryEmbedding}, interleaved. This is [batch, tokens, heads · d].
     *
     * @param cos [tokens, d / 2]
     * @param sin [tokens, d / 2]
     */
    public Value rotatePairs(Value cos, Value sin, int heads) {
        boolean fits = shape.rank() == SEQUENCE_RANK
                && heads > 0
                && shape.side(2) % (2 * heads) == 0
                && cos.shape.equals(Shape.of(shape.side(1), shape.side(2) / heads / 2))
                && sin.shape.equals(cos.shape)
                && cos.type == type
                && sin.type == type;
        if (!fits) {
            throw wrong("RotaryEmbedding", cos + ", " + sin + ", " + heads + " heads");
        }
        // one position means: of the first token, the others follow
        return microsoft(
                "RotaryEmbedding",
                List.of(graph.wholeNumbers(0), cos, sin),
                type,
                shape,
                Attribute.of("interleaved", 1L),
                Attribute.of("num_heads", (long) heads));
    }

    /**
     * softmax(q · kᵀ / √d) · v for each head, heads joined in order; ONNX Runtime's {@code MultiHeadAttention}, which never holds all
     * scores at once where a fused kernel fits. This is q [batch, tokens, heads · d].
     *
     * @param keys [batch, other tokens, heads · d]
     * @param values as the keys
     */
    public Value attention(Value keys, Value values, int heads) {
        boolean fits = shape.rank() == SEQUENCE_RANK
                && keys.shape.rank() == SEQUENCE_RANK
                && heads > 0
                && shape.side(2) % heads == 0
                && keys.shape.side(0) == shape.side(0)
                && keys.shape.side(2) == shape.side(2)
                && values.shape.equals(keys.shape)
                && keys.type == type
                && values.type == type;
        if (!fits) {
            throw wrong("MultiHeadAttention", keys + ", " + values + ", " + heads + " heads");
        }
        return microsoft(
                "MultiHeadAttention", List.of(keys, values), type, shape, Attribute.of("num_heads", (long) heads));
    }

    /** Several tensors behind each other along one side. */
    public static Value concat(int axis, List<Value> parts) {
        Value first = parts.getFirst();
        int side = 0;
        for (Value part : parts) {
            if (axis < first.graph.firstSide()
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

    /** A map with its rows and columns mirrored around the outermost ones, which are not repeated: c b [a b c … */
    public Value padReflected(int around) {
        if (around < 0 || around >= Math.min(height(), width())) {
            throw wrong("Pad", around + " mirrored rows");
        }
        Shape result =
                shape.with(HEIGHT, Math.addExact(height(), 2 * around)).with(WIDTH, Math.addExact(width(), 2 * around));
        return node(
                "Pad",
                List.of(graph.wholeNumbers(0, 0, around, around, 0, 0, around, around)),
                result,
                Attribute.of("mode", "reflect"));
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

    /** Each pixel of a map becomes a square of {@code times} × {@code times} equal pixels. */
    public Value repeatPixels(int times) {
        if (times < 1) {
            throw wrong("Resize", times + " times");
        }
        Shape result = map("Resize").with(HEIGHT, times * height()).with(WIDTH, times * width());
        Value none = graph.absent();
        return node(
                "Resize",
                List.of(none, none, graph.wholeNumbers(result.toLongs())),
                result,
                Attribute.of("mode", "nearest"),
                Attribute.of("coordinate_transformation_mode", "asymmetric"),
                Attribute.of("nearest_mode", "floor"));
    }

    /** In which order the channels of a block lie. */
    public enum BlockOrder {
        /** Row, column, channel: torch's {@code permute} of a space-to-depth, TensorFlow's order. */
        ROW_COLUMN_CHANNEL("DCR"),
        /** Channel, row, column: torch's {@code pixel_shuffle}. */
        CHANNEL_ROW_COLUMN("CRD");

        private final String onnx;

        BlockOrder(String onnx) {
            this.onnx = onnx;
        }
    }

    /** Blocks of channels become squares of pixels. */
    public Value depthToSpace(int block, BlockOrder order) {
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
                Attribute.of("mode", order.onnx));
    }

    /** Blocks of channels become squares of pixels; row, column, channel order. */
    public Value depthToSpace(int block) {
        return depthToSpace(block, BlockOrder.ROW_COLUMN_CHANNEL);
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

    private Value microsoft(
            String operator, List<Value> others, ElementType resultType, Shape result, Attribute... attributes) {
        List<Value> operands = new ArrayList<>(1 + others.size());
        operands.add(this);
        operands.addAll(others);
        Value value = graph.result(operator, resultType, result);
        graph.add(Graph.MICROSOFT, operator, operands, List.of(value), List.of(attributes));
        return value;
    }

    private Value normalized(String operator, Value scale, float epsilon) {
        int last = shape.rank() - 1;
        if (last < 0 || !scale.shape.equals(Shape.of(shape.side(last))) || scale.type != type) {
            throw wrong(operator, "scale " + scale);
        }
        return node(operator, List.of(scale), shape, Attribute.of("axis", -1L), Attribute.of("epsilon", epsilon));
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
