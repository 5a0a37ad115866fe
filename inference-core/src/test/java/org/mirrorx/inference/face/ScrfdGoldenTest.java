package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Mat;

/** The face detector against recorded runs of InsightFace. Tolerances are stated in words in case.json. */
final class ScrfdGoldenTest {
    private static final String AREA = "scrfd";
    private static final double PIXELS = 1e-3;
    private static final double SCORES = 1e-6;
    private static final double NETWORK = 1e-4;
    private static final int BLOB_STEP = 16;

    @TestFactory
    Stream<DynamicTest> recordedOutputsGiveTheRecordedFaces() {
        return GoldenCase.tests(AREA, List.of("in.size0.out0", "out.det"), golden -> {
            JsonNode settings = golden.json().path("settings");
            Scrfd.Settings own = settings(settings, sizes(settings.path("det_sizes_wh")));
            int width = settings.path("image_hw").path(1).intValue();
            int height = settings.path("image_hw").path(0).intValue();
            List<FaceCandidate> all = new ArrayList<>();
            for (int size = 0; size < own.sizes().size(); size++) {
                List<float[]> outputs = new ArrayList<>();
                for (int output = 0; golden.tensors().has("in.size" + size + ".out" + output); output++) {
                    outputs.add(golden.floats("in.size" + size + ".out" + output));
                }
                ScrfdLayout layout = ScrfdLayout.of(outputs.size()).orElseThrow();
                Scrfd.InputSize input = own.sizes().get(size);
                for (int output = 0; output < outputs.size(); output++) {
                    assertEquals(outputs.get(output).length, layout.count(output, input.width(), input.height()));
                }
                Letterbox letterbox = Letterbox.of(width, height, input.width(), input.height());
                JsonNode recorded = settings.path("letterbox").path(size);
                checkLetterbox(recorded, letterbox);
                List<FaceCandidate> candidates = layout.candidates(outputs, letterbox, own.leastScore());
                check(golden, "stage.size" + size + ".candidates", candidates, SCORES);
                checkPoints(golden, "stage.size" + size + ".candidates_kps", candidates);
                all.addAll(candidates);
            }
            List<FaceCandidate> found = own.choose(all, width, height);
            check(golden, "out.det", found, SCORES);
            checkPoints(golden, "out.kps", found);
        });
    }

    @TestFactory
    Stream<DynamicTest> aPictureGivesTheRecordedInput() {
        return GoldenCase.tests(AREA, List.of("in.png", "letterbox.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                JsonNode settings = golden.json().path("settings");
                Scrfd.InputSize size = settings.has("det_size_wh")
                        ? size(settings.path("det_size_wh"))
                        : size(settings.path("det_sizes_wh").path(0));
                Mat input = Letterbox.of(picture.cols(), picture.rows(), size.width(), size.height())
                        .cut(picture, workspace);
                RecordedMats.near(golden.picture("letterbox.png"), input, 0, 0, "letterbox");
                if (golden.tensors().has("stage.blob_sub16")) {
                    float[] blob = golden.floats("stage.blob_sub16");
                    float[] planes = Scrfd.PLANES.of(input);
                    int columns = (size.width() + BLOB_STEP - 1) / BLOB_STEP;
                    int rows = (size.height() + BLOB_STEP - 1) / BLOB_STEP;
                    assertEquals(3 * rows * columns, blob.length);
                    for (int i = 0; i < blob.length; i++) {
                        int row = i / columns % rows * BLOB_STEP;
                        int at = (i / columns / rows * size.height() + row) * size.width() + i % columns * BLOB_STEP;
                        assertEquals(blob[i], planes[at], SCORES, "blob " + i);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theNetworkGivesTheRecordedFaces() {
        return GoldenCase.tests(AREA, List.of("det_10g.onnx"), golden -> {
            JsonNode settings = golden.json().path("settings");
            Scrfd.InputSize size = size(settings.path("det_size_wh"));
            try (Scrfd scrfd = new Scrfd(
                            OnnxRuntime.get().open(golden.file("det_10g.onnx"), 1), settings(settings, List.of(size)));
                    Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                List<float[]> outputs =
                        scrfd.run(picture, Letterbox.of(picture.cols(), picture.rows(), size.width(), size.height()));
                JsonNode names = settings.path("output_names");
                for (int output = 0; output < outputs.size(); output++) {
                    float[] expected =
                            golden.floats("stage.output." + names.path(output).asText());
                    assertEquals(expected.length, outputs.get(output).length);
                    for (int i = 0; i < expected.length; i++) {
                        assertEquals(expected[i], outputs.get(output)[i], NETWORK, "output " + output + " at " + i);
                    }
                }
                List<FaceCandidate> found = scrfd.find(picture);
                check(golden, "out.det", found, NETWORK);
                checkPoints(golden, "out.kps", found);
                assertEquals(List.of(), scrfd.find(workspace.zeros(1, 3000, picture.type())), "too wide a picture");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> suppressionKeepsTheRecordedBoxes() {
        return GoldenCase.tests(AREA, List.of("in.det", "out.keep"), golden -> {
            float[] rows = golden.floats("in.det");
            IdentityHashMap<FaceCandidate, Integer> places = new IdentityHashMap<>();
            for (int i = 0; i < rows.length / 5; i++) {
                places.put(
                        new FaceCandidate(
                                rows[5 * i],
                                rows[5 * i + 1],
                                rows[5 * i + 2],
                                rows[5 * i + 3],
                                rows[5 * i + 4],
                                List.of()),
                        i);
            }
            float most = golden.json().path("settings").path("nms_thresh").floatValue();
            List<Integer> kept = FaceCandidate.distinct(List.copyOf(places.keySet()), most).stream()
                    .map(places::get)
                    .toList();
            int[] expected = golden.tensors().get("out.keep").toInts();
            assertEquals(IntStream.of(expected).boxed().toList(), kept);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyPictureShrinksToTheRecordedSize() {
        return GoldenCase.tests(AREA, golden -> {
            for (JsonNode row : golden.json().path("settings").path("rows")) {
                Scrfd.InputSize size = size(row.path("det_size_wh"));
                int height = row.path("image_hw").path(0).intValue();
                int width = row.path("image_hw").path(1).intValue();
                checkLetterbox(row, Letterbox.of(width, height, size.width(), size.height()));
            }
        });
    }

    private static void checkLetterbox(JsonNode recorded, Letterbox letterbox) {
        assertEquals(recorded.path("resized_wh").path(0).intValue(), letterbox.width(), recorded.toString());
        assertEquals(recorded.path("resized_wh").path(1).intValue(), letterbox.height(), recorded.toString());
        double scale = recorded.path("det_scale").doubleValue();
        assertEquals(scale, letterbox.scale(), 1e-9 * scale);
    }

    static Scrfd.Settings settings(JsonNode settings, List<Scrfd.InputSize> sizes) {
        return new Scrfd.Settings(
                sizes,
                settings.path("det_thresh").floatValue(),
                (float) settings.path("nms_thresh").asDouble(0.4),
                settings.path("max_num").asInt(0),
                settings.path("metric").asText("default").equals("max")
                        ? Scrfd.Preference.LARGEST
                        : Scrfd.Preference.LARGE_AND_CENTRAL);
    }

    private static List<Scrfd.InputSize> sizes(JsonNode sizes) {
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> size(sizes.path(i)))
                .toList();
    }

    static Scrfd.InputSize size(JsonNode widthAndHeight) {
        return new Scrfd.InputSize(
                widthAndHeight.path(0).intValue(), widthAndHeight.path(1).intValue());
    }

    private static void check(GoldenCase golden, String tensor, List<FaceCandidate> found, double scores) {
        float[] expected = golden.floats(tensor);
        assertEquals(expected.length / 5, found.size(), tensor);
        for (int i = 0; i < found.size(); i++) {
            FaceCandidate face = found.get(i);
            String what = tensor + " " + i;
            assertEquals(expected[5 * i], face.left(), PIXELS, what);
            assertEquals(expected[5 * i + 1], face.top(), PIXELS, what);
            assertEquals(expected[5 * i + 2], face.right(), PIXELS, what);
            assertEquals(expected[5 * i + 3], face.bottom(), PIXELS, what);
            assertEquals(expected[5 * i + 4], face.score(), scores, what);
        }
    }

    private static void checkPoints(GoldenCase golden, String tensor, List<FaceCandidate> found) {
        if (!golden.tensors().has(tensor)) {
            found.forEach(face -> assertEquals(List.of(), face.points()));
            return;
        }
        List<List<Point2>> expected = AlignFaceGoldenTest.points(golden.floats(tensor));
        assertEquals(expected.size(), found.size(), tensor);
        for (int i = 0; i < found.size(); i++) {
            for (int p = 0; p < 5; p++) {
                Point2 there = expected.get(i).get(p);
                Point2 own = found.get(i).points().get(p);
                assertEquals(there.x(), own.x(), PIXELS, tensor + " " + i);
                assertEquals(there.y(), own.y(), PIXELS, tensor + " " + i);
            }
        }
    }
}
