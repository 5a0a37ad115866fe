package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.forge.OpenPoseBody;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.onnx.OnnxFile;
import org.opencv.core.Mat;

/** OpenPose's body network against recorded runs: the forged network, its maps at the picture's size, peaks, limbs, people. */
final class OpenPoseGoldenTest {
    private static final String AREA = "openpose";

    /** Rows and columns of stored samples of full-size maps. */
    private static final int SAMPLED = 32;

    private static int files;

    @TempDir
    static Path folder;

    /**
     * The recorded run is in float and six stages enlarge what it rounds away: at the end it lies as far from exact arithmetic as the
     * tolerance goes. So the middle stages are compared with the recorded ones, and the last with exact arithmetic; from the recorded last
     * one it may lie further by as much as that itself does.
     */
    @TestFactory
    Stream<DynamicTest> theForgedNetworkGivesTheRecordedMaps() {
        return GoldenCase.tests(AREA, List.of("person.png", "out.paf", "stage.out1"), golden -> {
            Set<String> stations = Set.of("out1", "stage1_paf", "stage1_heat", "stage2_paf", "stage2_heat");
            try (OpenPose openPose = new OpenPose(forged(golden, stations));
                    Workspace workspace = new Workspace();
                    Arena arena = Arena.ofConfined()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("person.png")));
                checkInput(golden, OpenPose.input(picture, workspace));
                openPose.run(picture);
                for (String station : stations) {
                    double[] expected = golden.doubles("stage." + station);
                    near(expected, doubles(openPose.numbers(station)), tolerance(golden, expected), station);
                }
                List<double[][][]> exact =
                        new OpenPoseReference(Checkpoint.open(weights(golden), arena)).run(input(golden));
                for (int i = 0; i < 2; i++) {
                    String output = List.of("paf", "heat").get(i);
                    double[] recorded = golden.doubles("out." + output);
                    double[] between = OpenPoseReference.flat(exact.get(i));
                    double tolerance = tolerance(golden, recorded);
                    double[] found = doubles(openPose.numbers(output));
                    near(between, found, tolerance, output + " against exact arithmetic");
                    near(recorded, found, tolerance + largestDifference(between, recorded), output);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPictureBecomesTheRecordedPeople() {
        return GoldenCase.tests(AREA, List.of("person.png", "out.paf"), golden -> {
            checkDecoding(golden, golden.floats("out.heat"), golden.floats("out.paf"));
            try (OpenPose openPose = new OpenPose(forged(golden, Set.of()));
                    Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("person.png")));
                openPose.run(picture);
                List<float[]> points = maps(openPose.numbers("heat"), 18);
                List<float[]> fields = maps(openPose.numbers("paf"), 38);
                checkPeople(
                        golden,
                        ReferencePerson.HEIGHT,
                        new OpenPoseMaps(ReferencePerson.WIDTH, ReferencePerson.HEIGHT).peaks(points::get),
                        fields(fields, ReferencePerson.WIDTH));
                checkChosen(golden, openPose.read(picture));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> recordedMapsBecomeTheRecordedPeople() {
        return GoldenCase.tests(
                AREA,
                List.of("in.heat", "in.paf"),
                golden -> checkDecoding(golden, golden.floats("in.heat"), golden.floats("in.paf")));
    }

    @TestFactory
    Stream<DynamicTest> mapsOfFullSizeBecomeTheRecordedPeople() {
        return GoldenCase.tests(AREA, List.of("in.heat_u8"), golden -> {
            var size = golden.json().path("settings").path("map_size");
            int height = size.path(0).intValue();
            int width = size.path(1).intValue();
            List<float[]> heat = planes(golden.doubles("in.heat_u8"), width * height, 255);
            List<float[]> paf = planes(golden.doubles("in.paf_i8"), width * height, 127);
            OpenPoseMaps maps = new OpenPoseMaps(width, height);
            checkPeople(golden, height, maps.peaks(heat::get), fields(paf, width));
        });
    }

    private static double largestDifference(double[] one, double[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    private static double tolerance(GoldenCase golden, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        return golden.tolerance("network_outputs_abs") + golden.tolerance("network_outputs_rel") * largest;
    }

    private static double[][][] input(GoldenCase golden) {
        double[] levels = golden.doubles("stage.padded_bgr");
        double[][][] input = new double[3][OpenPoseBody.INPUT_HEIGHT][OpenPoseBody.INPUT_WIDTH];
        for (int i = 0; i < levels.length; i++) {
            int pixel = i / 3;
            input[i % 3][pixel / OpenPoseBody.INPUT_WIDTH][pixel % OpenPoseBody.INPUT_WIDTH] = levels[i] / 256 - 0.5;
        }
        return input;
    }

    private static Path weights(GoldenCase golden) {
        return golden.file(golden.json().path("settings").path("weights").asText());
    }

    private static List<float[]> maps(float[] network, int count) {
        OpenPoseMaps maps = new OpenPoseMaps(ReferencePerson.WIDTH, ReferencePerson.HEIGHT);
        List<float[]> enlarged = new ArrayList<>();
        for (int map = 0; map < count; map++) {
            enlarged.add(OpenPose.enlarged(maps, network, map));
        }
        return enlarged;
    }

    private static OpenPosePeople.Fields fields(List<float[]> maps, int width) {
        return number -> (x, y) -> maps.get(number)[y * width + x];
    }

    private static Network forged(GoldenCase golden, Set<String> stations) throws IOException {
        Path onnx = folder.resolve("openpose" + files++ + ".onnx");
        try (Arena arena = Arena.ofConfined()) {
            OnnxFile.write(
                    OpenPoseBody.forge(
                            Checkpoint.open(weights(golden), arena),
                            OpenPoseBody.INPUT_HEIGHT,
                            OpenPoseBody.INPUT_WIDTH,
                            stations),
                    onnx);
        }
        return OnnxRuntime.get().open(onnx, 1);
    }

    /** The recorded input is in the order B, G, R. */
    private static void checkInput(GoldenCase golden, Mat rgb) {
        double[] expected = golden.doubles("stage.padded_bgr");
        byte[] found = new byte[expected.length];
        rgb.get(0, 0, found);
        for (int i = 0; i < expected.length; i++) {
            assertEquals((int) expected[i], found[i / 3 * 3 + 2 - i % 3] & 0xFF, "number " + i + " of the input");
        }
    }

    private static void checkDecoding(GoldenCase golden, float[] heat, float[] paf) {
        OpenPoseMaps maps = new OpenPoseMaps(ReferencePerson.WIDTH, ReferencePerson.HEIGHT);
        List<float[]> points = maps(heat, 18);
        List<float[]> fields = maps(paf, 38);
        double tolerance = golden.tolerance("resized_maps_abs");
        checkSamples(golden, "stage.heat_avg_samples", points, tolerance);
        checkSamples(golden, "stage.paf_avg_samples", fields, tolerance);
        checkSinglePlaces(golden, fields, maps, paf, tolerance);
        List<float[]> smoothed = points.stream()
                .map(map -> {
                    double[] smooth = maps.smoothed(map);
                    float[] floats = new float[smooth.length];
                    for (int i = 0; i < smooth.length; i++) {
                        floats[i] = (float) smooth[i];
                    }
                    return floats;
                })
                .toList();
        checkSamples(golden, "stage.heat_smoothed_samples", smoothed, tolerance);
        checkPeople(golden, ReferencePerson.HEIGHT, maps.peaks(points::get), fields(fields, ReferencePerson.WIDTH));
        checkChosen(golden, OpenPose.found(OpenPose.decode(heat, paf)));
    }

    private static void checkSamples(GoldenCase golden, String tensor, List<float[]> maps, double tolerance) {
        if (!golden.tensors().has(tensor)) {
            return;
        }
        float[] expected = golden.floats(tensor);
        var shape = golden.tensors().get(tensor).shape();
        for (int i = 0; i < expected.length; i++) {
            int map = i % shape.side(2);
            int column = Math.min(i / shape.side(2) % shape.side(1) * SAMPLED, ReferencePerson.WIDTH - 1);
            int row = Math.min(i / shape.side(2) / shape.side(1) * SAMPLED, ReferencePerson.HEIGHT - 1);
            if (map < maps.size()) {
                assertEquals(
                        expected[i],
                        maps.get(map)[row * ReferencePerson.WIDTH + column],
                        tolerance,
                        tensor + " map " + map + " at " + column + ", " + row);
            }
        }
    }

    /** A field asked for at single places is the recorded one too. */
    private static void checkSinglePlaces(
            GoldenCase golden, List<float[]> fields, OpenPoseMaps maps, float[] paf, double tolerance) {
        int columns = OpenPoseBody.INPUT_WIDTH / 8;
        int rows = OpenPoseBody.INPUT_HEIGHT / 8;
        org.opencv.core.Size used = new org.opencv.core.Size(OpenPose.INPUT_WIDTH, OpenPose.INPUT_HEIGHT);
        for (int number = 0; number < fields.size(); number += 7) {
            float[] coarse = Arrays.copyOfRange(paf, number * columns * rows, (number + 1) * columns * rows);
            OpenPosePeople.Field field = maps.field(coarse, columns, rows, used);
            for (int at = 0; at < fields.get(number).length; at += 331) {
                int row = at / ReferencePerson.WIDTH;
                assertEquals(
                        fields.get(number)[at],
                        field.at(at % ReferencePerson.WIDTH, row),
                        tolerance,
                        golden.name() + " field " + number);
            }
        }
    }

    private static void checkPeople(
            GoldenCase golden, int height, List<List<OpenPoseMaps.Peak>> peaks, OpenPosePeople.Fields fields) {
        double tolerance = golden.tolerance("scores_abs");
        double[] expected = golden.doubles("stage.peaks");
        int at = 0;
        for (int point = 0; point < peaks.size(); point++) {
            for (OpenPoseMaps.Peak peak : peaks.get(point)) {
                assertEquals(expected[at], point, "point of peak " + at / 5);
                assertEquals(expected[at + 1], peak.x(), "x of peak " + at / 5);
                assertEquals(expected[at + 2], peak.y(), "y of peak " + at / 5);
                assertEquals(expected[at + 3], peak.score(), tolerance, "score of peak " + at / 5);
                at += 5;
            }
        }
        assertEquals(expected.length, at, "peaks");

        OpenPosePeople people = new OpenPosePeople(height, peaks);
        List<OpenPosePeople.Connection> connections = people.connections(fields);
        double[] limbs = golden.doubles("stage.connections");
        assertEquals(limbs.length / 6, connections.size(), "connections");
        for (int i = 0; i < connections.size(); i++) {
            OpenPosePeople.Connection found = connections.get(i);
            double[] numbers = {found.limb(), found.a(), found.b(), found.score(), found.inA(), found.inB()};
            for (int j = 0; j < numbers.length; j++) {
                assertEquals(limbs[6 * i + j], numbers[j], j == 3 ? tolerance : 0, "connection " + i);
            }
        }

        List<OpenPosePeople.Person> persons = people.persons(connections);
        double[] subset = golden.doubles("out.subset");
        assertEquals(subset.length / 20, persons.size(), "people");
        for (int i = 0; i < persons.size(); i++) {
            for (int point = 0; point < 18; point++) {
                assertEquals(subset[20 * i + point], persons.get(i).peak(point), "person " + i + " point " + point);
            }
            assertEquals(subset[20 * i + 18], persons.get(i).score(), 20 * tolerance, "score of person " + i);
            assertEquals(subset[20 * i + 19], persons.get(i).parts(), "parts of person " + i);
        }

        List<BodyPoints> found = people.people(fields);
        double[] points = golden.doubles("expect.people");
        for (int i = 0; i < found.size(); i++) {
            checkPerson(points, i, found.get(i));
        }
    }

    private static void checkPerson(double[] points, int person, BodyPoints found) {
        for (int point = 0; point < 18; point++) {
            int at = (person * 18 + point) * 3;
            BodyPoints.Scored scored = found.points().get(point);
            String what = "person " + person + " point " + point;
            assertEquals(points[at + 2] > 0, scored.isPresent(), what);
            if (scored.isPresent()) {
                assertEquals(points[at], scored.x(), 1e-6, what);
                assertEquals(points[at + 1], scored.y(), 1e-6, what);
            }
        }
    }

    /** What the product hands on is one of the recorded people, whole; nobody is nobody. */
    private static void checkChosen(GoldenCase golden, OpenPose.Found found) {
        double[] points = golden.doubles("expect.people");
        int people = points.length / 54;
        assertEquals(people, found.people().size());
        assertEquals(people == 0, found.chosen().isEmpty());
        found.chosen().ifPresent(chosen -> {
            double largest = found.people().stream()
                    .mapToDouble(person -> person.box().orElseThrow().area())
                    .max()
                    .orElseThrow();
            double own = chosen.box().orElseThrow().area();
            org.junit.jupiter.api.Assertions.assertTrue(own >= 0.1 * largest, "a tiny person was chosen");
        });
    }

    private static List<float[]> planes(double[] interleaved, int size, float scale) {
        int count = interleaved.length / size;
        List<float[]> planes = new ArrayList<>();
        for (int plane = 0; plane < count; plane++) {
            float[] numbers = new float[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = (float) interleaved[i * count + plane] / scale;
            }
            planes.add(numbers);
        }
        return planes;
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        Arrays.setAll(doubles, i -> numbers[i]);
        return doubles;
    }

    private static void near(double[] expected, double[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " number " + i);
        }
    }
}
