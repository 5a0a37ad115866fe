package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.forge.ParseNet;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.onnx.OnnxFile;

/** ParseNet forged from a checkpoint of either format against recorded runs. Tolerances from the cases. */
final class ParseNetGoldenTest {
    private static final Pattern TENSOR = Pattern.compile("(?:stage|out)\\.(\\w+?)_sub(\\d+)");
    private static final Pattern EXACT_ABOVE = Pattern.compile("exact .* above (\\S+)");
    private static final String LOGITS = "labels_logits";

    private static int files;

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> aFaceIsLabelledAsRecordedStageByStage() {
        return GoldenCase.tests("parsenet", golden -> {
            Set<String> stations = new LinkedHashSet<>();
            for (String tensor : golden.tensors().names()) {
                if (!tensor.equals("out.labels") && !output(tensor).equals(LOGITS)) {
                    stations.add(output(tensor));
                }
            }
            Samples picture = golden.picture("in.png");
            try (Network network = forged(golden, stations);
                    Buffers io = network.buffers()) {
                io.input().put(RecordedSamples.signed(picture));
                io.run();
                for (String tensor : golden.tensors().names()) {
                    if (!tensor.equals("out.labels")) {
                        check(golden.tensors().get(tensor), io, RecordedSamples.factor(golden, "stage"));
                    }
                }
                checkLabels(golden, io.numbers(LOGITS));
            }
        });
    }

    private static Network forged(GoldenCase golden, Set<String> stations) throws IOException {
        JsonNode settings = golden.json().path("settings");
        Path onnx = folder.resolve("parsenet" + files++ + ".onnx");
        try (Arena arena = Arena.ofConfined()) {
            Path checkpoint = golden.file(settings.path("checkpoint").textValue());
            int side = settings.path("in_size").intValue();
            OnnxFile.write(ParseNet.forge(Checkpoint.open(checkpoint, arena), side, stations), onnx);
        }
        return OnnxRuntime.get().open(onnx, 1);
    }

    private static String output(String tensor) {
        Matcher name = TENSOR.matcher(tensor);
        assertTrue(name.matches(), "nobody compares " + tensor);
        return switch (name.group(1)) {
            case "mask_logits" -> LOGITS;
            case "picture" -> "picture_out";
            case String stage -> stage;
        };
    }

    private static void check(Tensor stored, Buffers io, double factor) {
        Matcher name = TENSOR.matcher(stored.name());
        assertTrue(name.matches(), stored.name());
        int step = Integer.parseInt(name.group(2));
        Shape shape = io.outputShape(output(stored.name()));
        assertEquals(Math.ceilDiv(shape.side(3), step), stored.shape().side(3), stored.name());
        RecordedSamples.near(
                stored, io.numbers(output(stored.name())), shape, RecordedSamples.everyPixel(shape, 1, step), factor);
    }

    /** Where the two largest logits are too near to each other for floats, either may win. */
    private static void checkLabels(GoldenCase golden, float[] logits) {
        Matcher margin = EXACT_ABOVE.matcher(
                golden.json().path("tolerance").path("labels").asText());
        assertTrue(margin.matches(), golden.name());
        double[] expected = golden.doubles("out.labels");
        int plane = expected.length;
        assertEquals(ParseNet.LABELS * plane, logits.length);
        int certain = 0;
        for (int i = 0; i < plane; i++) {
            int best = 0;
            for (int label = 1; label < ParseNet.LABELS; label++) {
                best = logits[label * plane + i] > logits[best * plane + i] ? label : best;
            }
            float ahead = Float.POSITIVE_INFINITY;
            for (int label = 0; label < ParseNet.LABELS; label++) {
                if (label != best) {
                    ahead = Math.min(ahead, logits[best * plane + i] - logits[label * plane + i]);
                }
            }
            if (ahead > Double.parseDouble(margin.group(1))) {
                assertEquals((int) expected[i], best, "label of pixel " + i);
                certain++;
            }
        }
        assertTrue(certain > 0.9 * plane, "only " + certain + " of " + plane + " pixels are certain");
    }
}
