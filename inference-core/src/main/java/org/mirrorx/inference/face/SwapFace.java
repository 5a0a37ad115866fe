package org.mirrorx.inference.face;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.Port;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Gives the person in a generated picture the shopper's own face ({@code inswapper_128.onnx}): inputs, whatever their names, the aligned
 * face [1, 3, 128, 128], R, G, B, 0 to 1, and the shopper's face [1, d]; output a face like the first. The source is always a
 * {@link ShopperFace}; there is no way to pass a picture of somebody else. One face at a time, whichever threads ask.
 */
public final class SwapFace implements AutoCloseable {
    private static final int SIDE = 128;
    private static final AlignFace ALIGN = AlignFace.arcFace(SIDE);
    private static final Planes UNIT = new Planes(0, 255);
    private static final int CHANNELS = 3;
    private static final int WHITE = 255;

    private final Network network;
    private final Buffers io;
    private final String target;
    private final String source;
    private final float[] emap;
    private final int width;

    /**
     * @param network this takes it over
     * @param emap {@code [d, d]} row by row, the file's map from the recogniser's numbers to the network's (an initializer that no node uses)
     * @throws Refusal when they are not such a network and its map
     */
    public SwapFace(Network network, float[] emap) {
        Natives.load();
        this.network = network;
        this.emap = emap.clone();
        this.width = (int) Math.round(Math.sqrt(emap.length));
        Optional<Port> face = network.inputs().stream().filter(this::isFace).findFirst();
        Optional<Port> embedding =
                network.inputs().stream().filter(this::isEmbedding).findFirst();
        boolean fits = network.inputs().size() == 2
                && !network.outputs().isEmpty()
                && network.inputs().stream().allMatch(Port::isReal)
                && network.outputs().stream().allMatch(Port::isReal)
                && width > 0
                && width * width == emap.length;
        if (!fits || face.isEmpty() || embedding.isEmpty()) {
            throw new Refusal(network.name() + " does not take a face of " + SIDE + " × " + SIDE
                    + " and as many numbers as its map is wide; install the published inswapper_128.onnx again.");
        }
        this.target = face.get().name();
        this.source = embedding.get().name();
        this.io = network.buffers(Map.of(target, Shape.of(1, CHANNELS, SIDE, SIDE), source, Shape.of(1, width)));
    }

    private boolean isFace(Port port) {
        List<Long> shape = port.shape();
        return shape.size() == 4
                && isOneOrOpen(shape.get(0), 1)
                && isOneOrOpen(shape.get(1), CHANNELS)
                && isOneOrOpen(shape.get(2), SIDE)
                && isOneOrOpen(shape.get(3), SIDE);
    }

    private boolean isEmbedding(Port port) {
        List<Long> shape = port.shape();
        return shape.size() == 2 && isOneOrOpen(shape.get(0), 1) && isOneOrOpen(shape.get(1), width);
    }

    private static boolean isOneOrOpen(long side, int wanted) {
        return side == wanted || side < 0;
    }

    /**
     * The generated picture with the shopper's face.
     *
     * @param shopper of this visit
     * @param generated made for this visit
     * @param targetFace the face found in {@code generated}
     * @param arena owns the result
     * @return a copy as large as {@code generated}; pixels away from the face are the same
     */
    public Picture swap(ShopperFace shopper, Picture generated, FaceReading targetFace, Arena arena) {
        Picture result = generated.copyTo(arena);
        Optional<float[]> latent = latent(shopper.embedding());
        Optional<double[]> toCrop = ALIGN.transform(targetFace.fivePoints());
        if (latent.isEmpty() || toCrop.isEmpty()) {
            return result;
        }
        Mat view = result.view();
        try (Workspace workspace = new Workspace()) {
            Mat swapped = swapped(ALIGN.warp(view, toCrop.get(), workspace), latent.get(), workspace);
            PasteSwapped.paste(swapped, PasteBack.undoing(toCrop.get(), SIDE), view, workspace);
            return result;
        } finally {
            Arrays.fill(latent.get(), 0);
            view.release();
        }
    }

    /** The embedding in the network's own numbers: normalised, through the map, normalised again; empty where it has no direction. */
    Optional<float[]> latent(float[] embedding) {
        Optional<float[]> unit = ArcFace.normalised(embedding);
        return unit.flatMap(numbers -> {
            float[] mapped = mapped(numbers);
            Optional<float[]> latent = ArcFace.normalised(mapped);
            Arrays.fill(numbers, 0);
            Arrays.fill(mapped, 0);
            return latent;
        });
    }

    /** Row vector times map. */
    float[] mapped(float[] unit) {
        if (unit.length != width) {
            throw new IllegalArgumentException(
                    "an embedding of " + unit.length + " numbers is of another recogniser than " + network.name());
        }
        double[] sums = new double[width];
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < width; column++) {
                sums[column] += (double) unit[row] * emap[row * width + column];
            }
        }
        float[] mapped = new float[width];
        for (int column = 0; column < width; column++) {
            mapped[column] = (float) sums[column];
        }
        Arrays.fill(sums, 0);
        return mapped;
    }

    /**
     * @param aligned {@code CV_8UC3} of 128 × 128, R, G, B
     * @return the same with the other face, in the workspace
     */
    Mat swapped(Mat aligned, float[] latent, Workspace workspace) {
        float[] output = output(aligned, latent);
        Mat swapped = levels(output, workspace);
        Arrays.fill(output, 0);
        return swapped;
    }

    /** {@code [3, 128, 128]}, R, G, B, about 0 to 1. */
    synchronized float[] output(Mat aligned, float[] latent) {
        float[] input = input(aligned);
        try {
            io.input(target).put(input);
            io.input(source).put(latent);
            io.run();
            float[] output = io.numbers(network.outputs().getFirst().name());
            if (output.length != input.length) {
                throw new Refusal(network.name() + " answers " + output.length + " numbers, not a face of " + SIDE
                        + " × " + SIDE + "; install the published inswapper_128.onnx again.");
            }
            return output;
        } finally {
            Arrays.fill(input, 0);
            io.forget();
        }
    }

    float[] input(Mat aligned) {
        return UNIT.of(aligned);
    }

    /** 255 times, clipped, cut off. */
    private static Mat levels(float[] planes, Workspace workspace) {
        int plane = SIDE * SIDE;
        byte[] levels = new byte[planes.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (int) Math.clamp(WHITE * planes[i % CHANNELS * plane + i / CHANNELS], 0, WHITE);
        }
        Mat face = workspace.zeros(SIDE, SIDE, CvType.CV_8UC3);
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
