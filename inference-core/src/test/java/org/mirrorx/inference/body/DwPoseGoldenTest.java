package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.opencv.core.Mat;

/** DWPose against recorded runs of the published package: detector, crop, key points, choice of the person, drawing, and the whole. */
final class DwPoseGoldenTest {
    private static final String AREA = "dwpose";

    /** Drawn pictures are to be equal: a difference is a mistake (golden/dwpose/README.md). */
    private static final int EQUAL = 0;

    /** The detector's input where a case names no other. */
    private static final int PUBLISHED_SIDE = 640;

    @TestFactory
    Stream<DynamicTest> theDetectorsRowsBecomeTheRecordedBoxes() {
        return GoldenCase.tests(AREA, List.of("in.rows", "stage.nms_dets"), golden -> {
            YoloX yoloX = yoloX(golden);
            float[] rows = rows(golden, yoloX);
            int[] index = golden.tensors().get("in.row_index").toInts();
            double ratio = ratio(golden, yoloX);
            float[] decoded = golden.floats("stage.decoded_cxcywh");
            float[] corners = golden.floats("stage.boxes_xyxy");
            double tolerance = golden.tolerance("boxes_abs");
            for (int i = 0; i < index.length; i++) {
                float[] found = yoloX.decoded(rows, index[i]);
                assertNear(java.util.Arrays.copyOfRange(decoded, 4 * i, 4 * i + 4), found, tolerance, "row " + i);
                assertNear(
                        java.util.Arrays.copyOfRange(corners, 4 * i, 4 * i + 4),
                        numbers(yoloX.box(rows, index[i], ratio)),
                        tolerance,
                        "corners of row " + i);
            }
            List<YoloX.Found> found = yoloX.found(rows, ratio);
            float[] expected = golden.floats("stage.nms_dets");
            assertEquals(expected.length / 6, found.size());
            for (int i = 0; i < found.size(); i++) {
                YoloX.Found one = found.get(i);
                assertNear(
                        java.util.Arrays.copyOfRange(expected, 6 * i, 6 * i + 4),
                        numbers(one.box()),
                        tolerance,
                        "box " + i);
                assertEquals(expected[6 * i + 4], one.score(), golden.tolerance("scores_abs"), "score " + i);
                assertEquals((int) expected[6 * i + 5], one.kind(), "class " + i);
            }
            checkPeople(golden, "out.person_boxes", yoloX.people(rows, ratio));
        });
    }

    @TestFactory
    Stream<DynamicTest> withoutAPersonTheWholePictureIsTheBox() {
        return GoldenCase.tests(AREA, List.of("in.rows", "out.center"), golden -> {
            YoloX yoloX = yoloX(golden);
            assertEquals(List.of(), yoloX.people(rows(golden, yoloX), ratio(golden, yoloX)));
            PoseCrop crop = PoseCrop.ofPicture(
                    golden.json().path("settings").path("image_width").intValue(),
                    golden.json().path("settings").path("image_height").intValue(),
                    0.75);
            checkCrop(golden, 0, crop, golden.tolerance("boxes_abs"));
        });
    }

    @TestFactory
    Stream<DynamicTest> thePictureIsLetterboxedAsRecorded() {
        return GoldenCase.tests(AREA, List.of("letterbox.png"), golden -> {
            Samples expected = golden.picture("letterbox.png");
            YoloX yoloX = new YoloX(expected.width(), expected.height());
            try (Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("input.png")));
                assertEquals(golden.doubles("out.ratio")[0], yoloX.ratio(picture.cols(), picture.rows()), 1e-12);
                Mat found = yoloX.letterbox(picture, workspace);
                int levels = (int) golden.tolerance("pixel_abs");
                RecordedMats.near(expected, found, levels, 1, "letterbox");
                float[] planes = YoloX.planes(found);
                float[] row = golden.floats("out.row_320");
                for (int i = 0; i < row.length; i++) {
                    int plane = i / expected.width();
                    int at = (plane * expected.height() + 320) * expected.width() + i % expected.width();
                    assertEquals(row[i], planes[at], levels, "number " + i + " of row 320");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> boxesAreCutOutAsRecorded() {
        return GoldenCase.tests(AREA, List.of("out.warp_matrix", "in.boxes"), golden -> {
            var settings = golden.json().path("settings");
            int width = settings.path("network_width").intValue();
            int height = settings.path("network_height").intValue();
            List<YoloX.Box> boxes = boxes(golden);
            double[] maps = golden.doubles("out.warp_matrix");
            float[] rows = golden.floats("out.norm_rows_190_194");
            try (Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("input.png")));
                for (int i = 0; i < boxes.size(); i++) {
                    PoseCrop crop = PoseCrop.of(boxes.get(i), (double) width / height);
                    checkCrop(golden, i, crop, 1e-3);
                    double[] map = new double[6];
                    workspace.keep(crop.toInput(width, height)).get(0, 0, map);
                    assertArrayEquals(
                            java.util.Arrays.copyOfRange(maps, 6 * i, 6 * i + 6),
                            map,
                            golden.tolerance("matrix_abs"),
                            "map of box " + i);
                    Mat cut = workspace.mat();
                    crop.cut(picture, cut, width, height);
                    RecordedMats.near(
                            golden.picture("crop_" + i + ".png"),
                            cut,
                            (int) golden.tolerance("crop_pixel_abs"),
                            1,
                            "crop " + i);
                    float[] planes = DwPose.normalised(cut);
                    int shown = 4;
                    int first = 190;
                    for (int n = 0; n < 3 * shown * width; n++) {
                        int plane = n / (shown * width);
                        int row = first + n / width % shown;
                        assertEquals(
                                rows[i * 3 * shown * width + n],
                                planes[(plane * height + row) * width + n % width],
                                golden.tolerance("normalised_abs"),
                                "normalised number " + n + " of box " + i);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> keyPointsAreReadAsRecorded() {
        return GoldenCase.tests(AREA, List.of("in.simcc_x", "in.simcc_y", "in.boxes"), golden -> {
            var settings = golden.json().path("settings");
            double aspect = settings.path("network_width").doubleValue()
                    / settings.path("network_height").doubleValue();
            int width = settings.path("image_width").intValue();
            int height = settings.path("image_height").intValue();
            float[] x = golden.floats("in.simcc_x");
            float[] y = golden.floats("in.simcc_y");
            List<YoloX.Box> boxes = boxes(golden);
            double near = golden.tolerance("keypoints_abs_px");
            double same = golden.tolerance("scores_abs");
            List<List<SimCc.Scored>> people = new ArrayList<>();
            List<WholeBody> all = new ArrayList<>();
            for (int p = 0; p < boxes.size(); p++) {
                List<SimCc.Scored> coco = SimCc.decode(
                        part(x, p, boxes.size()), part(y, p, boxes.size()), PoseCrop.of(boxes.get(p), aspect));
                checkPoints(golden, "133", p, coco, near, same);
                List<SimCc.Scored> person = SimCc.openPose(coco);
                checkPoints(golden, "134", p, person, near, same);
                people.add(person);
                all.add(SimCc.wholeBody(person, width, height));
            }
            checkBodies(golden, "out.all_persons.", all, near / Math.min(width, height));
            int best = SimCc.published(people);
            assertEquals(settings.path("best_person").intValue(), best, "the person drawn");
            checkBodies(golden, "out.", List.of(all.get(best)), near / Math.min(width, height));
        });
    }

    @TestFactory
    Stream<DynamicTest> posesAreDrawnAsRecorded() {
        return GoldenCase.tests(AREA, List.of("gray_body.png", "in.body_candidate"), golden -> {
            WholeBody person = recorded(golden);
            var settings = golden.json().path("settings");
            int width = settings.path("width").intValue();
            int height = settings.path("height").intValue();
            checkDrawn(golden, "gray.png", PosePicture.grey(person, width, height, PosePicture.Parts.BODY_HANDS_FACE));
            checkDrawn(golden, "gray_body.png", PosePicture.grey(person, width, height, PosePicture.Parts.BODY));
            checkDrawn(
                    golden, "color.png", PosePicture.colour(person, width, height, PosePicture.Parts.BODY_HANDS_FACE));
            checkDrawn(golden, "color_body.png", PosePicture.colour(person, width, height, PosePicture.Parts.BODY));
        });
    }

    @TestFactory
    Stream<DynamicTest> fromPictureToPoseTheWholeChainIsMet() {
        return GoldenCase.tests(AREA, List.of("stage.detector_rows", "input.png", "gray.png"), golden -> {
            var checkpoint = golden.file(
                    golden.json().path("settings").path("checkpoint").asText());
            OnnxRuntime runtime = OnnxRuntime.get();
            try (DwPose dwPose = new DwPose(
                            runtime.open(checkpoint.resolve("yolox_l.onnx"), 1),
                            runtime.open(checkpoint.resolve("dw-ll_ucoco_384.onnx"), 1),
                            DwPose.PersonChoice.AS_PUBLISHED);
                    Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("input.png")));
                DwPose.Stages stages = dwPose.stages(picture);
                checkPeople(golden, "stage.person_boxes", stages.boxes());
                for (int p = 0; p < stages.people().size(); p++) {
                    checkPoints(golden, "134", p, stages.people().get(p), golden.tolerance("keypoints_abs_px"), 1e-4);
                }
                WholeBody person = dwPose.read(picture);
                checkBodies(golden, "out.", List.of(person), 1e-5);
                checkDrawn(
                        golden,
                        "gray.png",
                        PosePicture.grey(person, picture.cols(), picture.rows(), PosePicture.Parts.BODY_HANDS_FACE));
                checkDrawn(
                        golden,
                        "color.png",
                        PosePicture.colour(person, picture.cols(), picture.rows(), PosePicture.Parts.BODY_HANDS_FACE));
            }
        });
    }

    private static void checkDrawn(GoldenCase golden, String png, Mat drawn) {
        try {
            RecordedMats.near(golden.picture(png), drawn, EQUAL, 0, png);
        } finally {
            drawn.release();
        }
    }

    /** The recorded points of one person as they go into the drawing. */
    private static WholeBody recorded(GoldenCase golden) {
        double[] subset = golden.doubles("in.body_subset");
        List<Point2> hands = points(golden, "in.hands");
        List<Boolean> visible = new ArrayList<>();
        for (double index : subset) {
            visible.add(index >= 0);
        }
        return new WholeBody(
                points(golden, "in.body_candidate"),
                visible,
                hands.subList(0, WholeBody.HAND),
                hands.subList(WholeBody.HAND, hands.size()),
                points(golden, "in.faces"));
    }

    private static void checkBodies(GoldenCase golden, String prefix, List<WholeBody> found, double tolerance) {
        checkEach(
                golden,
                prefix + "body_candidate",
                found.stream().map(WholeBody::body).toList(),
                tolerance);
        // All left hands, then all right ones.
        checkEach(
                golden,
                prefix + "hands",
                Stream.concat(
                                found.stream().map(WholeBody::leftHand),
                                found.stream().map(WholeBody::rightHand))
                        .toList(),
                tolerance);
        checkEach(golden, prefix + "faces", found.stream().map(WholeBody::face).toList(), tolerance);
        double[] subset = golden.doubles(prefix + "body_subset");
        for (int p = 0; p < found.size(); p++) {
            for (int i = 0; i < WholeBody.BODY; i++) {
                assertEquals(
                        subset[p * WholeBody.BODY + i] >= 0,
                        found.get(p).bodyVisible().get(i),
                        "point " + i + " of person " + p);
            }
        }
    }

    private static void checkEach(GoldenCase golden, String tensor, List<List<Point2>> found, double tolerance) {
        List<Point2> expected = points(golden, tensor);
        List<Point2> all = found.stream().flatMap(List::stream).toList();
        assertEquals(expected.size(), all.size(), tensor);
        for (int i = 0; i < all.size(); i++) {
            assertEquals(expected.get(i).x(), all.get(i).x(), tolerance, tensor + " x " + i);
            assertEquals(expected.get(i).y(), all.get(i).y(), tolerance, tensor + " y " + i);
        }
    }

    private static void checkPoints(
            GoldenCase golden, String which, int person, List<SimCc.Scored> found, double near, double same) {
        double[] points = golden.doubles("stage.keypoints" + which);
        double[] scores = golden.doubles("stage.scores" + which);
        for (int i = 0; i < found.size(); i++) {
            int at = person * found.size() + i;
            assertEquals(points[2 * at], found.get(i).at().x(), near, "x of " + which + " point " + i);
            assertEquals(points[2 * at + 1], found.get(i).at().y(), near, "y of " + which + " point " + i);
            assertEquals(scores[at], found.get(i).score(), same, "score of " + which + " point " + i);
        }
    }

    private static void checkPeople(GoldenCase golden, String tensor, List<YoloX.Box> found) {
        float[] expected = golden.floats(tensor);
        assertEquals(expected.length / 4, found.size(), tensor);
        for (int i = 0; i < found.size(); i++) {
            assertNear(
                    java.util.Arrays.copyOfRange(expected, 4 * i, 4 * i + 4),
                    numbers(found.get(i)),
                    1e-2,
                    tensor + " " + i);
        }
    }

    private static void checkCrop(GoldenCase golden, int index, PoseCrop crop, double tolerance) {
        double[] centre = golden.doubles("out.center");
        double[] scale = golden.doubles("out.scale");
        assertEquals(centre[2 * index], crop.centre().x(), tolerance);
        assertEquals(centre[2 * index + 1], crop.centre().y(), tolerance);
        assertEquals(scale[2 * index], crop.width(), tolerance);
        assertEquals(scale[2 * index + 1], crop.height(), tolerance);
    }

    private static YoloX yoloX(GoldenCase golden) {
        int side = golden.json().path("settings").path("network_size").asInt(PUBLISHED_SIDE);
        return new YoloX(side, side);
    }

    private static double ratio(GoldenCase golden, YoloX yoloX) {
        var settings = golden.json().path("settings");
        return yoloX.ratio(
                settings.path("image_width").intValue(),
                settings.path("image_height").intValue());
    }

    /** The recorded rows at their places, zeros elsewhere. */
    private static float[] rows(GoldenCase golden, YoloX yoloX) {
        float[] rows = new float[yoloX.cells() * YoloX.ROW];
        float[] recorded = golden.floats("in.rows");
        int[] index = golden.tensors().get("in.row_index").toInts();
        for (int i = 0; i < index.length; i++) {
            System.arraycopy(recorded, i * YoloX.ROW, rows, index[i] * YoloX.ROW, YoloX.ROW);
        }
        return rows;
    }

    private static List<YoloX.Box> boxes(GoldenCase golden) {
        float[] corners = golden.floats("in.boxes");
        List<YoloX.Box> boxes = new ArrayList<>();
        for (int i = 0; i < corners.length; i += 4) {
            boxes.add(new YoloX.Box(corners[i], corners[i + 1], corners[i + 2], corners[i + 3]));
        }
        return boxes;
    }

    private static List<Point2> points(GoldenCase golden, String tensor) {
        double[] numbers = golden.doubles(tensor);
        List<Point2> points = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(new Point2(numbers[i], numbers[i + 1]));
        }
        return points;
    }

    private static float[] part(float[] all, int index, int parts) {
        int size = all.length / parts;
        return java.util.Arrays.copyOfRange(all, index * size, (index + 1) * size);
    }

    private static float[] numbers(YoloX.Box box) {
        return new float[] {box.left(), box.top(), box.right(), box.bottom()};
    }

    private static void assertNear(float[] expected, float[] found, double tolerance, String what) {
        assertArrayEquals(expected, found, (float) tolerance, what);
    }
}
