package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The agnostic mask against recorded runs of both programs, pixel for pixel, faults included. */
final class AgnosticMaskGoldenTest {
    private static final String AREA = "agnostic_mask";

    /** Of the strokes, and of the mask (golden/agnostic_mask/README.md, Tolerances). */
    private static final double SAME_STROKE = 0.97;

    private static final double SAME_MASK = 0.985;

    @TestFactory
    Stream<DynamicTest> everyStageIsTheRecordedOne() {
        return GoldenCase.tests(AREA, List.of("in.labels.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat labels = labels(golden, workspace);
                AgnosticMask.Stages stages = new AgnosticMask(Exactness.REFERENCE)
                        .stages(labels, points(golden, labels.rows()), garment(golden), width(golden), workspace);
                equal(golden, "stage.garment", stages.garment());
                if (Core.countNonZero(stages.garment()) > 0) {
                    equal(golden, "stage.garment_dilated", stages.grown());
                } else {
                    // The recorded picture there is that of the kept pixels, which growing nothing cannot give.
                    assertEquals(0, Core.countNonZero(stages.grown()));
                }
                boolean strokes = golden.hasAll(List.of("stage.arm_right.png", "stage.arm_left.png"));
                if (strokes) {
                    overlap(golden, "stage.arm_right", stages.armRight(), SAME_STROKE);
                    overlap(golden, "stage.arm_left", stages.armLeft(), SAME_STROKE);
                }
                // The others follow from the strokes.
                boolean exact = !strokes
                        || same(golden, "stage.arm_right", stages.armRight())
                                && same(golden, "stage.arm_left", stages.armLeft());
                for (var stage : java.util.Map.of(
                                "stage.hands_protected", stages.hands(),
                                "stage.arms_dilated", stages.arms(),
                                "stage.neck", stages.neck(),
                                "stage.fixed", stages.fixed(),
                                "stage.kept", stages.kept(),
                                "stage.region", stages.region(),
                                "stage.filled", stages.filled())
                        .entrySet()) {
                    if (!golden.hasAll(List.of(stage.getKey() + ".png"))) {
                        continue;
                    }
                    if (exact) {
                        equal(golden, stage.getKey(), stage.getValue());
                    } else {
                        nearlyEqual(golden, stage.getKey(), stage.getValue());
                    }
                }
                overlap(golden, "out.mask", stages.mask(), SAME_MASK);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aMaskGrowsToTheNetworksSizeAsInBothPrograms() {
        return GoldenCase.tests(AREA, List.of("out.mask_768x1024_idm.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat mask = workspace.keep(RecordedMats.of(golden.picture("out.mask.png")));
                Mat smooth = workspace.keep(PillowResample.resize(mask, 768, 1024, PillowResample.Filter.BICUBIC));
                RecordedMats.near(golden.picture("out.mask_768x1024_idm.png"), smooth, 1, 1, "bicubic");
                Mat nearest = workspace.keep(PillowResample.resize(mask, 768, 1024, PillowResample.Filter.NEAREST));
                RecordedMats.near(golden.picture("out.mask_768x1024_ootd.png"), nearest, 0, 0, "nearest");
            }
        });
    }

    static Mat labels(GoldenCase golden, Workspace workspace) {
        Mat stored = workspace.keep(RecordedMats.of(golden.picture("in.labels.png")));
        JsonNode settings = golden.json().path("settings");
        return workspace.keep(PillowResample.resize(
                stored,
                settings.path("width").intValue(),
                settings.path("height").intValue(),
                PillowResample.Filter.NEAREST));
    }

    /** Points of a picture 512 high, at the labels' height; (0, 0) is missing. */
    static BodyPoints points(GoldenCase golden, int height) {
        List<BodyPoints.Scored> points = new ArrayList<>();
        for (JsonNode point : golden.json().path("keypoints")) {
            double x = point.path(0).doubleValue() * height / 512;
            double y = point.path(1).doubleValue() * height / 512;
            points.add(x == 0 && y == 0 ? BodyPoints.Scored.MISSING : new BodyPoints.Scored(x, y, 1));
        }
        return new BodyPoints(points);
    }

    static AgnosticMask.Garment garment(GoldenCase golden) {
        return AgnosticMask.Garment.ofKind(
                switch (golden.json().path("settings").path("category").asText()) {
                    case "upper_body" -> GarmentKind.UPPER;
                    case "lower_body" -> GarmentKind.LOWER;
                    default -> GarmentKind.DRESS;
                });
    }

    static AgnosticMask.ArmWidth width(GoldenCase golden) {
        return golden.json().path("settings").path("model_type").asText().equals("hd")
                ? AgnosticMask.ArmWidth.WIDE
                : AgnosticMask.ArmWidth.NARROW;
    }

    private static void equal(GoldenCase golden, String picture, Mat found) {
        RecordedMats.near(golden.picture(picture + ".png"), found, 0, 0, picture);
    }

    private static void nearlyEqual(GoldenCase golden, String picture, Mat found) {
        RecordedMats.near(golden.picture(picture + ".png"), found, 255, 0.01, picture);
    }

    private static boolean same(GoldenCase golden, String picture, Mat found) {
        return intersectionOverUnion(golden, picture, found) == 1;
    }

    private static void overlap(GoldenCase golden, String picture, Mat found, double least) {
        double overlap = intersectionOverUnion(golden, picture, found);
        if (Boolean.getBoolean("mirrorx.print") && overlap < 1) {
            System.out.println(golden.name() + " " + picture + " " + overlap);
        }
        assertTrue(overlap >= least, picture + ": intersection over union is " + overlap);
    }

    /** 1 for two empty masks. */
    private static double intersectionOverUnion(GoldenCase golden, String picture, Mat found) {
        try (Workspace workspace = new Workspace()) {
            Mat expected = workspace.keep(RecordedMats.of(golden.picture(picture + ".png")));
            assertEquals(expected.size(), found.size(), picture);
            Mat both = workspace.mat();
            Core.bitwise_and(expected, found, both);
            Mat any = workspace.mat();
            Core.bitwise_or(expected, found, any);
            int union = Core.countNonZero(any);
            return union == 0 ? 1 : (double) Core.countNonZero(both) / union;
        }
    }
}
