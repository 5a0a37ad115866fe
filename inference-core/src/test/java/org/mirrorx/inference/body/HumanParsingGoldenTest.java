package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.opencv.core.Mat;

/** Human parsing against recorded runs: crop, networks, logits in the picture, labels, holes, neck. */
final class HumanParsingGoldenTest {
    private static final String AREA = "human_parsing";
    private static final String DIFFERENT = "labels_different_fraction";

    @TestFactory
    Stream<DynamicTest> aPictureBecomesTheRecordedLabels() {
        return GoldenCase.tests(AREA, List.of("person.png"), golden -> {
            try (Workspace workspace = new Workspace();
                    HumanParsing parsing = open(golden)) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("person.png")));
                checkNetwork(golden, picture, "atr", 512, parsing.atrLogits(picture));
                checkNetwork(golden, picture, "lip", 473, parsing.lipLogits(picture));
                HumanParsing.Labels own = parsing.labels(picture, workspace);
                checkMerging(golden, own.atr(), own.lip(), workspace);
                Mat meant = new MergeLabels(Exactness.MEANT)
                        .merge(own.atr(), own.lip(), workspace)
                        .merged();
                assertArrayEquals(bytes(meant), bytes(parsing.read(picture, workspace)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> recordedNetworkLabelsBecomeTheRecordedLabels() {
        return GoldenCase.tests(AREA, List.of("in.atr_labels.png"), golden -> {
            var size = golden.json().path("settings").path("picture_size_hw");
            int height = size.path(0).intValue();
            int width = size.path(1).intValue();
            org.mirrorx.inference.image.Natives.load();
            try (Workspace workspace = new Workspace()) {
                Mat atr = labels(golden, "atr", 512, 18, width, height, workspace);
                Mat lip = labels(golden, "lip", 473, 20, width, height, workspace);
                checkMerging(golden, atr, lip, workspace);
            }
        });
    }

    static HumanParsing open(GoldenCase golden) {
        OnnxRuntime runtime = OnnxRuntime.get();
        return new HumanParsing(
                runtime.open(golden.file("humanparsing/parsing_atr.onnx"), 1),
                runtime.open(golden.file("humanparsing/parsing_lip.onnx"), 1));
    }

    /** Logits as the case says: 8 and a quarter of the class where it is the label, else 0. */
    private static Mat labels(
            GoldenCase golden, String network, int side, int classes, int width, int height, Workspace workspace) {
        Samples given = golden.picture("in." + network + "_labels.png");
        int plane = given.width() * given.height();
        float[] logits = new float[classes * plane];
        for (int i = 0; i < plane; i++) {
            logits[given.at(i) * plane + i] = 8 + 0.25f * given.at(i);
        }
        ParsingCrop crop = new ParsingCrop(width, height, side);
        checkCrop(golden, network, crop, workspace);
        checkBack(golden, network, crop, logits, given.width(), given.height(), golden.tolerance("logits_abs"));
        return crop.labels(logits, given.width(), given.height(), workspace);
    }

    private static void checkNetwork(GoldenCase golden, Mat picture, String network, int side, float[] logits) {
        ParsingCrop crop = new ParsingCrop(picture.cols(), picture.rows(), side);
        try (Workspace workspace = new Workspace()) {
            checkCrop(golden, network, crop, workspace);
        }
        float[] input = crop.input(picture);
        float[] samples = golden.floats("stage." + network + "_input_samples");
        int count = golden.tensors()
                .get("stage." + network + "_input_samples")
                .shape()
                .side(3);
        for (int i = 0; i < samples.length; i++) {
            int row = sampled(i / count % count, 16, side);
            int column = sampled(i % count, 16, side);
            float found = input[(i / count / count * side + row) * side + column];
            assertEquals(samples[i], found, golden.tolerance("network_input_abs"), network + " input " + i);
        }
        int classes = network.equals("atr") ? 18 : 20;
        int cells = (int) Math.round(Math.sqrt(logits.length / (double) classes));
        float[] out = golden.floats("stage." + network + "_out1_samples");
        int outCount = golden.tensors()
                .get("stage." + network + "_out1_samples")
                .shape()
                .side(3);
        for (int i = 0; i < out.length; i++) {
            int row = sampled(i / outCount % outCount, 8, cells);
            int column = sampled(i % outCount, 8, cells);
            float found = logits[(i / outCount / outCount * cells + row) * cells + column];
            assertEquals(out[i], found, golden.tolerance("logits_abs"), network + " logit " + i);
        }
        checkBack(golden, network, crop, logits, cells, cells, golden.tolerance("logits_abs"));
    }

    private static void checkCrop(GoldenCase golden, String network, ParsingCrop crop, Workspace workspace) {
        double[] centre = golden.doubles("stage." + network + "_centre_scale");
        double[] found = crop.centreAndScale();
        for (int i = 0; i < centre.length; i++) {
            assertEquals(centre[i], found[i], 1e-4, "centre and scale");
        }
        double tolerance = golden.json().path("tolerance").path("affine_abs").asDouble(1e-6);
        nearMap(golden.doubles("stage." + network + "_affine"), crop.toInput(workspace), tolerance);
        nearMap(golden.doubles("stage." + network + "_affine_inv"), crop.toPicture(workspace), tolerance);
    }

    /** Recorded numbers are floats: of a shift by hundreds of pixels they keep five digits behind the point. */
    private static void nearMap(double[] expected, Mat found, double tolerance) {
        double[] numbers = new double[6];
        found.get(0, 0, numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(expected[i], numbers[i], Math.max(tolerance, Math.ulp((float) expected[i])), "map " + i);
        }
    }

    private static void checkBack(
            GoldenCase golden,
            String network,
            ParsingCrop crop,
            float[] logits,
            int columns,
            int rows,
            double tolerance) {
        String tensor = "stage." + network + "_logits_back_samples";
        float[] expected = golden.floats(tensor);
        var shape = golden.tensors().get(tensor).shape();
        try (Workspace workspace = new Workspace()) {
            Mat toPicture = crop.toPicture(workspace);
            for (int plane = 0; plane < shape.side(0); plane++) {
                float[] found = new float[crop.width() * crop.height()];
                crop.back(logits, plane, columns, rows, toPicture, workspace).get(0, 0, found);
                for (int i = 0; i < shape.side(1) * shape.side(2); i++) {
                    int row = sampled(i / shape.side(2), 32, crop.height());
                    int column = sampled(i % shape.side(2), 32, crop.width());
                    assertEquals(
                            expected[plane * shape.side(1) * shape.side(2) + i],
                            found[row * crop.width() + column],
                            tolerance,
                            tensor + " class " + plane + " at " + column + ", " + row);
                }
            }
        }
    }

    private static int sampled(int number, int every, int size) {
        return Math.min(number * every, size - 1);
    }

    private static void checkMerging(GoldenCase golden, Mat atr, Mat lip, Workspace workspace) {
        near(golden, "stage.atr_labels.png", atr);
        near(golden, "stage.lip_labels.png", lip);
        MergeLabels.Stages stages = new MergeLabels(Exactness.REFERENCE).merge(atr, lip, workspace);
        near(golden, "stage.cloth_and_arms.png", stages.clothAndArms());
        near(golden, "stage.cloth_and_arms_filled.png", stages.filled());
        near(golden, "stage.big_holes.png", stages.bigHoles());
        near(golden, "stage.keep_original.png", stages.keptAsItIs());
        near(golden, "stage.labels_after_fill.png", stages.afterFill());
        near(golden, "stage.neck.png", stages.neck());
        near(golden, "out.labels.png", stages.merged());
        near(
                golden,
                "out.face.png",
                ParsedLabel.where(stages.merged(), java.util.EnumSet.of(ParsedLabel.FACE), workspace));
        checkMeant(golden, atr, lip, stages, workspace);
    }

    private static void near(GoldenCase golden, String picture, Mat found) {
        RecordedMats.near(golden.picture(picture), found, 255, golden.tolerance(DIFFERENT), picture);
    }

    /** Where the reference is not at fault, what is meant is what it does, but for arms on the rim of a large hole. */
    private static void checkMeant(
            GoldenCase golden, Mat atr, Mat lip, MergeLabels.Stages published, Workspace workspace) {
        MergeLabels.Stages meant = new MergeLabels(Exactness.MEANT).merge(atr, lip, workspace);
        byte[] own = bytes(meant.merged());
        byte[] reference = bytes(published.merged());
        byte[] first = bytes(atr);
        for (int i = 0; i < own.length; i++) {
            boolean armKept = ParsedLabel.of(own[i]) == ParsedLabel.of(first[i])
                    && (first[i] == ParsedLabel.LEFT_ARM.value() || first[i] == ParsedLabel.RIGHT_ARM.value());
            // A random network calls everything an arm or a face.
            boolean faceKept = own[i] == ParsedLabel.FACE.value() && reference[i] == ParsedLabel.NECK.value();
            assertTrue(own[i] == reference[i] || armKept || faceKept, "label at " + i + " of " + golden.name());
        }
    }

    private static byte[] bytes(Mat labels) {
        byte[] bytes = new byte[(int) labels.total()];
        labels.get(0, 0, bytes);
        return bytes;
    }
}
