package org.mirrorx.models.bodylite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.mirrorx.models.checkpoint.TfLite;
import org.mirrorx.models.checkpoint.TfjsWeights;
import org.mirrorx.models.forge.FaceEmbedding;
import org.mirrorx.models.forge.MediaPipe;
import org.mirrorx.models.onnx.Graph;
import org.mirrorx.models.onnx.OnnxFile;

/**
 * The networks that come with MirrorX. All take one f32 input [1, height, width, 3], RGB; origins and licences stand beside the
 * files in {@code NOTICE.md}.
 */
public enum BodyLite {
    /**
     * Finds people: {@code input_1} [1, 224, 224, 3] in −1…1; {@code Identity} [1, 2254, 12] boxes and points, {@code Identity_1}
     * [1, 2254, 1] score logits.
     */
    POSE_DETECTION("pose_detection.tflite"),

    /**
     * Body points of one person: {@code input_1} [1, 256, 256, 3] in 0…1; {@code Identity} [1, 195] 39 × (x, y, z, visibility
     * logit, presence logit) in crop pixels, {@code Identity_1} [1, 1] probability of a person, {@code Identity_2} [1, 256, 256, 1]
     * mask logits, {@code Identity_3} [1, 64, 64, 39] heat-map logits, {@code Identity_4} [1, 117] metres from the hip centre.
     */
    POSE_LANDMARK("pose_landmark_full.tflite"),

    /** Person mask: {@code input_1} [1, 256, 256, 3] in 0…1; {@code activation_10} [1, 256, 256, 1] probability. */
    SELFIE_SEGMENTATION("selfie_segmentation.tflite"),

    /**
     * Finds faces: {@code input} [1, 128, 128, 3] in −1…1; {@code regressors} [1, 896, 16], {@code classificators} [1, 896, 1]
     * logits.
     */
    FACE_DETECTION("face_detection_short_range.tflite"),

    /**
     * Face points: {@code input_1} [1, 192, 192, 3] in 0…1; {@code conv2d_21} [1, 1, 1, 1404] 468 × (x, y, z) in crop pixels,
     * {@code conv2d_31} [1, 1, 1, 1] logit of a face.
     */
    FACE_LANDMARK("face_landmark.tflite"),

    /**
     * Face embedding: {@code chip} [1, 150, 150, 3], (v − (122.782, 117.001, 104.298)) / 255; {@code embedding} [1, 128], compared
     * by Euclidean distance.
     */
    FACE_EMBEDDING("face_recognition_model.bin") {
        @Override
        Graph graph() {
            byte[] manifest = resource("face_recognition_model-weights_manifest.json");
            return FaceEmbedding.forge(TfjsWeights.read(manifest, MemorySegment.ofArray(resource(file())), file()));
        }
    };

    private final String file;

    BodyLite(String file) {
        this.file = file;
    }

    /** Name of the published file among this package's resources. */
    public String file() {
        return file;
    }

    /** Check sum of the published file, 64 small hexadecimal digits: what {@code SHA256SUMS} beside it says. */
    public String sha256() {
        return new String(resource("SHA256SUMS"), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.endsWith("  " + file))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("SHA256SUMS of models does not list " + file));
    }

    /** The network as an ONNX model in new native memory of the arena; 0.4 to 22 MB. */
    public MemorySegment forge(Arena arena) {
        return OnnxFile.write(graph(), arena);
    }

    Graph graph() {
        return MediaPipe.forge(TfLite.read(MemorySegment.ofArray(resource(file)), file));
    }

    static byte[] resource(String name) {
        try (InputStream in = BodyLite.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the build of models");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the resource " + name, unreadable);
        }
    }
}
