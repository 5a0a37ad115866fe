package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.LabelGarments;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Labels and measures on the shared photographs, with the built-in networks alone. */
class FigurePhotoTest {
    private static @Nullable BodyLite networks;

    @BeforeAll
    static void open() {
        SharedData.PHOTOS.resolve("people");
        networks = BodyLite.open(Optional.empty());
    }

    @AfterAll
    static void close() {
        if (networks != null) {
            networks.close();
        }
    }

    private record Seen(Picture capture, GarmentLabels labels, Figure figure) {}

    private static Seen see(String name, Arena arena) {
        Path file = SharedData.PHOTOS.resolve("people/" + name + ".jpg");
        Natives.load();
        try (Workspace work = new Workspace()) {
            Mat bgr = work.keep(Imgcodecs.imread(file.toString()));
            Mat rgb = work.mat();
            Imgproc.cvtColor(bgr, rgb, Imgproc.COLOR_BGR2RGB);
            Picture capture = Picture.copyOf(arena, rgb);
            BodyLite open = networks;
            if (open == null) {
                throw new AssertionError("the networks are open");
            }
            BodyReading reading = open.read(capture, arena).body().orElseThrow();
            GarmentLabels labels = new LabelGarments().label(capture, reading, arena);
            return new Seen(capture, labels, new MeasureFigure().measure(reading, labels, capture));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"052472_0", "052767_0", "052964_0", "053700_0"})
    void dressesHaveNoWaist(String name) {
        try (Arena arena = Arena.ofConfined()) {
            Figure figure = see(name, arena).figure();
            assertEquals(Figure.Worn.ONE_PIECE, figure.oldTop().worn());
            assertTrue(JudgeLegs.lower(figure).isPresent(), "no lower garment without a waist");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00055_00",
                "00121_00",
                "05997_00",
                "07966_00",
                "model_1",
                "model_4",
                "model_5",
                "model_7",
                "model_8"
            })
    void whatIsTuckedOrEndsAtTheWaistbandIsTucked(String name) {
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(Figure.Worn.TUCKED, see(name, arena).figure().oldTop().worn());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00034_00", "01992_00", "049205_0", "049713_0", "051918_0"})
    void whatHangsOverTheTrousersIsWornOver(String name) {
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(Figure.Worn.OVER, see(name, arena).figure().oldTop().worn());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00034_00",
                "01992_00",
                "05997_00",
                "model_1",
                "model_2",
                "model_4",
                "model_5",
                "model_7",
                "model_8"
            })
    void bareArmsAreBare(String name) {
        try (Arena arena = Arena.ofConfined()) {
            Figure figure = see(name, arena).figure();
            assertTrue(
                    figure.left().arm().bareFrom() < 0.12,
                    () -> "left " + figure.left().arm().bareFrom());
            assertTrue(
                    figure.right().arm().bareFrom() < 0.12,
                    () -> "right " + figure.right().arm().bareFrom());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00055_00", "00121_00", "049205_0", "049713_0", "051918_0", "07966_00", "fashn_model"})
    void shortSleevesEndOnTheUpperArm(String name) {
        try (Arena arena = Arena.ofConfined()) {
            Figure figure = see(name, arena).figure();
            for (Figure.Half half : List.of(figure.left(), figure.right())) {
                double end = half.arm().bareFrom();
                assertTrue(end > 0.15 && end < 0.5, () -> "a sleeve of " + end);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01008_00", "052767_0"})
    void longSleevesReachTheWrist(String name) {
        try (Arena arena = Arena.ofConfined()) {
            Figure figure = see(name, arena).figure();
            assertTrue(figure.left().arm().bareFrom() > 0.9);
            assertTrue(figure.right().arm().bareFrom() > 0.9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"052767_0"})
    void tightSleevesBesideADressOfTheSameClothCannotBeToldFromIt(String name) {
        try (Arena arena = Arena.ofConfined()) {
            assertTrue(JudgeArms.inseparable(see(name, arena).figure()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00121_00", "01008_00", "051482_0", "07966_00", "fashn_model", "model_8"})
    void otherArmsCanBeToldFromTheTrunk(String name) {
        try (Arena arena = Arena.ofConfined()) {
            Figure figure = see(name, arena).figure();
            assertTrue(!JudgeArms.inseparable(figure), "separable");
            assertTrue(JudgePosture.decline(figure).isEmpty(), "the posture is fine");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashn_model"})
    void whoSitsGetsNoLowerGarment(String name) {
        try (Arena arena = Arena.ofConfined()) {
            assertTrue(JudgeLegs.lower(see(name, arena).figure()).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00121_00", "01992_00", "049205_0", "07966_00"})
    void theOutlineIsTheHandCheckedOne(String name) throws IOException {
        Path outlines = SharedData.PHOTOS.resolve("people_outlines.json");
        JsonNode outline = new ObjectMapper().readTree(outlines.toFile()).get("people/" + name + ".jpg");
        try (Arena arena = Arena.ofConfined();
                Workspace work = new Workspace()) {
            GarmentLabels labels = see(name, arena).labels();
            Mat truth = work.zeros(labels.height(), labels.width(), CvType.CV_8U);
            fill(truth, outline.get("outer"), 255);
            fill(truth, outline.get("holes"), 0);
            byte[] expected = new byte[labels.width() * labels.height()];
            truth.get(0, 0, expected);
            byte[] found = labels.person().coverage().toArray(ValueLayout.JAVA_BYTE);
            double both = 0;
            double either = 0;
            for (int i = 0; i < found.length; i++) {
                boolean a = (found[i] & 0xff) >= 128;
                boolean b = expected[i] != 0;
                both += a && b ? 1 : 0;
                either += a || b ? 1 : 0;
            }
            double overlap = both / either;
            assertTrue(overlap >= 0.975, () -> "intersection over union " + overlap);
        }
    }

    private static void fill(Mat mask, JsonNode polygons, int value) {
        for (JsonNode polygon : polygons) {
            List<Point> points = new ArrayList<>();
            for (JsonNode p : polygon) {
                points.add(new Point(p.get(0).asDouble(), p.get(1).asDouble()));
            }
            MatOfPoint corners = new MatOfPoint(points.toArray(Point[]::new));
            Imgproc.fillPoly(mask, List.of(corners), new Scalar(value));
            corners.release();
        }
    }
}
