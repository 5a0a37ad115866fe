package org.mirrorx.inference.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.FashnMmdit;
import org.mirrorx.models.forge.FashnSizes;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.onnx.OnnxFile;

/**
 * The forged network of FASHN VTON against recorded runs of the published program: every recorded station of a call, the velocities,
 * and whole samplings with given noise. Row 0 of a batch is with conditions, row 1 without. Tolerances from the cases.
 */
final class FashnMmditGoldenTest {
    private static final String AREA = "fashn_vton";
    private static final List<String> PICTURES = List.of("in.ca", "in.garment", "in.person_pose", "in.garment_pose");
    private static final List<String> CALL = List.of("in.x", "in.times", "in.ca", "out.t0.v_c");
    private static final List<String> SAMPLING = List.of("in.noise", "in.ca", "in.category", "out.final_clamped");
    private static final String STATION = "stage.t0.";
    private static final String OF_STEPS = "sample_abs_";

    /** No port of the published network in 16 bits that was reported is worse over its stations (golden/fashn_vton/README.md). */
    private static final double WORST_RELATIVE_FP16 = 2.4e-3;

    /** Half a unit in the last place of 16 bits, 2⁻¹¹; errors of single weights average out. */
    private static final double WIDENED_RELATIVE = 4.9e-4;

    private static int files;

    @TempDir
    static Path folder;

    /** The network of a case with buffers for a batch of two. */
    private record Opened(Network network, Buffers io, FashnSizes sizes) implements AutoCloseable {
        static Opened of(GoldenCase golden, Precision precision, Set<String> stations) throws IOException {
            JsonNode settings = golden.json().path("settings");
            FashnSizes sizes = FashnSizes.parse(settings.path("network").toString(), golden.name());
            Path onnx = folder.resolve("fashn" + files++ + ".onnx");
            try (Arena arena = Arena.ofConfined()) {
                Path checkpoint = golden.file(settings.path("checkpoint").asText());
                Tensors tensors = SafeTensors.map(checkpoint, arena);
                if (precision == Precision.FP16_WIDENED) {
                    Path narrow = folder.resolve("narrow" + files + ".onnx");
                    OnnxFile.write(FashnMmdit.forge(tensors, sizes, Precision.FP16, stations), narrow);
                    OnnxFile.writeSharing(
                            FashnMmdit.forge(tensors, sizes, precision, stations),
                            onnx,
                            OnnxFile.weightsBeside(narrow));
                } else {
                    OnnxFile.write(FashnMmdit.forge(tensors, sizes, precision, stations), onnx);
                }
            }
            Network network = OnnxRuntime.get().open(onnx, 1);
            Shape three = Shape.of(2, 3, sizes.height(), sizes.width());
            Shape single = three.with(1, 1);
            Buffers io = network.buffers(Map.of(
                    "x", three,
                    "person", three,
                    "garment", three,
                    "person_pose", single,
                    "garment_pose", single,
                    "time", Shape.of(2),
                    "category", Shape.of(2)));
            return new Opened(network, io, sizes);
        }

        /** Conditions into row 0, exact zeros into row 1. */
        void condition(GoldenCase golden, int category) {
            for (String picture : PICTURES) {
                float[] numbers = golden.floats(picture);
                String input = picture.equals("in.ca") ? "person" : picture.substring("in.".length());
                io.input(input).put(numbers).put(new float[numbers.length]);
            }
            io.input("category").put(category).put(0);
        }

        /** Both velocities, one behind the other. */
        float[] velocities(float[] x, float time) {
            io.input("x").put(x).put(x);
            io.input("time").put(time).put(time);
            io.run();
            return numbers(io.output("velocity"));
        }

        @Override
        public void close() {
            io.close();
            network.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedStationIsMet() {
        return GoldenCase.tests(AREA, CALL, golden -> {
            Map<String, List<String>> recorded = stations(golden);
            Set<String> wanted = new LinkedHashSet<>();
            recorded.values().forEach(wanted::addAll);
            try (Opened opened = Opened.of(golden, Precision.FP32, wanted)) {
                opened.condition(golden, category(golden));
                opened.velocities(golden.floats("in.x"), golden.floats("in.times")[0]);
                recorded.forEach((tensor, parts) -> {
                    float[] expected = golden.floats(tensor);
                    Shape shape = golden.tensors().get(tensor).shape();
                    int size = expected.length / parts.size();
                    for (int part = 0; part < parts.size(); part++) {
                        float[] found = numbers(opened.io.output(parts.get(part)));
                        assertEquals(size, found.length, tensor);
                        for (int i = 0; i < size; i++) {
                            assertEquals(
                                    expected[part * size + i],
                                    found[place(i, shape, opened.sizes)],
                                    golden.tolerance("block_abs"),
                                    tensor + " number " + (part * size + i));
                        }
                    }
                });
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theVelocitiesAreTheRecordedOnes() {
        return GoldenCase.tests(AREA, CALL, golden -> {
            try (Opened opened = Opened.of(golden, Precision.FP32, Set.of())) {
                opened.condition(golden, category(golden));
                float[] times = golden.floats("in.times");
                for (int k = 0; k < times.length; k++) {
                    float[] found = opened.velocities(golden.floats("in.x"), times[k]);
                    float[] expected = joined(golden, "out.t" + k);
                    near(expected, found, golden.tolerance("velocity_abs"), "velocity at time " + times[k]);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theNetworkInSixteenBitsStaysNear() {
        return GoldenCase.tests(AREA, CALL, golden -> {
            try (Opened opened = Opened.of(golden, Precision.FP16, Set.of())) {
                opened.condition(golden, category(golden));
                float[] times = golden.floats("in.times");
                for (int k = 0; k < times.length; k++) {
                    float[] found = opened.velocities(golden.floats("in.x"), times[k]);
                    double relative = relative(joined(golden, "out.t" + k), found);
                    assertTrue(relative < WORST_RELATIVE_FP16, "relative distance " + relative);
                }
            }
        });
    }

    /** What a processor runs with the weights of a graphics card's network. */
    @TestFactory
    Stream<DynamicTest> weightsOfSixteenBitsComputedInThirtyTwoStayNearer() {
        return GoldenCase.tests(AREA, CALL, golden -> {
            try (Opened opened = Opened.of(golden, Precision.FP16_WIDENED, Set.of())) {
                opened.condition(golden, category(golden));
                float[] found = opened.velocities(golden.floats("in.x"), golden.floats("in.times")[0]);
                double relative = relative(joined(golden, "out.t0"), found);
                assertTrue(relative < WIDENED_RELATIVE, "relative distance " + relative);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aSamplingEndsAtTheRecordedPicture() {
        return GoldenCase.tests(AREA, SAMPLING, golden -> {
            JsonNode settings = golden.json().path("settings");
            int steps = settings.path("num_timesteps").intValue();
            int guided = steps - settings.path("skip_cfg_last_n_steps").intValue();
            float guidance = settings.path("guidance_scale").floatValue();
            double[] times = times(steps, settings.path("time_shift_mu").doubleValue());
            float[] noise = golden.floats("in.noise");
            float[] last = golden.floats("out.final_clamped");
            int size = noise.length / settings.path("num_samples").intValue();
            try (Opened opened = Opened.of(golden, Precision.FP32, Set.of())) {
                opened.condition(golden, category(golden));
                for (int sample = 0; sample < noise.length / size; sample++) {
                    float[] x = Arrays.copyOfRange(noise, sample * size, (sample + 1) * size);
                    for (int step = 0; step < steps; step++) {
                        checkRecorded(golden, "stage.step" + step + ".x", x, tolerance(golden, steps));
                        float[] v = opened.velocities(x, (float) times[step]);
                        checkRecorded(golden, "stage.step" + step + ".v_c", v, tolerance(golden, steps));
                        float delta = (float) (times[step + 1] - times[step]);
                        for (int i = 0; i < size; i++) {
                            float change = step < guided ? v[size + i] + guidance * (v[i] - v[size + i]) : v[i];
                            x[i] += delta * change;
                        }
                    }
                    for (int i = 0; i < size; i++) {
                        x[i] = Math.clamp(x[i], -1, 1);
                        assertEquals(
                                last[sample * size + i],
                                x[i],
                                tolerance(golden, steps),
                                "sample " + sample + " number " + i);
                    }
                    checkPicture(golden, "out_" + sample + ".png", x);
                }
            }
        });
    }

    /** t = a / (a + 1/u − 1) with a = e^(−mu), u from 0 to 1 in even steps. */
    private static double[] times(int steps, double mu) {
        double a = Math.exp(-mu);
        double[] times = new double[steps + 1];
        for (int i = 1; i <= steps; i++) {
            times[i] = a / (a + (double) steps / i - 1);
        }
        return times;
    }

    /** The one named for so many steps, else that for the next larger number of them, else the loosest. */
    private static double tolerance(GoldenCase golden, int steps) {
        TreeMap<Integer, Double> named = new TreeMap<>();
        for (Iterator<String> names = golden.json().path("tolerance").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith(OF_STEPS)) {
                named.put(Integer.valueOf(name.replaceAll("\\D", "")), golden.tolerance(name));
            }
        }
        Map.Entry<Integer, Double> next = named.ceilingEntry(steps);
        return next == null ? named.lastEntry().getValue() : next.getValue();
    }

    private static void checkRecorded(GoldenCase golden, String tensor, float[] found, double tolerance) {
        if (golden.tensors().has(tensor)) {
            near(golden.floats(tensor), found, tolerance, tensor);
        }
    }

    /** Planes of −1…1 against stored 0…255, cut off. */
    private static void checkPicture(GoldenCase golden, String png, float[] x) {
        if (!golden.hasAll(List.of(png))) {
            return;
        }
        Samples picture = golden.picture(png);
        int plane = picture.width() * picture.height();
        assertEquals(picture.count(), x.length);
        for (int i = 0; i < x.length; i++) {
            int level = (int) ((x[i] + 1) * 0.5f * 255);
            int stored = picture.at(i % plane * picture.channels() + i / plane);
            assertEquals(stored, level, golden.tolerance("picture_uint8_abs"), png + " number " + i);
        }
    }

    /** Recorded tensors at the first time by name, each with the stations of the forged network that make it up. */
    private static Map<String, List<String>> stations(GoldenCase golden) {
        Map<String, List<String>> stations = new TreeMap<>();
        for (String tensor : golden.tensors().names()) {
            if (tensor.startsWith(STATION) && !tensor.endsWith(".rope")) {
                String name = tensor.substring(STATION.length());
                stations.put(
                        tensor,
                        name.endsWith("_qk_normed")
                                ? List.of(name.replace("_qk_", "_q_"), name.replace("_qk_", "_k_"))
                                : List.of(name));
            }
        }
        return stations;
    }

    /** Where number {@code i} of a recorded [.., B, heads, tokens, head] lies in [B, tokens, heads · head]; others lie as recorded. */
    private static int place(int i, Shape shape, FashnSizes sizes) {
        int rank = shape.rank();
        boolean byHeads = rank >= 4 && shape.side(rank - 1) == sizes.head() && shape.side(rank - 3) == sizes.heads();
        if (!byHeads) {
            return i;
        }
        int head = sizes.head();
        int tokens = shape.side(rank - 2);
        int number = i % head;
        int token = i / head % tokens;
        int which = i / head / tokens % sizes.heads();
        int batch = i / head / tokens / sizes.heads();
        return ((batch * tokens + token) * sizes.heads() + which) * head + number;
    }

    private static int category(GoldenCase golden) {
        return golden.tensors().get("in.category").toInts()[0];
    }

    private static float[] joined(GoldenCase golden, String prefix) {
        List<float[]> parts = new ArrayList<>(List.of(golden.floats(prefix + ".v_c"), golden.floats(prefix + ".v_u")));
        int size = parts.getFirst().length;
        float[] both = Arrays.copyOf(parts.getFirst(), 2 * size);
        System.arraycopy(parts.getLast(), 0, both, size, size);
        return both;
    }

    /** The recorded numbers against as many of the found ones. */
    private static void near(float[] expected, float[] found, double tolerance, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " number " + i);
        }
    }

    private static double relative(float[] expected, float[] found) {
        double distance = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            distance += Math.pow(expected[i] - (double) found[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(distance / length);
    }

    private static float[] numbers(FloatBuffer buffer) {
        float[] numbers = new float[buffer.remaining()];
        buffer.get(numbers);
        return numbers;
    }
}
