package org.mirrorx.inference.face;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.Mat;

/**
 * Whose face it is, in 512 numbers ({@code w600k_r50.onnx} of buffalo_l): input [1, 3, 112, 112] R, G, B of the aligned face, output [1, 512].
 * Embeddings are compared by their cosine. They are biometric: keep them in memory only and overwrite them. One face at a time, whichever
 * threads ask.
 */
public final class ArcFace implements AutoCloseable {
    private static final int SIDE = 112;
    private static final int NUMBERS = 512;
    private static final AlignFace ALIGN = AlignFace.arcFace(SIDE);

    /** The published mean and deviation of recognisers; other networks have 128. */
    private static final Planes OUTSIDE = new Planes(127.5, 127.5);

    private final Network network;
    private final Planes planes;
    private final Buffers io;

    /**
     * @param network this takes it over
     * @param normalisation where the file brings colours to its range
     * @throws Refusal when it is not such a network
     */
    public ArcFace(Network network, Normalisation normalisation) {
        boolean fits = network.inputs().size() == 1
                && network.outputs().size() == 1
                && network.inputs().getFirst().shape().size() == 4
                && network.inputs().getFirst().shape().subList(1, 4).equals(List.of(3L, (long) SIDE, (long) SIDE))
                && network.outputs().getFirst().shape().getLast() == NUMBERS;
        if (!fits) {
            throw new Refusal(network.name()
                    + " does not turn a face of 112 × 112 into 512 numbers; install the published recogniser again.");
        }
        this.network = network;
        this.planes = normalisation.planes(OUTSIDE);
        this.io = network.buffers(Map.of(network.inputs().getFirst().name(), Shape.of(1, 3, SIDE, SIDE)));
    }

    /**
     * Whose face this is.
     *
     * @param fivePoints in ArcFace order, pixels of the picture
     * @return 512 numbers of length 1; empty when the points are no face's
     */
    public Optional<float[]> embed(Picture picture, List<Point2> fivePoints) {
        Mat view = picture.view();
        try {
            return embed(view, fivePoints);
        } finally {
            view.release();
        }
    }

    /**
     * The shopper's face, for as long as their visit lasts.
     *
     * @param capture this visit's capture, never another picture
     * @return empty when the points are no face's
     */
    public Optional<ShopperFace> remember(Picture capture, FaceReading face) {
        return embed(capture, face.fivePoints()).map(ShopperFace::new);
    }

    /** @param rgb {@code CV_8UC3}, R, G, B */
    Optional<float[]> embed(Mat rgb, List<Point2> fivePoints) {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            return ALIGN.align(rgb, fivePoints, workspace).flatMap(chip -> {
                float[] raw = raw(chip);
                Optional<float[]> unit = normalised(raw);
                Arrays.fill(raw, 0);
                return unit;
            });
        }
    }

    /**
     * The network's own numbers.
     *
     * @param chip {@code CV_8UC3} of 112 × 112, R, G, B
     */
    synchronized float[] raw(Mat chip) {
        try {
            float[] input = input(chip);
            io.input().put(input);
            Arrays.fill(input, 0);
            io.run();
            return io.numbers(network.outputs().getFirst().name());
        } finally {
            io.forget();
        }
    }

    float[] input(Mat chip) {
        return planes.of(chip);
    }

    /** Of length 1; empty where there is no direction. */
    static Optional<float[]> normalised(float[] embedding) {
        double length = Math.sqrt(dot(embedding, embedding));
        if (!(length > 0) || !Double.isFinite(length)) {
            return Optional.empty();
        }
        float[] unit = new float[embedding.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (embedding[i] / length);
        }
        return Optional.of(unit);
    }

    /** The cosine of two embeddings, −1 to 1: 1 the same, near 0 different people. */
    public static double similarity(float[] one, float[] other) {
        return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private static double dot(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "embeddings of " + one.length + " and " + other.length + " numbers are of different networks");
        }
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    /** Overwrites the buffers and frees the network. */
    @Override
    public synchronized void close() {
        io.close();
        network.close();
    }
}
