package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mirrorx.inference.face.FaceStages.every;
import static org.mirrorx.inference.face.FaceStages.flat;
import static org.mirrorx.inference.face.FaceStages.near;
import static org.mirrorx.inference.face.FaceStages.numbers;
import static org.mirrorx.inference.face.FaceStages.redFirst;
import static org.mirrorx.inference.face.FaceStages.shareWithin;
import static org.mirrorx.inference.face.FaceStages.tolerance;
import static org.mirrorx.inference.face.FaceStages.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.face.FaceStages.Distance;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.forge.CodeFormer;
import org.mirrorx.models.forge.CodeFormerSizes;
import org.mirrorx.models.forge.ParseNet;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Restoring and pasting against recorded runs of CodeFormer's helper, every step. Tolerances of most are stated in words in case.json. */
final class RestorePasteGoldenTest {
    private static final String AREA = "restore_paste";
    private static final double AFFINE = 1e-4;
    private static final double AREA_RELATIVE = 1e-3;
    private static final double CROP_SHARE = 0.01;
    private static final double MOST_ALIKE = 0.99;

    /** Parsed maps in levels have the tolerance of masks in levels. */
    private static final double WHITE = 255;

    /** Levels of a grey face before it is cut off; its own crop may differ in one percent of its levels. */
    private static final double GREY = 0.05;

    private record Face(JsonNode settings, double[] toCrop, Mat crop, PasteRestored.Restored restored) {}

    @TestFactory
    Stream<DynamicTest> restoredFacesArePastedAsRecorded() {
        return GoldenCase.tests(AREA, golden -> {
            if (golden.json().path("settings").has("codeformer_checkpoint")) {
                theWholeWayIsTheRecordedOne(golden);
            } else {
                recordedFacesArePasted(golden);
            }
        });
    }

    private static void recordedFacesArePasted(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        try (Workspace workspace = new Workspace()) {
            Mat file = workspace.keep(RecordedMats.of(golden.picture("in.png")));
            assertEquals(settings.path("is_gray").booleanValue(), GreyPicture.is(file));
            double factor = settings.path("read_image_resize").booleanValue() ? RestoreFace.reading(file) : 1;
            Mat picture = read(golden, file, factor, workspace);
            List<Face> faces = new ArrayList<>();
            for (int f = 0; f < settings.path("faces").size(); f++) {
                faces.add(face(golden, f, picture, factor(file, picture), workspace));
            }
            int upscale = settings.path("upscale_factor").intValue();
            Mat result = RestoreFace.enlarged(picture, upscale, workspace);
            PasteRestored paste = new PasteRestored(upscale);
            List<PasteRestored.Stages> stages =
                    paste.paste(faces.stream().map(Face::restored).toList(), result, workspace);
            assertEquals(faces.size(), stages.size());
            for (int f = 0; f < faces.size(); f++) {
                checkStages(golden, f, faces.get(f), stages.get(f), paste, result, workspace);
            }
            checkResult(golden, RestoreFace.enlarged(picture, upscale, workspace), result, faces, paste, workspace);
        }
    }

    private static Mat read(GoldenCase golden, Mat file, double factor, Workspace workspace) {
        Mat picture = RestoreFace.enlarged(file, factor, workspace);
        JsonNode size = golden.json().path("settings").path("input_hw_after_reading");
        assertEquals(size.path(0).intValue(), picture.rows());
        assertEquals(size.path(1).intValue(), picture.cols());
        if (golden.tensors().has("stage.input_after_read_sub8")) {
            double[] expected = redFirst(golden.doubles("stage.input_after_read_sub8"));
            Distance.of(expected, every(8, picture, workspace), "read")
                    .within(2, Double.MAX_VALUE, CROP_SHARE, "picture as read");
        }
        return picture;
    }

    /** The recorded points of the enlarged picture are the file's times the heights' ratio. */
    private static double factor(Mat file, Mat picture) {
        return (double) picture.rows() / file.rows();
    }

    private static Face face(GoldenCase golden, int f, Mat picture, double factor, Workspace workspace) {
        JsonNode settings = golden.json().path("settings");
        JsonNode recorded = settings.path("faces").path(f);
        int side = settings.path("face_size").intValue();
        AlignFace align = AlignFace.ffhq(side);
        double[] toCrop = align.transform(FaceStages.points(golden.floats("in.points"), f, factor))
                .orElseThrow();
        relatively(flat(recorded.path("affine")), toCrop);
        PasteBack way = PasteBack.undoing(toCrop, side);
        int upscale = settings.path("upscale_factor").intValue();
        relatively(
                flat(recorded.path("inverse_affine")), way.enlarged(upscale, 0).toPicture());
        relatively(
                flat(recorded.path("inverse_affine_used")),
                new PasteRestored(upscale).enlarged(way).toPicture());
        Mat crop = align.warp(picture, toCrop, workspace);
        String name = "crop" + f;
        if (golden.hasAll(List.of(name + ".png"))) {
            RecordedMats.near(golden.picture(name + ".png"), crop, 2, CROP_SHARE, name);
        } else {
            double[] expected = numbers(golden.picture(name + "_sub2.png"));
            Distance.of(expected, every(2, crop, workspace), name).within(2, Double.MAX_VALUE, CROP_SHARE, name);
        }
        Mat restored = coloured(golden, f, crop, workspace);
        Optional<Mat> kept = settings.path("use_parse").booleanValue()
                ? Optional.of(kept(golden, f, restored, workspace))
                : Optional.empty();
        return new Face(recorded, toCrop, crop, new PasteRestored.Restored(restored, way, kept));
    }

    /** The stored stand-in for the network's answer; where none is stored it is 255 less the crop. Grey where the picture is. */
    private static Mat coloured(GoldenCase golden, int f, Mat crop, Workspace workspace) {
        String name = "restored" + f + ".png";
        Mat restored = workspace.mat();
        if (golden.hasAll(List.of(name))) {
            workspace.keep(RecordedMats.of(golden.picture(name))).copyTo(restored);
        } else {
            Core.bitwise_not(crop, restored);
        }
        if (!golden.json().path("settings").path("is_gray").booleanValue()) {
            return restored;
        }
        Mat grey = GreyPicture.recolour(restored, crop, workspace);
        near(
                redFirst(golden.doubles("stage.restored_gray" + f + "_sub8")),
                every(8, grey, workspace),
                GREY,
                "grey face");
        return grey;
    }

    private static Mat kept(GoldenCase golden, int f, Mat restored, Workspace workspace) {
        near(
                golden.doubles("stage.parse_input" + f + "_sub32"),
                every(32, ParseFace.input(restored, ParseNet.SIDE, workspace), ParseNet.SIDE),
                tolerance(golden, "masks"),
                "parser's input");
        Mat labels = workspace.keep(RecordedMats.of(golden.picture("parse_labels.png")));
        near(
                golden.doubles("stage.parse_blurred" + f + "_sub12"),
                every(12, ParseFace.blurred(labels, workspace), workspace),
                tolerance(golden, "masks"),
                "blurred labels");
        return ParseFace.kept(labels, restored.cols(), workspace);
    }

    private static void checkStages(
            GoldenCase golden,
            int f,
            Face face,
            PasteRestored.Stages stages,
            PasteRestored paste,
            Mat result,
            Workspace workspace) {
        JsonNode recorded = face.settings;
        assertEquals(recorded.path("erode1_kernel").path(0).intValue(), 2 * paste.upscale());
        assertEquals(recorded.path("w_edge").intValue(), stages.edge());
        assertEquals(recorded.path("erode2_kernel").path(0).intValue(), 2 * stages.edge());
        assertEquals(recorded.path("blur_kernel").path(0).intValue(), 2 * stages.edge() + 1);
        double area = recorded.path("total_face_area").doubleValue();
        assertEquals(area, stages.area(), AREA_RELATIVE * area);
        checkMask(golden, "stage.mask_eroded" + f, stages.eroded(), stages.box(), result, workspace);
        checkMask(golden, "stage.mask_soft" + f, stages.soft(), stages.box(), result, workspace);
        stages.kept()
                .ifPresent(kept -> checkMask(golden, "stage.parse_warped" + f, kept, stages.box(), result, workspace));
    }

    private static void checkMask(GoldenCase golden, String name, Mat mask, Rect box, Mat result, Workspace workspace) {
        String stored = golden.tensors().names().stream()
                .filter(tensor -> tensor.startsWith(name + "_sub"))
                .findFirst()
                .orElseThrow();
        int step = Integer.parseInt(stored.substring(name.length() + "_sub".length()));
        near(
                golden.doubles(stored),
                every(step, whole(mask, box, result.size(), workspace), workspace),
                tolerance(golden, "masks"),
                name);
    }

    private static void checkResult(
            GoldenCase golden, Mat before, Mat result, List<Face> faces, PasteRestored paste, Workspace workspace) {
        boolean sparse = golden.hasAll(List.of("out_sub2.png"));
        int step = sparse ? 2 : 1;
        double[] expected = numbers(golden.picture(sparse ? "out_sub2.png" : "out.png"));
        double[] found = every(step, result, workspace);
        // case.json: 3 levels and a mean of 0.5 at twice the size, else 2 and 0.25.
        boolean enlarged = paste.upscale() > 1;
        Distance distance = Distance.of(expected, found, "out");
        distance.within(enlarged ? 3 : 2, enlarged ? 0.5 : 0.25, 1, "out");
        if (!enlarged) {
            List<PasteBack> ways =
                    faces.stream().map(face -> face.restored.way()).toList();
            Outside.of(ways, result, step, workspace).check(expected, found, every(step, before, workspace));
        }
    }

    /** A picture's stored numbers, one a pixel: not 0 where no square reaches, or no square a pixel larger. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Outside(double[] square, double[] rim) {
        static Outside of(List<PasteBack> ways, Mat result, int step, Workspace workspace) {
            Rect all = new Rect(0, 0, result.cols(), result.rows());
            Mat covered = workspace.zeros(result.rows(), result.cols(), CvType.CV_32F);
            ways.forEach(way -> Core.add(covered, way.window(all, workspace).warpSquare(1), covered));
            Mat larger = workspace.mat();
            Imgproc.dilate(covered, larger, workspace.keep(Mat.ones(3, 3, CvType.CV_8U)));
            return new Outside(uncovered(covered, step, workspace), uncovered(larger, step, workspace));
        }

        private static double[] uncovered(Mat covered, int step, Workspace workspace) {
            Mat outside = workspace.mat();
            Core.compare(covered, Scalar.all(0), outside, Core.CMP_EQ);
            return every(step, outside, workspace);
        }

        /** As recorded outside the squares; untouched but for the rim, where even boxes shift the soft edge by half a pixel. */
        void check(double[] expected, double[] found, double[] before) {
            for (int i = 0; i < expected.length; i++) {
                if (square[i / 3] != 0) {
                    assertEquals(expected[i], found[i], "outside the square, number " + i);
                }
                if (rim[i / 3] != 0) {
                    assertEquals(before[i], found[i], "outside the square and its rim, number " + i);
                }
            }
        }
    }

    private static void relatively(double[] expected, double[] found) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], AFFINE * Math.max(1, Math.abs(expected[i])), "affine " + i);
        }
    }

    private static void theWholeWayIsTheRecordedOne(GoldenCase golden) throws Exception {
        JsonNode settings = golden.json().path("settings");
        try (Workspace workspace = new Workspace();
                CodeFormerNetwork codeFormer = new CodeFormerNetwork(codeFormer(golden, settings));
                ParseFace parser = new ParseFace(parseNet(golden, settings))) {
            Mat file = workspace.keep(RecordedMats.of(golden.picture("in.png")));
            double factor = RestoreFace.reading(file);
            Mat picture = read(golden, file, factor, workspace);
            Mat before = RestoreFace.enlarged(picture, 1, workspace);
            AlignFace align = AlignFace.ffhq(codeFormer.side());
            double[] toCrop = align.transform(FaceStages.points(golden.floats("in.points"), 0, factor(file, picture)))
                    .orElseThrow();
            relatively(flat(settings.path("affine")), toCrop);
            PasteBack way = PasteBack.undoing(toCrop, align.side());
            relatively(flat(settings.path("inverse_affine")), way.toPicture());
            Mat crop = align.warp(picture, toCrop, workspace);
            Distance.of(numbers(golden.picture("crop0_sub4.png")), every(4, crop, workspace), "crop")
                    .within(2, Double.MAX_VALUE, 1, "crop");

            double w = settings.path("w").doubleValue();
            double[] output = every(8, codeFormer.output(crop, w), codeFormer.side());
            double level = 2 / WHITE;
            double[] stored = golden.doubles("stage.network_output_sub8");
            assertTrue(Distance.of(stored, output, "network").mean() <= 0.5 * level);
            assertTrue(shareWithin(stored, output, 2 * level) >= MOST_ALIKE, "network");
            Mat restored = codeFormer.restore(crop, w, workspace);
            double[] levels = redFirst(golden.doubles("stage.restored_bgr_sub4"));
            assertTrue(Distance.of(levels, every(4, restored, workspace), "restored")
                            .mean()
                    <= 0.5);
            assertTrue(shareWithin(levels, every(4, restored, workspace), 2) >= MOST_ALIKE, "restored");
            Mat labels = parser.labels(restored, workspace);
            double alike = shareWithin(golden.doubles("stage.parse_labels_sub4"), every(4, labels, workspace), 0);
            assertTrue(alike >= MOST_ALIKE, "labels alike: " + alike);

            Mat kept = ParseFace.kept(labels, align.side(), workspace);
            new PasteRestored(1)
                    .paste(List.of(new PasteRestored.Restored(restored, way, Optional.of(kept))), picture, workspace);
            double[] expected = numbers(golden.picture("out_sub2.png"));
            double[] found = every(2, picture, workspace);
            Distance distance = Distance.of(expected, found, "out");
            assertTrue(distance.mean() <= 0.5, "out: " + distance);
            assertTrue(shareWithin(expected, found, 3) >= MOST_ALIKE, "out");
            Outside.of(List.of(way), picture, 2, workspace).check(expected, found, every(2, before, workspace));
            assertArrayEquals(new int[] {align.side(), align.side()}, new int[] {crop.rows(), crop.cols()});
        }
    }

    private static Network codeFormer(GoldenCase golden, JsonNode settings) throws Exception {
        JsonNode sizes = new ObjectMapper()
                .readTree(golden.file(settings.path("codeformer_settings").asText())
                        .toFile())
                .path("settings");
        List<Integer> connected = new ArrayList<>();
        sizes.path("connect_list").forEach(side -> connected.add(Integer.parseInt(side.asText())));
        try (Arena arena = Arena.ofConfined()) {
            var tensors = Checkpoint.open(
                            golden.file(settings.path("codeformer_checkpoint").asText()), arena)
                    .below(CodeFormer.DICTIONARY);
            return open(
                    CodeFormer.forge(
                            tensors,
                            new CodeFormerSizes(
                                    sizes.path("norm_groups").intValue(),
                                    sizes.path("n_head").intValue(),
                                    connected)),
                    arena);
        }
    }

    private static Network parseNet(GoldenCase golden, JsonNode settings) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            var tensors = Checkpoint.open(
                    golden.file(settings.path("parse_checkpoint").asText()), arena);
            return open(ParseNet.forge(tensors, ParseNet.SIDE), arena);
        }
    }

    private static Network open(Graph graph, Arena arena) {
        return OnnxRuntime.get().open(graph.name(), OnnxFile.write(graph, arena), 1);
    }
}
