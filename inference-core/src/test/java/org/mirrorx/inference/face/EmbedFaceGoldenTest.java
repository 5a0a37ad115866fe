package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.Photograph;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.SharedData;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Alignment and embedding against recorded runs of tfjs; and whether the whole way tells the same face from another. */
final class EmbedFaceGoldenTest {
    private static final String AREA = "body_lite";
    private static final double MATRIX = 1e-3;

    private static Optional<BodyLite> bodies = Optional.empty();
    private static Optional<EmbedFace> opened = Optional.empty();

    @AfterAll
    static void close() {
        opened.ifPresent(EmbedFace::close);
        bodies.ifPresent(BodyLite::close);
    }

    private static EmbedFace embedFace() {
        if (opened.isEmpty()) {
            BodyLite networks = BodyLite.open(Optional.empty());
            bodies = Optional.of(networks);
            opened = Optional.of(new EmbedFace(networks::face));
        }
        return opened.get();
    }

    @TestFactory
    Stream<DynamicTest> recordedPointsAlignAsRecorded() {
        return GoldenCase.tests(AREA, List.of("out.chip_matrix", "out.yunet.detections"), golden -> {
            float[] matrix = golden.floats("out.chip_matrix");
            double[] found = AlignFace.FOR_BUILT_IN_EMBEDDING
                    .transform(recordedPoints(golden))
                    .orElseThrow();
            for (int i = 0; i < matrix.length; i++) {
                assertEquals(matrix[i], found[i], MATRIX * Math.max(1, Math.abs(matrix[i])), "entry " + i);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aPhotographGivesTheRecordedEmbedding() {
        return GoldenCase.tests(AREA, List.of("out.embedding", "out.yunet.detections"), golden -> {
            try (Workspace workspace = new Workspace()) {
                Mat photo = Photograph.mat(
                        SharedData.PHOTOS.resolve(golden.json().get("photo").asText()), workspace);
                EmbedFace embed = embedFace();
                Mat chip = AlignFace.FOR_BUILT_IN_EMBEDDING
                        .align(photo, recordedPoints(golden), workspace)
                        .orElseThrow();
                near(golden.floats("out.embedding"), embed.embed(chip, workspace), golden);
                Core.flip(chip, chip, 1);
                near(golden.floats("out.embedding_mirrored"), embed.embed(chip, workspace), golden);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aDarkenedMirroredPhotographIsStillTheSamePerson() {
        return GoldenCase.tests(AREA, List.of("out.embedding"), golden -> {
            try (Workspace workspace = new Workspace();
                    Arena memory = Arena.ofConfined()) {
                Mat photo = Photograph.mat(
                        SharedData.PHOTOS.resolve(golden.json().get("photo").asText()), workspace);
                JudgeIdentity judge = new JudgeIdentity(embedFace());
                JudgeIdentity.Face shopper = judge.remember(Picture.copyOf(memory, photo));
                Core.flip(photo, photo, 1);
                photo.convertTo(photo, -1, 0.8);
                OptionalDouble distance = judge.distance(shopper, Picture.copyOf(memory, photo));
                assertTrue(distance.orElse(9) < JudgeIdentity.SAME_PERSON, "distance " + distance);
                shopper.forget();
            }
        });
    }

    private static void near(float[] recorded, float[] found, GoldenCase golden) {
        assertEquals(recorded.length, found.length);
        for (int i = 0; i < recorded.length; i++) {
            assertEquals(recorded[i], found[i], golden.tolerance("embedding_abs"), "number " + i);
        }
    }

    private static List<Point2> recordedPoints(GoldenCase golden) {
        float[] first = golden.floats("out.yunet.detections");
        return Stream.of(5, 7, 9, 11, 13)
                .map(at -> new Point2(first[at], first[at + 1]))
                .toList();
    }
}
