package org.mirrorx.models.forge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
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
 * FASHN VTON 1.5 (fashn-AI/fashn-vton-1.5, Apache-2.0): a transformer of two picture streams, person ({@code img}) and garment
 * ({@code txt}), that gives the velocity of a rectified flow in pixel space.
 *
 * <p>Inputs, f32, pictures in [−1, 1], B open: {@code x} [B, 3, h, w] the noisy picture, {@code person} [B, 3, h, w], {@code
 * garment} [B, 3, h, w], {@code person_pose} [B, 1, h, w], {@code garment_pose} [B, 1, h, w], {@code time} [B] from 0 (noise) to 1
 * (picture), {@code category} [B], whole: 0 none, 1 tops, 2 bottoms, 3 one-pieces. Output {@code velocity} [B, 3, h, w], f32.
 * Without conditions means that all four pictures beside {@code x} are exactly 0 and the category is 0.
 *
 * <p>In {@link Precision#FP16} the matrices of the blocks and attention are in 16 bits; time, modulation, statistics of the
 * normalisations, rope, the streams between blocks and the final layer stay in 32.
 */
public final class FashnMmdit {
    private static final int COLOURS = 3;
    private static final int POSE = 1;
    private static final float EPSILON = 1e-6f;
    private static final int FREQUENCIES = 128;
    private static final double LONGEST_PERIOD = 10_000;
    private static final float TIME_FACTOR = 1000;

    /** Stored, but no part of the network reads it. */
    private static final String UNUSED = "patch_mixer_token";

    private final FashnSizes sizes;
    private final Precision precision;
    private final ElementType wide;
    private final Graph graph = new Graph("fashn_vton", Graph.Batch.OPEN);
    private final PublishedLayers layers;
    private final Stations stations;
    private final Value one = graph.scalar(1);
    private final Value ones;

    private FashnMmdit(Tensors tensors, FashnSizes sizes, Precision precision, Set<String> stations) {
        this.layers = new PublishedLayers(graph, tensors);
        this.stations = new Stations(graph, stations);
        this.sizes = sizes;
        this.precision = precision;
        this.wide = precision.computed();
        int width = sizes.hiddenSize();
        this.ones = graph.constant(Weights.floats(Shape.of(width), () -> {
            float[] numbers = new float[width];
            Arrays.fill(numbers, 1);
            return numbers;
        }));
    }

    /**
     * The network of a checkpoint; its numbers are read from the tensors when the graph is written.
     *
     * @param tensors by their published names, any floating-point type
     * @throws Refusal naming the first tensor that is missing, does not fit the sizes, or belongs to another network
     */
    public static Graph forge(Tensors tensors, FashnSizes sizes, Precision precision) {
        return forge(tensors, sizes, precision, Set.of());
    }

    /**
     * The network with some of its inner values as further outputs, f32, to compare them with a recorded run.
     *
     * @param stations names as in the published program: {@code vec}, {@code double_blocks.0.img_out}, {@code single_blocks.3.in} …
     * @throws Refusal as without stations
     * @throws IllegalArgumentException when the network has no such station
     */
    public static Graph forge(Tensors tensors, FashnSizes sizes, Precision precision, Set<String> stations) {
        return new FashnMmdit(tensors, sizes, precision, stations).forge();
    }

    /** Cosines and sines of the rope for the tokens of one or several pictures of the same size, [tokens, head / 2]. */
    private record Rope(Value cos, Value sin) {}

    private record Modulation(Value shift, Value scale, Value gate) {}

    /** What attention compares and gathers, [B, tokens, width], in the width of the matrices. */
    private record Heads(Value q, Value k, Value v) {}

    private Graph forge() {
        Value x = picture("x", COLOURS);
        Value person = picture("person", COLOURS);
        Value garment = picture("garment", COLOURS);
        Value personPose = picture("person_pose", POSE);
        Value garmentPose = picture("garment_pose", POSE);
        Value time = graph.input("time", ElementType.F32, Shape.of(1));
        Value category = graph.input("category", ElementType.F32, Shape.of(1));

        Value img = embed("x_embedder", Value.concat(1, List.of(x, person, personPose)));
        Value txt = embed("garment_embedder", Value.concat(1, List.of(garment, garmentPose)));
        Value vec = stations.pass("vec", time(time).add(category(category)));
        Value active = vec.silu();

        Rope rope = rope(1);
        for (int i = 0; i < sizes.patchMixerBlocks(); i++) {
            img = singleBlock("x_patch_mixer." + i, img, active, rope);
        }
        Rope twice = rope(2);
        for (int i = 0; i < sizes.doubleBlocks(); i++) {
            List<Value> streams = doubleBlock("double_blocks." + i, img, txt, active, twice);
            img = streams.getFirst();
            txt = streams.getLast();
        }
        Value joined = Value.concat(1, List.of(txt, img));
        for (int i = 0; i < sizes.singleBlocks(); i++) {
            joined = singleBlock("single_blocks." + i, joined, active, twice);
        }
        img = joined.split(1, sizes.tokens(), sizes.tokens()).getLast();
        graph.output("velocity", finalLayer(img, active));
        layers.refuseOthers(UNUSED::equals);
        stations.requireAll();
        return graph;
    }

    private Value picture(String name, int channels) {
        return graph.input(name, ElementType.F32, Shape.of(1, channels, sizes.height(), sizes.width()));
    }

    /** Squares of pixels become tokens, row by row: [B, tokens, width]. */
    private Value embed(String name, Value picture) {
        int patch = sizes.patchSize();
        Tensor weights = layers.tensor(name + ".proj.weight", sizes.hiddenSize(), picture.channels(), patch, patch);
        Value squares = stations.pass(
                name + ".out",
                picture.conv(
                        graph.constant(StoredWeights.asStored(weights, ElementType.F32)),
                        vector(name + ".proj.bias", sizes.hiddenSize(), ElementType.F32),
                        Window.square(patch, patch, Pads.NONE),
                        1));
        return squares.reshape(Shape.of(1, sizes.hiddenSize(), sizes.tokens())).transpose(0, 2, 1);
    }

    /** [B] → [B, width]: cosines, then sines, of 1000 · t · 10000^(−i/128), through two layers. */
    private Value time(Value time) {
        Value speeds = graph.constant(Weights.floats(Shape.of(1, FREQUENCIES), () -> {
            float[] numbers = new float[FREQUENCIES];
            for (int i = 0; i < FREQUENCIES; i++) {
                numbers[i] = (float) Math.exp(-Math.log(LONGEST_PERIOD) * i / FREQUENCIES);
            }
            return numbers;
        }));
        Value angles =
                time.reshape(Shape.of(1, 1)).multiply(graph.scalar(TIME_FACTOR)).multiply(speeds);
        Value embedding = stations.pass("timestep_embedding", Value.concat(1, List.of(angles.cos(), angles.sin())));
        Value hidden = linear("t_embedder.mlp.in_layer", embedding, sizes.hiddenSize());
        return stations.pass("t_embedder.out", linear("t_embedder.mlp.out_layer", hidden.silu(), sizes.hiddenSize()));
    }

    /** [B] → [B, width]: row 0 of the table is no garment. */
    private Value category(Value category) {
        Tensor table = layers.tensor("y_embedder.weight", sizes.categories() + 1, sizes.hiddenSize());
        return stations.pass(
                "y_embedder.out",
                graph.constant(StoredWeights.asStored(table, ElementType.F32))
                        .gatherRows(category.cast(ElementType.I64)));
    }

    /** z + gate · linear2([attention ‖ gelu]), attention and inner layer side by side. */
    private Value singleBlock(String name, Value z, Value active, Rope rope) {
        int width = sizes.hiddenSize();
        stations.pass(name + ".in", z);
        Modulation modulation = modulations(name + ".modulation.lin", name + ".modulation", active, 1)
                .getFirst();
        Value modulated = stations.pass(name + ".linear1.in", modulate(z, modulation));
        List<Value> parts = matrix(name + ".linear1", modulated.cast(wide), 3 * width + sizes.inner())
                .split(2, width, width, width, sizes.inner());
        Value q = stations.pass(name + ".q_rope", turn(normalized(name + ".norm.query_norm", parts.get(0)), rope));
        Value k = stations.pass(name + ".k_rope", turn(normalized(name + ".norm.key_norm", parts.get(1)), rope));
        Value v = stations.pass(name + ".v", parts.get(2));
        Value attention = stations.pass(name + ".attention", q.cast(wide).attention(k.cast(wide), v, sizes.heads()));
        Value both = stations.pass(
                name + ".linear2.in",
                Value.concat(2, List.of(attention, parts.get(3).geluTanh())));
        Value result = matrix(name + ".linear2", both, width);
        return stations.pass(name + ".out", gated(z, modulation, result));
    }

    /** Both streams with weights of their own; only attention sees both, the garment's tokens first. Gives person, then garment. */
    private List<Value> doubleBlock(String name, Value img, Value txt, Value active, Rope twice) {
        stations.pass(name + ".img_in", img);
        stations.pass(name + ".txt_in", txt);
        List<Modulation> imgMod = modulations(name + ".img_mod.lin", name + ".img_mod", active, 2);
        List<Modulation> txtMod = modulations(name + ".txt_mod.lin", name + ".txt_mod", active, 2);
        Heads person = heads(name + ".img", modulate(img, imgMod.getFirst()));
        Heads garment = heads(name + ".txt", modulate(txt, txtMod.getFirst()));

        Value q = turn(Value.concat(1, List.of(garment.q, person.q)), twice).cast(wide);
        Value k = turn(Value.concat(1, List.of(garment.k, person.k)), twice).cast(wide);
        Value v = Value.concat(1, List.of(garment.v, person.v));
        Value attention = stations.pass(name + ".attention", q.attention(k, v, sizes.heads()));
        List<Value> shares = attention.split(1, sizes.tokens(), sizes.tokens());

        Value newImg = streamEnd(name + ".img", img, shares.getLast(), imgMod);
        Value newTxt = streamEnd(name + ".txt", txt, shares.getFirst(), txtMod);
        return List.of(newImg, newTxt);
    }

    private Heads heads(String stream, Value modulated) {
        int width = sizes.hiddenSize();
        List<Value> parts =
                matrix(stream + "_attn.qkv", modulated.cast(wide), 3 * width).split(2, width, width, width);
        Value q = stations.pass(stream + "_q_normed", normalized(stream + "_attn.norm.query_norm", parts.get(0)));
        Value k = stations.pass(stream + "_k_normed", normalized(stream + "_attn.norm.key_norm", parts.get(1)));
        return new Heads(q, k, parts.get(2));
    }

    private Value streamEnd(String stream, Value before, Value attention, List<Modulation> modulations) {
        int width = sizes.hiddenSize();
        Value projected = matrix(stream + "_attn.proj", attention, width);
        Value s = gated(before, modulations.getFirst(), projected);
        Value modulated = modulate(s, modulations.getLast()).cast(wide);
        Value inner = matrix(stream + "_mlp.0", modulated, sizes.inner()).geluTanh();
        Value result = matrix(stream + "_mlp.2", inner, width);
        return stations.pass(stream + "_out", gated(s, modulations.getLast(), result));
    }

    /** [B, tokens, width] → [B, 3, h, w]; numbers of a token are colour, row, column of its square. */
    private Value finalLayer(Value img, Value active) {
        int width = sizes.hiddenSize();
        int square = COLOURS * sizes.patchSize() * sizes.patchSize();
        List<Value> shiftScale = linear("final_layer.adaLN_modulation.1", active, 2 * width)
                .reshape(Shape.of(1, 1, 2 * width))
                .split(2, width, width);
        Value modulated = img.layerNorm(ones, EPSILON)
                .multiply(shiftScale.getLast().add(one))
                .add(shiftScale.getFirst());
        Value y = stations.pass("final_layer.out", linear("final_layer.linear", modulated, square));
        return y.transpose(0, 2, 1)
                .reshape(Shape.of(1, square, sizes.rows(), sizes.columns()))
                .depthToSpace(sizes.patchSize(), Value.BlockOrder.CHANNEL_ROW_COLUMN);
    }

    /** One or two times shift, scale, gate from the same layer, each [B, 1, width]. */
    private List<Modulation> modulations(String layer, String stationName, Value active, int count) {
        int width = sizes.hiddenSize();
        int all = 3 * count * width;
        int[] widths = new int[3 * count];
        Arrays.fill(widths, width);
        List<Value> parts = stations.pass(stationName, linear(layer, active, all))
                .reshape(Shape.of(1, 1, all))
                .split(2, widths);
        List<Modulation> modulations = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 3) {
            modulations.add(new Modulation(parts.get(i), parts.get(i + 1), parts.get(i + 2)));
        }
        return modulations;
    }

    /** (1 + scale) · LN(x) + shift. */
    private Value modulate(Value x, Modulation modulation) {
        return x.layerNorm(ones, EPSILON).multiply(modulation.scale.add(one)).add(modulation.shift);
    }

    private static Value gated(Value x, Modulation modulation, Value change) {
        return x.add(change.cast(ElementType.F32).multiply(modulation.gate));
    }

    /** Each head by its own root mean square, f32. */
    private Value normalized(String name, Value x) {
        Shape shape = x.shape();
        Value scale = vector(name + ".scale", sizes.head(), ElementType.F32);
        return x.cast(ElementType.F32)
                .reshape(Shape.of(1, shape.side(1), sizes.heads(), sizes.head()))
                .rmsNorm(scale, EPSILON)
                .reshape(shape);
    }

    private Value turn(Value x, Rope rope) {
        return x.rotatePairs(rope.cos, rope.sin, sizes.heads());
    }

    private Rope rope(int pictures) {
        Shape shape = Shape.of(pictures * sizes.tokens(), sizes.head() / 2);
        return new Rope(
                graph.constant(Weights.floats(shape, () -> ropeTable(pictures, Math::cos))),
                graph.constant(Weights.floats(shape, () -> ropeTable(pictures, Math::sin))));
    }

    /** Angles position · theta^(−2i/D) in double; positions are (0, row, column), the same in each picture. */
    private float[] ropeTable(int pictures, DoubleUnaryOperator turn) {
        int pairs = sizes.head() / 2;
        float[] table = new float[pictures * sizes.tokens() * pairs];
        int at = 0;
        for (int token = 0; token < pictures * sizes.tokens(); token++) {
            int place = token % sizes.tokens();
            int[] position = {0, place / sizes.columns(), place % sizes.columns()};
            for (int axis = 0; axis < position.length; axis++) {
                int numbers = sizes.ropeAxes().get(axis);
                for (int pair = 0; pair < numbers / 2; pair++) {
                    double speed = Math.pow(sizes.ropeTheta(), -2.0 * pair / numbers);
                    table[at++] = (float) turn.applyAsDouble(position[axis] * speed);
                }
            }
        }
        return table;
    }

    /** A layer that stays in 32 bits whatever the precision. */
    private Value linear(String name, Value x, int out) {
        return layer(name, x, out, ElementType.F32, ElementType.F32);
    }

    /** One of the large matrices. */
    private Value matrix(String name, Value x, int out) {
        return layer(name, x, out, precision.stored(), precision.computed());
    }

    /** x · weightᵀ + bias over the last side. */
    private Value layer(String name, Value x, int out, ElementType stored, ElementType computed) {
        int in = x.shape().side(x.shape().rank() - 1);
        Value weights = graph.constant(StoredWeights.turned(layers.tensor(name + ".weight", out, in), stored));
        return x.matMul(weights.cast(computed))
                .add(vector(name + ".bias", out, stored).cast(computed));
    }

    private Value vector(String name, int length, ElementType type) {
        return graph.constant(StoredWeights.asStored(layers.tensor(name, length), type));
    }
}
