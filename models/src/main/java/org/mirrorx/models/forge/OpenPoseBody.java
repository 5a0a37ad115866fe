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
 * The body network of OpenPose with 18 points, as published for PyTorch in {@code body_pose_model.pth}: 92 convolutions in two branches
 * of six stages.
 *
 * <p>Input {@code picture} [1, 3, h, w]: B, G, R, value / 256 − 0.5, sides multiples of 8. Outputs {@code paf} [1, 38, h/8, w/8] the limb
 * fields, x and y of 19 limbs, and {@code heat} [1, 19, h/8, w/8] the points' maps, 18 and the background.
 */
public final class OpenPoseBody {
    /** Sides of the input for pictures of 384 × 512, as the try-on programs give them. */
    public static final int INPUT_WIDTH = 144;

    public static final int INPUT_HEIGHT = 184;

    private static final int COLOURS = 3;
    private static final int STRIDE = 8;
    private static final int STAGES = 6;
    private static final int FIRST_STAGE_CONVOLUTIONS = 5;
    private static final int LATER_CONVOLUTIONS = 7;
    private static final int WIDE_KERNEL = 7;
    private static final int PAF = 38;
    private static final int HEAT = 19;

    private static final Window HALVING = Window.square(2, 2, Pads.NONE);

    private final Graph graph = new Graph("openpose_body");
    private final PublishedLayers layers;
    private final Stations stations;

    private OpenPoseBody(Tensors tensors, Set<String> stations) {
        this.layers = new PublishedLayers(graph, tensors);
        this.stations = new Stations(graph, stations);
    }

    /**
     * The network of a checkpoint.
     *
     * @param height, width of the input, pixels
     * @throws Refusal naming the first tensor that is missing, does not fit, or belongs to another network
     */
    public static Graph forge(Tensors tensors, int height, int width) {
        return forge(tensors, height, width, Set.of());
    }

    /**
     * The network with inner values as further outputs.
     *
     * @param stations {@code out1}, {@code stage1_paf} to {@code stage5_heat}
     * @throws Refusal as without stations
     * @throws IllegalArgumentException when the network has no such station
     */
    public static Graph forge(Tensors tensors, int height, int width, Set<String> stations) {
        if (height % STRIDE != 0 || width % STRIDE != 0) {
            throw new IllegalArgumentException("sides are multiples of " + STRIDE + ", not " + height + ", " + width);
        }
        return new OpenPoseBody(tensors, stations).forge(height, width);
    }

    private Graph forge(int height, int width) {
        Value x = graph.input("picture", ElementType.F32, Shape.of(1, COLOURS, height, width));
        for (String name : new String[] {"conv1_1", "conv1_2"}) {
            x = conv(name, x);
        }
        x = x.maxPool(HALVING);
        for (String name : new String[] {"conv2_1", "conv2_2"}) {
            x = conv(name, x);
        }
        x = x.maxPool(HALVING);
        for (String name : new String[] {"conv3_1", "conv3_2", "conv3_3", "conv3_4"}) {
            x = conv(name, x);
        }
        x = x.maxPool(HALVING);
        for (String name : new String[] {"conv4_1", "conv4_2", "conv4_3_CPM", "conv4_4_CPM"}) {
            x = conv(name, x);
        }
        Value features = stations.pass("out1", x);
        Value paf = firstStage("L1", features, PAF);
        Value heat = firstStage("L2", features, HEAT);
        for (int stage = 2; stage <= STAGES; stage++) {
            stations.pass("stage" + (stage - 1) + "_paf", paf);
            stations.pass("stage" + (stage - 1) + "_heat", heat);
            Value joined = Value.concat(1, java.util.List.of(paf, heat, features));
            paf = laterStage(stage, "L1", joined, PAF);
            heat = laterStage(stage, "L2", joined, HEAT);
        }
        graph.output("paf", paf);
        // The published program has this one, by a slip; its results depend on it.
        graph.output("heat", heat.relu());
        layers.refuseOthers(name -> false);
        stations.requireAll();
        return graph;
    }

    private Value conv(String name, Value x) {
        return layers.conv(name, x, PublishedLayers.around(3, 1)).relu();
    }

    private Value firstStage(String branch, Value features, int maps) {
        Value x = features;
        for (int i = 1; i < FIRST_STAGE_CONVOLUTIONS; i++) {
            int kernel = i <= 3 ? 3 : 1;
            x = layers.conv("conv5_" + i + "_CPM_" + branch, x, PublishedLayers.around(kernel, 1))
                    .relu();
        }
        return last("conv5_" + FIRST_STAGE_CONVOLUTIONS + "_CPM_" + branch, x, maps);
    }

    private Value laterStage(int stage, String branch, Value joined, int maps) {
        Value x = joined;
        for (int i = 1; i < LATER_CONVOLUTIONS; i++) {
            int kernel = i <= 5 ? WIDE_KERNEL : 1;
            x = layers.conv("Mconv" + i + "_stage" + stage + "_" + branch, x, PublishedLayers.around(kernel, 1))
                    .relu();
        }
        return last("Mconv" + LATER_CONVOLUTIONS + "_stage" + stage + "_" + branch, x, maps);
    }

    private Value last(String name, Value x, int maps) {
        layers.tensor(name + ".weight", maps, x.channels(), 1, 1);
        return layers.conv(name, x, PublishedLayers.around(1, 1));
    }
}
