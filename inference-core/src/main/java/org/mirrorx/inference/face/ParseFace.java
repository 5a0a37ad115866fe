package org.mirrorx.inference.face;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.Port;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Which pixels of a restored face are pasted (ParseNet, {@code parsing_parsenet.pth}): input [1, 3, 512, 512], R, G, B, −1 to 1; first
 * output logits [1, 19, 512, 512]. BiSeNet's labels are numbered otherwise and do not fit. One face at a time, whichever threads ask.
 */
final class ParseFace implements AutoCloseable {
    private static final int PUBLISHED_SIDE = 512;

    /** Twice the published one. */
    private static final int LONGEST_SIDE = 1024;

    private static final int CHANNELS = 3;
    private static final int CLASSES = 19;

    /** Background, hat, necklace, neck, cloth ({@code MASK_COLORMAP} of the reference); all others are pasted. */
    private static final Set<Integer> DROPPED = Set.of(0, 14, 16, 17, 18);

    private static final int WHITE = 255;

    /** Of the reference: twice a Gaussian of this size and width. */
    private static final Size BLUR = new Size(101, 101);

    private static final double SIGMA = 11;

    /** Rows and columns at the border that are never pasted. */
    private static final int RIM = 10;

    private final Network network;
    private final Buffers io;
    private final String picture;
    private final int side;

    /**
     * @param network this takes it over
     * @throws Refusal when it is not such a network
     */
    ParseFace(Network network) {
        List<Long> shape =
                network.inputs().size() == 1 ? network.inputs().getFirst().shape() : List.of();
        boolean fits = shape.size() == 4
                && shape.get(2).equals(shape.get(3))
                && shape.get(2) != 0
                && shape.get(2) <= LONGEST_SIDE
                && !network.outputs().isEmpty()
                && network.inputs().getFirst().isReal()
                && network.outputs().stream().allMatch(Port::isReal);
        if (!fits) {
            throw new Refusal(
                    network.name() + " does not take one square face; install the published parsing_parsenet again.");
        }
        this.network = network;
        this.picture = network.inputs().getFirst().name();
        this.side = shape.get(2) < 0 ? PUBLISHED_SIDE : Math.toIntExact(shape.get(2));
        this.io = network.buffers(Map.of(picture, Shape.of(1, CHANNELS, side, side)));
    }

    /**
     * The labels of a face, the first of equally likely ones.
     *
     * @param face three channels R, G, B, levels 0 to 255 of any depth, square
     * @return {@code CV_8UC1} of the network's side, in the workspace
     */
    synchronized Mat labels(Mat face, Workspace workspace) {
        float[] input = input(face, side, workspace);
        try {
            io.input(picture).put(input);
            io.run();
            float[] logits = io.numbers(network.outputs().getFirst().name());
            if (logits.length != CLASSES * side * side) {
                throw new Refusal(network.name() + " answers " + logits.length + " numbers, not " + CLASSES
                        + " classes for each pixel; install the published parsing_parsenet again.");
            }
            Mat labels = likeliest(logits, workspace);
            Arrays.fill(logits, 0);
            return labels;
        } finally {
            Arrays.fill(input, 0);
            io.forget();
        }
    }

    /** {@code [3, side, side]}, R, G, B, −1 to 1. */
    static float[] input(Mat face, int side, Workspace workspace) {
        Mat resized = workspace.mat();
        Imgproc.resize(face, resized, new Size(side, side), 0, 0, Imgproc.INTER_LINEAR);
        Mat floats = workspace.mat();
        resized.convertTo(floats, CvType.CV_32F);
        float[] levels = new float[CHANNELS * side * side];
        floats.get(0, 0, levels);
        float[] planes = new float[levels.length];
        for (int i = 0; i < levels.length; i++) {
            planes[i % CHANNELS * side * side + i / CHANNELS] = (levels[i] / WHITE - 0.5f) / 0.5f;
        }
        Arrays.fill(levels, 0);
        return planes;
    }

    private Mat likeliest(float[] logits, Workspace workspace) {
        int plane = side * side;
        byte[] labels = new byte[plane];
        for (int i = 0; i < plane; i++) {
            int best = 0;
            for (int c = 1; c < CLASSES; c++) {
                if (logits[c * plane + i] > logits[best * plane + i]) {
                    best = c;
                }
            }
            labels[i] = (byte) best;
        }
        Mat mat = workspace.zeros(side, side, CvType.CV_8UC1);
        mat.put(0, 0, labels);
        Arrays.fill(labels, (byte) 0);
        return mat;
    }

    /**
     * How much of each pixel is pasted.
     *
     * @param labels {@code CV_8UC1}
     * @param faceSide of the restored face
     * @return {@code CV_64F} of the face's side, 0 to 1, in the workspace
     */
    static Mat kept(Mat labels, int faceSide, Workspace workspace) {
        Mat blurred = blurred(labels, workspace);
        Mat inner = workspace.zeros(blurred.rows(), blurred.cols(), CvType.CV_64F);
        Mat from = blurred.submat(RIM, blurred.rows() - RIM, RIM, blurred.cols() - RIM);
        Mat to = inner.submat(RIM, inner.rows() - RIM, RIM, inner.cols() - RIM);
        from.copyTo(to);
        from.release();
        to.release();
        Core.divide(inner, Scalar.all(WHITE), inner);
        Mat kept = workspace.mat();
        Imgproc.resize(inner, kept, new Size(faceSide, faceSide), 0, 0, Imgproc.INTER_LINEAR);
        return kept;
    }

    /** {@code CV_64F}, 0 to 255. */
    static Mat blurred(Mat labels, Workspace workspace) {
        Mat white = workspace.zeros(labels.rows(), labels.cols(), CvType.CV_64F);
        Mat other = workspace.mat();
        for (int label = 0; label < CLASSES; label++) {
            if (!DROPPED.contains(label)) {
                Core.compare(labels, Scalar.all(label), other, Core.CMP_EQ);
                white.setTo(Scalar.all(WHITE), other).release();
            }
        }
        Mat once = workspace.mat();
        Imgproc.GaussianBlur(white, once, BLUR, SIGMA);
        Imgproc.GaussianBlur(once, white, BLUR, SIGMA);
        return white;
    }

    /** Overwrites the buffers and frees the network. */
    @Override
    public synchronized void close() {
        io.close();
        network.close();
    }
}
