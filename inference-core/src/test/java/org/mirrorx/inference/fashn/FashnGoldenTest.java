package org.mirrorx.inference.fashn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.body.DwPose;
import org.mirrorx.inference.body.WholeBody;
import org.mirrorx.inference.diffusion.RectifiedFlow;
import org.mirrorx.inference.diffusion.Sampling;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The pipeline around FASHN's network against recorded runs of the published program, stage by stage and from picture to picture. */
final class FashnGoldenTest {
    private static final String AREA = "fashn_vton";

    /** Share of a drawn or masked picture's pixels that may differ with another OpenCV version (golden/fashn_vton). */
    private static final double OTHER_VERSION = 0.002;

    @TestFactory
    Stream<DynamicTest> timesAreTheRecordedOnes() {
        return GoldenCase.tests(AREA, List.of("out.schedule_1"), golden -> {
            double shift = golden.json().path("settings").path("time_shift_mu").doubleValue();
            for (JsonNode steps : golden.json().path("settings").path("steps")) {
                double[] found = new RectifiedFlow(steps.intValue(), shift).times();
                float[] expected = golden.floats("out.schedule_" + steps.intValue());
                assertEquals(expected.length, found.length);
                for (int i = 0; i < found.length; i++) {
                    assertEquals(expected[i], (float) found[i], 4e-7, "time " + i + " of " + steps);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> picturesAreResizedAsRecorded() {
        return GoldenCase.tests(AREA, List.of("pil_0_in.png", "pad_0_in.png"), golden -> {
            for (JsonNode rule : golden.json().path("settings").path("rules")) {
                int file = rule.path("file").intValue();
                try (Workspace workspace = new Workspace()) {
                    if (rule.has("limit")) {
                        checkLimited(golden, rule, file, workspace);
                    } else {
                        checkPadded(golden, rule, file, workspace);
                    }
                }
            }
        });
    }

    private static void checkLimited(GoldenCase golden, JsonNode rule, int file, Workspace workspace) {
        Mat in = workspace.keep(RecordedMats.of(golden.picture("pil_" + file + "_in.png")));
        Mat out = Canvas.limited(in, rule.path("limit").intValue(), workspace);
        assertEquals(rule.path("out").get(0).intValue(), out.cols(), "width of file " + file);
        assertEquals(rule.path("out").get(1).intValue(), out.rows(), "height of file " + file);
        near(golden, "pil_" + file + "_out.png", out, "pil_abs");
    }

    private static void checkPadded(GoldenCase golden, JsonNode rule, int file, Workspace workspace) {
        Samples expected = golden.picture("pad_" + file + "_out.png");
        Canvas canvas = new Canvas(expected.width(), expected.height());
        Mat in = workspace.keep(RecordedMats.of(golden.picture("pad_" + file + "_in.png")));
        Canvas.Fitted fitted = canvas.fit(in, workspace);
        near(golden, "pad_" + file + "_out.png", fitted.picture(), "lanczos4_abs");
        assertEquals(padding(rule.path("padding_left_top_right_bottom")), fitted.padding());
        Mat pose = workspace.keep(RecordedMats.of(golden.picture("pad_" + file + "_gray_in.png")));
        RecordedMats.near(
                golden.picture("pad_" + file + "_gray_out.png"),
                canvas.fitPose(pose, workspace).picture(),
                0,
                0,
                "pose");
    }

    private static Canvas.Padding padding(JsonNode sides) {
        return new Canvas.Padding(
                sides.get(0).intValue(),
                sides.get(1).intValue(),
                sides.get(2).intValue(),
                sides.get(3).intValue());
    }

    @TestFactory
    Stream<DynamicTest> clothesAreMaskedAsRecorded() {
        return GoldenCase.tests(AREA, List.of("hybrid.png", "garment_keep.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat labels = workspace.keep(RecordedMats.of(golden.picture("labels.png")));
                Category category = switch (golden.json()
                        .path("settings")
                        .path("body_coverage")
                        .asText()) {
                    case "upper" -> Category.TOPS;
                    case "lower" -> Category.BOTTOMS;
                    case "full" -> Category.ONE_PIECES;
                    default -> throw new AssertionError("an unknown coverage in " + golden.name());
                };
                ClothingMask mask = ClothingMask.of(labels, category, workspace);
                same(golden, "buffer.png", mask.buffer());
                same(golden, "bounded.png", mask.bounded());
                same(golden, "contour.png", mask.contour());
                same(golden, "hybrid.png", mask.hybrid());
                same(golden, "dilated.png", mask.dilated());
                same(golden, "final.png", mask.hidden());
                same(golden, "garment_keep.png", ClothingMask.where(labels, category.garments(), workspace));
            }
        });
    }

    private static void same(GoldenCase golden, String png, Mat found) {
        Mat oneBit = new Mat();
        org.opencv.imgproc.Imgproc.threshold(found, oneBit, 0, 1, org.opencv.imgproc.Imgproc.THRESH_BINARY);
        RecordedMats.near(golden.picture(png), oneBit, 1, OTHER_VERSION, png);
        oneBit.release();
    }

    @TestFactory
    Stream<DynamicTest> photographsArePreparedAsRecorded() {
        return GoldenCase.tests(AREA, List.of("person_preresized.png", "net_person.png"), golden -> {
            JsonNode settings = golden.json().path("settings");
            Canvas canvas = new Canvas(
                    settings.path("canvas_width").intValue(),
                    settings.path("canvas_height").intValue());
            try (Workspace workspace = new Workspace()) {
                Category category = category(settings);
                assertEquals(golden.tensors().get("out.category").toInts()[0], category.number());
                Conditions person = person(golden, canvas, body(golden, "in.person."), category, workspace);
                near(golden, "person_preresized.png", person.preResized(), "preresized_abs");
                near(golden, "agnostic.png", person.shown(), "net_person_abs");
                RecordedMats.near(golden.picture("person_pose.png"), person.pose(), 0, 0, "person's pose");
                Optional<WholeBody> worn =
                        isWorn(settings) ? Optional.of(body(golden, "in.garment.")) : Optional.empty();
                Conditions garment = garment(golden, canvas, worn, category, workspace);
                if (worn.isPresent()) {
                    near(golden, "garment_preresized.png", garment.preResized(), "preresized_abs");
                    near(golden, "garment_masked.png", garment.shown(), "net_garment_abs");
                    RecordedMats.near(golden.picture("garment_pose.png"), garment.pose(), 0, 0, "garment's pose");
                }
                checkInputs(golden, person, garment);
                int row = settings.path("row_shown").intValue();
                checkRow(golden, "out.row_person", person.planes().picture(), canvas, row);
                checkRow(golden, "out.row_person_pose", person.planes().pose(), canvas, row);
                checkRow(golden, "out.row_garment", garment.planes().picture(), canvas, row);
                checkRow(golden, "out.row_garment_pose", garment.planes().pose(), canvas, row);
                int[] unpadded = golden.tensors().get("out.unpadded_size_wh").toInts();
                Mat removed =
                        person.onCanvas().padding().removed(person.onCanvas().picture());
                assertEquals(unpadded[0] + "×" + unpadded[1], removed.cols() + "×" + removed.rows());
                removed.release();
            }
        });
    }

    /** A row of the network's numbers; two levels of 255 are 2 / 127.5. */
    private static void checkRow(GoldenCase golden, String tensor, float[] planes, Canvas canvas, int row) {
        float[] expected = golden.floats(tensor);
        double tolerance = golden.tolerance("net_person_abs") / 127.5;
        for (int i = 0; i < expected.length; i++) {
            int plane = i / canvas.width();
            int at = (plane * canvas.height() + row) * canvas.width() + i % canvas.width();
            assertEquals(expected[i], planes[at], tolerance, tensor + " number " + i);
        }
    }

    @TestFactory
    Stream<DynamicTest> samplingsEndAtTheRecordedPictures() {
        return GoldenCase.tests(AREA, List.of("in.noise", "in.ca", "out.final_clamped"), golden -> {
            float[] noise = golden.floats("in.noise");
            float[] expected = golden.floats("out.final_clamped");
            int steps = golden.json().path("settings").path("num_timesteps").intValue();
            double tolerance = golden.tolerance(steps > 4 ? "sample_abs_30_steps" : "sample_abs_4_steps");
            try (FashnNetwork network = TinyNetwork.of(golden);
                    Workspace workspace = new Workspace()) {
                int size = network.size();
                for (int sample = 0; sample < noise.length / size; sample++) {
                    float[] x = Arrays.copyOfRange(noise, sample * size, (sample + 1) * size);
                    network.sample(
                            new Conditions.Planes(golden.floats("in.ca"), golden.floats("in.person_pose")),
                            new Conditions.Planes(golden.floats("in.garment"), golden.floats("in.garment_pose")),
                            numbered(golden.tensors().get("in.category").toInts()[0]),
                            settings(golden),
                            x,
                            Sampling.Watcher.NOBODY,
                            new Cancellation());
                    for (int i = 0; i < size; i++) {
                        assertEquals(expected[sample * size + i], Math.clamp(x[i], -1, 1), tolerance, "number " + i);
                    }
                    RecordedMats.near(
                            golden.picture("out_" + sample + ".png"),
                            network.canvas().picture(x, workspace),
                            (int) golden.tolerance("picture_uint8_abs"),
                            1,
                            "picture " + sample);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> fromPictureToPictureTheWholeChainIsMet() {
        return GoldenCase.tests(AREA, List.of("in.noise", "person.png", "garment.png", "out.png"), golden -> {
            JsonNode settings = golden.json().path("settings");
            var poses = golden.file(settings.path("dwpose").asText());
            OnnxRuntime runtime = OnnxRuntime.get();
            try (FashnNetwork network = TinyNetwork.of(golden);
                    DwPose dwPose = new DwPose(
                            runtime.open(poses.resolve("yolox_l.onnx"), 1),
                            runtime.open(poses.resolve("dw-ll_ucoco_384.onnx"), 1),
                            DwPose.PersonChoice.AS_PUBLISHED);
                    Workspace workspace = new Workspace()) {
                Canvas canvas = network.canvas();
                Category category = category(settings);
                Mat photo = workspace.keep(RecordedMats.of(golden.picture("person.png")));
                WholeBody body = dwPose.read(canvas.preResized(photo, workspace));
                Conditions person = person(golden, canvas, body, category, workspace);
                Optional<WholeBody> worn = Optional.empty();
                if (isWorn(settings)) {
                    Mat product = workspace.keep(RecordedMats.of(golden.picture("garment.png")));
                    worn = Optional.of(dwPose.read(canvas.preResized(product, workspace)));
                }
                Conditions garment = garment(golden, canvas, worn, category, workspace);
                checkInputs(golden, person, garment);
                float[] x = golden.floats("in.noise");
                network.sample(
                        person.planes(),
                        garment.planes(),
                        category,
                        settings(golden),
                        x,
                        Sampling.Watcher.NOBODY,
                        new Cancellation());
                float[] expected = golden.floats("out.final_clamped");
                double distance = 0;
                for (int i = 0; i < x.length; i++) {
                    distance += Math.abs(expected[i] - Math.clamp(x[i], -1, 1));
                }
                assertTrue(
                        distance / x.length <= golden.tolerance("final_mean_abs"),
                        "mean distance " + distance / x.length);
                Mat result = workspace.keep(person.onCanvas().padding().removed(canvas.picture(x, workspace)));
                Mat recorded = workspace.keep(RecordedMats.of(golden.picture("out.png")));
                double levels = Core.norm(recorded, result, Core.NORM_L1) / (3.0 * recorded.total());
                assertTrue(levels <= golden.tolerance("out_uint8_mean_abs"), "mean distance of levels " + levels);
            }
        });
    }

    /** What the network is fed, and the padding to remember. */
    private static void checkInputs(GoldenCase golden, Conditions person, Conditions garment) {
        near(golden, "net_person.png", person.onCanvas().picture(), "net_person_abs");
        near(golden, "net_garment.png", garment.onCanvas().picture(), "net_garment_abs");
        RecordedMats.near(
                golden.picture("net_person_pose.png"), person.poseOnCanvas().picture(), 0, 0, "person's pose");
        RecordedMats.near(
                golden.picture("net_garment_pose.png"), garment.poseOnCanvas().picture(), 0, 0, "garment's pose");
        int[] sides = golden.tensors().get("out.padding_left_top_right_bottom").toInts();
        assertEquals(
                new Canvas.Padding(sides[0], sides[1], sides[2], sides[3]),
                person.onCanvas().padding());
    }

    /** Label maps are the recorded ones: the human parser is no part of this pipeline. */
    private static Conditions person(
            GoldenCase golden, Canvas canvas, WholeBody body, Category category, Workspace workspace) {
        Mat photo = workspace.keep(RecordedMats.of(golden.picture("person.png")));
        Optional<Mat> labels =
                golden.json().path("settings").path("segmentation_free").booleanValue()
                        ? Optional.empty()
                        : Optional.of(workspace.keep(RecordedMats.of(golden.picture("person_labels.png"))));
        return Conditions.person(canvas, photo, body, labels, category, workspace);
    }

    /** A worn garment is shown with everything else in grey; MirrorX itself shows garments that staff cut out. */
    private static Conditions garment(
            GoldenCase golden, Canvas canvas, Optional<WholeBody> worn, Category category, Workspace workspace) {
        Mat photo = workspace.keep(RecordedMats.of(golden.picture("garment.png")));
        if (worn.isEmpty()) {
            return Conditions.flatGarment(canvas, photo, workspace);
        }
        Mat preResized = canvas.preResized(photo, workspace);
        Mat labels = workspace.keep(RecordedMats.of(golden.picture("garment_labels.png")));
        Mat others = ClothingMask.where(labels, category.garments(), workspace);
        Core.bitwise_not(others, others);
        Mat pose = Conditions.pose(preResized, worn.get(), workspace);
        return Conditions.of(canvas, preResized, pose, others, workspace);
    }

    private static boolean isWorn(JsonNode settings) {
        return settings.path("garment_photo_type").asText().equals("model");
    }

    private static Category numbered(int number) {
        return Stream.of(Category.values())
                .filter(category -> category.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static Category category(JsonNode settings) {
        return Category.valueOf(
                settings.path("category").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static FashnSettings settings(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        return new FashnSettings(
                settings.path("num_timesteps").intValue(),
                settings.path("guidance_scale").doubleValue(),
                settings.path("skip_cfg_last_n_steps").intValue());
    }

    private static WholeBody body(GoldenCase golden, String prefix) {
        List<Boolean> visible = new ArrayList<>();
        for (double index : golden.doubles(prefix + "body_subset")) {
            visible.add(index >= 0);
        }
        List<Point2> hands = points(golden, prefix + "hands");
        return new WholeBody(
                points(golden, prefix + "body_candidate"),
                visible,
                hands.subList(0, hands.size() / 2),
                hands.subList(hands.size() / 2, hands.size()),
                points(golden, prefix + "faces"));
    }

    private static List<Point2> points(GoldenCase golden, String tensor) {
        double[] numbers = golden.doubles(tensor);
        List<Point2> points = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(new Point2(numbers[i], numbers[i + 1]));
        }
        return points;
    }

    private static void near(GoldenCase golden, String png, Mat found, String tolerance) {
        RecordedMats.near(golden.picture(png), found, (int) golden.tolerance(tolerance), 1, png);
    }
}
