package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Mat;

/** Alignment against recorded runs of InsightFace and CodeFormer: matrices, the points LMEDS used, crops. */
final class AlignFaceGoldenTest {
    private static final String AREA = "face_align";

    /** Stated in words in case.json: at most 2 levels, at most 1 % of the values. */
    private static final int LEVELS = 2;

    private static final double SHARE = 0.01;
    private static final double MATRIX = 1e-5;
    /** Share of the side. */
    private static final double FITS = 0.02;

    /** At 0.2 all points lie in the template's middle. */
    private static final double EXPLAINS_NOTHING = 0.15;

    private static final double FFHQ_MATRIX = 1e-4;

    @TestFactory
    Stream<DynamicTest> recordedPointsGiveTheRecordedMatrices() {
        return GoldenCase.tests(AREA, List.of("in.points", "out.matrix"), golden -> {
            List<List<Point2>> sets = points(golden.floats("in.points"));
            float[] expected = golden.floats("out.matrix");
            AlignFace align = align(golden);
            JsonNode settings = golden.json().path("settings");
            List<Integer> none = new ArrayList<>();
            settings.path("nan_sets").forEach(set -> none.add(set.intValue()));
            settings.path("no_result_sets").forEach(set -> none.add(set.intValue()));
            for (int set = 0; set < sets.size(); set++) {
                Optional<double[]> found = align.transform(sets.get(set));
                assertEquals(!none.contains(set), found.isPresent(), "set " + set);
                if (found.isPresent()) {
                    near(expected, 6 * set, found.get(), tolerance(align), "set " + set);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theRobustFitUsesTheRecordedPoints() {
        return GoldenCase.tests(AREA, List.of("out.inliers"), golden -> {
            List<List<Point2>> sets = points(golden.floats("in.points"));
            double[] used = golden.doubles("out.inliers");
            float[] plain = golden.floats("stage.matrix_umeyama");
            AlignFace align = align(golden);
            AlignFace leastSquares =
                    new AlignFace(align.template(), align.side(), align.border(), AlignFace.Fit.LEAST_SQUARES);
            for (int set = 0; set < sets.size(); set++) {
                Optional<AlignFace.Robust> found = align.leastMedian(sets.get(set));
                for (int p = 0; p < 5 && found.isPresent(); p++) {
                    assertEquals(used[5 * set + p] != 0, found.get().used()[p], "set " + set + " point " + p);
                }
                Optional<double[]> squares = leastSquares.transform(sets.get(set));
                assertEquals(Float.isFinite(plain[6 * set]), squares.isPresent(), "set " + set);
                if (squares.isPresent()) {
                    near(plain, 6 * set, squares.get(), FFHQ_MATRIX, "least squares of set " + set);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPictureGivesTheRecordedCrop() {
        return GoldenCase.tests(AREA, List.of("in.png", "out.png"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                List<Point2> points = points(golden.floats("in.points")).getFirst();
                AlignFace align = align(golden);
                JsonNode rows = golden.json().path("settings").path("matrix");
                double[] matrix = align.transform(points).orElseThrow();
                for (int i = 0; i < matrix.length; i++) {
                    double expected = rows.path(i / 3).path(i % 3).doubleValue();
                    assertEquals(expected, matrix[i], tolerance(align) * Math.max(1, Math.abs(expected)));
                }
                Mat crop = align.align(picture, points, workspace).orElseThrow();
                RecordedMats.near(golden.picture("out.png"), crop, LEVELS, SHARE, golden.name());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aFaceWithLeftAndRightExchangedFitsBadly() {
        return GoldenCase.tests(AREA, List.of("in.points", "out.matrix"), golden -> {
            JsonNode kinds = golden.json().path("settings").path("kinds");
            List<List<Point2>> sets = points(golden.floats("in.points"));
            AlignFace align = align(golden);
            for (int set = 0; set < kinds.size(); set++) {
                Optional<double[]> found = align.transform(sets.get(set));
                if (found.isEmpty() || align.fit() == AlignFace.Fit.LEAST_MEDIAN) {
                    continue;
                }
                double misfit = align.misfit(sets.get(set), found.get());
                String kind = kinds.path(set).asText();
                boolean faceLike = kind.startsWith("mirrored picture,") || kind.startsWith("turned");
                assertTrue(!faceLike || misfit < FITS, kind + " " + misfit);
                assertTrue(!kind.startsWith("mirrored (") || misfit > EXPLAINS_NOTHING, kind + " " + misfit);
            }
        });
    }

    private static AlignFace align(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        String method = settings.path("method").asText();
        if (method.startsWith("FFHQ")) {
            return AlignFace.ffhq(Integer.parseInt(method.replaceAll(".* ", "")));
        }
        return settings.has("face_size")
                ? AlignFace.ffhq(settings.path("face_size").intValue())
                : AlignFace.arcFace(settings.path("image_size").intValue());
    }

    private static double tolerance(AlignFace align) {
        return align.fit() == AlignFace.Fit.LEAST_MEDIAN ? FFHQ_MATRIX : MATRIX;
    }

    private static void near(float[] expected, int from, double[] found, double tolerance, String what) {
        for (int i = 0; i < found.length; i++) {
            double value = expected[from + i];
            assertEquals(value, found[i], tolerance * Math.max(1, Math.abs(value)), what + " entry " + i);
        }
    }

    /** Sets of five. */
    static List<List<Point2>> points(float[] numbers) {
        List<List<Point2>> sets = new ArrayList<>();
        for (int set = 0; set < numbers.length / 10; set++) {
            List<Point2> points = new ArrayList<>();
            for (int p = 0; p < 5; p++) {
                points.add(new Point2(numbers[10 * set + 2 * p], numbers[10 * set + 2 * p + 1]));
            }
            sets.add(points);
        }
        return sets;
    }
}
