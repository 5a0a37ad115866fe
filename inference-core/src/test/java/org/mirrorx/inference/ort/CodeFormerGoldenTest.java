package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.CodeFormer;
import org.mirrorx.models.forge.CodeFormerSizes;
import org.mirrorx.models.forge.PublishedFaceNetworks;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.onnx.OnnxFile;

/**
 * CodeFormer forged from checkpoints against recorded runs: every stage, every output, for every recorded w. The case of full size has no
 * checkpoint; its weights follow from a formula. Tolerances from the cases.
 */
final class CodeFormerGoldenTest {
    private static final String AREA = "codeformer";
    private static final String STAGE = "stage.";

    /** Stages are recorded for this w. */
    private static final int STAGES_PERCENT = 50;

    /** The code map; what is stored of a map of F × F in the case of full size is 16 × 16 of it, of every 16th channel. */
    private static final int CODES_SIDE = 16;

    /** Pixels were divided by 255 as floats. */
    private static final double INPUT_TOLERANCE = 1e-6;

    private static final Pattern OUTPUT =
            Pattern.compile("out\\.w(\\d{3})(_no_adain)?(?:_sub(\\d+)|\\.centre(\\d+)|(\\.mean_std))?");
    private static final Pattern SAMPLED_STAGE = Pattern.compile("stage\\.(.+?)(_ch\\d+|_t\\d+_c\\d+)?");
    private static final Pattern PICTURE = Pattern.compile("out_w(\\d{3})\\.png");

    private static int files;

    @TempDir
    static Path folder;

    /** The network of a case. */
    private record Opened(Network network, Buffers io) implements AutoCloseable {
        static Opened of(GoldenCase golden, CodeFormer.Style style, Set<String> stations) throws IOException {
            JsonNode settings = golden.json().path("settings");
            List<Integer> connected = new ArrayList<>();
            settings.path("connect_list").forEach(side -> connected.add(Integer.valueOf(side.asText())));
            CodeFormerSizes sizes = new CodeFormerSizes(
                    settings.path("norm_groups").intValue(),
                    settings.path("n_head").intValue(),
                    connected);
            Path onnx = folder.resolve("codeformer" + files++ + ".onnx");
            try (Arena arena = Arena.ofConfined()) {
                OnnxFile.write(CodeFormer.forge(tensors(golden, arena), sizes, style, stations), onnx);
            }
            Network network = OnnxRuntime.get().open(onnx, 2);
            return new Opened(network, network.buffers());
        }

        float[] restored(float[] picture, int percent) {
            io.input("picture").put(picture);
            io.input("w").put(percent / 100f);
            io.run();
            return io.numbers("restored");
        }

        @Override
        public void close() {
            io.close();
            network.close();
        }
    }

    private static Tensors tensors(GoldenCase golden, Arena arena) throws IOException {
        JsonNode settings = golden.json().path("settings");
        if (settings.path("checkpoint").isTextual()) {
            return Checkpoint.open(golden.file(settings.path("checkpoint").textValue()), arena)
                    .below(CodeFormer.DICTIONARY);
        }
        JsonNode formula = settings.path("weights");
        Tensors tensors = PublishedFaceNetworks.hashed(
                PublishedFaceNetworks.codeFormer(), formula.path("seed").intValue(), arena);
        for (JsonNode known : formula.path("first_and_last_values")) {
            float[] numbers = tensors.get(known.path(0).textValue()).toFloats();
            assertEquals(known.path(1).floatValue(), numbers[0], known.path(0).textValue());
            assertEquals(
                    known.path(2).floatValue(),
                    numbers[numbers.length - 1],
                    known.path(0).textValue());
        }
        return tensors;
    }

    @TestFactory
    Stream<DynamicTest> aPictureIsRestoredAsRecordedStageByStage() {
        return GoldenCase.tests(AREA, golden -> {
            Samples picture = golden.picture(
                    golden.json().path("settings").path("input").asText().split(" ", 2)[0]);
            float[] input = RecordedSamples.signed(picture);
            checkInput(golden, input, picture.width());
            Set<String> stations = new LinkedHashSet<>();
            for (String tensor : golden.tensors().names()) {
                if (tensor.startsWith(STAGE)) {
                    stations.add(station(tensor));
                }
            }
            try (Opened opened = Opened.of(golden, CodeFormer.Style.OF_THE_PICTURE, stations)) {
                for (int percent : percents(golden, false)) {
                    float[] restored = opened.restored(input, percent);
                    checkOutputs(golden, restored, picture.width(), percent, false);
                    checkPictures(golden, restored, percent);
                    if (percent == STAGES_PERCENT) {
                        checkStages(golden, opened.io);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> codesThatKeepTheirOwnColoursGiveTheRecordedPicture() {
        return GoldenCase.tests(AREA, List.of("out.w050_no_adain"), golden -> {
            Samples picture = golden.picture("in.png");
            try (Opened opened = Opened.of(golden, CodeFormer.Style.OF_THE_CODES, Set.of())) {
                for (int percent : percents(golden, true)) {
                    float[] restored = opened.restored(RecordedSamples.signed(picture), percent);
                    checkOutputs(golden, restored, picture.width(), percent, true);
                }
            }
        });
    }

    private static void checkInput(GoldenCase golden, float[] input, int side) {
        for (String tensor : golden.tensors().names()) {
            if (tensor.startsWith("in.x")) {
                Tensor stored = golden.tensors().get(tensor);
                Shape shape = Shape.of(1, 3, side, side);
                int step = side / stored.shape().side(2);
                RecordedSamples.near(stored, input, shape, RecordedSamples.everyPixel(shape, 1, step), INPUT_TOLERANCE);
            }
        }
    }

    private static String station(String tensor) {
        Matcher name = SAMPLED_STAGE.matcher(tensor);
        assertTrue(name.matches(), tensor);
        return name.group(1);
    }

    private static Set<Integer> percents(GoldenCase golden, boolean ownColours) {
        Set<Integer> percents = new TreeSet<>();
        for (String tensor : golden.tensors().names()) {
            Matcher name = OUTPUT.matcher(tensor);
            if (name.matches() && (name.group(2) != null) == ownColours) {
                percents.add(Integer.valueOf(name.group(1)));
            }
        }
        return percents;
    }

    private static void checkStages(GoldenCase golden, Buffers io) {
        double factor = RecordedSamples.factor(golden, "stage");
        for (String tensor : golden.tensors().names()) {
            if (!tensor.startsWith(STAGE)) {
                continue;
            }
            Tensor stored = golden.tensors().get(tensor);
            float[] found = io.numbers(station(tensor));
            Shape shape = io.outputShape(station(tensor));
            if (tensor.equals("stage.code_indices")) {
                assertEquals(
                        "exact",
                        golden.json().path("tolerance").path("code_indices").textValue());
                RecordedSamples.near(stored, found, shape, new int[] {1}, 0);
            } else if (stored.shape().elements() == shape.elements()) {
                // The token may come before the batch of one.
                int[] steps = new int[stored.shape().rank()];
                Arrays.fill(steps, 1);
                RecordedSamples.near(stored, found, stored.shape(), steps, factor);
            } else {
                RecordedSamples.near(stored, found, shape, steps(golden, stored, shape), factor);
            }
        }
    }

    /** As the settings say for this tensor; in the case of full size as many as the stored sides leave. */
    private static int[] steps(GoldenCase golden, Tensor stored, Shape shape) {
        JsonNode stride =
                golden.json().path("settings").path("stride_of_stored_tensor").path(stored.name());
        if (stride.isInt()) {
            return RecordedSamples.everyPixel(shape, 1, stride.intValue());
        }
        int[] steps = new int[shape.rank()];
        for (int axis = 0; axis < steps.length; axis++) {
            steps[axis] = shape.side(axis) / stored.shape().side(axis);
            assertEquals(0, shape.side(axis) % stored.shape().side(axis), stored.name());
        }
        if (shape.rank() == 4) {
            assertEquals(Math.max(1, shape.side(3) / CODES_SIDE), steps[3], stored.name());
            assertEquals(CODES_SIDE, steps[1], stored.name());
        }
        return steps;
    }

    private static void checkOutputs(GoldenCase golden, float[] restored, int side, int percent, boolean ownColours) {
        double factor = RecordedSamples.factor(golden, "out");
        Shape shape = Shape.of(1, 3, side, side);
        for (String tensor : golden.tensors().names()) {
            Matcher name = OUTPUT.matcher(tensor);
            boolean asked = name.matches()
                    && Integer.parseInt(name.group(1)) == percent
                    && (name.group(2) != null) == ownColours;
            if (!asked) {
                assertTrue(name.matches() || !tensor.startsWith("out."), "nobody compares " + tensor);
                continue;
            }
            Tensor stored = golden.tensors().get(tensor);
            if (name.group(5) != null) {
                checkMeans(stored, restored, factor);
            } else if (name.group(4) != null) {
                int half = Integer.parseInt(name.group(4)) / 2;
                int first = side / 2 - half;
                RecordedSamples.near(
                        stored, restored, shape, new int[] {0, 0, first, first}, new int[] {1, 1, 1, 1}, factor);
            } else {
                int step = name.group(3) != null
                        ? Integer.parseInt(name.group(3))
                        : golden.json()
                                .path("settings")
                                .path("stride_of_stored_tensor")
                                .path(tensor)
                                .intValue();
                assertEquals(Math.ceilDiv(side, step), stored.shape().side(3), tensor);
                RecordedSamples.near(stored, restored, shape, RecordedSamples.everyPixel(shape, 1, step), factor);
            }
        }
    }

    /** Mean and population deviation of each colour. */
    private static void checkMeans(Tensor stored, float[] restored, double tolerance) {
        double[] expected = stored.toDoubles();
        int plane = restored.length / 3;
        for (int colour = 0; colour < 3; colour++) {
            double sum = 0;
            double squares = 0;
            for (int i = colour * plane; i < (colour + 1) * plane; i++) {
                sum += restored[i];
                squares += (double) restored[i] * restored[i];
            }
            double mean = sum / plane;
            assertEquals(expected[2 * colour], mean, tolerance, stored.name());
            assertEquals(expected[2 * colour + 1], Math.sqrt(squares / plane - mean * mean), tolerance, stored.name());
        }
    }

    /** Cut to −1…1 and rounded, not cut, to a level. */
    private static void checkPictures(GoldenCase golden, float[] restored, int percent) throws IOException {
        List<String> pictures;
        try (Stream<Path> entries = Files.list(golden.file("."))) {
            pictures = entries.map(entry -> entry.getFileName().toString()).toList();
        }
        for (String file : pictures) {
            Matcher name = PICTURE.matcher(file);
            if (!name.matches() || Integer.parseInt(name.group(1)) != percent) {
                continue;
            }
            double tolerance = RecordedSamples.factor(golden, file);
            Samples picture = golden.picture(file);
            int plane = picture.width() * picture.height();
            int same = 0;
            for (int i = 0; i < restored.length; i++) {
                int level = (int) Math.rint((Math.clamp(restored[i], -1, 1) + 1) / 2 * 255);
                int stored = picture.at(i % plane * picture.channels() + i / plane);
                assertEquals(stored, level, tolerance, file + " number " + i);
                same += stored == level ? 1 : 0;
            }
            // A level that is cut instead of rounded is another one in half of all places.
            assertTrue(same > 0.95 * restored.length, same + " of " + restored.length + " levels of " + file);
        }
    }
}
