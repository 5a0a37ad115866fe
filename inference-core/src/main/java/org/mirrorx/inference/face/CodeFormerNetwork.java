package org.mirrorx.inference.face;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.Port;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * CodeFormer in any of its exports, or forged from the checkpoint. The input of four dimensions is the face [1, 3, s, s], R, G, B, −1 to 1;
 * any other input is the fidelity, of whichever type and shape ([1] or none); the first output is the face again. One face at a time,
 * whichever threads ask.
 */
final class CodeFormerNetwork implements AutoCloseable {
    /** Where the file leaves the side open. */
    private static final int PUBLISHED_SIDE = 512;

    /** Twice the published one. */
    private static final int LONGEST_SIDE = 1024;

    private static final int CHANNELS = 3;
    private static final int RANK = 4;
    private static final Planes SIGNED = new Planes(127.5, 127.5);

    private final Network network;
    private final Buffers io;
    private final String picture;
    private final Optional<String> fidelity;
    private final int side;

    /**
     * @param network this takes it over
     * @throws Refusal when it is not such a network
     */
    CodeFormerNetwork(Network network) {
        this.network = network;
        List<Port> pictures = network.inputs().stream()
                .filter(port -> port.shape().size() == RANK)
                .toList();
        List<Port> others = network.inputs().stream()
                .filter(port -> port.shape().size() != RANK)
                .toList();
        boolean fits = pictures.size() == 1
                && others.size() <= 1
                && !network.outputs().isEmpty()
                && network.inputs().stream().allMatch(Port::isReal)
                && network.outputs().stream().allMatch(Port::isReal)
                && others.stream().allMatch(CodeFormerNetwork::isOneNumber);
        long columns = fits ? pictures.getFirst().shape().getLast() : 0;
        long rows = fits ? pictures.getFirst().shape().get(RANK - 2) : 0;
        if (!fits || columns != rows || columns == 0 || columns > LONGEST_SIDE) {
            throw new Refusal(network.name()
                    + " does not take one square face and at most one weight; install the published CodeFormer again.");
        }
        this.side = columns < 0 ? PUBLISHED_SIDE : (int) columns;
        this.picture = pictures.getFirst().name();
        this.fidelity = others.stream().map(Port::name).findFirst();
        Map<String, Shape> shapes = new HashMap<>();
        shapes.put(picture, Shape.of(1, CHANNELS, side, side));
        others.stream().filter(port -> !port.isFixed()).forEach(port -> shapes.put(port.name(), Shape.of(1)));
        this.io = network.buffers(shapes);
    }

    private static boolean isOneNumber(Port port) {
        return port.shape().isEmpty()
                || port.shape().size() == 1 && Math.abs(port.shape().getFirst()) == 1;
    }

    /** Pixels on a side of the face. */
    int side() {
        return side;
    }

    /**
     * The restored face.
     *
     * @param crop {@code CV_8UC3} of {@link #side()} × {@link #side()}, R, G, B
     * @param weight 0 (best looking) to 1 (closest to the crop); without effect where the file fixes it
     * @return the same kind, in the workspace
     */
    Mat restore(Mat crop, double weight, Workspace workspace) {
        float[] output = output(crop, weight);
        Mat restored = levels(output, workspace);
        Arrays.fill(output, 0);
        return restored;
    }

    /** {@code [3, s, s]}, R, G, B, about −1 to 1, not clipped. */
    synchronized float[] output(Mat crop, double weight) {
        float[] input = SIGNED.of(crop);
        try {
            io.input(picture).put(input);
            fidelity.ifPresent(name -> io.input(name).put((float) weight));
            io.run();
            float[] output = io.numbers(network.outputs().getFirst().name());
            if (output.length != input.length) {
                throw new Refusal(network.name() + " answers " + output.length + " numbers, not a face of " + side
                        + " × " + side + "; install the published CodeFormer again.");
            }
            return output;
        } finally {
            Arrays.fill(input, 0);
            io.forget();
        }
    }

    /** Clipped to −1…1, (v + 1) / 2 · 255, rounded. */
    private Mat levels(float[] planes, Workspace workspace) {
        int plane = side * side;
        byte[] levels = new byte[planes.length];
        for (int i = 0; i < levels.length; i++) {
            float value = Math.clamp(planes[i % CHANNELS * plane + i / CHANNELS], -1f, 1f);
            levels[i] = (byte) (int) Math.rint((value + 1) / 2 * 255);
        }
        Mat face = workspace.zeros(side, side, CvType.CV_8UC3);
        face.put(0, 0, levels);
        Arrays.fill(levels, (byte) 0);
        return face;
    }

    /** Overwrites the buffers and frees the network. */
    @Override
    public synchronized void close() {
        io.close();
        network.close();
    }
}
