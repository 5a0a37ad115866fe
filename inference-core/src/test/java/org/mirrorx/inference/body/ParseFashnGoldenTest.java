package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.Segformer;
import org.mirrorx.models.forge.SegformerSizes;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.onnx.OnnxFile;
import org.opencv.core.Mat;

/** FASHN's human parser against recorded runs: input, blocks, stages, head, logits, labels. */
final class ParseFashnGoldenTest {
    private static final String AREA = "fashn_parser";

    /** Pixels whose two best logits lie nearer than this may swap (golden/fashn_parser/README.md). */
    private static final float NEAR = 0.002f;

    private static int files;

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> aPictureBecomesTheRecordedLabels() {
        return GoldenCase.tests(AREA, golden -> {
            Set<String> stations = new LinkedHashSet<>();
            for (String tensor : golden.tensors().names()) {
                if (tensor.matches("stage\\.(patch_embed|block|encoder)_.*")) {
                    stations.add(tensor.substring("stage.".length()));
                }
            }
            try (ParseFashn parser = open(golden, stations);
                    Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("input.png")));
                Mat resized = parser.resized(picture, workspace);
                RecordedMats.near(golden.picture("resized.png"), resized, 0, 0, "resized");
                if (golden.tensors().has("stage.pixel_values")) {
                    near(
                            golden.floats("stage.pixel_values"),
                            ParseFashn.input(resized),
                            golden.tolerance("pixel_values_abs"),
                            "pixel values");
                }
                float[] logits = parser.logits(picture);
                for (String station : stations) {
                    near(
                            golden.floats("stage." + station),
                            parser.station(station),
                            golden.tolerance("encoder_abs"),
                            station);
                }
                int rows = golden.json().path("settings").path("network_height").intValue() / 4;
                int columns =
                        golden.json().path("settings").path("network_width").intValue() / 4;
                checkLogits(golden, logits, columns, rows);
                if (golden.tensors().has("stage.upsampled_logits_row")) {
                    float[] expected = golden.floats("stage.upsampled_logits_row");
                    float[][] found = LikeliestClass.row(
                            logits, columns, rows, picture.cols(), picture.rows(), picture.rows() / 2);
                    for (int i = 0; i < expected.length; i++) {
                        assertEquals(
                                expected[i],
                                found[i / picture.cols()][i % picture.cols()],
                                golden.tolerance("logits_abs"),
                                "number " + i + " of the middle row");
                    }
                }
                checkLabels(golden, logits, columns, rows, parser.read(picture, workspace));
            }
        });
    }

    /** The published size is stored thinned out. */
    private static void checkLogits(GoldenCase golden, float[] logits, int columns, int rows) {
        float[] expected = golden.floats("out.logits");
        var shape = golden.tensors().get("out.logits").shape();
        String stored = golden.json().path("settings").path("logits_stored").asText();
        int every = stored.equals("all") ? 1 : Integer.parseInt(stored.replaceAll("\\D", ""));
        for (int i = 0; i < expected.length; i++) {
            int row = i / shape.side(2) % shape.side(1) * every;
            int column = i % shape.side(2) * every;
            int plane = i / shape.side(2) / shape.side(1);
            assertEquals(
                    expected[i],
                    logits[(plane * rows + row) * columns + column],
                    golden.tolerance("logits_abs"),
                    "logit " + i);
        }
    }

    private static void checkLabels(GoldenCase golden, float[] logits, int columns, int rows, Mat labels) {
        Samples expected = golden.picture("labels.png");
        byte[] found = new byte[expected.count()];
        labels.get(0, 0, found);
        for (int row = 0; row < expected.height(); row++) {
            float[][] all = LikeliestClass.row(logits, columns, rows, expected.width(), expected.height(), row);
            for (int column = 0; column < expected.width(); column++) {
                int at = row * expected.width() + column;
                if (expected.at(at) != found[at]) {
                    float gap = Math.abs(all[expected.at(at)][column] - all[found[at]][column]);
                    assertTrue(gap < NEAR, "label at " + column + ", " + row);
                }
            }
        }
    }

    static ParseFashn open(GoldenCase golden, Set<String> stations) throws IOException {
        var settings = golden.json().path("settings");
        Path checkpoint = golden.file(settings.path("checkpoint").asText());
        SegformerSizes sizes = SegformerSizes.parse(Files.readString(checkpoint.resolve("config.json")), golden.name())
                .at(
                        settings.path("network_width").intValue(),
                        settings.path("network_height").intValue());
        Path onnx = folder.resolve("parser" + files++ + ".onnx");
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors = Checkpoint.open(checkpoint.resolve("model.safetensors"), arena);
            OnnxFile.write(Segformer.forge(tensors, SegformerSizes.parse(sizes.json(), "again"), stations), onnx);
        }
        return new ParseFashn(OnnxRuntime.get().open(onnx, 1));
    }

    private static void near(float[] expected, float[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " number " + i);
        }
    }
}
