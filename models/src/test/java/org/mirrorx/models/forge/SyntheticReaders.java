package org.mirrorx.models.forge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.mirrorx.models.Shape;

/**
 * Writes checkpoints with the names and shapes of the networks that read bodies and seeded random numbers, spread so that what flows
 * through the layers neither fades nor grows. The format is safetensors whatever the published one is.
 */
public final class SyntheticReaders {
    private static final long SEED = 20_261_127L;

    private final SequencedMap<String, Shape> shapes = new LinkedHashMap<>();

    private SyntheticReaders() {}

    /** Which network. */
    public enum Reader {
        OPENPOSE,
        DENSEPOSE,
        FASHN_PARSER
    }

    /**
     * Writes a checkpoint.
     *
     * @param divisor of the published widths; 1 for full size
     * @return how many tensors it has
     */
    public static int write(Reader reader, int divisor, Path file) throws IOException {
        SyntheticReaders made = new SyntheticReaders();
        switch (reader) {
            case OPENPOSE -> made.openPose(divisor);
            case DENSEPOSE -> made.densePose(divisor);
            case FASHN_PARSER -> made.parser(divisor);
        }
        SequencedMap<String, Shape> shapes = made.shapes;
        SyntheticCheckpoint.write(
                shapes, name -> numbers(name, java.util.Objects.requireNonNull(shapes.get(name))), SEED, file);
        return shapes.size();
    }

    /** Uniform numbers of variance 2 / inputs keep the size of what a rectified layer passes on. */
    private static SyntheticCheckpoint.Numbers numbers(String name, Shape shape) {
        if (name.endsWith("running_var") || (shape.rank() == 1 && name.endsWith("weight"))) {
            return new SyntheticCheckpoint.Numbers(1, 0.05);
        }
        if (shape.rank() < 2) {
            return name.startsWith("Mconv7_stage6_L2")
                    ? new SyntheticCheckpoint.Numbers(0, 0.001)
                    : new SyntheticCheckpoint.Numbers(0, 0.05);
        }
        double inputs = (double) shape.elements() / shape.side(0);
        if (name.contains("anchor_deltas") || name.contains("bbox_pred")) {
            // Corrections of boxes are small; else the boxes would all cover the picture.
            return new SyntheticCheckpoint.Numbers(0, 0.05 / inputs);
        }
        if (name.startsWith("Mconv7_stage6_L2")) {
            // Maps of noise are full of points, those of a trained network nearly empty.
            return new SyntheticCheckpoint.Numbers(0, 0.001 / inputs);
        }
        return new SyntheticCheckpoint.Numbers(0, Math.sqrt((shape.rank() == 2 ? 3 : 6) / inputs));
    }

    private void conv(String name, int out, int in, int kernel) {
        shapes.put(name + ".weight", Shape.of(out, in, kernel, kernel));
        shapes.put(name + ".bias", Shape.of(out));
    }

    private void openPose(int divisor) {
        int w64 = 64 / divisor;
        int w128 = 128 / divisor;
        int w256 = 256 / divisor;
        int w512 = 512 / divisor;
        conv("conv1_1", w64, 3, 3);
        conv("conv1_2", w64, w64, 3);
        conv("conv2_1", w128, w64, 3);
        conv("conv2_2", w128, w128, 3);
        conv("conv3_1", w256, w128, 3);
        for (int i = 2; i <= 4; i++) {
            conv("conv3_" + i, w256, w256, 3);
        }
        conv("conv4_1", w512, w256, 3);
        conv("conv4_2", w512, w512, 3);
        conv("conv4_3_CPM", w256, w512, 3);
        conv("conv4_4_CPM", w128, w256, 3);
        for (int branch = 1; branch <= 2; branch++) {
            int maps = branch == 1 ? 38 : 19;
            for (int i = 1; i <= 3; i++) {
                conv("conv5_" + i + "_CPM_L" + branch, w128, w128, 3);
            }
            conv("conv5_4_CPM_L" + branch, w512, w128, 1);
            conv("conv5_5_CPM_L" + branch, maps, w512, 1);
            for (int stage = 2; stage <= 6; stage++) {
                String end = "_stage" + stage + "_L" + branch;
                conv("Mconv1" + end, w128, w128 + 57, 7);
                for (int i = 2; i <= 5; i++) {
                    conv("Mconv" + i + end, w128, w128, 7);
                }
                conv("Mconv6" + end, w128, w128, 1);
                conv("Mconv7" + end, maps, w128, 1);
            }
        }
    }

    private void convNormed(String name, int out, int in, int kernel) {
        shapes.put(name + ".weight", Shape.of(out, in, kernel, kernel));
        norm(name + ".norm", out);
    }

    private void norm(String name, int channels) {
        for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
            shapes.put(name + "." + part, Shape.of(channels));
        }
    }

    private void densePose(int divisor) {
        String backbone = "model/backbone.bottom_up.";
        int fpn = 256 / divisor;
        convNormed(backbone + "stem.conv1", 64 / divisor, 3, 7);
        int in = 64 / divisor;
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            int inner = (64 << stage) / divisor;
            int out = 4 * inner;
            for (int block = 0; block < blocks[stage]; block++) {
                String name = backbone + "res" + (stage + 2) + "." + block + ".";
                if (block == 0) {
                    convNormed(name + "shortcut", out, in, 1);
                }
                convNormed(name + "conv1", inner, in, 1);
                convNormed(name + "conv2", inner, inner, 3);
                convNormed(name + "conv3", out, inner, 1);
                in = out;
            }
            conv("model/backbone.fpn_lateral" + (stage + 2), fpn, out, 1);
            conv("model/backbone.fpn_output" + (stage + 2), fpn, fpn, 3);
        }
        conv("model/proposal_generator.rpn_head.conv", fpn, fpn, 3);
        conv("model/proposal_generator.rpn_head.objectness_logits", 3, fpn, 1);
        conv("model/proposal_generator.rpn_head.anchor_deltas", 12, fpn, 1);
        String heads = "model/roi_heads.";
        linear(heads + "box_head.fc1", 1024 / divisor, fpn * 49);
        linear(heads + "box_head.fc2", 1024 / divisor, 1024 / divisor);
        linear(heads + "box_predictor.cls_score", 2, 1024 / divisor);
        linear(heads + "box_predictor.bbox_pred", 4, 1024 / divisor);
        for (String place : new String[] {"p2.0", "p3.0", "p4.0", "p4.2", "p5.0", "p5.2", "p5.4"}) {
            conv(heads + "decoder." + place, fpn, fpn, 3);
        }
        conv(heads + "decoder.predictor", fpn, fpn, 1);
        int head = 512 / divisor;
        for (int i = 1; i <= 8; i++) {
            conv(heads + "densepose_head.body_conv_fcn" + i, head, i == 1 ? fpn : head, 3);
        }
        for (String chart : new String[] {"ann_index", "index_uv", "u", "v"}) {
            int planes = chart.equals("ann_index") ? 2 : 25;
            shapes.put(heads + "densepose_predictor." + chart + "_lowres.weight", Shape.of(head, planes, 4, 4));
            shapes.put(heads + "densepose_predictor." + chart + "_lowres.bias", Shape.of(planes));
        }
    }

    private void linear(String name, int out, int in) {
        shapes.put(name + ".weight", Shape.of(out, in));
        shapes.put(name + ".bias", Shape.of(out));
    }

    private void layerNorm(String name, int width) {
        shapes.put(name + ".weight", Shape.of(width));
        shapes.put(name + ".bias", Shape.of(width));
    }

    private void parser(int divisor) {
        int[] widths = {64, 128, 320, 512};
        int[] depths = {3, 8, 27, 3};
        int[] reductions = {8, 4, 2, 1};
        int decoder = 768 / divisor;
        int in = 3;
        for (int stage = 0; stage < widths.length; stage++) {
            int width = widths[stage] / divisor;
            String encoder = "segformer.encoder.";
            conv(encoder + "patch_embeddings." + stage + ".proj", width, in, stage == 0 ? 7 : 3);
            layerNorm(encoder + "patch_embeddings." + stage + ".layer_norm", width);
            for (int block = 0; block < depths[stage]; block++) {
                String name = encoder + "block." + stage + "." + block + ".";
                layerNorm(name + "layer_norm_1", width);
                layerNorm(name + "layer_norm_2", width);
                for (String part : new String[] {"self.query", "self.key", "self.value", "output.dense"}) {
                    linear(name + "attention." + part, width, width);
                }
                if (reductions[stage] > 1) {
                    conv(name + "attention.self.sr", width, width, reductions[stage]);
                    layerNorm(name + "attention.self.layer_norm", width);
                }
                linear(name + "mlp.dense1", 4 * width, width);
                conv(name + "mlp.dwconv.dwconv", 4 * width, 1, 3);
                linear(name + "mlp.dense2", width, 4 * width);
            }
            layerNorm(encoder + "layer_norm." + stage, width);
            linear("decode_head.linear_c." + stage + ".proj", decoder, width);
            in = width;
        }
        shapes.put("decode_head.linear_fuse.weight", Shape.of(decoder, 4 * decoder, 1, 1));
        norm("decode_head.batch_norm", decoder);
        conv("decode_head.classifier", 18, decoder, 1);
    }
}
