package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Shape;
import org.mirrorx.models.bodylite.BodyLite;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.golden.SharedData;
import org.mirrorx.models.store.OptionalNetwork;
import org.mirrorx.models.store.OptionalNetworks;

/**
 * Each small network, from the exact input picture that the reference program saw to its raw outputs, against the recorded ones
 * (TensorFlow Lite, tfjs, ONNX Runtime). Tolerances from the cases.
 */
final class BodyLiteGoldenTest {
    private static final String AREA = "body_lite";

    /** v · (2 / 255) − 1. */
    private static final Scaling MINUS_ONE_TO_ONE = new Scaling(2 / 255f, -1);

    /** v / 255. */
    private static final Scaling ZERO_TO_ONE = new Scaling(1 / 255f, 0);

    /** The page gives no tolerance for the points in metres; a millimetre is far below what they mean. */
    private static final double ONE_MILLIMETRE = 0.001;

    /** A stored 8-bit probability is within half a step. */
    private static final double HALF_STEP = 0.5 / 255;

    /** Numbers of a body point: x, y, z in crop pixels, then visibility and presence as logits. */
    private static final int POINT_NUMBERS = 5;

    private static final int POINT_PIXELS = 3;

    private static final Map<BodyLite, Network> NETWORKS = new EnumMap<>(BodyLite.class);
    private static final Map<OptionalNetwork, Network> OPTIONAL = new EnumMap<>(OptionalNetwork.class);

    @TempDir
    static Path packs;

    private record Scaling(float factor, float offset) {}

    @AfterAll
    static void close() {
        NETWORKS.values().forEach(Network::close);
        OPTIONAL.values().forEach(Network::close);
    }

    @TestFactory
    Stream<DynamicTest> theDetectorFindsTheRecordedAnchors() {
        return GoldenCase.tests(AREA, List.of("pose_detection_input.png"), golden -> {
            Samples input = golden.picture("pose_detection_input.png");
            try (Buffers io = run(BodyLite.POSE_DETECTION, input, MINUS_ONE_TO_ONE)) {
                compareAnchors(golden, "out.pose_detection", io.output("Identity"), io.output("Identity_1"), 12);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theDetectorGivesEveryRecordedBox() {
        return GoldenCase.tests(
                AREA,
                List.of("pose_detection_input.png", "out.pose_detection.boxes", "out.pose_detection.logits"),
                golden -> {
                    Samples input = golden.picture("pose_detection_input.png");
                    float[] boxes = golden.floats("out.pose_detection.boxes");
                    float[] logits = golden.floats("out.pose_detection.logits");
                    try (Buffers io = run(BodyLite.POSE_DETECTION, input, MINUS_ONE_TO_ONE)) {
                        near(boxes, io.output("Identity"), golden.tolerance("raw_abs"));
                        nearAsProbability(logits, io.output("Identity_1"), golden.tolerance("probability"));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theBodyPointsAreTheRecordedOnes() {
        return GoldenCase.tests(
                AREA,
                List.of("pose_landmark_input.png", "out.pose.raw_landmarks", "out.pose.flag", "out.pose.raw_world"),
                golden -> {
                    Samples input = golden.picture("pose_landmark_input.png");
                    float[] points = golden.floats("out.pose.raw_landmarks");
                    try (Buffers io = run(BodyLite.POSE_LANDMARK, input, ZERO_TO_ONE)) {
                        FloatBuffer found = io.output("Identity");
                        assertEquals(points.length, found.capacity());
                        for (int i = 0; i < points.length; i++) {
                            if (i % POINT_NUMBERS < POINT_PIXELS) {
                                assertEquals(points[i], found.get(i), golden.tolerance("raw_abs"), "number " + i);
                            } else {
                                assertEquals(
                                        sigmoid(points[i]),
                                        sigmoid(found.get(i)),
                                        golden.tolerance("probability"),
                                        "number " + i);
                            }
                        }
                        near(golden.floats("out.pose.flag"), io.output("Identity_1"), golden.tolerance("probability"));
                        near(golden.floats("out.pose.raw_world"), io.output("Identity_4"), ONE_MILLIMETRE);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theBodyMaskIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("pose_landmark_input.png", "out.pose.mask"), golden -> {
            Samples input = golden.picture("pose_landmark_input.png");
            float[] mask = golden.floats("out.pose.mask");
            try (Buffers io = run(BodyLite.POSE_LANDMARK, input, ZERO_TO_ONE)) {
                FloatBuffer logits = io.output("Identity_2");
                assertEquals(mask.length, logits.capacity());
                for (int i = 0; i < mask.length; i++) {
                    assertEquals(
                            mask[i], sigmoid(logits.get(i)), golden.tolerance("pose_mask_probability"), "pixel " + i);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theHeatMapIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("pose_landmark_input.png", "out.pose.raw_heatmap"), golden -> {
            Samples input = golden.picture("pose_landmark_input.png");
            float[] heatMap = golden.floats("out.pose.raw_heatmap");
            try (Buffers io = run(BodyLite.POSE_LANDMARK, input, ZERO_TO_ONE)) {
                nearAsProbability(heatMap, io.output("Identity_3"), golden.tolerance("probability"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theSelfieMaskIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("selfie_input.png", "out.selfie.mask"), golden -> {
            Samples input = golden.picture("selfie_input.png");
            float[] mask = golden.floats("out.selfie.mask");
            try (Buffers io = run(BodyLite.SELFIE_SEGMENTATION, input, ZERO_TO_ONE)) {
                near(mask, io.output("activation_10"), golden.tolerance("probability"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theFaceDetectorFindsTheRecordedAnchors() {
        return GoldenCase.tests(AREA, List.of("face_detection_input.png"), golden -> {
            Samples input = golden.picture("face_detection_input.png");
            try (Buffers io = run(BodyLite.FACE_DETECTION, input, MINUS_ONE_TO_ONE)) {
                compareAnchors(golden, "out.face_detection", io.output("regressors"), io.output("classificators"), 16);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theFaceDetectorGivesEveryRecordedBox() {
        return GoldenCase.tests(
                AREA,
                List.of("face_detection_input.png", "out.face_detection.boxes", "out.face_detection.logits"),
                golden -> {
                    Samples input = golden.picture("face_detection_input.png");
                    float[] boxes = golden.floats("out.face_detection.boxes");
                    float[] logits = golden.floats("out.face_detection.logits");
                    try (Buffers io = run(BodyLite.FACE_DETECTION, input, MINUS_ONE_TO_ONE)) {
                        near(boxes, io.output("regressors"), golden.tolerance("raw_abs"));
                        nearAsProbability(logits, io.output("classificators"), golden.tolerance("probability"));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theFacePointsAreTheRecordedOnes() {
        return GoldenCase.tests(
                AREA, List.of("face_landmark_input.png", "out.face.raw", "out.face.flag_logit"), golden -> {
                    Samples input = golden.picture("face_landmark_input.png");
                    float[] points = golden.floats("out.face.raw");
                    float[] flag = golden.floats("out.face.flag_logit");
                    try (Buffers io = run(BodyLite.FACE_LANDMARK, input, ZERO_TO_ONE)) {
                        near(points, io.output("conv2d_21"), golden.tolerance("raw_abs"));
                        nearAsProbability(flag, io.output("conv2d_31"), golden.tolerance("probability"));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theEmbeddingIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("face_chip.png", "out.embedding"), golden -> {
            Samples chip = golden.picture("face_chip.png");
            compareEmbedding(golden, "out.embedding", (row, column, channel) -> chip.at(row, column, channel));
        });
    }

    @TestFactory
    Stream<DynamicTest> theEmbeddingOfTheMirroredFaceIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("face_chip.png", "out.embedding_mirrored"), golden -> {
            Samples chip = golden.picture("face_chip.png");
            compareEmbedding(
                    golden,
                    "out.embedding_mirrored",
                    (row, column, channel) -> chip.at(row, chip.width() - 1 - column, channel));
        });
    }

    @TestFactory
    Stream<DynamicTest> theEmbeddingOfTheDarkenedFaceIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("face_chip.png", "out.embedding_dark"), golden -> {
            Samples chip = golden.picture("face_chip.png");
            compareEmbedding(
                    golden,
                    "out.embedding_dark",
                    (row, column, channel) -> Math.round(0.6f * chip.at(row, column, channel)));
        });
    }

    @TestFactory
    Stream<DynamicTest> theHairMaskIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("hair_mask.png", "hair_input.png"), golden -> {
            Samples mask = golden.picture("hair_mask.png");
            try (Buffers io = runHair(golden.picture("hair_input.png"))) {
                FloatBuffer logits = io.output("conv2d_transpose_4");
                assertEquals(2 * mask.count(), logits.capacity());
                for (int i = 0; i < mask.count(); i++) {
                    double hair = sigmoid(logits.get(2 * i + 1) - logits.get(2 * i));
                    assertEquals(
                            mask.at(i) / 255.0, hair, golden.tolerance("hair_probability") + HALF_STEP, "pixel " + i);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> skinClothesAndHairAreTheRecordedOnes() {
        return GoldenCase.tests(AREA, List.of("parse_input.png", "parse_masks.png"), golden -> {
            Samples input = golden.picture("parse_input.png");
            Samples masks = golden.picture("parse_masks.png");
            float[] mean = {0.485f, 0.456f, 0.406f};
            float[] deviation = {0.229f, 0.224f, 0.225f};
            int pixels = input.width() * input.height();
            try (Buffers io = optional(OptionalNetwork.SKIN_CLOTHES_HAIR).buffers()) {
                FloatBuffer planes = io.input();
                for (int i = 0; i < input.count(); i++) {
                    int channel = i % 3;
                    planes.put(channel * pixels + i / 3, (input.at(i) / 255f - mean[channel]) / deviation[channel]);
                }
                io.run();
                FloatBuffer probabilities = io.output("1273");
                for (int i = 0; i < masks.count(); i++) {
                    assertEquals(
                            masks.at(i) / 255.0,
                            probabilities.get((i % 3) * pixels + i / 3),
                            golden.tolerance("parse_probability") + HALF_STEP,
                            "number " + i);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> yuNetGivesTheRecordedNumbers() {
        return GoldenCase.tests(AREA, List.of("yunet_input.png", "out.yunet.cls_8"), golden -> {
            Samples input = golden.picture("yunet_input.png");
            Map<String, Shape> shape = Map.of("input", Shape.of(1, 3, input.height(), input.width()));
            int pixels = input.width() * input.height();
            try (Buffers io = optional(OptionalNetwork.YUNET).buffers(shape)) {
                FloatBuffer bgr = io.input();
                for (int i = 0; i < input.count(); i++) {
                    bgr.put((2 - i % 3) * pixels + i / 3, input.at(i));
                }
                for (int repeat = 0; repeat < 2; repeat++) { // the first run makes the buffers of the open outputs
                    io.run();
                    for (int stride : new int[] {8, 16, 32}) {
                        for (String kind : new String[] {"cls_", "obj_"}) {
                            String name = kind + stride;
                            near(golden.floats("out.yunet." + name), io.output(name), golden.tolerance("probability"));
                        }
                        for (String kind : new String[] {"bbox_", "kps_"}) {
                            String name = kind + stride;
                            near(golden.floats("out.yunet." + name), io.output(name), golden.tolerance("raw_abs"));
                        }
                    }
                }
            }
        });
    }

    private interface Chip {
        int at(int row, int column, int channel);
    }

    private static void compareEmbedding(GoldenCase golden, String tensor, Chip chip) {
        float[] expected = golden.floats(tensor);
        float[] mean = {122.782f, 117.001f, 104.298f};
        int side = 150;
        try (Buffers io = network(BodyLite.FACE_EMBEDDING).buffers()) {
            FloatBuffer input = io.input();
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    for (int channel = 0; channel < 3; channel++) {
                        input.put((chip.at(row, column, channel) - mean[channel]) / 255);
                    }
                }
            }
            io.run();
            near(expected, io.output("embedding"), golden.tolerance("embedding_abs"));
        }
    }

    /** The recorded best anchors have the recorded numbers, and no other anchor scores higher than the last of them. */
    private static void compareAnchors(
            GoldenCase golden, String prefix, FloatBuffer boxes, FloatBuffer logits, int numbersOfBox) {
        int[] anchors = golden.tensors().get(prefix + ".top_index").toInts();
        float[] topBoxes = golden.floats(prefix + ".top_boxes");
        float[] topLogits = golden.floats(prefix + ".top_logits");
        double last = 1;
        boolean[] isTop = new boolean[logits.capacity()];
        for (int i = 0; i < anchors.length; i++) {
            int anchor = anchors[i];
            isTop[anchor] = true;
            last = Math.min(last, sigmoid(topLogits[i]));
            assertEquals(
                    sigmoid(topLogits[i]),
                    sigmoid(logits.get(anchor)),
                    golden.tolerance("probability"),
                    "anchor " + anchor);
            for (int n = 0; n < numbersOfBox; n++) {
                assertEquals(
                        topBoxes[i * numbersOfBox + n],
                        boxes.get(anchor * numbersOfBox + n),
                        golden.tolerance("raw_abs"),
                        "anchor " + anchor + " number " + n);
            }
        }
        for (int anchor = 0; anchor < isTop.length; anchor++) {
            double score = sigmoid(logits.get(anchor));
            assertEquals(
                    true,
                    isTop[anchor] || score <= last + golden.tolerance("probability"),
                    "anchor " + anchor + " scores " + score + ", more than a recorded one");
        }
    }

    private static Buffers run(BodyLite network, Samples input, Scaling scaling) {
        Buffers io = network(network).buffers();
        FloatBuffer numbers = io.input();
        assertEquals(input.count(), numbers.capacity());
        for (int i = 0; i < input.count(); i++) {
            numbers.put(input.at(i) * scaling.factor + scaling.offset);
        }
        io.run();
        return io;
    }

    private static Buffers runHair(Samples input) {
        Buffers io = optional(OptionalNetwork.HAIR_SEGMENTATION).buffers();
        FloatBuffer numbers = io.input();
        for (int i = 0; i < input.count(); i++) {
            numbers.put(input.at(i) / 255f);
            if (i % 3 == 2) {
                numbers.put(0f);
            }
        }
        io.run();
        return io;
    }

    private static Network network(BodyLite which) {
        return NETWORKS.computeIfAbsent(which, network -> {
            try (Arena arena = Arena.ofConfined()) {
                return OnnxRuntime.get().open(network.file(), network.forge(arena), 1);
            }
        });
    }

    private static Network optional(OptionalNetwork which) {
        SharedData.MODELS.resolve(which.file());
        return OPTIONAL.computeIfAbsent(which, network -> {
            OptionalNetworks store = new OptionalNetworks(packs);
            store.install(SharedData.MODELS.resolve("."));
            try (Arena arena = Arena.ofConfined()) {
                return OnnxRuntime.get()
                        .open(network.file(), store.onnx(network, arena).orElseThrow(), 2);
            }
        });
    }

    private static void near(float[] expected, FloatBuffer found, double tolerance) {
        assertEquals(expected.length, found.capacity());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found.get(i), tolerance, "number " + i);
        }
    }

    private static void nearAsProbability(float[] expected, FloatBuffer found, double tolerance) {
        assertEquals(expected.length, found.capacity());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(sigmoid(expected[i]), sigmoid(found.get(i)), tolerance, "number " + i);
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
