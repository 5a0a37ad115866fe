package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.body.Box;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Mat;

/** The landmark networks against recorded runs of InsightFace. Tolerances are stated in words in case.json. */
final class LandmarksGoldenTest {
    private static final String AREA = "landmark106";
    private static final double MATRIX = 1e-5;
    private static final double FROM_RAW = 1e-2;
    private static final double FROM_PICTURE = 0.1;
    private static final double DEGREES = 1e-2;

    @TestFactory
    Stream<DynamicTest> aPictureGivesTheRecordedPoints() {
        return GoldenCase.tests(AREA, List.of("in.png", "stage.raw0"), golden -> {
            Landmarks.Kind kind = kind(golden);
            String model = golden.json().path("settings").path("model").asText();
            boolean inside = golden.json().path("settings").path("mean").doubleValue() == 0;
            Normalisation normalisation = FirstNodes.landmarks(golden.file(model));
            assertEquals(inside ? Normalisation.INSIDE : Normalisation.OUTSIDE, normalisation);
            try (Landmarks landmarks =
                            new Landmarks(OnnxRuntime.get().open(golden.file(model), 1), kind, normalisation);
                    Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                List<Box> boxes = boxes(golden);
                for (int face = 0; face < boxes.size(); face++) {
                    Landmarks.Around around = Landmarks.Around.of(boxes.get(face));
                    near(golden.floats("stage.matrix" + face), around.matrix());
                    Mat crop = around.cut(picture, workspace);
                    if (Files.exists(golden.file("crop" + face + ".png"))) {
                        RecordedMats.near(golden.picture("crop" + face + ".png"), crop, 2, 0.01, "crop " + face);
                    }
                    float[] expected = golden.floats("out.landmarks" + face);
                    float[] raw = golden.floats("stage.raw" + face);
                    List<Point3> decoded = Landmarks.decode(raw, kind, around);
                    near(expected, decoded, kind, FROM_RAW, "from raw " + face);
                    near(expected, landmarks.read(picture, boxes.get(face)), kind, FROM_PICTURE, "face " + face);
                    if (golden.tensors().has("out.pose" + face)) {
                        HeadPose pose = HeadPose.of(decoded, points(golden.floats("in.mean_shape_68"), 3));
                        near(golden.floats("out.pose" + face), pose, DEGREES);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> recordedNumbersAreTheRecordedPoints() {
        return GoldenCase.tests(AREA, List.of("in.raw", "out.landmarks"), golden -> {
            List<Box> boxes = boxes(golden);
            float[] raw = golden.floats("in.raw");
            float[] expected = golden.floats("out.landmarks");
            float[] matrices = golden.floats("stage.matrix");
            int numbers = raw.length / boxes.size();
            for (int face = 0; face < boxes.size(); face++) {
                Box box = boxes.get(face);
                Landmarks.Around around = Landmarks.Around.of(box);
                near(Arrays.copyOfRange(matrices, 6 * face, 6 * face + 6), around.matrix());
                float[] one = Arrays.copyOfRange(raw, numbers * face, numbers * (face + 1));
                double tolerance = 1e-3 * Math.max(1, Math.max(box.width(), box.height()) / 192);
                near(
                        Arrays.copyOfRange(expected, numbers * face, numbers * (face + 1)),
                        Landmarks.decode(one, Landmarks.Kind.FLAT_106, around),
                        Landmarks.Kind.FLAT_106,
                        tolerance,
                        "face " + face);
            }
        });
    }

    private static Landmarks.Kind kind(GoldenCase golden) {
        return golden.json().path("settings").path("dims").intValue() == 3
                ? Landmarks.Kind.SOLID_68
                : Landmarks.Kind.FLAT_106;
    }

    private static List<Box> boxes(GoldenCase golden) {
        float[] numbers = golden.floats("in.boxes");
        return IntStream.range(0, numbers.length / 4)
                .mapToObj(i -> new Box(numbers[4 * i], numbers[4 * i + 1], numbers[4 * i + 2], numbers[4 * i + 3]))
                .toList();
    }

    static List<Point3> points(float[] numbers, int axes) {
        List<Point3> points = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += axes) {
            points.add(new Point3(numbers[i], numbers[i + 1], axes == 3 ? numbers[i + 2] : 0));
        }
        return points;
    }

    static void near(float[] expected, List<Point3> found, Landmarks.Kind kind, double tolerance, String what) {
        List<Point3> points = points(expected, kind == Landmarks.Kind.SOLID_68 ? 3 : 2);
        assertEquals(points.size(), found.size(), what);
        for (int p = 0; p < points.size(); p++) {
            assertEquals(points.get(p).x(), found.get(p).x(), tolerance, what + " point " + p);
            assertEquals(points.get(p).y(), found.get(p).y(), tolerance, what + " point " + p);
            assertEquals(points.get(p).z(), found.get(p).z(), tolerance, what + " point " + p);
        }
    }

    static void near(float[] expected, HeadPose found, double tolerance) {
        assertEquals(expected[0], found.pitch(), tolerance, "pitch");
        assertEquals(expected[1], found.yaw(), tolerance, "yaw");
        assertEquals(expected[2], found.roll(), tolerance, "roll");
    }

    private static void near(float[] expected, double[] found) {
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i], found[i], MATRIX * Math.max(1, Math.abs(expected[i])), "matrix " + i);
        }
    }
}
