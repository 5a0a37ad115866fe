package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.RecordedMats;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.checkpoint.SafeTensors;
import org.mirrorx.models.golden.GoldenCase;
import org.mirrorx.models.golden.SharedData;

/** Detector, recogniser and landmarks together against recorded runs of InsightFace. Tolerances are stated in words in case.json. */
final class FaceAnalysisGoldenTest {
    private static final String AREA = "face_analysis";
    private static final double PIXELS = 1e-2;
    private static final double SCORE = 1e-4;
    private static final double COSINE = 0.999;
    private static final double LANDMARKS = 0.2;
    private static final double DEGREES = 0.1;

    @TestFactory
    Stream<DynamicTest> everyFaceIsReadAsRecorded() {
        return GoldenCase.tests(AREA, List.of("in.png"), golden -> {
            JsonNode settings = golden.json().path("settings");
            Path folder = golden.file(settings.path("models").asText());
            Path recogniser = folder.resolve("w600k_r50.onnx");
            Path flat = folder.resolve("2d106det.onnx");
            Path solid = folder.resolve("1k3d68.onnx");
            try (Arena memory = Arena.ofConfined();
                    Workspace workspace = new Workspace();
                    Scrfd scrfd = new Scrfd(
                            open(folder.resolve("det_10g.onnx")),
                            ScrfdGoldenTest.settings(
                                    settings, List.of(ScrfdGoldenTest.size(settings.path("det_size_wh")))));
                    ArcFace arcFace = new ArcFace(open(recogniser), FirstNodes.recogniser(recogniser));
                    Landmarks flat106 = new Landmarks(open(flat), Landmarks.Kind.FLAT_106, FirstNodes.landmarks(flat));
                    Landmarks solid68 =
                            new Landmarks(open(solid), Landmarks.Kind.SOLID_68, FirstNodes.landmarks(solid))) {
                Picture picture = Picture.copyOf(
                        memory,
                        workspace.keep(RecordedMats.of(
                                golden.picture(settings.path("picture").asText()))));
                List<FaceReading> faces = scrfd.find(picture);
                assertEquals(settings.path("faces").intValue(), faces.size());
                for (int i = 0; i < faces.size(); i++) {
                    FaceReading face = faces.get(i);
                    String at = "out.face" + i + ".";
                    checkBox(golden, at, face);
                    float[] embedding =
                            arcFace.embed(picture, face.fivePoints()).orElseThrow();
                    assertTrue(ArcFace.similarity(golden.floats(at + "normed_embedding"), embedding) >= COSINE);
                    assertTrue(ArcFace.similarity(golden.floats(at + "embedding"), embedding) >= COSINE);
                    LandmarksGoldenTest.near(
                            golden.floats(at + "landmark_2d_106"),
                            flat106.read(picture, face),
                            Landmarks.Kind.FLAT_106,
                            LANDMARKS,
                            at);
                    List<Point3> inSpace = solid68.read(picture, face);
                    LandmarksGoldenTest.near(
                            golden.floats(at + "landmark_3d_68"), inSpace, Landmarks.Kind.SOLID_68, LANDMARKS, at);
                    LandmarksGoldenTest.near(
                            golden.floats(at + "pose"), HeadPose.of(inSpace, meanShape(memory)), DEGREES);
                }
            }
        });
    }

    private static void checkBox(GoldenCase golden, String at, FaceReading face) {
        float[] box = golden.floats(at + "bbox");
        assertEquals(box[0], face.boxLeft(), PIXELS, at);
        assertEquals(box[1], face.boxTop(), PIXELS, at);
        assertEquals(box[2], face.boxRight(), PIXELS, at);
        assertEquals(box[3], face.boxBottom(), PIXELS, at);
        assertEquals(golden.floats(at + "det_score")[0], face.score(), SCORE, at);
        List<Point2> points =
                AlignFaceGoldenTest.points(golden.floats(at + "kps")).getFirst();
        for (int p = 0; p < points.size(); p++) {
            assertEquals(0, points.get(p).distance(face.fivePoints().get(p)), PIXELS, at + "kps " + p);
        }
    }

    /** It ships with InsightFace and is recorded with the landmarks. */
    private static List<Point3> meanShape(Arena memory) throws java.io.IOException {
        return LandmarksGoldenTest.points(
                SafeTensors.map(SharedData.GOLDEN.resolve("landmark106/1k3d68/tensors.safetensors"), memory)
                        .get("in.mean_shape_68")
                        .toFloats(),
                3);
    }

    private static Network open(Path file) {
        return OnnxRuntime.get().open(file, 1);
    }
}
