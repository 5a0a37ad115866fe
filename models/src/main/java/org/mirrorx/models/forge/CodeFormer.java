package org.mirrorx.models.forge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mirrorx.models.ElementType;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.Pads;
import org.mirrorx.models.onnx.Value;
import org.mirrorx.models.onnx.Window;

/**
 * CodeFormer, the restoration of faces, as published in {@code codeformer.pth}: an encoder down to 16 × 16, a transformer that picks one
 * of the learned codes for each place, and a generator that paints the picture from the codes; at some sizes the encoder's features flow
 * into the generator's, as strongly as {@code w} says. Levels, widths, layers, and codes are read from the tensors.
 *
 * <p>Inputs {@code picture} [1, 3, s, s], R, G, B, −1…1, s = 16 · 2^(levels − 1), 512 as published, and {@code w} [1], 0 (best looking)
 * to 1 (closest to the picture). Output {@code restored} [1, 3, s, s], R, G, B, about −1…1, not clipped.
 */
public final class CodeFormer {
    /** The dictionary of the published file that holds the tensors. */
    public static final String DICTIONARY = "params_ema";

    /** Rows and columns of the map of codes. */
    static final int CODES_SIDE = 16;

    private static final int CODES = CODES_SIDE * CODES_SIDE;
    private static final int COLOURS = 3;

    /** Pictures of 1024, twice the published side; a damaged file cannot ask for ever larger ones. */
    private static final int MOST_LEVELS = 7;

    private static final float GROUP_NORM_EPSILON = 1e-6f;
    private static final float LAYER_NORM_EPSILON = 1e-5f;

    /** Of {@code adaptive_instance_normalization}, added to the variance. */
    private static final float STYLE_EPSILON = 1e-5f;

    private static final float LEAK = 0.2f;

    private static final String ENCODER = "encoder.blocks.";
    private static final String GENERATOR = "generator.blocks.";

    /** q, k, v. */
    private static final int PROJECTIONS = 3;

    /** One row and one column of zeros, below and to the right only. */
    private static final Window HALVING = Window.square(3, 2, new Pads(0, 0, 1, 1));

    /** Whose mean and deviation each channel of the code map has. */
    public enum Style {
        /** The encoder's, "AdaIN": what the published program always does. */
        OF_THE_PICTURE,
        /** As looked up. */
        OF_THE_CODES
    }

    private final CodeFormerSizes sizes;
    private final Graph graph = new Graph("codeformer");
    private final PublishedLayers layers;
    private final Stations stations;
    private final Map<Integer, Value> encoded = new HashMap<>();

    private CodeFormer(Tensors tensors, CodeFormerSizes sizes, Set<String> stations) {
        this.sizes = sizes;
        this.layers = new PublishedLayers(graph, tensors);
        this.stations = new Stations(graph, stations);
    }

    /**
     * The network of a checkpoint.
     *
     * @param tensors the dictionary {@value #DICTIONARY} of the published file
     * @throws Refusal naming the first tensor that is missing, does not fit, or belongs to another network
     */
    public static Graph forge(Tensors tensors, CodeFormerSizes sizes) {
        return forge(tensors, sizes, Style.OF_THE_PICTURE, Set.of());
    }

    /**
     * The network with inner values as further outputs.
     *
     * @param stations {@code lq_feat}, {@code transformer.layer0} …, {@code logits}, {@code code_indices}, {@code quant_feat}, {@code
     *     quant_feat_adain}, {@code generator_block0}, and {@code enc.F}, {@code gen.F}, {@code fused.F} for each connected side F
     * @throws Refusal as without stations
     * @throws IllegalArgumentException when the network has no such station
     */
    public static Graph forge(Tensors tensors, CodeFormerSizes sizes, Style style, Set<String> stations) {
        return new CodeFormer(tensors, sizes, stations).forge(style);
    }

    private Graph forge(Style style) {
        int levels = levels();
        int side = CODES_SIDE << (levels - 1);
        Value picture = graph.input("picture", ElementType.F32, Shape.of(1, COLOURS, side, side));
        Value w = graph.input("w", ElementType.F32, Shape.of(1));
        Value features = stations.pass("lq_feat", encode(picture, levels));
        if (!encoded.keySet().containsAll(sizes.connected())) {
            throw new Refusal(layers.source() + " is for pictures of " + side + "×" + side
                    + " and has no maps of the sides " + sizes.connected() + "; take the published file.");
        }
        Value codes = codes(features);
        Value styled =
                style == Style.OF_THE_PICTURE ? stations.pass("quant_feat_adain", styled(codes, features)) : codes;
        graph.output("restored", generate(styled, w, levels));
        layers.refuseOthers(name -> false);
        stations.requireAll();
        return graph;
    }

    /** Each level is two residual blocks and a halving; the last one has attention in place of the halving. */
    private int levels() {
        int levels = 1;
        while (!layers.has(ENCODER + (3 * levels - 1) + ".q.weight")) {
            layers.filters(ENCODER + 3 * levels + ".conv");
            levels++;
            if (levels > MOST_LEVELS) {
                throw new Refusal(layers.source() + " has more than " + MOST_LEVELS
                        + " levels, too many for any memory; take the published file.");
            }
        }
        return levels;
    }

    private Value encode(Value picture, int levels) {
        Value x = conv3(ENCODER + 0, picture);
        int block = 1;
        for (int level = 0; level < levels - 1; level++) {
            x = residual(ENCODER + block++, x);
            x = residual(ENCODER + block++, x);
            if (sizes.connected().contains(x.height())) {
                encoded.put(x.height(), stations.pass("enc." + x.height(), x));
            }
            x = layers.conv(ENCODER + block++ + ".conv", x, HALVING);
        }
        x = residual(ENCODER + block++, x);
        x = attention(ENCODER + block++, x);
        x = residual(ENCODER + block++, x);
        x = attention(ENCODER + block++, x);
        x = residual(ENCODER + block++, x);
        x = attention(ENCODER + block++, x);
        x = residual(ENCODER + block++, x);
        return head(ENCODER, block, x);
    }

    /** For each place the code that the transformer finds most likely: [1, width of a code, 16, 16]. */
    private Value codes(Value features) {
        Value tokens = layers.linear("feat_emb", tokens(features));
        Value positions = graph.constant(StoredWeights.asStored(
                layers.tensor("position_emb", CODES, tokens.shape().side(2)), ElementType.F32));
        for (int layer = 0; layers.has("ft_layers." + layer + ".norm1.weight"); layer++) {
            tokens = stations.pass(
                    "transformer.layer" + layer, transformed("ft_layers." + layer + ".", tokens, positions));
        }
        Value normed = layers.layerNorm("idx_pred_layer.0", tokens, LAYER_NORM_EPSILON);
        Value logits = stations.pass("logits", layers.linearWithoutBias("idx_pred_layer.1", normed));
        Value chosen = stations.pass("code_indices", logits.argMax().reshape(Shape.of(CODES)));
        int count = logits.shape().side(2);
        Value book = graph.constant(StoredWeights.asStored(
                layers.tensor("quantize.embedding.weight", count, features.channels()), ElementType.F32));
        Value codes = book.gatherRows(chosen).reshape(Shape.of(1, CODES, features.channels()));
        return stations.pass("quant_feat", map(codes));
    }

    /** Positions are added to what is asked and what is compared, not to what is passed on. */
    private Value transformed(String layer, Value tokens, Value positions) {
        int width = tokens.shape().side(2);
        if (width % sizes.heads() != 0) {
            throw new Refusal(layers.source() + ": the " + width + " channels of its transformer do not divide into "
                    + sizes.heads() + " heads; take the published file.");
        }
        Value normed = layers.layerNorm(layer + "norm1", tokens, LAYER_NORM_EPSILON);
        Value placed = normed.add(positions);
        Value mixed = projected(layer, 0, placed)
                .attention(projected(layer, 1, placed), projected(layer, 2, normed), sizes.heads());
        layers.tensor(layer + "self_attn.out_proj.weight", width, width);
        Value between = tokens.add(layers.linear(layer + "self_attn.out_proj", mixed));
        Value inner = layers.linear(layer + "linear1", layers.layerNorm(layer + "norm2", between, LAYER_NORM_EPSILON));
        layers.tensor(layer + "linear2.weight", width, inner.shape().side(2));
        return between.add(layers.linear(layer + "linear2", inner.gelu()));
    }

    private Value projected(String layer, int projection, Value x) {
        return layers.linearOfRows(
                layer + "self_attn.in_proj_weight", layer + "self_attn.in_proj_bias", projection, PROJECTIONS, x);
    }

    /** Each channel of the codes moved and stretched to the mean and deviation of the picture's features. */
    private Value styled(Value codes, Value features) {
        Value centred = codes.subtract(codes.globalAveragePool());
        Value styleMean = features.globalAveragePool();
        Value styleDeviation = deviation(features.subtract(styleMean));
        return centred.divide(deviation(centred)).multiply(styleDeviation).add(styleMean);
    }

    /** Unbiased: the sum of squares is divided by one less than the number of places. */
    private Value deviation(Value centred) {
        float unbiased = (float) CODES / (CODES - 1);
        return centred.multiply(centred)
                .globalAveragePool()
                .multiply(graph.scalar(unbiased))
                .add(graph.scalar(STYLE_EPSILON))
                .sqrt();
    }

    private Value generate(Value codes, Value w, int levels) {
        Value x = stations.pass("generator_block0", conv3(GENERATOR + 0, codes));
        int block = 1;
        x = residual(GENERATOR + block++, x);
        x = attention(GENERATOR + block++, x);
        x = residual(GENERATOR + block++, x);
        x = residual(GENERATOR + block++, x);
        x = attention(GENERATOR + block++, x);
        x = residual(GENERATOR + block++, x);
        x = attention(GENERATOR + block++, x);
        for (int level = levels - 1; level > 0; level--) {
            x = conv3(GENERATOR + block++ + ".conv", x.repeatPixels(2));
            x = residual(GENERATOR + block++, x);
            if (sizes.connected().contains(x.height())) {
                x = fused(stations.pass("gen." + x.height(), x), w);
            }
            x = residual(GENERATOR + block++, x);
        }
        layers.requireFilters(GENERATOR + (block + 1), COLOURS);
        return head(GENERATOR, block, x);
    }

    /** x + w · (x · scale + shift), both from the encoder's and the generator's features together. */
    private Value fused(Value x, Value w) {
        Value own = java.util.Objects.requireNonNull(encoded.get(x.height()));
        String name = "fuse_convs_dict." + x.height() + ".";
        Value both = residual(name + "encode_enc", Value.concat(1, List.of(own, x)));
        Value change =
                x.multiply(twice(name + "scale", both, x.channels())).add(twice(name + "shift", both, x.channels()));
        return stations.pass("fused." + x.height(), x.add(change.multiply(w)));
    }

    private Value twice(String name, Value x, int channels) {
        layers.requireFilters(name + ".2", channels);
        return conv3(name + ".2", conv3(name + ".0", x).leakyRelu(LEAK));
    }

    /** A normalisation and a convolution, with nothing in between. */
    private Value head(String part, int block, Value x) {
        return conv3(part + (block + 1), normed(part + block, x));
    }

    private Value residual(String name, Value x) {
        Value inner = conv3(name + ".conv1", normed(name + ".norm1", x).silu());
        Value change = conv3(name + ".conv2", normed(name + ".norm2", inner).silu());
        if (change.channels() == x.channels()) {
            return x.add(change);
        }
        layers.requireFilters(name + ".conv_out", change.channels());
        return conv1(name + ".conv_out", x).add(change);
    }

    /** One head over all places of the map. */
    private Value attention(String name, Value x) {
        for (String convolution : List.of(".q", ".k", ".v", ".proj_out")) {
            layers.requireFilters(name + convolution, x.channels());
        }
        Value normed = normed(name + ".norm", x);
        Value mixed = tokens(conv1(name + ".q", normed))
                .attention(tokens(conv1(name + ".k", normed)), tokens(conv1(name + ".v", normed)), 1);
        return x.add(conv1(name + ".proj_out", map(mixed)));
    }

    private Value normed(String name, Value x) {
        return layers.groupNorm(name, x, sizes.normGroups(), GROUP_NORM_EPSILON);
    }

    private Value conv3(String name, Value x) {
        return layers.conv(name, x, PublishedLayers.around(3, 1));
    }

    private Value conv1(String name, Value x) {
        return layers.conv(name, x, PublishedLayers.around(1, 1));
    }

    /** [1, channels, 16, 16] → [1, 256, channels]. */
    private static Value tokens(Value map) {
        return map.reshape(Shape.of(1, map.channels(), CODES)).transpose(0, 2, 1);
    }

    private static Value map(Value tokens) {
        return tokens.transpose(0, 2, 1).reshape(Shape.of(1, tokens.shape().side(2), CODES_SIDE, CODES_SIDE));
    }
}
