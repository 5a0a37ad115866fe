package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.DensePoseSizes;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The whole way of a person into a try-on network, from packs in the published file formats: photograph, points, labels, parts, mask.
 * The crop and the pictures around the mask against recorded runs.
 */
final class ReferenceViewGoldenTest {
    private static final String MASK = "agnostic_mask";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> thePictureIsCroppedAsInTheDemoProgram() {
        return GoldenCase.tests(MASK, golden -> {
            for (var row : golden.json().path("rows")) {
                Rect found = ReferencePerson.centred(
                        row.path("picture_wh").path(0).intValue(),
                        row.path("picture_wh").path(1).intValue());
                assertEquals(
                        new Rect(
                                row.path("crop_starts_at").path(0).intValue(),
                                row.path("crop_starts_at").path(1).intValue(),
                                row.path("crop_wh").path(0).intValue(),
                                row.path("crop_wh").path(1).intValue()),
                        found);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> maskedPersonsAreTheRecordedOnes() {
        return GoldenCase.tests(MASK, List.of("out.idm_preview.png", "in.person.png"), golden -> {
            int levels = (int) golden.tolerance("max_abs_difference");
            try (Workspace workspace = new Workspace()) {
                Mat person = workspace.keep(RecordedMats.of(golden.picture("in.person.png")));
                Mat smooth = workspace.keep(RecordedMats.of(golden.picture("stage.mask_bicubic.png")));
                Mat nearest = workspace.keep(RecordedMats.of(golden.picture("stage.mask_nearest.png")));
                RecordedMats.near(
                        golden.picture("out.idm_preview.png"),
                        MaskedPerson.preview(person, smooth, workspace),
                        levels,
                        1,
                        "preview");
                RecordedMats.near(
                        golden.picture("out.ootd_masked_person.png"),
                        MaskedPerson.pasted(person, nearest, workspace),
                        levels,
                        1,
                        "masked person");
            }
        });
    }

    /** Each recorded person through all four readers; where a run of a reader was recorded for it, the reading is that one. */
    @TestFactory
    Stream<DynamicTest> photographsGoTheWholeWayFromPacks() {
        Stream<DynamicTest> openPose = GoldenCase.tests("openpose", List.of("person.png"), golden -> {
            ReferenceView view = run(golden);
            if (golden.name().endsWith("zip_pth")) {
                List<BodyPoints> people = recordedPeople(golden);
                assertTrue(people.contains(withoutScores(view.points())), "points of no recorded person");
            }
        });
        Stream<DynamicTest> parsing = GoldenCase.tests("human_parsing", List.of("person.png"), golden -> {
            assertEquals(ReferenceView.Source.SCHP, run(golden).labelsFrom());
        });
        return Stream.concat(openPose, parsing);
    }

    private ReferenceView run(GoldenCase golden) throws Exception {
        Path own = Files.createTempDirectory(folder, "run");
        DensePoseSizes tiny = new DensePoseSizes(384, 512, 320, 400, List.of(32, 64, 128, 256, 512), 40, 50, 0.8, 28);
        Arena memory = Arena.ofAuto();
        try (TinyPacks packs = new TinyPacks(own, "r50_one_person_large", tiny);
                Workspace workspace = new Workspace()) {
            Mat picture = workspace.keep(RecordedMats.of(golden.picture("person.png")));
            ReferenceView view = ReferenceView.asPublished(picture, packs.published(), memory);
            assertEquals(ReferenceView.Source.DENSEPOSE, view.partsFrom());
            assertEquals(
                    ReferencePerson.LARGE_WIDTH, view.partsPicture(workspace).cols());
            for (GarmentKind kind : GarmentKind.values()) {
                Mat mask = view.mask(AgnosticMask.Garment.ofKind(kind), AgnosticMask.ArmWidth.WIDE, workspace);
                assertEquals(ReferencePerson.HEIGHT, mask.rows());
                assertTrue(Core.minMaxLoc(mask).maxVal % 255 == 0, "a mask is 0 or 255");
            }
            checkLabels(picture, view, packs, workspace);
            return view;
        }
    }

    /** The view's labels are those of the parser, which are proven against recorded runs elsewhere. */
    private static void checkLabels(Mat picture, ReferenceView view, TinyPacks packs, Workspace workspace) {
        if (picture.cols() == ReferencePerson.WIDTH) {
            Mat expected = packs.published().parsing().orElseThrow().get().read(picture, workspace);
            Mat found = view.labels().view();
            assertEquals(0, Core.norm(expected, found, Core.NORM_INF));
            found.release();
        }
    }

    private static List<BodyPoints> recordedPeople(GoldenCase golden) {
        double[] points = golden.doubles("expect.people");
        return java.util.stream.IntStream.range(0, points.length / 54)
                .mapToObj(person -> new BodyPoints(java.util.stream.IntStream.range(0, 18)
                        .mapToObj(point -> {
                            int at = (person * 18 + point) * 3;
                            return points[at + 2] > 0
                                    ? new BodyPoints.Scored(points[at], points[at + 1], 1)
                                    : BodyPoints.Scored.MISSING;
                        })
                        .toList()))
                .toList();
    }

    private static BodyPoints withoutScores(BodyPoints points) {
        return new BodyPoints(points.points().stream()
                .map(point -> point.isPresent() ? new BodyPoints.Scored(point.x(), point.y(), 1) : point)
                .toList());
    }

    /** A network that sees nobody ends in an honest no, never in a grey picture. */
    @Test
    void nobodyFoundIsDeclined() throws Exception {
        Path photograph = SharedData.PHOTOS.resolve("people/model_8.jpg");
        // No box is ever so sure.
        DensePoseSizes never = new DensePoseSizes(384, 512, 320, 400, List.of(32, 64, 128, 256, 512), 40, 50, 1, 28);
        try (TinyPacks packs = new TinyPacks(folder, "r50_one_person_large", never);
                Arena memory = Arena.ofShared();
                BodyLite bodies = BodyLite.open(Optional.empty(), packs.partsAlone(), BodyLite.Added.ON_REQUEST)) {
            Picture capture = Photograph.picture(photograph, memory);
            ReferenceView view =
                    bodies.read(capture, memory).reference(capture, memory).orElseThrow();
            Declined declined = view.unfit().orElseThrow();
            assertEquals(Declined.Reason.NOBODY_THERE, declined.reason());
            assertEquals("DensePose found nobody in the picture.", declined.detail());
            assertEquals(ReferenceView.Source.DENSEPOSE, view.partsFrom());
        }
    }

    /** What added networks say lowers confidence where it contradicts, and never raises it. */
    @Test
    void disagreementLowersConfidence() throws Exception {
        Path photograph = SharedData.PHOTOS.resolve("people/model_8.jpg");
        DensePoseSizes tiny = new DensePoseSizes(384, 512, 320, 400, List.of(32, 64, 128, 256, 512), 40, 50, 0.8, 28);
        try (TinyPacks packs = new TinyPacks(folder, "r50_one_person_large", tiny);
                Arena memory = Arena.ofShared()) {
            Picture capture = Photograph.picture(photograph, memory);
            BodyMap alone;
            BodyMap fused;
            BodyMap parsed;
            try (BodyLite bodies = BodyLite.open(Optional.empty())) {
                alone = bodies.read(capture, memory).map(capture, memory).orElseThrow();
            }
            try (BodyLite bodies = BodyLite.open(Optional.empty(), packs.published(), BodyLite.Added.ALWAYS)) {
                fused = bodies.read(capture, memory).map(capture, memory).orElseThrow();
            }
            try (BodyLite bodies = BodyLite.open(Optional.empty(), packs.parser(), BodyLite.Added.ALWAYS)) {
                parsed = bodies.read(capture, memory).map(capture, memory).orElseThrow();
            }
            BodyMap all;
            try (BodyLite bodies = BodyLite.open(Optional.empty(), packs.all(), BodyLite.Added.ALWAYS)) {
                all = bodies.read(capture, memory).map(capture, memory).orElseThrow();
            }
            assertTrue(
                    all.confidence(BodyMap.Part.UPPER_GARMENT) < fused.confidence(BodyMap.Part.UPPER_GARMENT),
                    "two random parsers agree");
            double lowered = 0;
            for (Joint joint : Joint.values()) {
                assertTrue(fused.confidence(joint) <= alone.confidence(joint), joint.name());
                lowered += alone.confidence(joint) - fused.confidence(joint);
            }
            assertTrue(lowered > 0, "random networks agree with nothing");
            for (BodyMap.Part part : BodyMap.Part.values()) {
                assertEquals(1, alone.confidence(part));
                assertTrue(fused.confidence(part) <= 1 && parsed.confidence(part) <= 1);
            }
            assertTrue(fused.confidence(BodyMap.Part.UPPER_GARMENT) < 0.9);
            assertTrue(fused.reading().parse().orElseThrow().labels().isPresent());
        }
    }

    /** A pack that does not run is told to staff once, and the built-in networks serve. */
    @Test
    void aReaderThatFailsKeepsNobodyFromTheirLook() {
        List<String> told = new ArrayList<>();
        AddedReaders broken = new AddedReaders(
                Optional.empty(),
                Optional.of(() -> {
                    throw new Refusal("It needs 5.0 GB of memory and 1.0 GB are free; close other programs.");
                }),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                told::add);
        try (Arena memory = Arena.ofShared();
                BodyLite bodies = BodyLite.open(Optional.empty(), broken, BodyLite.Added.ALWAYS)) {
            Picture capture = Photograph.picture(SharedData.PHOTOS.resolve("people/model_8.jpg"), memory);
            for (int look = 0; look < 2; look++) {
                Readings readings = bodies.read(capture, memory);
                assertEquals(
                        Optional.empty(), new PhotoJudgement().judge(capture, readings, Set.of(GarmentKind.UPPER)));
                assertTrue(readings.map(capture, memory).orElseThrow().second().isEmpty());
            }
        }
        assertEquals(1, told.size());
    }
}
