package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Labels clothes and body with FASHN's human parser ({@link org.mirrorx.models.forge.Segformer}), as its published package does. One
 * picture at a time, whichever threads ask.
 */
public final class ParseFashn implements AutoCloseable {
    private static final double[] MEANS = {0.485, 0.456, 0.406};
    private static final double[] DEVIATIONS = {0.229, 0.224, 0.225};
    private static final float LEVELS = 255;
    private static final String LOGITS = "logits";
    private static final long COLOURS = 3;
    private static final long LONGEST_SIDE = 4096;

    private final Network network;
    private final Buffers io;
    private final int width;
    private final int height;

    /**
     * @param network as {@code Segformer} forges it; this takes it over
     * @throws Refusal when it is another
     */
    public ParseFashn(Network network) {
        Natives.load();
        List<Long> input =
                network.inputs().size() == 1 ? network.inputs().getFirst().shape() : List.of();
        boolean fits = input.size() == 4
                && input.get(1) == COLOURS
                && Math.min(input.get(2), input.get(3)) > 0
                && Math.max(input.get(2), input.get(3)) <= LONGEST_SIDE
                && network.outputs().stream()
                        .anyMatch(port ->
                                port.name().equals(LOGITS) && port.shape().get(1) == ParserLabel.values().length);
        if (!fits) {
            throw new Refusal(network.name() + " is not FASHN's human parser; install its pack again.");
        }
        this.network = network;
        this.io = network.buffers();
        this.height = Math.toIntExact(input.get(2));
        this.width = Math.toIntExact(input.get(3));
    }

    /**
     * Reads a picture.
     *
     * @param rgb {@code CV_8UC3}, R, G, B, any size
     * @return {@code CV_8UC1} of its size, values of {@link ParserLabel}, in the workspace
     */
    public synchronized Mat read(Mat rgb, Workspace workspace) {
        try {
            float[] logits = logits(rgb);
            Shape shape = io.outputShape(LOGITS);
            Mat labels = workspace.keep(new Mat(rgb.rows(), rgb.cols(), CvType.CV_8UC1));
            labels.put(0, 0, LikeliestClass.of(logits, shape.side(3), shape.side(2), rgb.cols(), rgb.rows()));
            return labels;
        } finally {
            io.forget();
        }
    }

    /** The picture at the network's size, whatever its proportions: {@code CV_8UC3}. */
    Mat resized(Mat rgb, Workspace workspace) {
        Mat small = workspace.mat();
        Imgproc.resize(rgb, small, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
        return small;
    }

    /** Planes R, G, B. */
    static float[] input(Mat rgb) {
        int plane = rgb.rows() * rgb.cols();
        byte[] bytes = new byte[3 * plane];
        rgb.get(0, 0, bytes);
        float[] planes = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int colour = i % 3;
            planes[colour * plane + i / 3] =
                    (float) (((bytes[i] & 0xFF) / LEVELS - MEANS[colour]) / DEVIATIONS[colour]);
        }
        Arrays.fill(bytes, (byte) 0);
        return planes;
    }

    float[] logits(Mat rgb) {
        try (Workspace workspace = new Workspace()) {
            float[] planes = input(resized(rgb, workspace));
            io.input().put(planes);
            Arrays.fill(planes, 0);
            io.run();
            return io.numbers(LOGITS);
        }
    }

    /** Numbers of an inner value that the network was forged to give. */
    float[] station(String name) {
        return io.numbers(name);
    }

    @Override
    public void close() {
        io.close();
        network.close();
    }
}
