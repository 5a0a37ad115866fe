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
 * DensePose with a residual network of 50 layers and a feature pyramid ({@code densepose_rcnn_R_50_FPN_s1x} of detectron2), in three
 * graphs; what lies between them (choosing boxes, cutting maps) is not part of a network.
 *
 * <ul>
 *   <li>{@link #features}: {@code picture} [1, 3, h, w], B, G, R with the means subtracted, sides multiples of 32 → for the levels 2 to 6
 *       {@code objectnessL} [1, 3, h/2ᴸ, w/2ᴸ] and {@code deltasL} [1, 12, …]; the maps {@code p2} to {@code p5} [1, c, …] and {@code
 *       decoder} [1, c, h/4, w/4].
 *   <li>{@link #boxes}: {@code pooled} [N, c, 7, 7] → {@code classes} [N, 2], logits of person and background, and {@code deltas} [N, 4].
 *   <li>{@link #charts}: {@code pooled} [1, c, s, s] → {@code coarse} [1, 2, 4s, 4s], {@code fine}, {@code u} and {@code v} [1, 25, 4s,
 *       4s].
 * </ul>
 */
public final class DensePoseRcnn {
    /** Sides of the pieces that {@link #boxes} takes. */
    public static final int BOX_SIDE = 7;

    private static final int COLOURS = 3;

    /** Every side of the input is a multiple, so that each level halves the one before. */
    private static final int COARSEST = 32;

    private static final float EPSILON = 1e-5f;
    private static final int FINEST = 2;
    private static final int LAST_MAP = 5;
    private static final int ANCHORS = 3;
    private static final int CORNERS = 4;
    private static final int CLASSES = 2;
    private static final int PARTS_AND_BACKGROUND = 25;
    private static final int HEAD_LAYERS = 8;

    private static final String BACKBONE = "backbone.bottom_up.";
    private static final String PYRAMID = "backbone.fpn_";
    private static final String PROPOSALS = "proposal_generator.";
    private static final String HEADS = "roi_heads.";
    private static final List<String> OF_BOXES = List.of(HEADS + "box_head.", HEADS + "box_predictor.");
    private static final List<String> OF_CHARTS = List.of(HEADS + "densepose_head.", HEADS + "densepose_predictor.");

    /** Old files carry what today's program computes. */
    private static final List<String> OBSOLETE =
            List.of("pixel_mean", "pixel_std", PROPOSALS + "anchor_generator.cell_anchors.");

    private final Graph graph;
    private final PublishedLayers layers;
    private final Stations stations;

    private DensePoseRcnn(Graph graph, Tensors tensors, Set<String> stations) {
        this.graph = graph;
        this.layers = new PublishedLayers(graph, tensors);
        this.stations = new Stations(graph, stations);
    }

    /**
     * From the picture to proposals and maps.
     *
     * @param tensors the dictionary {@code model} of the published file
     * @param height, width of the input, multiples of 32
     * @throws Refusal naming the first tensor that is missing, does not fit, or belongs to another network
     */
    public static Graph features(Tensors tensors, int height, int width) {
        return features(tensors, height, width, Set.of());
    }

    /**
     * From the picture to proposals and maps, with inner values as further outputs.
     *
     * @param stations {@code stem}, {@code res2} to {@code res5}, {@code p6}
     */
    public static Graph features(Tensors tensors, int height, int width, Set<String> stations) {
        if (height % COARSEST != 0 || width % COARSEST != 0) {
            throw new IllegalArgumentException("sides are multiples of " + COARSEST + ", not " + height + ", " + width);
        }
        Graph graph = new Graph("densepose_features");
        return new DensePoseRcnn(graph, tensors, stations).features(height, width);
    }

    /**
     * From pieces of the maps to people.
     *
     * @param stations {@code box_hidden}
     * @throws Refusal as {@link #features}
     */
    public static Graph boxes(Tensors tensors, Set<String> stations) {
        Graph graph = new Graph("densepose_boxes", Graph.Batch.OPEN);
        return new DensePoseRcnn(graph, tensors, stations).boxes();
    }

    /**
     * From a piece of the joined map to the parts of a body.
     *
     * @param side of the piece; 28 as published
     * @param stations {@code dp_head}, {@code dp_ann_index_lowres}, {@code dp_index_uv_lowres}
     * @throws Refusal as {@link #features}
     */
    public static Graph charts(Tensors tensors, int side, Set<String> stations) {
        Graph graph = new Graph("densepose_charts");
        return new DensePoseRcnn(graph, tensors, stations).charts(side);
    }

    private Graph features(int height, int width) {
        Value x = graph.input("picture", ElementType.F32, Shape.of(1, COLOURS, height, width));
        x = normed(BACKBONE + "stem.conv1", x, PublishedLayers.around(7, 2)).relu();
        x = stations.pass("stem", x.maxPool(PublishedLayers.around(3, 2)));
        List<Value> lateral = new ArrayList<>();
        for (int level = FINEST; level <= LAST_MAP; level++) {
            x = stations.pass("res" + level, residualStage(BACKBONE + "res" + level, x, level == FINEST ? 1 : 2));
            lateral.add(layers.conv(PYRAMID + "lateral" + level, x, PublishedLayers.around(1, 1)));
        }
        Value[] pyramid = new Value[LAST_MAP + 2];
        Value above = lateral.getLast();
        for (int level = LAST_MAP; level >= FINEST; level--) {
            Value own = lateral.get(level - FINEST);
            above = level == LAST_MAP ? own : own.add(above.repeatPixels(2));
            pyramid[level] = layers.conv(PYRAMID + "output" + level, above, PublishedLayers.around(3, 1));
        }
        pyramid[LAST_MAP + 1] = stations.pass("p6", pyramid[LAST_MAP].maxPool(Window.square(1, 2, Pads.NONE)));
        for (int level = FINEST; level <= LAST_MAP + 1; level++) {
            propose(level, pyramid[level]);
        }
        Value decoder = decode(pyramid);
        for (int level = FINEST; level <= LAST_MAP; level++) {
            graph.output("p" + level, pyramid[level]);
        }
        graph.output("decoder", decoder);
        layers.refuseOthers(name -> OBSOLETE.stream().anyMatch(name::startsWith)
                || OF_BOXES.stream().anyMatch(name::startsWith)
                || OF_CHARTS.stream().anyMatch(name::startsWith));
        stations.requireAll();
        return graph;
    }

    private Value residualStage(String name, Value input, int firstStride) {
        Value x = input;
        for (int block = 0; layers.has(name + "." + block + ".conv1.weight"); block++) {
            String at = name + "." + block + ".";
            // The stride sits in the first convolution, of one pixel, and in the shortcut.
            Window first = PublishedLayers.around(1, block == 0 ? firstStride : 1);
            Value main = normed(at + "conv1", x, first).relu();
            main = normed(at + "conv2", main, PublishedLayers.around(3, 1)).relu();
            main = normed(at + "conv3", main, PublishedLayers.around(1, 1));
            Value side = layers.has(at + "shortcut.weight") ? normed(at + "shortcut", x, first) : x;
            if (!side.shape().equals(main.shape())) {
                throw new Refusal(
                        "The block " + name + "." + block
                                + " gives another number of channels than it takes, without a shortcut; take the published file.");
            }
            x = main.add(side).relu();
        }
        if (x.equals(input)) {
            throw new Refusal("The network has no block " + name + ".0; take the published file.");
        }
        return x;
    }

    private Value normed(String name, Value x, Window window) {
        return layers.convNormed(name, name + ".norm", x, window, EPSILON);
    }

    /** The same weights on every level. */
    private void propose(int level, Value map) {
        String head = PROPOSALS + "rpn_head.";
        Value hidden =
                layers.conv(head + "conv", map, PublishedLayers.around(3, 1)).relu();
        layers.tensor(head + "objectness_logits.weight", ANCHORS, hidden.channels(), 1, 1);
        layers.tensor(head + "anchor_deltas.weight", ANCHORS * CORNERS, hidden.channels(), 1, 1);
        graph.output(
                "objectness" + level, layers.conv(head + "objectness_logits", hidden, PublishedLayers.around(1, 1)));
        graph.output("deltas" + level, layers.conv(head + "anchor_deltas", hidden, PublishedLayers.around(1, 1)));
    }

    /** The sum of all levels, each brought to the finest one's size by convolutions and enlargements in turn. */
    private Value decode(Value[] pyramid) {
        Value sum = decoded(FINEST, 0, pyramid[FINEST]);
        for (int level = FINEST + 1; level <= LAST_MAP; level++) {
            Value x = pyramid[level];
            for (int step = 0; step < level - FINEST; step++) {
                x = decoded(level, 2 * step, x);
                x = x.resizeLinear(2 * x.height(), 2 * x.width(), Value.Sampling.HALF_PIXEL);
            }
            sum = sum.add(x);
        }
        return layers.conv(HEADS + "decoder.predictor", sum, PublishedLayers.around(1, 1));
    }

    private Value decoded(int level, int place, Value x) {
        return layers.conv(HEADS + "decoder.p" + level + "." + place, x, PublishedLayers.around(3, 1))
                .relu();
    }

    private Graph boxes() {
        int channels = layers.filters(PYRAMID + "output" + FINEST);
        Value pooled = graph.input("pooled", ElementType.F32, Shape.of(1, channels, BOX_SIDE, BOX_SIDE));
        Value flat = pooled.reshape(Shape.of(1, channels * BOX_SIDE * BOX_SIDE));
        Value hidden = layers.linear(HEADS + "box_head.fc1", flat).relu();
        hidden = stations.pass(
                "box_hidden", layers.linear(HEADS + "box_head.fc2", hidden).relu());
        int width = hidden.shape().side(1);
        layers.tensor(HEADS + "box_predictor.cls_score.weight", CLASSES, width);
        layers.tensor(HEADS + "box_predictor.bbox_pred.weight", CORNERS, width);
        graph.output("classes", layers.linear(HEADS + "box_predictor.cls_score", hidden));
        graph.output("deltas", layers.linear(HEADS + "box_predictor.bbox_pred", hidden));
        layers.refuseOthers(name -> OF_BOXES.stream().noneMatch(name::startsWith));
        stations.requireAll();
        return graph;
    }

    private Graph charts(int side) {
        int channels = layers.filters(HEADS + "decoder.predictor");
        Value x = graph.input("pooled", ElementType.F32, Shape.of(1, channels, side, side));
        for (int layer = 1; layer <= HEAD_LAYERS; layer++) {
            x = layers.conv(HEADS + "densepose_head.body_conv_fcn" + layer, x, PublishedLayers.around(3, 1))
                    .relu();
        }
        x = stations.pass("dp_head", x);
        chart("coarse", "ann_index", x, 2);
        chart("fine", "index_uv", x, PARTS_AND_BACKGROUND);
        chart("u", "u", x, PARTS_AND_BACKGROUND);
        chart("v", "v", x, PARTS_AND_BACKGROUND);
        layers.refuseOthers(name -> OF_CHARTS.stream().noneMatch(name::startsWith));
        stations.requireAll();
        return graph;
    }

    private void chart(String output, String name, Value head, int planes) {
        String layer = HEADS + "densepose_predictor." + name + "_lowres";
        Window doubling = Window.square(4, 2, Pads.all(1));
        layers.tensor(layer + ".weight", head.channels(), planes, doubling.kernelHeight(), doubling.kernelWidth());
        Value low = stations.pass("dp_" + name + "_lowres", layers.convTransposed(layer, head, doubling));
        graph.output(output, low.resizeLinear(2 * low.height(), 2 * low.width(), Value.Sampling.HALF_PIXEL));
    }
}
