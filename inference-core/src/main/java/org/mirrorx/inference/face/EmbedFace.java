package org.mirrorx.inference.face;

import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.models.bodylite.BodyLite;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * The built-in face embedding (dlib's residual network): 128 numbers, compared by their Euclidean distance, not by the cosine (different
 * people have a cosine of 0.86). The same face mirrored, darkened or strongly compressed stays within 0.27, slightly blurred within 0.38;
 * other people begin at 0.46, except that some computer-made faces come as near as 0.34. Good for "is this still the shopper", never for
 * telling shoppers apart. One face at a time, whichever threads ask.
 */
public final class EmbedFace implements JudgeIdentity.Embedding, AutoCloseable {
    /** Finds the most prominent face of a picture. */
    @FunctionalInterface
    public interface Faces {
        Optional<FaceReading> face(Picture picture);
    }

    /** Mean colour of the training pictures, R, G, B (face-api's FaceRecognitionNet). */
    private static final Scalar MEAN = new Scalar(122.782, 117.001, 104.298);

    private static final int THREADS = 1;

    private final Faces faces;
    private final Network network;
    private final Buffers buffers;

    /**
     * Opens the network.
     *
     * @param faces finds the face again in every picture
     */
    public EmbedFace(Faces faces) {
        this.faces = faces;
        try (Arena brief = Arena.ofConfined()) {
            network = OnnxRuntime.get()
                    .open(BodyLite.FACE_EMBEDDING.file(), BodyLite.FACE_EMBEDDING.forge(brief), THREADS);
        }
        buffers = network.buffers();
    }

    @Override
    public Optional<float[]> of(Picture picture) {
        return faces.face(picture).flatMap(face -> embed(picture, face));
    }

    /** The 128 numbers of this face. They are biometric: keep them in memory only and overwrite them. Empty when its points are no face's. */
    public Optional<float[]> embed(Picture picture, FaceReading face) {
        Mat view = picture.view();
        try (Workspace workspace = new Workspace()) {
            return AlignFace.FOR_BUILT_IN_EMBEDDING
                    .align(view, face.fivePoints(), workspace)
                    .map(chip -> embed(chip, workspace));
        } finally {
            view.release();
        }
    }

    /** @param chip {@code CV_8UC3}, 150 × 150, R, G, B */
    synchronized float[] embed(Mat chip, Workspace workspace) {
        Mat floats = workspace.mat();
        chip.convertTo(floats, CvType.CV_32F);
        Core.subtract(floats, MEAN, floats);
        floats.convertTo(floats, CvType.CV_32F, 1 / 255.0);
        float[] input = new float[floats.rows() * floats.cols() * floats.channels()];
        floats.get(0, 0, input);
        try {
            buffers.input().put(input);
            Arrays.fill(input, 0);
            buffers.run();
            FloatBuffer output = buffers.output(network.outputs().getFirst().name());
            float[] embedding = new float[output.remaining()];
            output.get(embedding);
            return embedding;
        } finally {
            buffers.forget();
        }
    }

    /** Frees the network. */
    @Override
    public synchronized void close() {
        buffers.close();
        network.close();
    }
}
