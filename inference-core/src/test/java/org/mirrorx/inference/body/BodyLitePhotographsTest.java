package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Declined.Reason;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.opentest4j.TestAbortedException;

/** The whole chain without the optional pack, as in the product, on photographs with hand-checked points and outlines. */
final class BodyLitePhotographsTest {
    private static final double MEAN_PIXELS = 12;
    private static final double ARM_PIXELS = 30;
    private static final double LEAST_OVERLAP = 0.96;

    /** Against MediaPipe in a browser, which also centres its crops. */
    private static final double BROWSER_MEAN_PIXELS = 9;

    private static final Set<Joint> ARMS = Set.of(
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST);

    private static Optional<BodyLite> opened = Optional.empty();

    @AfterAll
    static void close() {
        opened.ifPresent(BodyLite::close);
    }

    private static BodyLite networks() {
        if (opened.isEmpty()) {
            opened = Optional.of(BodyLite.open(Optional.empty()));
        }
        return opened.get();
    }

    @TestFactory
    Stream<DynamicTest> pointsLieWhereAPersonMarkedThem() {
        return photographs(SharedData.PHOTOS, "people_points.json", (body, checked) -> {
            if (body.implausible().isPresent()) {
                return;
            }
            double sum = 0;
            int count = 0;
            for (Map.Entry<String, JsonNode> point : checked.get("points").properties()) {
                if (point.getKey().equals("neck")) {
                    continue;
                }
                Joint joint = Joint.valueOf(point.getKey().toUpperCase(Locale.ROOT));
                double off = body.at(joint)
                        .at()
                        .distance(new Point2(
                                point.getValue().get(0).asDouble(),
                                point.getValue().get(1).asDouble()));
                sum += off;
                count++;
                assertTrue(!ARMS.contains(joint) || off <= ARM_PIXELS, joint + " is off by " + off);
            }
            assertTrue(sum / count <= MEAN_PIXELS, "mean " + sum / count);
        });
    }

    @TestFactory
    Stream<DynamicTest> theOutlineIsTheOneCutOutByHand() {
        return photographs(SharedData.PHOTOS, "people_outlines.json", (body, checked) -> {
            try (Workspace workspace = new Workspace()) {
                Mat byHand = workspace.zeros(body.height(), body.width(), CvType.CV_8U);
                fill(byHand, checked.get("outer"), 255, workspace);
                fill(byHand, checked.get("holes"), 0, workspace);
                double overlap = overlap(body.person(), byHand, workspace);
                assertTrue(overlap >= LEAST_OVERLAP, "IoU " + overlap);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> thePublishedProgramSeesTheSameBody() {
        return photographs(SharedData.GOLDEN, "body_lite/browser.json", (body, browser) -> {
            JsonNode points = browser.get("landmarks_px");
            double sum = 0;
            for (int row = 0; row < points.size(); row++) {
                Point2 there = new Point2(
                        points.get(row).get(0).asDouble(),
                        points.get(row).get(1).asDouble());
                sum += there.distance(body.landmarks().get(row).at());
            }
            assertTrue(sum / points.size() <= BROWSER_MEAN_PIXELS, "mean " + sum / points.size());
        });
    }

    @Test
    void noPhotographOfOnePersonIsDeclinedForATop() throws IOException {
        for (Path file : people()) {
            try (Arena memory = Arena.ofConfined()) {
                Picture capture = Photograph.picture(file, memory);
                assertEquals(
                        Optional.empty(),
                        new PhotoJudgement()
                                .judge(capture, networks().read(capture, memory), Set.of(GarmentKind.UPPER)),
                        file.getFileName().toString());
            }
        }
    }

    @Test
    void twoPeopleSideBySideAreSeveral() throws IOException {
        List<Path> people = people();
        try (Workspace workspace = new Workspace();
                Arena memory = Arena.ofConfined()) {
            Mat both = workspace.mat();
            Core.hconcat(
                    List.of(Photograph.mat(people.get(0), workspace), Photograph.mat(people.get(1), workspace)), both);
            assertEquals(Optional.of(Reason.SEVERAL_PEOPLE), reason(Picture.copyOf(memory, both), memory));
        }
    }

    @Test
    void aGarmentOnAWhiteGroundIsNobody() {
        try (Arena memory = Arena.ofConfined()) {
            Picture garment = Photograph.picture(SharedData.PHOTOS.resolve("garments/04743_00.jpg"), memory);
            assertEquals(Optional.of(Reason.NOBODY_THERE), reason(garment, memory));
        }
    }

    @Test
    void readingAndMapAreComputedOnce() throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            Picture capture = Photograph.picture(people().getFirst(), memory);
            Readings readings = networks().read(capture, memory);
            assertSame(readings.body().orElseThrow(), readings.body().orElseThrow());
            assertSame(
                    readings.map(capture, memory).orElseThrow(),
                    readings.map(capture, memory).orElseThrow());
        }
    }

    private static Optional<Reason> reason(Picture capture, Arena memory) {
        return new PhotoJudgement()
                .judge(capture, networks().read(capture, memory), Set.of(GarmentKind.UPPER))
                .map(Declined::reason);
    }

    private static List<Path> people() throws IOException {
        try (Stream<Path> files = java.nio.file.Files.list(SharedData.PHOTOS.resolve("people"))) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }

    @FunctionalInterface
    private interface Claim {
        void check(BodyReading body, JsonNode recorded);
    }

    /** One test a photograph of a file of {@code {"people/x.jpg": {...}}}. */
    private static Stream<DynamicTest> photographs(SharedData where, String json, Claim claim) {
        JsonNode all;
        try {
            all = new ObjectMapper().readTree(where.resolve(json).toFile());
        } catch (TestAbortedException absent) {
            return Stream.of(DynamicTest.dynamicTest("absent", () -> {
                throw absent;
            }));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return all.properties().stream()
                .filter(entry -> entry.getKey().startsWith("people/"))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    try (Arena memory = Arena.ofConfined()) {
                        Picture capture = Photograph.picture(SharedData.PHOTOS.resolve(entry.getKey()), memory);
                        claim.check(networks().read(capture, memory).body().orElseThrow(), entry.getValue());
                    }
                }));
    }

    private static void fill(Mat mask, JsonNode polygons, double value, Workspace workspace) {
        for (JsonNode polygon : polygons) {
            Point[] corners = new Point[polygon.size()];
            for (int i = 0; i < corners.length; i++) {
                corners[i] = new Point(
                        polygon.get(i).get(0).asDouble(), polygon.get(i).get(1).asDouble());
            }
            Imgproc.fillPoly(mask, List.of(workspace.keep(new MatOfPoint(corners))), Scalar.all(value));
        }
    }

    /** Intersection over union of the pixels that are at least half covered. */
    private static double overlap(Mask mask, Mat other, Workspace workspace) {
        Mat view = mask.view();
        Mat own = workspace.mat();
        Core.compare(view, Scalar.all(127), own, Core.CMP_GT);
        view.release();
        Mat both = workspace.mat();
        Core.bitwise_and(own, other, both);
        Mat any = workspace.mat();
        Core.bitwise_or(own, other, any);
        return Core.countNonZero(both) / (double) Core.countNonZero(any);
    }
}
