package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.CodeFormer;
import org.mirrorx.models.forge.CodeFormerSizes;
import org.mirrorx.models.forge.ParseNet;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;

/** CodeFormer and ParseNet forged of small checkpoints, against recorded runs. The README of each area has the tolerances in words. */
final class FaceForgesGoldenTest {
    private static final double STAGE = 2e-4;
    private static final double OUT = 1e-3;
    private static final int CENTRE = 64;
    private static final float MARGIN = 2e-3f;

    @TestFactory
    Stream<DynamicTest> codeFormerRestoresAsRecorded() {
        return GoldenCase.tests("codeformer", List.of("codeformer.pth"), golden -> {
            Set<String> stations = new LinkedHashSet<>();
            for (String tensor : golden.tensors().names()) {
                if (tensor.startsWith("stage.")) {
                    stations.add(tensor.substring("stage.".length()));
                }
            }
            restore(golden, CodeFormer.Style.OF_THE_PICTURE, stations, "");
            restore(golden, CodeFormer.Style.OF_THE_CODES, Set.of(), "_no_adain");
        });
    }

    private static void restore(GoldenCase golden, CodeFormer.Style style, Set<String> stations, String suffix) {
        JsonNode settings = golden.json().get("settings");
        List<Integer> connected = new ArrayList<>();
        settings.get("connect_list").forEach(side -> connected.add(Integer.parseInt(side.asText())));
        CodeFormerSizes sizes = new CodeFormerSizes(
                settings.get("norm_groups").asInt(), settings.get("n_head").asInt(), connected);
        try (Arena arena = Arena.ofConfined()) {
            Tensors tensors =
                    Checkpoint.open(golden.file("codeformer.pth"), arena).below(CodeFormer.DICTIONARY);
            try (Opened opened = Opened.of(CodeFormer.forge(tensors, sizes, style, stations), arena)) {
                float[] picture = signed(golden.picture("in.png"));
                for (JsonNode weight : settings.get("weights_w")) {
                    String output =
                            String.format(Locale.ROOT, "out.w%03d", Math.round(100 * weight.asDouble())) + suffix;
                    if (!golden.tensors().has(output)) {
                        continue;
                    }
                    opened.buffers().input("picture").put(picture);
                    opened.buffers().input("w").put(weight.floatValue());
                    opened.buffers().run();
                    near(golden, output, opened.buffers().numbers("restored"), OUT);
                    if (golden.tensors().has(output + ".mean_std")) {
                        means(golden, output + ".mean_std", opened.buffers().numbers("restored"));
                    }
                    if (golden.tensors().has(output + ".centre64")) {
                        near(
                                golden,
                                output + ".centre64",
                                centre(opened.buffers().numbers("restored")),
                                OUT);
                    }
                    if (weight.asDouble() == 0.5) {
                        for (String station : stations) {
                            boolean exact = station.equals("code_indices");
                            near(golden, "stage." + station, opened.buffers().numbers(station), exact ? 0 : STAGE);
                        }
                    }
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> parseNetLabelsAsRecorded() {
        return GoldenCase.tests("parsenet", List.of("parsing_parsenet.pth"), golden -> {
            int side = golden.json().get("settings").get("in_size").asInt();
            try (Arena arena = Arena.ofConfined()) {
                Tensors tensors = Checkpoint.open(golden.file("parsing_parsenet.pth"), arena);
                try (Opened opened =
                        Opened.of(ParseNet.forge(tensors, side, Set.of("encoder", "body", "decoder")), arena)) {
                    opened.buffers().input("picture").put(signed(golden.picture("in.png")));
                    opened.buffers().run();
                    float[] logits = opened.buffers().numbers("labels_logits");
                    for (String tensor : golden.tensors().names()) {
                        String station = tensor.replaceAll("^stage\\.|_sub\\d+$", "");
                        if (tensor.startsWith("stage.")) {
                            near(
                                    golden,
                                    tensor,
                                    station.equals("mask_logits")
                                            ? logits
                                            : opened.buffers().numbers(station),
                                    OUT);
                        }
                    }
                    labels(golden, logits);
                }
            }
        });
    }

    /** Mean and deviation of each colour. */
    private static void means(GoldenCase golden, String name, float[] planes) {
        double[] expected = golden.doubles(name);
        int pixels = planes.length / 3;
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = c * pixels; i < (c + 1) * pixels; i++) {
                sum += planes[i];
                squares += (double) planes[i] * planes[i];
            }
            double mean = sum / pixels;
            assertEquals(expected[2 * c], mean, OUT, name);
            assertEquals(expected[2 * c + 1], Math.sqrt(squares / pixels - mean * mean), OUT, name);
        }
    }

    /** The 64 rows and columns about the middle. */
    private static float[] centre(float[] planes) {
        int side = (int) Math.round(Math.sqrt(planes.length / 3.0));
        int first = side / 2 - CENTRE / 2;
        float[] cut = new float[3 * CENTRE * CENTRE];
        for (int i = 0; i < cut.length; i++) {
            int plane = i / CENTRE / CENTRE;
            cut[i] = planes[(plane * side + first + i / CENTRE % CENTRE) * side + first + i % CENTRE];
        }
        return cut;
    }

    private static void labels(GoldenCase golden, float[] logits) {
        double[] expected = golden.doubles("out.labels");
        int pixels = expected.length;
        for (int i = 0; i < pixels; i++) {
            int best = 0;
            float second = Float.NEGATIVE_INFINITY;
            for (int label = 1; label < ParseNet.LABELS; label++) {
                float value = logits[label * pixels + i];
                if (value > logits[best * pixels + i]) {
                    second = logits[best * pixels + i];
                    best = label;
                } else {
                    second = Math.max(second, value);
                }
            }
            if (logits[best * pixels + i] - second > MARGIN) {
                assertEquals(expected[i], best, "pixel " + i);
            }
        }
    }

    /** R, G, B planes from −1 to 1. */
    private static float[] signed(Samples picture) {
        int pixels = picture.width() * picture.height();
        float[] planes = new float[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < 3; c++) {
                planes[c * pixels + i] = (picture.at(i / picture.width(), i % picture.width(), c) / 255f - 0.5f) / 0.5f;
            }
        }
        return planes;
    }

    /** Large maps are stored with every n-th row and column only; n follows from the sizes. */
    private static void near(GoldenCase golden, String name, float[] found, double tolerance) {
        Tensor stored = golden.tensors().get(name);
        double[] expected = stored.toDoubles();
        double largest = 1;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        Shape shape = stored.shape();
        int rows = 1;
        int columns = expected.length;
        int planes = 1;
        int side = columns;
        int every = 1;
        if (found.length != expected.length) {
            assertEquals(4, shape.rank(), name);
            rows = shape.side(2);
            columns = shape.side(3);
            planes = shape.side(1);
            side = (int) Math.round(Math.sqrt(found.length / (double) planes));
            assertEquals(found.length, planes * side * side, name);
            every = (side + rows - 1) / rows;
        }
        for (int i = 0; i < expected.length; i++) {
            int plane = i / columns / rows;
            int at = found.length == expected.length
                    ? i
                    : (plane * side + i / columns % rows * every) * side + i % columns * every;
            assertTrue(
                    Math.abs(expected[i] - found[at]) <= tolerance * largest,
                    name + " " + i + ": " + expected[i] + " and " + found[at]);
        }
    }

    private record Opened(Network network, Buffers buffers) implements AutoCloseable {
        static Opened of(Graph graph, Arena arena) {
            Network network = OnnxRuntime.get().open(graph.name(), OnnxFile.write(graph, arena), 2);
            return new Opened(network, network.buffers());
        }

        @Override
        public void close() {
            buffers.close();
            network.close();
        }
    }
}
