package org.mirrorx.inference.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.Port;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.Mat;

/**
 * Finds faces with an SCRFD network of InsightFace ({@code det_10g.onnx} of buffalo_l; {@code model_zoo/scrfd.py}): input [1, 3, h, w] R, G,
 * B, outputs as {@link ScrfdLayout}. One picture at a time, whichever threads ask.
 */
public final class Scrfd implements AutoCloseable {
    /** Published mean and deviation. */
    static final Planes PLANES = new Planes(127.5, 128);

    private static final String INSTALL = "; install the published detector again.";
    private static final int PICTURE_AXES = 4;
    private static final int COLOURS = 3;

    /** Of an input; no published one is larger than 640. */
    private static final int LONGEST_SIDE = 4096;

    /** Sides of a network's input, pixels. */
    public record InputSize(int width, int height) {}

    /** Which faces are kept where more are found than wanted. */
    public enum Preference {
        /** The largest boxes. */
        LARGEST,
        /** Large boxes near the picture's middle: area less twice the squared distance. */
        LARGE_AND_CENTRAL
    }

    /**
     * How to look.
     *
     * @param sizes the picture is looked at in each of these; all that is found counts together. A file with a fixed size ignores them
     * @param leastScore a face from here on
     * @param sameOverlap two boxes that overlap by more are one face
     * @param most how many faces are kept; 0 for all
     * @param preference which these are
     */
    public record Settings(
            List<InputSize> sizes, float leastScore, float sameOverlap, int most, Preference preference) {
        /** For a shop: one large face, one size. Threshold and overlap as published. */
        public static final Settings STILL =
                new Settings(List.of(new InputSize(640, 640)), 0.5f, 0.4f, 0, Preference.LARGE_AND_CENTRAL);

        public Settings {
            sizes = List.copyOf(sizes);
        }

        private boolean fits(ScrfdLayout layout) {
            int multiple = layout.strides().getLast();
            return !sizes.isEmpty()
                    && sizes.stream()
                            .allMatch(size -> Math.min(size.width(), size.height()) > 0
                                    && Math.max(size.width(), size.height()) <= LONGEST_SIDE
                                    && size.width() % multiple == 0
                                    && size.height() % multiple == 0);
        }

        /** Of all sizes' candidates those that stay. */
        List<FaceCandidate> choose(List<FaceCandidate> candidates, int width, int height) {
            List<FaceCandidate> distinct = FaceCandidate.distinct(candidates, sameOverlap);
            if (most == 0 || distinct.size() <= most) {
                return distinct;
            }
            return distinct.stream()
                    .sorted(Comparator.<FaceCandidate>comparingDouble(face -> value(face, width / 2, height / 2))
                            .reversed())
                    .limit(most)
                    .toList();
        }

        private float value(FaceCandidate face, int middleX, int middleY) {
            return switch (preference) {
                case LARGEST -> face.area();
                case LARGE_AND_CENTRAL -> {
                    float x = (face.left() + face.right()) / 2 - middleX;
                    float y = (face.top() + face.bottom()) / 2 - middleY;
                    yield face.area() - 2 * (x * x + y * y);
                }
            };
        }
    }

    private final Network network;
    private final ScrfdLayout layout;
    private final Settings settings;
    private final List<InputSize> sizes;

    /**
     * @param network this takes it over
     * @throws Refusal when it is no SCRFD network
     */
    public Scrfd(Network network, Settings settings) {
        this.network = network;
        this.settings = settings;
        this.layout = ScrfdLayout.of(network.outputs().size())
                .orElseThrow(() -> new Refusal(network.name() + " has "
                        + network.outputs().size() + " outputs, a face detector 6, 9, 10 or 15" + INSTALL));
        if (network.inputs().size() != 1) {
            throw new Refusal(network.name() + " has " + network.inputs().size() + " inputs instead of one" + INSTALL);
        }
        Port input = network.inputs().getFirst();
        if (input.shape().size() != PICTURE_AXES || input.shape().get(1) != COLOURS) {
            throw new Refusal(network.name() + " does not take one picture of three planes" + INSTALL);
        }
        for (int output = 0; output < layout.outputs(); output++) {
            long width = network.outputs().get(output).shape().getLast();
            if (width >= 0 && width != layout.width(output)) {
                throw new Refusal(network.name() + " gives " + width + " numbers a place in its output "
                        + network.outputs().get(output).name() + " instead of " + layout.width(output) + INSTALL);
            }
        }
        long height = input.shape().get(2);
        long width = input.shape().get(3);
        Settings own = height > 0 && width > 0 && Math.max(height, width) <= LONGEST_SIDE
                ? new Settings(
                        List.of(new InputSize(Math.toIntExact(width), Math.toIntExact(height))),
                        settings.leastScore,
                        settings.sameOverlap,
                        settings.most,
                        settings.preference)
                : settings;
        if (!own.fits(layout)) {
            throw new Refusal("The face detector " + network.name() + " cannot look at pictures of " + own.sizes()
                    + "; choose multiples of " + layout.strides().getLast() + " pixels.");
        }
        this.sizes = own.sizes;
    }

    /**
     * The faces of a picture.
     *
     * @return the surest first, or, where more were found than wanted, the preferred first; boxes are not cut at the picture's edges; no
     *     mesh; no five points where the network has none
     */
    public List<FaceReading> find(Picture picture) {
        Mat view = picture.view();
        try {
            return find(view).stream().map(FaceCandidate::reading).toList();
        } finally {
            view.release();
        }
    }

    /**
     * The same for parity with recorded runs.
     *
     * @param rgb {@code CV_8UC3}, R, G, B
     */
    synchronized List<FaceCandidate> find(Mat rgb) {
        Natives.load();
        List<FaceCandidate> candidates = new ArrayList<>();
        for (InputSize size : sizes) {
            Letterbox letterbox = Letterbox.of(rgb.cols(), rgb.rows(), size.width(), size.height());
            if (!letterbox.isEmpty()) {
                candidates.addAll(layout.candidates(run(rgb, letterbox), letterbox, settings.leastScore));
            }
        }
        return settings.choose(candidates, rgb.cols(), rgb.rows());
    }

    /** The network's outputs in its order. */
    List<float[]> run(Mat rgb, Letterbox letterbox) {
        Shape shape = Shape.of(1, COLOURS, letterbox.inputHeight(), letterbox.inputWidth());
        try (Workspace workspace = new Workspace();
                Buffers io = network.buffers(Map.of(network.inputs().getFirst().name(), shape))) {
            float[] planes = PLANES.of(letterbox.cut(rgb, workspace));
            io.input().put(planes);
            Arrays.fill(planes, 0);
            io.run();
            List<float[]> outputs = new ArrayList<>();
            for (int output = 0; output < layout.outputs(); output++) {
                float[] numbers = io.numbers(network.outputs().get(output).name());
                int expected = layout.count(output, letterbox.inputWidth(), letterbox.inputHeight());
                if (numbers.length != expected) {
                    throw new Refusal(network.name() + " gives " + numbers.length + " numbers in its output "
                            + network.outputs().get(output).name() + " instead of " + expected + INSTALL);
                }
                outputs.add(numbers);
            }
            return outputs;
        }
    }

    /** Frees the network. */
    @Override
    public synchronized void close() {
        network.close();
    }
}
