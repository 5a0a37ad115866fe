package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The mask that MirrorX makes, on the label maps the published faults were recorded with: what hurts there does not happen. */
final class MeantMaskTest {
    private static final String AREA = "agnostic_mask";

    /** Faces, shoes and what people wear on the head are never repainted, whatever is tried on. */
    @TestFactory
    Stream<DynamicTest> faceAndShoesStay() {
        return cases("", (golden, labels, mask, workspace) -> {
            Set<ParsedLabel> kept = EnumSet.of(
                    ParsedLabel.LEFT_SHOE,
                    ParsedLabel.RIGHT_SHOE,
                    ParsedLabel.HAT,
                    ParsedLabel.SUNGLASSES,
                    ParsedLabel.BAG);
            assertEquals(0, shared(mask, ParsedLabel.where(labels, kept, workspace), workspace));
            if (!golden.name().contains("neck")) {
                Mat face = ParsedLabel.where(labels, EnumSet.of(ParsedLabel.FACE), workspace);
                assertTrue(shared(mask, face, workspace) <= 0.03 * Core.countNonZero(face), "the face is repainted");
            }
        });
    }

    /** All clothes of the kind go, but for hair over them and their rim along what stays. */
    @TestFactory
    Stream<DynamicTest> theOldClothesGo() {
        return cases("", (golden, labels, mask, workspace) -> {
            GarmentKind kind = AgnosticMaskGoldenTest.garment(golden).kind();
            boolean dressUnderTop = golden.name().contains("dress_upper");
            Mat worn = ParsedLabel.where(labels, AgnosticMask.replaced(kind), workspace);
            int all = Core.countNonZero(worn);
            double share = dressUnderTop ? 0.4 : 0.93;
            assertTrue(shared(mask, worn, workspace) >= share * all, "old clothes stay");
        });
    }

    /** The published program runs a stroke to the corner where a point is missing, or across the picture where one is negative. */
    @TestFactory
    Stream<DynamicTest> missingPointsLeadToNoStrayStrokes() {
        return cases("fault_", (golden, labels, mask, workspace) -> {
            Mat person = workspace.mat();
            Core.compare(labels, org.opencv.core.Scalar.all(0), person, Core.CMP_GT);
            Mat near = AgnosticMask.grown(person, 45, workspace);
            assertEquals(
                    Core.countNonZero(mask),
                    shared(mask, near, workspace),
                    "the mask leaves the person's surroundings");
        });
    }

    /** A bag's strap or bare elbows part the clothes; every part counts. */
    @TestFactory
    Stream<DynamicTest> everyPartOfTheClothesCounts() {
        return cases("fault_(bag|detached).*|dress_lower.*", (golden, labels, mask, workspace) -> {
            Mat published = new AgnosticMask(Exactness.REFERENCE)
                    .stages(
                            labels,
                            AgnosticMaskGoldenTest.points(golden, labels.rows()),
                            AgnosticMaskGoldenTest.garment(golden),
                            AgnosticMaskGoldenTest.width(golden),
                            workspace)
                    .mask();
            assertTrue(
                    Core.countNonZero(mask) > 1.1 * Core.countNonZero(published),
                    "no more is repainted than by the published program");
        });
    }

    /** Where a wrist is missing the end of the parsed arm is the hand. */
    @TestFactory
    Stream<DynamicTest> handsStayWithoutAWrist() {
        return cases("fault_(missing_wrist|all_points).*", (golden, labels, mask, workspace) -> {
            Mat arms = ParsedLabel.where(labels, EnumSet.of(ParsedLabel.LEFT_ARM, ParsedLabel.RIGHT_ARM), workspace);
            assertTrue(shared(mask, arms, workspace) < Core.countNonZero(arms), "whole arms with hands are repainted");
        });
    }

    /** A scarf hangs over a top: it goes with it. Long hair stays. */
    @TestFactory
    Stream<DynamicTest> scarvesGoAndHairStays() {
        return cases("(loose_scarf|long_hair)_upper.*", (golden, labels, mask, workspace) -> {
            Mat scarf = ParsedLabel.where(labels, EnumSet.of(ParsedLabel.SCARF), workspace);
            assertTrue(shared(mask, scarf, workspace) >= 0.95 * Core.countNonZero(scarf));
            Mat hair = ParsedLabel.where(labels, EnumSet.of(ParsedLabel.HAIR), workspace);
            assertTrue(
                    shared(mask, hair, workspace) <= 0.35 * Core.countNonZero(hair), "more than the hair's rim goes");
        });
    }

    /** Under draped cloth the whole outfit makes room for a top. */
    @TestFactory
    Stream<DynamicTest> drapedClothesGoWhole() {
        return cases("draped_.*", (golden, labels, mask, workspace) -> {
            BodyPoints points = AgnosticMaskGoldenTest.points(golden, labels.rows());
            assertEquals(WornClothes.DRAPED, WornClothes.of(labels, points));
            Mat cloth = ParsedLabel.where(
                    labels,
                    EnumSet.of(ParsedLabel.UPPER_CLOTHES, ParsedLabel.DRESS, ParsedLabel.SKIRT, ParsedLabel.SCARF),
                    workspace);
            assertTrue(shared(mask, cloth, workspace) >= 0.93 * Core.countNonZero(cloth));
        });
    }

    /** Who wears ordinary clothes is not taken for draped. */
    @TestFactory
    Stream<DynamicTest> ordinaryClothesAreNotDraped() {
        return cases(
                "(down|crossed|raised|sitting|side|wide|hips|photo|fault|long_hair|close).*",
                (golden, labels, mask, workspace) -> {
                    BodyPoints points = AgnosticMaskGoldenTest.points(golden, labels.rows());
                    assertEquals(WornClothes.SEPARATES, WornClothes.of(labels, points));
                });
    }

    /** A kurta to the knees, a lehenga to the ankles. */
    @TestFactory
    Stream<DynamicTest> aLongerGarmentFindsRoom() {
        return GoldenCase.tests(AREA, List.of("in.labels.png"), golden -> {
            if (!golden.name().contains("/down_upper_hd")) {
                return;
            }
            try (Workspace workspace = new Workspace()) {
                Mat labels = AgnosticMaskGoldenTest.labels(golden, workspace);
                BodyPoints points = AgnosticMaskGoldenTest.points(golden, labels.rows());
                double hips = points.at(BodyPoint.LEFT_HIP).y();
                double torso = points.torsoLength().orElseThrow();
                double shirt = bottom(labels, points, new AgnosticMask.Garment(GarmentKind.UPPER, 1.0, 1.1), workspace);
                double kurta = bottom(labels, points, new AgnosticMask.Garment(GarmentKind.UPPER, 2.0, 1.3), workspace);
                double lehenga =
                        bottom(labels, points, new AgnosticMask.Garment(GarmentKind.LOWER, 1.9, 2.4), workspace);
                assertTrue(kurta > shirt + 0.3 * torso, "no room for a kurta");
                assertEquals(hips + torso, kurta, 0.15 * torso);
                assertTrue(lehenga > kurta, "no room for a lehenga");
            }
        });
    }

    private static double bottom(Mat labels, BodyPoints points, AgnosticMask.Garment garment, Workspace workspace) {
        Mat mask = AgnosticMask.of(labels, points, garment, AgnosticMask.ArmWidth.WIDE, workspace);
        var box = org.opencv.imgproc.Imgproc.boundingRect(mask);
        return (double) box.y + box.height;
    }

    @FunctionalInterface
    private interface Check {
        void check(GoldenCase golden, Mat labels, Mat mask, Workspace workspace);
    }

    /** @param which the names of cases, as a pattern; all where it is empty */
    private static Stream<DynamicTest> cases(String which, Check check) {
        return GoldenCase.tests(AREA, List.of("in.labels.png"), golden -> {
            String name = golden.name().substring(AREA.length() + 1);
            if (!name.matches(which + (which.isEmpty() || which.endsWith("_") ? ".*" : ""))) {
                return;
            }
            try (Workspace workspace = new Workspace()) {
                Mat labels = AgnosticMaskGoldenTest.labels(golden, workspace);
                Mat mask = AgnosticMask.of(
                        labels,
                        AgnosticMaskGoldenTest.points(golden, labels.rows()),
                        AgnosticMaskGoldenTest.garment(golden),
                        AgnosticMaskGoldenTest.width(golden),
                        workspace);
                check.check(golden, labels, mask, workspace);
            }
        });
    }

    private static int shared(Mat one, Mat other, Workspace workspace) {
        Mat both = workspace.mat();
        Core.bitwise_and(one, other, both);
        return Core.countNonZero(both);
    }
}
