package org.mirrorx.models.forge;

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
 * ParseNet, the face parser of CodeFormer's paste-back, as published in {@code parsing_parsenet.pth}: residual blocks that halve, keep,
 * and double a map. How many there are and how wide is read from the tensors.
 *
 * <p>Input {@code picture} [1, 3, s, s]: R, G, B, −1…1. Output {@code labels_logits} [1, 19, s, s]: 0 background, 1 skin, 2 nose, 3
 * glasses, 4–5 eyes, 6–7 brows, 8–9 ears, 10 mouth, 11–12 lips, 13 hair, 14 hat, 15 earring, 16 necklace, 17 neck, 18 cloth.
 */
public final class ParseNet {
    /** Pixels on a side of the picture that the published program gives it. */
    public static final int SIDE = 512;

    /** Kinds of things that it tells apart. */
    public static final int LABELS = 19;

    private static final int COLOURS = 3;
    private static final float EPSILON = 1e-5f;
    private static final float LEAK = 0.2f;

    /** Reflection needs a neighbour. */
    private static final int SMALLEST_MAP = 2;

    /** The picture is the network's second product; no pipeline uses it. */
    private static final String PICTURE = "picture_out";

    private final Graph graph = new Graph("parsenet");
    private final PublishedLayers layers;
    private final Stations stations;

    private ParseNet(Tensors tensors, Set<String> stations) {
        this.layers = new PublishedLayers(graph, tensors);
        this.stations = new Stations(graph, stations);
    }

    /**
     * The network of a checkpoint.
     *
     * @param side of the picture, pixels; {@link #SIDE} as published
     * @throws Refusal naming the first tensor that is missing, does not fit, or belongs to another network
     */
    public static Graph forge(Tensors tensors, int side) {
        return forge(tensors, side, Set.of());
    }

    /**
     * The network with inner values as further outputs.
     *
     * @param stations {@code encoder}, {@code body}, {@code decoder}, {@code picture_out}
     * @throws Refusal as without stations
     * @throws IllegalArgumentException when the network has no such station
     */
    public static Graph forge(Tensors tensors, int side, Set<String> stations) {
        return new ParseNet(tensors, stations).forge(side);
    }

    /** How a residual block changes the sides of its map. */
    private enum Change {
        HALVED,
        KEPT,
        DOUBLED
    }

    private Graph forge(int side) {
        Value picture = graph.input("picture", ElementType.F32, Shape.of(1, COLOURS, side, side));
        Value x = conv("encoder.0", picture, 1);
        for (int block = 1; isBlock("encoder." + block); block++) {
            if (x.height() % 2 != 0 || x.height() / 2 < SMALLEST_MAP) {
                throw new Refusal(layers.source() + " halves the picture " + block + " times, too often for " + side
                        + "×" + side + "; take the published file.");
            }
            x = residual("encoder." + block, x, Change.HALVED);
        }
        Value encoded = stations.pass("encoder", x);
        for (int block = 0; isBlock("body." + block); block++) {
            x = residual("body." + block, x, Change.KEPT);
        }
        x = encoded.add(stations.pass("body", x));
        for (int block = 0; isBlock("decoder." + block) && x.height() < side; block++) {
            x = residual("decoder." + block, x, Change.DOUBLED);
        }
        if (x.height() != side) {
            throw new Refusal(layers.source() + " makes labels of " + x.height() + "×" + x.height()
                    + " for a picture of " + side + "×" + side + "; take the published file.");
        }
        Value decoded = stations.pass("decoder", x);
        output("out_img_conv", decoded);
        layers.requireFilters("out_mask_conv.conv2d", LABELS);
        graph.output("labels_logits", conv("out_mask_conv", decoded, 1));
        layers.refuseOthers(name -> name.endsWith(".num_batches_tracked"));
        stations.requireAll();
        return graph;
    }

    private boolean isBlock(String name) {
        return layers.has(name + ".conv1.conv2d.weight");
    }

    /** Only where somebody compares it; its tensors must fit in any case. */
    private void output(String name, Value decoded) {
        layers.tensor(name + ".conv2d.weight", COLOURS, decoded.channels(), 3, 3);
        layers.tensor(name + ".conv2d.bias", COLOURS);
        if (stations.wants(PICTURE)) {
            stations.pass(PICTURE, conv(name, decoded, 1));
        }
    }

    private Value residual(String name, Value x, Change change) {
        Value larger = change == Change.DOUBLED ? x.repeatPixels(2) : x;
        int stride = change == Change.HALVED ? 2 : 1;
        Value kept = change == Change.KEPT ? x : conv(name + ".shortcut_func", larger, stride);
        Value inner = normed(name + ".conv1", larger, 1).leakyRelu(LEAK);
        layers.requireFilters(name + ".conv2.conv2d", kept.channels());
        return kept.add(normed(name + ".conv2", inner, stride));
    }

    private Value conv(String name, Value x, int stride) {
        return layers.conv(name + ".conv2d", x.padReflected(1), Window.square(3, stride, Pads.NONE));
    }

    private Value normed(String name, Value x, int stride) {
        int filters = layers.filters(name + ".conv2d");
        layers.tensor(name + ".norm.norm.running_mean", filters);
        layers.tensor(name + ".norm.norm.running_var", filters);
        Window window = Window.square(3, stride, Pads.NONE);
        return layers.convNormed(name + ".conv2d", name + ".norm.norm", x.padReflected(1), window, EPSILON);
    }
}
