package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.opencv.core.Mat;

/** The recogniser against recorded runs of InsightFace. Tolerances are stated in words in case.json. */
final class ArcFaceGoldenTest {
    private static final String AREA = "arcface";
    private static final String MODEL = "w600k_r50.onnx";
    private static final double EMBEDDING = 1e-3;
    private static final double COSINE = 0.9999;
    private static final int BLOB_STEP = 8;

    @TestFactory
    Stream<DynamicTest> theFileSaysWhereItNormalises() {
        return GoldenCase.tests(AREA, List.of(MODEL), golden -> {
            boolean inside = golden.json().path("settings").path("mean").doubleValue() == 0;
            assertEquals(inside ? Normalisation.INSIDE : Normalisation.OUTSIDE, normalisation(golden));
        });
    }

    @TestFactory
    Stream<DynamicTest> aCropGivesTheRecordedEmbedding() {
        return GoldenCase.tests(AREA, List.of(MODEL, "out.embedding"), golden -> {
            try (ArcFace arcFace = open(golden);
                    Workspace workspace = new Workspace()) {
                JsonNode crops = golden.json().path("settings").path("crops");
                for (int face = 0; face < crops.size(); face++) {
                    Samples crop = golden.picture(crops.path(face).asText());
                    Mat chip = workspace.keep(RecordedMats.of(crop));
                    float[] expected = row(golden.floats("out.embedding"), face);
                    float[] found = arcFace.raw(chip);
                    double largest = 0;
                    for (float value : expected) {
                        largest = Math.max(largest, Math.abs(value));
                    }
                    near(expected, found, EMBEDDING * largest);
                    near(
                            row(golden.floats("out.normed_embedding"), face),
                            ArcFace.normalised(found).orElseThrow(),
                            EMBEDDING * largest / length(expected));
                    if (face == 0) {
                        checkBlob(golden.floats("stage.blob0_sub8"), arcFace.input(chip), crop.width());
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPictureGivesTheRecordedFaceAndSimilarity() {
        return GoldenCase.tests(AREA, List.of(MODEL, "in.png", "in.points"), golden -> {
            try (ArcFace arcFace = open(golden);
                    Workspace workspace = new Workspace()) {
                JsonNode faces = golden.json().path("settings").path("faces");
                List<List<Point2>> points = AlignFaceGoldenTest.points(golden.floats("in.points"));
                List<float[]> found = new ArrayList<>();
                for (int face = 0; face < faces.size(); face++) {
                    Mat picture = workspace.keep(RecordedMats.of(
                            golden.picture(faces.path(face).path("picture").asText())));
                    if (!faces.path(face).path("change").asText().equals("none")) {
                        darken(picture);
                    }
                    Mat chip = AlignFace.arcFace(112)
                            .align(picture, points.get(face), workspace)
                            .orElseThrow();
                    RecordedMats.near(golden.picture("crop" + face + ".png"), chip, 2, 0.01, "crop " + face);
                    float[] embedding = arcFace.embed(picture, points.get(face)).orElseThrow();
                    assertTrue(ArcFace.similarity(row(golden.floats("out.embedding"), face), embedding) >= COSINE);
                    found.add(embedding);
                }
                float[] similarity = golden.floats("out.similarity");
                double tolerance =
                        golden.json().path("tolerance").path("similarity").asDouble();
                for (int i = 0; i < similarity.length; i++) {
                    double own = ArcFace.similarity(found.get(i / found.size()), found.get(i % found.size()));
                    assertEquals(similarity[i], own, tolerance, "similarity " + i);
                }
            }
        });
    }

    /** The change named in case.json: v·6/10 in whole numbers, plus 40. */
    private static void darken(Mat picture) {
        byte[] levels = new byte[(int) picture.total() * picture.channels()];
        picture.get(0, 0, levels);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) ((levels[i] & 0xFF) * 6 / 10 + 40);
        }
        picture.put(0, 0, levels);
    }

    private static void checkBlob(float[] expected, float[] input, int side) {
        int count = side / BLOB_STEP;
        assertEquals(3 * count * count, expected.length);
        for (int i = 0; i < expected.length; i++) {
            int row = i / count % count * BLOB_STEP;
            int at = (i / count / count * side + row) * side + i % count * BLOB_STEP;
            assertEquals(expected[i], input[at], 1e-5 * Math.max(1, Math.abs(expected[i])), "blob " + i);
        }
    }

    private static ArcFace open(GoldenCase golden) {
        return new ArcFace(OnnxRuntime.get().open(golden.file(MODEL), 1), normalisation(golden));
    }

    private static Normalisation normalisation(GoldenCase golden) {
        return FirstNodes.recogniser(golden.file(MODEL));
    }

    private static float[] row(float[] rows, int row) {
        return Arrays.copyOfRange(rows, 512 * row, 512 * (row + 1));
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static void near(float[] expected, float[] found, double tolerance) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, "number " + i);
        }
    }
}
