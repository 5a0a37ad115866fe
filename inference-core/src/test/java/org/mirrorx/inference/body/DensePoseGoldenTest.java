package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.Shape;
import org.mirrorx.models.checkpoint.Checkpoint;
import org.mirrorx.models.checkpoint.Tensor;
import org.mirrorx.models.checkpoint.Tensors;
import org.mirrorx.models.forge.DensePoseRcnn;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** DensePose against recorded runs: single operations, the forged networks stage by stage, selection, charts, the picture. */
final class DensePoseGoldenTest {
    private static final String NETWORK = "densepose_network";
    private static final String DRAWING = "densepose";

    private static int files;

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> anchorsLieAsRecorded() {
        return GoldenCase.tests(NETWORK, List.of("anchors.out_p2"), golden -> {
            Proposals proposals = new Proposals(DensePoseSizes.PUBLISHED);
            JsonNode grids = golden.json().path("settings").path("feature_grids_hw");
            for (int level = 2; level <= 6; level++) {
                float[] expected = golden.floats("anchors.out_p" + level);
                int columns = grids.path(level - 2).path(1).intValue();
                for (int i = 0; i < expected.length / 4; i++) {
                    near(
                            Arrays.copyOfRange(expected, 4 * i, 4 * i + 4),
                            proposals.anchor(level, columns, i),
                            golden.tolerance("anchors"),
                            "anchor " + i + " of level " + level);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> boxesAreCorrectedAsRecorded() {
        return GoldenCase.tests(NETWORK, List.of("coder.in_boxes"), golden -> {
            for (String kind : List.of("rpn", "box")) {
                BoxCoder coder = kind.equals("rpn") ? BoxCoder.OF_ANCHORS : BoxCoder.OF_PROPOSALS;
                float[] boxes = golden.floats("coder.in_boxes");
                float[] deltas = golden.floats("coder.in_deltas");
                float[] expected = golden.floats("coder.out_" + kind);
                float[] clipped = golden.floats("coder.out_" + kind + "_clipped");
                double[] nonEmpty = golden.doubles("coder.out_" + kind + "_nonempty");
                float[] found = new float[boxes.length];
                JsonNode size = golden.json().path("settings").path("picture_hw");
                for (int i = 0; i < boxes.length / 4; i++) {
                    coder.decode(
                            boxes,
                            i,
                            deltas[4 * i],
                            deltas[4 * i + 1],
                            deltas[4 * i + 2],
                            deltas[4 * i + 3],
                            found,
                            4 * i);
                    ScoredBoxes.Scored inside = ScoredBoxes.Scored.of(found, i, 1, i)
                            .within(size.path(1).intValue(), size.path(0).intValue());
                    nearBox(clipped, i, inside);
                    assertEquals(nonEmpty[i] > 0, inside.width() > 0 && inside.height() > 0, "box " + i);
                }
                for (int i = 0; i < found.length; i++) {
                    assertEquals(expected[i], found[i], boxTolerance(expected[i]), kind + " number " + i);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> overlapsAreRemovedAsRecorded() {
        return GoldenCase.tests(NETWORK, List.of("nms.in_boxes"), golden -> {
            float[] scores = golden.floats("nms.in_scores");
            int[] levels = golden.tensors().get("nms.in_levels").toInts();
            float[] corners = golden.floats("nms.in_boxes");
            for (String limit : List.of("0.5", "0.7")) {
                List<ScoredBoxes> groups = new ArrayList<>();
                for (int level : Arrays.stream(levels).distinct().toArray()) {
                    groups.add(sorted(corners, scores, i -> levels[i] == level).distinct(Double.parseDouble(limit)));
                }
                checkKept(golden, "nms.out_keep_" + limit, ScoredBoxes.best(groups, scores.length));
            }
            checkKept(
                    golden,
                    "nms.out_keep_0.5_one_group",
                    sorted(corners, scores, i -> true).distinct(0.5));
        });
    }

    @TestFactory
    Stream<DynamicTest> proposalsAreChosenAsRecorded() {
        return GoldenCase.tests(NETWORK, List.of("select.in_boxes_p2"), golden -> {
            JsonNode settings = golden.json().path("settings").path("select");
            JsonNode size = golden.json().path("settings").path("picture_hw");
            int most = settings.path("pre_nms_topk_per_level").intValue();
            List<ScoredBoxes> levels = new ArrayList<>();
            for (int level = 2; level <= 6; level++) {
                float[] corners = golden.floats("select.in_boxes_p" + level);
                float[] logits = golden.floats("select.in_logits_p" + level);
                List<ScoredBoxes.Scored> surest =
                        ranked(corners, logits, i -> true).stream().limit(most).toList();
                levels.add(ScoredBoxes.inside(
                                surest, size.path(1).intValue(), size.path(0).intValue())
                        .distinct(settings.path("nms_iou").doubleValue()));
            }
            ScoredBoxes chosen =
                    ScoredBoxes.best(levels, settings.path("post_nms_topk").intValue());
            checkBoxes(golden, "select.out_boxes", "select.out_logits", chosen, 1e-5);
        });
    }

    @TestFactory
    Stream<DynamicTest> peopleAreChosenAsRecorded() {
        return GoldenCase.tests(NETWORK, List.of("detect.in_boxes"), golden -> {
            JsonNode settings = golden.json().path("settings").path("detect");
            float[] corners = golden.floats("detect.in_boxes");
            float[] logits = golden.floats("detect.in_logits");
            List<ScoredBoxes.Scored> boxes = new ArrayList<>();
            for (int i = 0; i < corners.length / 4; i++) {
                boxes.add(ScoredBoxes.Scored.of(corners, i, 0, i));
            }
            ScoredBoxes found = DensePose.people(
                    new ScoredBoxes(boxes),
                    logits,
                    new float[corners.length],
                    settings.path("picture_hw").path(1).intValue(),
                    settings.path("picture_hw").path(0).intValue(),
                    settings.path("min_score").doubleValue());
            checkBoxes(golden, "detect.out_boxes", "detect.out_scores", found, 1e-5);
            int[] index = golden.tensors().get("detect.out_index").toInts();
            for (int i = 0; i < index.length; i++) {
                assertEquals(index[i], found.boxes().get(i).source(), "proposal of detection " + i);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> piecesAreCutAsRecorded() {
        return GoldenCase.tests(NETWORK, List.of("roi.in_boxes"), golden -> {
            float[] corners = golden.floats("roi.in_boxes");
            List<ScoredBoxes.Scored> boxes = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < corners.length / 4; i++) {
                boxes.add(ScoredBoxes.Scored.of(corners, i, 0, i));
                places.add(i);
            }
            List<RoiAlign> pyramid = new ArrayList<>();
            for (int level = 2; level <= 5; level++) {
                pyramid.add(map(golden, "roi.in_p" + level, 1 << level));
            }
            double tolerance = golden.tolerance("roi");
            near(
                    golden.floats("roi.out_multilevel_7"),
                    DensePose.pooled(pyramid, new ScoredBoxes(boxes), 7),
                    tolerance,
                    "pieces of all levels");
            float[] single = new float[golden.floats("roi.out_single_p2_9").length];
            pyramid.getFirst().cut(boxes, places, 9, single);
            near(golden.floats("roi.out_single_p2_9"), single, tolerance, "pieces of the finest level");
            checkLevels(golden, "roi.in_boxes", "roi.levels");
            checkLevels(golden, "levels.in_boxes", "levels.out_level");
        });
    }

    @TestFactory
    Stream<DynamicTest> sizesAreTheRecordedOnes() {
        return GoldenCase.tests(NETWORK, List.of("resize.in_hw"), golden -> {
            int[] in = golden.tensors().get("resize.in_hw").toInts();
            int[] out = golden.tensors().get("resize.out_hw").toInts();
            JsonNode settings = golden.json().path("settings").path("resize");
            for (int i = 0; i < in.length; i += 2) {
                int[] found = DensePoseSizes.resized(
                        in[i + 1],
                        in[i],
                        settings.path("shortest").intValue(),
                        settings.path("longest_max").intValue());
                assertEquals(out[i + 1] + "×" + out[i], found[0] + "×" + found[1], "size " + i / 2);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedStageOfTheNetworksIsMet() {
        return GoldenCase.tests(NETWORK, List.of("in.photo_rgb", "stage.p6"), golden -> {
            DensePoseSizes sizes = sizes(golden);
            double tolerance = golden.tolerance("relative_to_max_network");
            Set<String> stations = Set.of("stem", "res2", "res3", "res4", "res5", "p6");
            try (Arena arena = Arena.ofConfined()) {
                Tensors tensors = tensors(golden, arena);
                try (Network network = opened(
                                DensePoseRcnn.features(tensors, sizes.paddedHeight(), sizes.paddedWidth(), stations));
                        Buffers io = network.buffers()) {
                    io.input().put(input(golden, arena, sizes));
                    io.run();
                    for (String name :
                            List.of("stem", "res2", "res3", "res4", "res5", "p2", "p3", "p4", "p5", "p6", "decoder")) {
                        checkOutput(golden, "stage." + name, io, name, tolerance);
                    }
                    for (int level = 2; level <= 6; level++) {
                        checkOutput(golden, "stage.rpn_objectness_p" + level, io, "objectness" + level, tolerance);
                        checkOutput(golden, "stage.rpn_deltas_p" + level, io, "deltas" + level, tolerance);
                    }
                }
                checkBoxHead(golden, tensors, tolerance);
                checkChartHead(golden, tensors, sizes);
            }
        });
    }

    /** The recorded one, else made of the recorded picture. */
    private static float[] input(GoldenCase golden, Arena arena, DensePoseSizes sizes) throws IOException {
        if (golden.tensors().has("stage.input")) {
            return golden.floats("stage.input");
        }
        try (DensePose densePose = densePose(golden, arena, sizes);
                Workspace workspace = new Workspace()) {
            Mat rgb = workspace.mat();
            Imgproc.cvtColor(workspace.keep(picture(golden, "stage.human_small_bgr")), rgb, Imgproc.COLOR_BGR2RGB);
            return densePose.input(rgb);
        }
    }

    private static void checkBoxHead(GoldenCase golden, Tensors tensors, double tolerance) throws IOException {
        if (!golden.tensors().has("stage.box_pooled")) {
            return;
        }
        float[] pooled = golden.floats("stage.box_pooled");
        Shape shape = golden.tensors().get("stage.box_pooled").shape();
        try (Network network = opened(DensePoseRcnn.boxes(tensors, Set.of("box_hidden")));
                Buffers io = network.buffers(java.util.Map.of("pooled", shape))) {
            io.input().put(pooled);
            io.run();
            checkOutput(golden, "stage.box_hidden", io, "box_hidden", tolerance);
            checkOutput(golden, "stage.box_logits", io, "classes", tolerance);
            checkOutput(golden, "stage.box_deltas", io, "deltas", tolerance);
        }
    }

    private static void checkChartHead(GoldenCase golden, Tensors tensors, DensePoseSizes sizes) throws IOException {
        if (!golden.tensors().has("stage.dp_pooled")) {
            return;
        }
        float[] pooled = golden.floats("stage.dp_pooled");
        int people = golden.tensors().get("stage.dp_pooled").shape().side(0);
        double tolerance = golden.tolerance("relative_to_max_dp");
        Set<String> stations = Set.of("dp_head", "dp_ann_index_lowres", "dp_index_uv_lowres");
        try (Network network = opened(DensePoseRcnn.charts(tensors, sizes.chartSide(), stations));
                Buffers io = network.buffers()) {
            for (int person = 0; person < people; person++) {
                io.input().put(part(pooled, person, people));
                io.run();
                checkPart(golden, "stage.dp_head", io, "dp_head", person, people, tolerance);
                checkPart(golden, "stage.dp_ann_index_lowres", io, "dp_ann_index_lowres", person, people, tolerance);
                checkPart(golden, "stage.dp_index_uv_lowres", io, "dp_index_uv_lowres", person, people, tolerance);
                checkPart(golden, "stage.dp_coarse", io, "coarse", person, people, tolerance);
                checkPart(golden, "stage.dp_fine", io, "fine", person, people, tolerance);
            }
        }
    }

    /** From the photograph to the picture a try-on network is fed, and each stage between. */
    @TestFactory
    Stream<DynamicTest> aPhotographBecomesTheRecordedPicture() {
        return GoldenCase.tests(NETWORK, List.of("in.photo_rgb"), golden -> {
            DensePoseSizes sizes = sizes(golden);
            JsonNode settings = golden.json().path("settings");
            try (Arena arena = Arena.ofConfined();
                    Workspace workspace = new Workspace();
                    DensePose densePose = densePose(golden, arena, sizes)) {
                Mat photo = workspace.keep(picture(golden, "in.photo_rgb"));
                Mat human = workspace.keep(PillowResample.resize(
                        photo,
                        settings.path("human_size_wh").path(0).intValue(),
                        settings.path("human_size_wh").path(1).intValue(),
                        PillowResample.Filter.BICUBIC));
                nearLevels(golden, "stage.human_rgb", human, "resized_pictures_uint8");
                Mat small = workspace.keep(PillowResample.resize(
                        human, sizes.pictureWidth(), sizes.pictureHeight(), PillowResample.Filter.BICUBIC));
                Mat bgr = workspace.mat();
                Imgproc.cvtColor(small, bgr, Imgproc.COLOR_RGB2BGR);
                nearLevels(golden, "stage.human_small_bgr", bgr, "resized_pictures_uint8");

                if (golden.tensors().has("stage.input")) {
                    near(golden.floats("stage.input"), densePose.input(small), 1, "input");
                }
                DensePose.Features seen = densePose.features(small);
                checkCandidates(golden, seen.candidates());
                ScoredBoxes proposed = new Proposals(sizes).chosen(seen.candidates());
                checkBoxes(
                        golden,
                        "stage.proposal_boxes",
                        "stage.proposal_scores",
                        proposed,
                        golden.tolerance("boxes_pixels"));
                ScoredBoxes people = densePose.people(seen.pyramid(), proposed);
                checkBoxes(
                        golden,
                        "stage.det_boxes_network",
                        "stage.det_scores",
                        people,
                        golden.tolerance("boxes_pixels"));
                List<ScoredBoxes.Scored> inPicture = densePose.inPicture(people);
                assertEquals(golden.json().path("expected").path("persons").intValue(), inPicture.size());
                for (int i = 0; i < inPicture.size(); i++) {
                    nearBox(golden.floats("stage.det_boxes"), i, inPicture.get(i), golden.tolerance("boxes_pixels"));
                    DenseParts parts = densePose.parts(
                            seen.decoder(), people.boxes().get(inPicture.get(i).source()), inPicture.get(i));
                    checkParts(golden, "stage.", i, parts, golden.tolerance("uv_where_label_agrees"));
                    Mat drawn = parts.picture(sizes.pictureWidth(), sizes.pictureHeight(), workspace);
                    checkDrawn(golden, "out.dp_bgr_only_" + i, drawn);
                    if (i == golden.json().path("expected").path("drawn_index").asInt(-1)) {
                        checkDrawn(golden, "out.dp_bgr", drawn);
                        checkPose(golden, drawn, workspace);
                    }
                }
                assertEquals(inPicture.isEmpty(), densePose.read(small).chosen().isEmpty());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> recordedChartsBecomeTheRecordedPictures() {
        return GoldenCase.tests(DRAWING, golden -> {
            JsonNode settings = golden.json().path("settings");
            int width = settings.path("picture_wh").path(0).intValue();
            int height = settings.path("picture_wh").path(1).intValue();
            float[] corners = golden.floats("in.boxes_network_xyxy");
            float[] scores = golden.floats("in.scores");
            ScoredBoxes people = new ScoredBoxes(java.util.stream.IntStream.range(0, scores.length)
                    .mapToObj(i -> ScoredBoxes.Scored.of(corners, i, scores[i], i))
                    .toList());
            List<ScoredBoxes.Scored> kept = DensePose.inPicture(
                    people,
                    width,
                    height,
                    settings.path("network_input_hw").path(1).intValue(),
                    settings.path("network_input_hw").path(0).intValue());
            assertEquals(golden.json().path("expected").path("persons_kept").intValue(), kept.size());
            int drawnIndex = golden.json().path("expected").path("drawn_index").asInt(-1);
            try (Workspace workspace = new Workspace()) {
                for (int i = 0; i < kept.size(); i++) {
                    int from = kept.get(i).source();
                    nearBox(golden.floats("out.boxes_xyxy"), i, kept.get(i), golden.tolerance("boxes_pixels"));
                    float[] coarse = part(golden.floats("in.coarse"), from, scores.length);
                    int side = golden.tensors().get("in.coarse").shape().side(3);
                    DenseParts parts = DenseParts.decode(
                            kept.get(i).box(),
                            kept.get(i).score(),
                            side,
                            coarse,
                            part(golden.floats("in.fine"), from, scores.length),
                            part(golden.floats("in.u"), from, scores.length),
                            part(golden.floats("in.v"), from, scores.length));
                    double[] whole = golden.doubles("out.boxes_xywh_int");
                    assertEquals(
                            List.of((int) whole[4 * i], (int) whole[4 * i + 1], (int) whole[4 * i + 2], (int)
                                    whole[4 * i + 3]),
                            List.of(parts.left(), parts.top(), parts.width(), parts.height()));
                    checkParts(golden, "out.", i, parts, 1e-5);
                    Mat drawn = parts.picture(width, height, workspace);
                    checkDrawn(golden, "out.dp_bgr_only_" + i, drawn);
                    if (i == drawnIndex) {
                        checkDrawn(golden, "out.dp_bgr", drawn);
                        Mat pose = workspace.keep(PillowResample.resize(
                                drawn,
                                settings.path("pose_wh").path(0).intValue(),
                                settings.path("pose_wh").path(1).intValue(),
                                PillowResample.Filter.BICUBIC));
                        RecordedMats.near(golden.picture("out.pose.png"), pose, 1, 1, "pose");
                    }
                }
            }
        });
    }

    private static void checkPose(GoldenCase golden, Mat drawn, Workspace workspace) {
        JsonNode size = golden.json().path("settings").path("human_size_wh");
        Mat pose = workspace.keep(PillowResample.resize(
                drawn, size.path(0).intValue(), size.path(1).intValue(), PillowResample.Filter.BICUBIC));
        nearLevels(golden, "out.pose_rgb", pose, "resized_pictures_uint8");
        if (!golden.tensors().has("out.pose_tensor")) {
            return;
        }
        float[] expected = golden.floats("out.pose_tensor");
        byte[] found = new byte[expected.length];
        pose.get(0, 0, found);
        int plane = expected.length / 3;
        for (int i = 0; i < expected.length; i++) {
            float number = (found[i % plane * 3 + i / plane] & 0xFF) / 255f * 2 - 1;
            assertEquals(expected[i], number, golden.tolerance("pose_tensor"), "number " + i + " of the pose tensor");
        }
    }

    private static void checkParts(GoldenCase golden, String prefix, int person, DenseParts parts, double uvTolerance) {
        double[] labels = golden.doubles(prefix + "labels_" + person);
        assertEquals(labels.length, parts.labels().length, "labels of " + person);
        float[] uv = golden.floats(prefix + "uv_" + person);
        int differing = 0;
        for (int i = 0; i < labels.length; i++) {
            if ((int) labels[i] != parts.labels()[i]) {
                differing++;
            } else {
                assertEquals(uv[i], parts.u()[i], uvTolerance, "u at " + i);
                assertEquals(uv[labels.length + i], parts.v()[i], uvTolerance, "v at " + i);
            }
        }
        double share = golden.json()
                .path("tolerance")
                .path("labels_differing_fraction")
                .asDouble(0.002);
        assertTrue(differing <= share * labels.length, differing + " of " + labels.length + " labels differ");
    }

    /** Equal but where a label differs, which is counted elsewhere. */
    private static void checkDrawn(GoldenCase golden, String tensor, Mat rgb) {
        double[] expected = golden.doubles(tensor);
        byte[] found = new byte[expected.length];
        rgb.get(0, 0, found);
        int differing = 0;
        for (int i = 0; i < expected.length; i++) {
            differing += (int) expected[i] == (found[i / 3 * 3 + 2 - i % 3] & 0xFF) ? 0 : 1;
        }
        double share = golden.json()
                .path("tolerance")
                .path("labels_differing_fraction")
                .asDouble(0.002);
        assertTrue(differing <= share * expected.length, tensor + ": " + differing + " levels differ");
    }

    private static void checkCandidates(GoldenCase golden, List<ScoredBoxes> levels) {
        if (!golden.tensors().has("stage.candidate_boxes")) {
            return;
        }
        float[] corners = golden.floats("stage.candidate_boxes");
        float[] scores = golden.floats("stage.candidate_scores");
        int[] level = golden.tensors().get("stage.candidate_levels").toInts();
        int at = 0;
        for (int i = 0; i < levels.size(); i++) {
            for (ScoredBoxes.Scored box : levels.get(i).boxes()) {
                assertEquals(level[at], i, "level of candidate " + at);
                nearBox(corners, at, box, golden.tolerance("boxes_pixels"));
                assertEquals(scores[at], box.score(), 5e-3, "score of candidate " + at);
                at++;
            }
        }
        assertEquals(scores.length, at, "candidates");
    }

    private static void checkBoxes(
            GoldenCase golden, String boxes, String scores, ScoredBoxes found, double tolerance) {
        if (!golden.tensors().has(boxes)) {
            return;
        }
        float[] corners = golden.floats(boxes);
        float[] expected = golden.floats(scores);
        assertEquals(expected.length, found.boxes().size(), boxes);
        for (int i = 0; i < expected.length; i++) {
            nearBox(corners, i, found.boxes().get(i), Math.max(tolerance, boxTolerance(corners[4 * i + 2])));
            assertEquals(
                    expected[i],
                    found.boxes().get(i).score(),
                    Math.max(2e-4, 2e-4 * Math.abs(expected[i])),
                    scores + " " + i);
        }
    }

    private static void checkLevels(GoldenCase golden, String boxes, String levels) {
        float[] corners = golden.floats(boxes);
        int[] expected = golden.tensors().get(levels).toInts();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(
                    expected[i],
                    DensePose.level(ScoredBoxes.Scored.of(corners, i, 0, i)),
                    "level of box " + i + " of " + boxes);
        }
    }

    private static void checkKept(GoldenCase golden, String tensor, ScoredBoxes found) {
        List<Integer> expected = Arrays.stream(golden.tensors().get(tensor).toInts())
                .boxed()
                .sorted()
                .toList();
        assertEquals(
                expected,
                found.boxes().stream().map(ScoredBoxes.Scored::source).sorted().toList(),
                tensor);
    }

    private static ScoredBoxes sorted(float[] corners, float[] scores, java.util.function.IntPredicate which) {
        return new ScoredBoxes(ranked(corners, scores, which));
    }

    private static List<ScoredBoxes.Scored> ranked(
            float[] corners, float[] scores, java.util.function.IntPredicate which) {
        return java.util.stream.IntStream.range(0, scores.length)
                .filter(which)
                .mapToObj(i -> ScoredBoxes.Scored.of(corners, i, scores[i], i))
                .sorted(java.util.Comparator.comparingDouble(ScoredBoxes.Scored::score)
                        .reversed())
                .toList();
    }

    private static RoiAlign map(GoldenCase golden, String tensor, int stride) {
        Shape shape = golden.tensors().get(tensor).shape();
        return new RoiAlign(golden.floats(tensor), shape.side(3), shape.side(2), stride);
    }

    static DensePoseSizes sizes(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        List<Integer> anchors = new ArrayList<>();
        settings.path("anchor_sizes").forEach(size -> anchors.add(size.intValue()));
        DensePoseSizes sizes = new DensePoseSizes(
                settings.path("densepose_size_wh").path(0).intValue(),
                settings.path("densepose_size_wh").path(1).intValue(),
                settings.path("shortest_edge").intValue(),
                settings.path("longest_edge_max").intValue(),
                anchors,
                settings.path("rpn_pre_nms_topk_per_level").intValue(),
                settings.path("rpn_post_nms_topk").intValue(),
                settings.path("min_score").doubleValue(),
                settings.path("densepose_pooler").path("resolution").intValue());
        return DensePoseSizes.parse(sizes.json(), golden.name());
    }

    static Tensors tensors(GoldenCase golden, Arena arena) {
        Path weights =
                golden.file(golden.json().path("settings").path("weights").asText());
        return Checkpoint.open(weights, arena).below("model");
    }

    static DensePose densePose(GoldenCase golden, Arena arena, DensePoseSizes sizes) throws IOException {
        Tensors tensors = tensors(golden, arena);
        return new DensePose(
                opened(DensePoseRcnn.features(tensors, sizes.paddedHeight(), sizes.paddedWidth())),
                opened(DensePoseRcnn.boxes(tensors, Set.of())),
                opened(DensePoseRcnn.charts(tensors, sizes.chartSide(), Set.of())),
                sizes);
    }

    private static Network opened(Graph graph) throws IOException {
        Path onnx = folder.resolve("densepose" + files++ + ".onnx");
        OnnxFile.write(graph, onnx);
        return OnnxRuntime.get().open(onnx, 1);
    }

    private static Mat picture(GoldenCase golden, String tensor) {
        org.mirrorx.inference.image.Natives.load();
        Tensor pixels = golden.tensors().get(tensor);
        Mat mat = new Mat(pixels.shape().side(0), pixels.shape().side(1), CvType.CV_8UC3);
        mat.put(0, 0, pixels.bytes().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
        return mat;
    }

    private static void nearLevels(GoldenCase golden, String tensor, Mat found, String quantity) {
        double[] expected = golden.doubles(tensor);
        byte[] levels = new byte[expected.length];
        found.get(0, 0, levels);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], levels[i] & 0xFF, golden.tolerance(quantity), tensor + " number " + i);
        }
    }

    private static void checkOutput(GoldenCase golden, String tensor, Buffers io, String output, double tolerance) {
        if (golden.tensors().has(tensor)) {
            float[] found = new float[io.output(output).remaining()];
            io.output(output).get(found);
            nearRelative(golden.floats(tensor), found, tolerance, tensor);
        }
    }

    private static void checkPart(
            GoldenCase golden, String tensor, Buffers io, String output, int person, int people, double tolerance) {
        if (golden.tensors().has(tensor)) {
            float[] found = new float[io.output(output).remaining()];
            io.output(output).get(found);
            nearRelative(part(golden.floats(tensor), person, people), found, tolerance, tensor);
        }
    }

    private static float[] part(float[] numbers, int part, int parts) {
        int size = numbers.length / parts;
        return Arrays.copyOfRange(numbers, part * size, (part + 1) * size);
    }

    private static void nearRelative(float[] expected, float[] found, double tolerance, String what) {
        double largest = 1;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        near(expected, found, tolerance * largest, what);
    }

    private static void near(float[] expected, float[] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance, what + " number " + i);
        }
    }

    private static double boxTolerance(float expected) {
        return Math.max(1e-3, 1e-5 * Math.abs(expected));
    }

    private static void nearBox(float[] expected, int box, ScoredBoxes.Scored found) {
        nearBox(expected, box, found, boxTolerance(expected[4 * box + 2]));
    }

    private static void nearBox(float[] expected, int box, ScoredBoxes.Scored found, double tolerance) {
        near(
                Arrays.copyOfRange(expected, 4 * box, 4 * box + 4),
                new float[] {found.left(), found.top(), found.right(), found.bottom()},
                tolerance,
                "box " + box);
    }
}
