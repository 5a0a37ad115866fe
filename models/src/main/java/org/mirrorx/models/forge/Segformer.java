package org.mirrorx.models.forge;

import java.util.ArrayList;
import java.util.List;
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
 * SegFormer for semantic segmentation with the names of Hugging Face ({@code SegformerForSemanticSegmentation}): four stages of attention
 * over ever coarser maps, joined by a head of linear layers.
 *
 * <p>Input {@code picture} [1, 3, h, w]: R, G, B, normalised by mean and deviation. Output {@code logits} [1, labels, h/4, w/4].
 */
public final class Segformer {
    private static final int COLOURS = 3;
    private static final int STAGES = 4;

    /** The class takes PyTorch's own, whatever the configuration says. */
    private static final float EPSILON = 1e-5f;

    private static final String ENCODER = "segformer.encoder.";

    private final SegformerSizes sizes;
    private final Graph graph = new Graph("segformer");
    private final PublishedLayers layers;
    private final Stations stations;

    private Segformer(Tensors tensors, SegformerSizes sizes, Set<String> stations) {
        this.sizes = sizes;
        this.layers = new PublishedLayers(graph, tensors);
        this.stations = new Stations(graph, stations);
    }

    /**
     * The network of a checkpoint.
     *
     * @throws Refusal naming the first tensor that is missing, does not fit the sizes, or belongs to another network
     */
    public static Graph forge(Tensors tensors, SegformerSizes sizes) {
        return forge(tensors, sizes, Set.of());
    }

    /**
     * The network with inner values as further outputs.
     *
     * @param stations {@code patch_embed_0}, {@code block_0_0_attention}, {@code block_0_0}, {@code encoder_0}, {@code head_batch_norm} …
     * @throws Refusal as without stations
     * @throws IllegalArgumentException when the network has no such station
     */
    public static Graph forge(Tensors tensors, SegformerSizes sizes, Set<String> stations) {
        return new Segformer(tensors, sizes, stations).forge();
    }

    private Graph forge() {
        Value x = graph.input("picture", ElementType.F32, Shape.of(1, COLOURS, sizes.height(), sizes.width()));
        List<Value> maps = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            x = stations.pass("encoder_" + stage, stage(stage, x));
            maps.add(x);
        }
        graph.output("logits", head(maps));
        layers.refuseOthers(name -> name.endsWith(".num_batches_tracked"));
        stations.requireAll();
        return graph;
    }

    private Value stage(int stage, Value map) {
        String patch = ENCODER + "patch_embeddings." + stage;
        int kernel = layers.ofRank(patch + ".proj.weight", 4).shape().side(2);
        int stride = sizes.strides().get(stage);
        Value squares = layers.conv(patch + ".proj", map, PublishedLayers.around(kernel, stride));
        int height = squares.height();
        int width = squares.width();
        Value x = stations.pass(
                "patch_embed_" + stage, layers.layerNorm(patch + ".layer_norm", tokens(squares), EPSILON));
        String blocks = ENCODER + "block." + stage + ".";
        for (int block = 0; layers.has(blocks + block + ".layer_norm_1.weight"); block++) {
            x = stations.pass("block_" + stage + "_" + block, block(blocks + block, stage, block, x, height, width));
        }
        return map(layers.layerNorm(ENCODER + "layer_norm." + stage, x, EPSILON), height, width);
    }

    private Value block(String name, int stage, int block, Value x, int height, int width) {
        String station = "block_" + stage + "_" + block;
        Value normed = layers.layerNorm(name + ".layer_norm_1", x, EPSILON);
        Value attention = attention(name + ".attention", normed, sizes.heads().get(stage), height, width);
        Value between = x.add(stations.pass(station + "_attention", attention));
        Value inner = layers.linear(name + ".mlp.dense1", layers.layerNorm(name + ".layer_norm_2", between, EPSILON));
        int channels = inner.shape().side(2);
        Value mixed = layers.conv(
                name + ".mlp.dwconv.dwconv", map(inner, height, width), PublishedLayers.around(3, 1), channels);
        Value out = layers.linear(name + ".mlp.dense2", tokens(mixed).gelu());
        return between.add(stations.pass(station + "_mlp", out));
    }

    /** Keys and values come from a coarser map where the stage has a reduction. */
    private Value attention(String name, Value x, int heads, int height, int width) {
        int channels = x.shape().side(2);
        if (channels % heads != 0) {
            throw new Refusal("A stage of " + channels + " channels cannot have " + heads
                    + " heads; take the published config.json.");
        }
        Value source = x;
        if (layers.has(name + ".self.sr.weight")) {
            int ratio = layers.ofRank(name + ".self.sr.weight", 4).shape().side(2);
            if (ratio > Math.min(height, width)) {
                throw new Refusal("A reduction by " + ratio + " does not fit a map of " + height + "×" + width
                        + "; take the published file.");
            }
            Value fewer = layers.conv(name + ".self.sr", map(x, height, width), Window.square(ratio, ratio, Pads.NONE));
            source = layers.layerNorm(name + ".self.layer_norm", tokens(fewer), EPSILON);
        }
        Value q = layers.linear(name + ".self.query", x);
        Value k = layers.linear(name + ".self.key", source);
        Value v = layers.linear(name + ".self.value", source);
        return layers.linear(name + ".output.dense", q.attention(k, v, heads));
    }

    private Value head(List<Value> maps) {
        Value first = maps.getFirst();
        List<Value> resized = new ArrayList<>();
        for (int stage = STAGES - 1; stage >= 0; stage--) {
            Value map = maps.get(stage);
            Value even = map(
                    layers.linear("decode_head.linear_c." + stage + ".proj", tokens(map)), map.height(), map.width());
            resized.add(even.resizeLinear(first.height(), first.width(), Value.Sampling.HALF_PIXEL));
        }
        Value joined = layers.convNormed(
                "decode_head.linear_fuse",
                "decode_head.batch_norm",
                Value.concat(1, resized),
                PublishedLayers.around(1, 1),
                EPSILON);
        Value head = stations.pass("head_batch_norm", joined).relu();
        return layers.conv("decode_head.classifier", head, PublishedLayers.around(1, 1));
    }

    /** [1, channels, h, w] → [1, h · w, channels]. */
    private static Value tokens(Value map) {
        return map.reshape(Shape.of(1, map.channels(), map.height() * map.width()))
                .transpose(0, 2, 1);
    }

    private static Value map(Value tokens, int height, int width) {
        return tokens.transpose(0, 2, 1).reshape(Shape.of(1, tokens.shape().side(2), height, width));
    }
}
