package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mirrorx.inference.face.FaceStages.every;
import static org.mirrorx.inference.face.FaceStages.flat;
import static org.mirrorx.inference.face.FaceStages.near;
import static org.mirrorx.inference.face.FaceStages.numbers;
import static org.mirrorx.inference.face.FaceStages.tolerance;
import static org.mirrorx.inference.face.FaceStages.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.face.FaceStages.Distance;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.golden.GoldenCase;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Swapping against recorded runs of InsightFace, every step. Tolerances of pictures are stated in words in case.json. */
final class InswapperGoldenTest {
    private static final String AREA = "inswapper";
    private static final double MATRIX = 1e-4;
    private static final double LEVELS = 2;
    private static final double CROP_SHARE = 0.01;
    private static final double MASK_SHARE = 0.002;
    private static final double MEAN = 0.25;

    /** Crop-only against the whole picture's way: at most 100 values differ. */
    private static final int CROP_ONLY_VALUES = 100;

    @TestFactory
    Stream<DynamicTest> anEmbeddingBecomesTheRecordedLatent() {
        return GoldenCase.tests(AREA, golden -> {
            try (SwapFace swap = open(golden)) {
                float[] embedding = golden.floats("in.source_embedding");
                float[] unit = ArcFace.normalised(embedding).orElseThrow();
                double tolerance = tolerance(golden, "latent");
                near(golden.doubles("stage.normed_embedding"), doubles(unit), tolerance, "normed embedding");
                near(
                        golden.doubles("stage.latent_unnormalised"),
                        doubles(swap.mapped(unit)),
                        tolerance * Math.max(1, largest(golden.doubles("stage.latent_unnormalised"))),
                        "latent before its norm");
                near(
                        golden.doubles("stage.latent"),
                        doubles(swap.latent(embedding).orElseThrow()),
                        tolerance,
                        "latent");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyStepIsTheRecordedOne() {
        return GoldenCase.tests(AREA, golden -> {
            try (SwapFace swap = open(golden);
                    Workspace workspace = new Workspace()) {
                JsonNode settings = golden.json().path("settings");
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                AlignFace align = AlignFace.arcFace(128);
                double[] matrix = align.transform(FaceStages.points(golden.floats("in.points"), 0, 1))
                        .orElseThrow();
                near(flat(settings.path("matrix")), matrix, MATRIX, "matrix");
                near(golden.doubles("stage.matrix"), matrix, MATRIX, "stored matrix");
                PasteBack way = PasteBack.undoing(matrix, 128);
                near(flat(settings.path("inverse_matrix")), way.toPicture(), MATRIX, "inverse");
                near(golden.doubles("stage.inverse_matrix"), way.toPicture(), MATRIX, "stored inverse");

                RecordedMats.near(
                        golden.picture("aligned.png"),
                        align.warp(picture, matrix, workspace),
                        2,
                        CROP_SHARE,
                        "aligned");
                // The network's tolerance is for equal crops.
                Mat aligned = workspace.keep(RecordedMats.of(golden.picture("aligned.png")));
                near(golden.doubles("stage.blob_sub4"), every(4, swap.input(aligned), 128), 1e-6, "blob");
                float[] latent =
                        swap.latent(golden.floats("in.source_embedding")).orElseThrow();
                near(
                        golden.doubles("stage.network_output_sub4"),
                        every(4, swap.output(aligned, latent), 128),
                        tolerance(golden, "network_output"),
                        "network output");
                Mat swapped = swap.swapped(aligned, latent, workspace);
                RecordedMats.near(golden.picture("swapped.png"), swapped, 2, CROP_SHARE, "swapped");

                PasteSwapped.Stages stages =
                        PasteSwapped.paste(swapped, way, picture, workspace).orElseThrow();
                assertEquals(
                        settings.path("mask_height").intValue(),
                        stages.kernels().maskHeight());
                assertEquals(
                        settings.path("mask_width").intValue(), stages.kernels().maskWidth());
                assertEquals(
                        settings.path("mask_size").intValue(), stages.kernels().maskSize());
                assertEquals(
                        settings.path("erode_kernel").path(0).intValue(),
                        stages.kernels().erosion());
                assertEquals(
                        settings.path("mask_blur_kernel").path(0).intValue(),
                        2 * stages.kernels().radius() + 1);
                Rect box = stages.box();
                int[] region = new int[4];
                for (int i = 0; i < region.length; i++) {
                    region[i] =
                            settings.path("crop_only_region_x0y0x1y1").path(i).intValue();
                }
                assertArrayEquals(region, new int[] {box.x, box.y, box.x + box.width, box.y + box.height});
                RecordedMats.near(
                        golden.picture("white.png"),
                        rounded(stages.white(), box, picture, workspace),
                        255,
                        MASK_SHARE,
                        "white");
                RecordedMats.near(
                        golden.picture("eroded.png"),
                        rounded(stages.eroded(), box, picture, workspace),
                        255,
                        MASK_SHARE,
                        "eroded");
                near(
                        golden.doubles("stage.soft_mask_sub3"),
                        every(3, whole(stages.soft(), box, picture.size(), workspace), workspace),
                        tolerance(golden, "soft_mask"),
                        "soft mask");
                if (golden.hasAll(List.of("warped.png"))) {
                    Mat warped = whole(stages.warped(), box, picture.size(), workspace);
                    RecordedMats.near(golden.picture("warped.png"), warped, 2, CROP_SHARE, "warped");
                }
                double[] expected = numbers(golden.picture("out.png"));
                Distance.of(expected, every(1, picture, workspace), "out").within(LEVELS, MEAN, 1, "out");
            }
        });
    }

    /** From the recorded crop, so that only the way of pasting differs. */
    @TestFactory
    Stream<DynamicTest> theRectangleAloneGivesWhatTheWholePictureGives() {
        return GoldenCase.tests(AREA, golden -> {
            try (Workspace workspace = new Workspace()) {
                JsonNode settings = golden.json().path("settings");
                Mat picture = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                Mat swapped = workspace.keep(RecordedMats.of(golden.picture("swapped.png")));
                PasteBack way = new PasteBack(flat(settings.path("inverse_matrix")), 128);
                PasteSwapped.paste(swapped, way, picture, workspace);
                double[] expected = numbers(golden.picture("out.png"));
                Distance distance = Distance.of(expected, every(1, picture, workspace), "out");
                distance.within(
                        settings.path("crop_only_max_difference").doubleValue(),
                        MEAN,
                        (double) CROP_ONLY_VALUES / expected.length,
                        "crop only");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aShoppersFaceComesIntoAGeneratedPicture() {
        return GoldenCase.tests(AREA, golden -> {
            try (SwapFace swap = open(golden);
                    Arena arena = Arena.ofConfined();
                    Workspace workspace = new Workspace()) {
                Mat given = workspace.keep(RecordedMats.of(golden.picture("in.png")));
                Picture generated = Picture.copyOf(arena, given);
                FaceReading face =
                        new FaceReading(1, 0, 0, 1, 1, FaceStages.points(golden.floats("in.points"), 0, 1), List.of());
                ShopperFace shopper = new ShopperFace(golden.floats("in.source_embedding"));
                Mat result = swap.swap(shopper, generated, face, arena).view();
                Distance.of(numbers(golden.picture("out.png")), every(1, result, workspace), "out")
                        .within(LEVELS, MEAN, 1, "out");
                result.release();
            }
        });
    }

    private static SwapFace open(GoldenCase golden) {
        JsonNode settings = golden.json().path("settings");
        var file = golden.file(settings.path("model").asText());
        int width = settings.path("embedding_dim").intValue();
        return new SwapFace(OnnxRuntime.get().open(file, 1), RecordedEmap.of(file, width));
    }

    private static Mat rounded(Mat mask, Rect box, Mat picture, Workspace workspace) {
        Mat bytes = workspace.mat();
        whole(mask, box, picture.size(), workspace).convertTo(bytes, org.opencv.core.CvType.CV_8U);
        return bytes;
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    private static double largest(double[] numbers) {
        return java.util.Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }
}
