package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.Samples;
import org.mirrorx.models.golden.SharedData;
import org.mirrorx.models.store.OptionalNetworks;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * From recorded raw outputs, and from the photographs themselves, to the recorded detections, regions, points and masks of MediaPipe's
 * CPU path. Tolerances from the cases.
 */
final class BodyDecodingGoldenTest {
    private static final String AREA = "body_lite";
    private static final Crop.Sampling LIKE_REFERENCE = Crop.Sampling.CORNERS;

    /** {@code pose_mask.png}: mean difference of 255 levels, and the share of pixels within one level. */
    private static final double MASK_MEAN = 0.1;

    private static final double MASK_WITHIN_ONE = 0.999;

    @TempDir
    static Path packs;

    private static Optional<BodyLite> opened = Optional.empty();

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @AfterAll
    static void close() {
        opened.ifPresent(BodyLite::close);
    }

    private static BodyNetworks networks() {
        if (opened.isEmpty()) {
            OptionalNetworks store = new OptionalNetworks(packs);
            store.install(SharedData.MODELS.resolve(""));
            opened = Optional.of(BodyLite.openLikeReference(Optional.of(store)));
        }
        return opened.get().networks();
    }

    @TestFactory
    Stream<DynamicTest> theDetectorsInputIsTheRecordedCrop() {
        return GoldenCase.tests(AREA, List.of("pose_detection_input.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat photo = photo(golden, workspace);
                RotatedBox letterbox = RotatedBox.letterbox(photo.cols(), photo.rows());
                equal(
                        golden.picture("pose_detection_input.png"),
                        Crop.square(letterbox, 224, LIKE_REFERENCE).cut(photo, Crop.Border.BLACK, workspace));
                equal(
                        golden.picture("face_detection_input.png"),
                        Crop.square(letterbox, 128, LIKE_REFERENCE).cut(photo, Crop.Border.BLACK, workspace));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theLandmarkNetworksInputIsTheRecordedCrop() {
        return GoldenCase.tests(AREA, List.of("pose_landmark_input.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                equal(
                        golden.picture("pose_landmark_input.png"),
                        Crop.square(box(golden, "out.pose.roi"), 256, LIKE_REFERENCE)
                                .cut(photo(golden, workspace), Crop.Border.REPLICATED, workspace));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theFaceNetworksInputIsTheRecordedCrop() {
        return GoldenCase.tests(AREA, List.of("face_landmark_input.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                equal(
                        golden.picture("face_landmark_input.png"),
                        Crop.square(box(golden, "out.face.roi"), 192, LIKE_REFERENCE)
                                .cut(photo(golden, workspace), Crop.Border.REPLICATED, workspace));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theSelfieNetworksInputIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("selfie_input.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat photo = photo(golden, workspace);
                equal(
                        golden.picture("selfie_input.png"),
                        Crop.square(RotatedBox.whole(photo.cols(), photo.rows()), 256, LIKE_REFERENCE)
                                .cut(photo, Crop.Border.REPLICATED, workspace));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theHairNetworksInputIsTheRecordedCrop() {
        return GoldenCase.tests(AREA, List.of("hair_input.png", "out.hair.roi"), golden -> {
            try (Workspace workspace = new Workspace()) {
                near(
                        golden.floats("out.hair.roi"),
                        RotatedBox.ofHead(recordedBody(golden)),
                        golden.tolerance("roi_px"));
                equal(
                        golden.picture("hair_input.png"),
                        Crop.square(box(golden, "out.hair.roi"), 512, LIKE_REFERENCE)
                                .cut(photo(golden, workspace), Crop.Border.BLACK, workspace));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theParsersInputIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("parse_input.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                equal(golden.picture("parse_input.png"), ParseClothes.input(photo(golden, workspace), workspace));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> recordedBoxesDecodeToTheRecordedPeople() {
        return GoldenCase.tests(
                AREA,
                List.of("out.pose_detection.top_boxes"),
                golden -> detections(golden, "out.pose_detection", AnchorBoxes.ofPoseDetection()));
    }

    @TestFactory
    Stream<DynamicTest> recordedBoxesDecodeToTheRecordedFaces() {
        return GoldenCase.tests(
                AREA,
                List.of("out.face_detection.top_boxes"),
                golden -> detections(golden, "out.face_detection", AnchorBoxes.ofFaceDetection()));
    }

    @TestFactory
    Stream<DynamicTest> recordedPointsGoToTheRecordedPlaces() {
        return GoldenCase.tests(AREA, List.of("out.pose.raw_landmarks"), golden -> {
            Crop crop = Crop.square(box(golden, "out.pose.roi"), 256, LIKE_REFERENCE);
            var unrefined = PosePoints.unrefined(golden.floats("out.pose.raw_landmarks"));
            near(
                    golden.floats("out.pose.landmarks_px_unrefined"),
                    PosePoints.inPicture(unrefined, crop),
                    golden.tolerance("landmark_px_from_stored_input"));
        });
    }

    @TestFactory
    Stream<DynamicTest> heatMapsRefinePointsToTheRecordedPlaces() {
        return GoldenCase.tests(AREA, List.of("out.pose.raw_heatmap"), golden -> {
            Crop crop = Crop.square(box(golden, "out.pose.roi"), 256, LIKE_REFERENCE);
            var refined = PosePoints.refined(
                    PosePoints.unrefined(golden.floats("out.pose.raw_landmarks")),
                    golden.floats("out.pose.raw_heatmap"));
            near(
                    golden.floats("out.pose.landmarks_px"),
                    PosePoints.inPicture(refined, crop),
                    golden.tolerance("landmark_px_from_stored_input"));
        });
    }

    @TestFactory
    Stream<DynamicTest> recordedMasksLieOverThePhotographAsRecorded() {
        return GoldenCase.tests(AREA, List.of("out.pose.mask", "pose_mask.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Crop crop = Crop.square(box(golden, "out.pose.roi"), 256, LIKE_REFERENCE);
                Mat mask = NetworkInput.plane(golden.floats("out.pose.mask"), 256, 256, workspace);
                Samples recorded = golden.picture("pose_mask.png");
                nearMask(recorded, crop.layOver(mask, recorded.width(), recorded.height(), workspace), workspace);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPhotographGivesTheRecordedBody() {
        return GoldenCase.tests(AREA, List.of("out.pose.landmarks_px", "pose_mask.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat photo = photo(golden, workspace);
                Detection person = networks().people().find(photo, workspace).getFirst();
                RotatedBox box = FindPeople.around(person);
                near(golden.floats("out.pose.roi"), box, golden.tolerance("roi_px"));
                Pose pose = networks().pose().read(photo, box, workspace);
                double pixel = golden.tolerance("landmark_px_from_photo");
                near(golden.floats("out.pose.landmarks_px"), pose.points(), pixel);
                near(golden.floats("out.pose.next_roi"), pose.next(), golden.tolerance("roi_px"));
                assertEquals(golden.floats("out.pose.flag")[0], pose.flag(), golden.tolerance("probability"));
                nearMask(golden.picture("pose_mask.png"), pose.mask(), workspace);
                near(
                        golden.floats("out.pose.next_landmarks_px"),
                        networks().pose().read(photo, pose.next(), workspace).points(),
                        pixel);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPhotographGivesTheRecordedSelfieMask() {
        return GoldenCase.tests(AREA, List.of("selfie_mask.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat mask = networks().person().read(photo(golden, workspace), workspace);
                nearMask(golden.picture("selfie_mask.png"), mask, workspace);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPhotographGivesTheRecordedFace() {
        return GoldenCase.tests(AREA, List.of("out.face.landmarks_px"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat photo = photo(golden, workspace);
                RotatedBox letterbox = RotatedBox.letterbox(photo.cols(), photo.rows());
                Detection face =
                        networks().faces().find(photo, letterbox, workspace).getFirst();
                RotatedBox box = RotatedBox.ofFace(face);
                near(golden.floats("out.face.roi"), box, golden.tolerance("roi_px"));
                ReadFace.Mesh mesh = networks().mesh().read(photo, box, workspace);
                assertTrue(mesh.flag() >= ReadFace.FLAG);
                float[] recorded = golden.floats("out.face.landmarks_px");
                for (int p = 0; p < FaceMesh.POINTS; p++) {
                    Point2 place = new Point2(recorded[3 * p], recorded[3 * p + 1]);
                    assertEquals(
                            0,
                            place.distance(mesh.points().get(p)),
                            golden.tolerance("landmark_px_from_photo"),
                            "point " + p);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPhotographGivesTheRecordedYuNetFaces() {
        return GoldenCase.tests(AREA, List.of("out.yunet.detections"), golden -> {
            try (Workspace workspace = new Workspace()) {
                FindFacesFarAway yuNet = networks().facesFarAway().orElseThrow();
                List<Detection> found = yuNet.find(photo(golden, workspace), workspace);
                float[] recorded = golden.floats("out.yunet.detections");
                int values = 15;
                assertEquals(recorded.length / values, found.size());
                for (int d = 0; d < found.size(); d++) {
                    assertEquals(recorded[values * d], found.get(d).score(), golden.tolerance("probability"));
                    for (int p = 0; p < 5; p++) {
                        Point2 place = new Point2(recorded[values * d + 5 + 2 * p], recorded[values * d + 6 + 2 * p]);
                        assertEquals(
                                0,
                                place.distance(found.get(d).points().get(p)),
                                golden.tolerance("landmark_px_from_photo"));
                    }
                }
            }
        });
    }

    private static void detections(GoldenCase golden, String name, AnchorBoxes anchors) {
        float[] index = golden.floats(name + ".top_logits");
        int[] anchor = golden.tensors().get(name + ".top_index").toInts();
        float[] top = golden.floats(name + ".top_boxes");
        int values = anchors.valuesPerBox();
        float[] boxes = new float[anchors.centres().size() * values];
        float[] logits = new float[anchors.centres().size()];
        Arrays.fill(logits, -100);
        for (int a = 0; a < anchor.length; a++) {
            logits[anchor[a]] = index[a];
            System.arraycopy(top, a * values, boxes, anchor[a] * values, values);
        }
        int width = golden.json().get("width").asInt();
        int height = golden.json().get("height").asInt();
        Crop letterbox = Crop.square(RotatedBox.letterbox(width, height), anchors.inputSize(), LIKE_REFERENCE);
        List<Detection> found = anchors.decode(boxes, logits).stream()
                .map(one -> one.mapped(letterbox::toPicture))
                .toList();
        float[] recorded =
                golden.tensors().has(name + ".detections") ? golden.floats(name + ".detections") : new float[0];
        int numbers = 5 + 2 * anchors.points();
        assertEquals(recorded.length / numbers, found.size());
        for (int d = 0; d < found.size(); d++) {
            int at = d * numbers;
            assertEquals(recorded[at], found.get(d).score(), golden.tolerance("probability"));
            double pixel = golden.tolerance("landmark_px_from_stored_input");
            assertEquals(recorded[at + 1] * width, found.get(d).left(), pixel);
            assertEquals(recorded[at + 2] * height, found.get(d).top(), pixel);
            assertEquals(recorded[at + 3] * width, found.get(d).right(), pixel);
            assertEquals(recorded[at + 4] * height, found.get(d).bottom(), pixel);
            for (int p = 0; p < anchors.points(); p++) {
                assertEquals(
                        recorded[at + 5 + 2 * p] * width,
                        found.get(d).points().get(p).x(),
                        pixel);
                assertEquals(
                        recorded[at + 6 + 2 * p] * height,
                        found.get(d).points().get(p).y(),
                        pixel);
            }
        }
    }

    private static Mat photo(GoldenCase golden, Workspace workspace) {
        return Photograph.mat(
                SharedData.PHOTOS.resolve(golden.json().get("photo").asText()), workspace);
    }

    private static RotatedBox box(GoldenCase golden, String name) {
        float[] box = golden.floats(name);
        return new RotatedBox(box[0], box[1], box[2], box[3], box[4]);
    }

    private static List<Landmark> recordedBody(GoldenCase golden) {
        float[] places = golden.floats("out.pose.landmarks_px");
        return Stream.iterate(0, row -> row < Joint.values().length, row -> row + 1)
                .map(row -> new Landmark(places[3 * row], places[3 * row + 1], places[3 * row + 2], 1, 1))
                .toList();
    }

    private static void near(float[] recorded, RotatedBox box, double pixels) {
        assertEquals(recorded[0], box.centreX(), pixels);
        assertEquals(recorded[1], box.centreY(), pixels);
        assertEquals(recorded[2], box.width(), pixels);
        assertEquals(recorded[3], box.height(), pixels);
        // A turn moves the rim of the box by this many pixels.
        assertEquals(recorded[4] * box.width() / 2, box.rotation() * box.width() / 2, pixels);
    }

    private static void near(float[] recorded, List<Landmark> points, double pixels) {
        for (int row = 0; row < points.size(); row++) {
            Point2 place = new Point2(recorded[3 * row], recorded[3 * row + 1]);
            assertEquals(0, place.distance(points.get(row).at()), pixels, "row " + row);
        }
    }

    private static void equal(Samples recorded, Mat crop) {
        byte[] found = new byte[crop.rows() * crop.cols() * crop.channels()];
        crop.get(0, 0, found);
        int channels = recorded.channels();
        for (int pixel = 0; pixel < crop.rows() * crop.cols(); pixel++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(
                        recorded.at(channels * pixel + c), Byte.toUnsignedInt(found[3 * pixel + c]), "pixel " + pixel);
            }
        }
    }

    private static void nearMask(Samples recorded, Mat probability, Workspace workspace) {
        Mat levels = workspace.mat();
        probability.convertTo(levels, CvType.CV_8U, 255);
        byte[] found = new byte[levels.rows() * levels.cols()];
        levels.get(0, 0, found);
        assertEquals(recorded.count(), found.length);
        double sum = 0;
        int within = 0;
        for (int p = 0; p < found.length; p++) {
            int difference = Math.abs(recorded.at(p) - Byte.toUnsignedInt(found[p]));
            sum += difference;
            within += difference <= 1 ? 1 : 0;
        }
        assertTrue(sum / found.length <= MASK_MEAN, "mean difference " + sum / found.length);
        assertTrue(within >= MASK_WITHIN_ONE * found.length, within + " of " + found.length + " within one level");
    }
}
