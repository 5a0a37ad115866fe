package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.PillowResample;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.mirrorx.models.forge.DensePoseRcnn;
import org.mirrorx.models.forge.DensePoseSizes;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * Reads the parts of a person's body with the networks that {@link DensePoseRcnn} forges, as the program of IDM-VTON does. Its faults are
 * not copied: of several people the most central large one is read, and nobody is nobody. One picture at a time, whichever threads ask.
 */
public final class DensePose implements AutoCloseable {
    private static final double[] MEANS_BGR = {103.53, 116.28, 123.675};
    private static final double SAME = 0.5;
    private static final int MOST_PEOPLE = 100;

    /** A box of this side is pooled from level 4; one twice as large from level 5. */
    private static final float CANONICAL_SIDE = 224;

    private static final float NEVER_ZERO = 1e-8f;

    private static final int CANONICAL_LEVEL = 4;
    private static final int COARSEST_POOLED = 5;
    private static final int DECODER_STRIDE = 4;

    /** A second person whose box is this share of the chosen one's could be meant as well. */
    private static final double COMPARABLE = 0.5;

    private static final String PICTURE = "picture";
    private static final String POOLED = "pooled";

    private final Network features;
    private final Network boxes;
    private final Network charts;
    private final DensePoseSizes sizes;
    private final Proposals proposals;

    /**
     * @param features, boxes, charts as forged for these sizes; this takes them over
     * @throws Refusal when they are others
     */
    public DensePose(Network features, Network boxes, Network charts, DensePoseSizes sizes) {
        Natives.load();
        this.features = features;
        this.boxes = boxes;
        this.charts = charts;
        this.sizes = sizes;
        this.proposals = new Proposals(sizes);
        requireInput(features, PICTURE, List.of(1L, 3L, (long) sizes.paddedHeight(), (long) sizes.paddedWidth()));
        requireInput(boxes, POOLED, List.of());
        requireInput(charts, POOLED, List.of());
    }

    private static void requireInput(Network network, String name, List<Long> shape) {
        boolean fits = network.inputs().size() == 1
                && network.inputs().getFirst().name().equals(name)
                && (shape.isEmpty() || network.inputs().getFirst().shape().equals(shape));
        if (!fits) {
            throw new Refusal(network.name() + " is not a network of DensePose; install its pack again.");
        }
    }

    /**
     * What was found in a picture.
     *
     * @param chosen the most central large person; empty when nobody is there
     * @param comparable how many people could be meant
     */
    public record Found(Optional<DenseParts> chosen, int comparable) {}

    /** What the first network says of a picture: maps by level, and the map that charts are cut from. */
    record Features(List<ScoredBoxes> candidates, List<RoiAlign> pyramid, RoiAlign decoder) {
        /** Overwrites what is left of the picture. */
        void forget() {
            pyramid.forEach(map -> Arrays.fill(map.planes(), 0));
            Arrays.fill(decoder.planes(), 0);
        }
    }

    /**
     * Reads a picture.
     *
     * @param rgb {@code CV_8UC3} of the sizes' picture, R, G, B
     */
    public synchronized Found read(Mat rgb) {
        Features seen = features(rgb);
        try {
            ScoredBoxes people = people(seen.pyramid, proposals.chosen(seen.candidates));
            List<ScoredBoxes.Scored> inPicture = inPicture(people);
            if (inPicture.isEmpty()) {
                return new Found(Optional.empty(), 0);
            }
            ScoredBoxes.Scored chosen = inPicture.stream()
                    .max(Comparator.comparingDouble(this::weight))
                    .orElseThrow();
            long comparable = inPicture.stream()
                    .filter(box -> box.box().area() >= COMPARABLE * chosen.box().area())
                    .count();
            return new Found(
                    Optional.of(parts(seen.decoder, people.boxes().get(chosen.source()), chosen)), (int) comparable);
        } finally {
            seen.forget();
        }
    }

    private double weight(ScoredBoxes.Scored box) {
        return ChoosePerson.weight(Math.sqrt(box.box().area()), (box.left() + box.right()) / 2, sizes.pictureWidth());
    }

    /** The picture at the network's size: {@code CV_8UC3} R, G, B. */
    Mat resized(Mat rgb, Workspace workspace) {
        return workspace.keep(
                PillowResample.resize(rgb, sizes.inputWidth(), sizes.inputHeight(), PillowResample.Filter.BILINEAR));
    }

    /** Planes B, G, R with their means subtracted, zeros below and on the right. */
    float[] input(Mat rgb) {
        try (Workspace workspace = new Workspace()) {
            Mat resized = resized(rgb, workspace);
            Mat padded = workspace.mat();
            Core.copyMakeBorder(
                    resized,
                    padded,
                    0,
                    sizes.paddedHeight() - resized.rows(),
                    0,
                    sizes.paddedWidth() - resized.cols(),
                    Core.BORDER_CONSTANT,
                    Scalar.all(0));
            float[] planes = YoloX.planes(padded);
            int plane = planes.length / 3;
            for (int i = 0; i < planes.length; i++) {
                int row = i % plane / sizes.paddedWidth();
                int column = i % sizes.paddedWidth();
                boolean inside = row < resized.rows() && column < resized.cols();
                planes[i] = inside ? planes[i] - (float) MEANS_BGR[i / plane] : 0;
            }
            return planes;
        }
    }

    Features features(Mat rgb) {
        float[] planes = input(rgb);
        try (Buffers io = features.buffers()) {
            io.input().put(planes);
            Arrays.fill(planes, 0);
            io.run();
            List<ScoredBoxes> candidates = new ArrayList<>();
            for (int level = Proposals.FINEST; level <= Proposals.COARSEST; level++) {
                Shape shape = io.outputShape("objectness" + level);
                candidates.add(proposals.candidates(
                        level,
                        shape.side(2),
                        shape.side(3),
                        io.numbers("objectness" + level),
                        io.numbers("deltas" + level)));
            }
            List<RoiAlign> pyramid = new ArrayList<>();
            for (int level = Proposals.FINEST; level <= COARSEST_POOLED; level++) {
                pyramid.add(map(io, "p" + level, 1 << level));
            }
            return new Features(candidates, pyramid, map(io, "decoder", DECODER_STRIDE));
        }
    }

    private static RoiAlign map(Buffers io, String output, int stride) {
        Shape shape = io.outputShape(output);
        return new RoiAlign(io.numbers(output), shape.side(3), shape.side(2), stride);
    }

    /** Which level of the pyramid a box is pooled from. */
    static int level(ScoredBoxes.Scored box) {
        float side = (float) Math.sqrt(box.width() * box.height());
        // In float, as there: a side just below a boundary counts as on it.
        float octaves = (float) (Math.log(side / CANONICAL_SIDE + NEVER_ZERO) / Math.log(2));
        return (int) Math.clamp(Math.floor(CANONICAL_LEVEL + octaves), Proposals.FINEST, COARSEST_POOLED);
    }

    /** The pieces of the proposals, one after the other. */
    static float[] pooled(List<RoiAlign> pyramid, ScoredBoxes proposed, int side) {
        int channels = pyramid.getFirst().planes().length
                / (pyramid.getFirst().columns() * pyramid.getFirst().rows());
        float[] pooled = new float[proposed.boxes().size() * channels * side * side];
        for (int level = Proposals.FINEST; level <= COARSEST_POOLED; level++) {
            List<ScoredBoxes.Scored> own = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < proposed.boxes().size(); i++) {
                if (level(proposed.boxes().get(i)) == level) {
                    own.add(proposed.boxes().get(i));
                    places.add(i);
                }
            }
            pyramid.get(level - Proposals.FINEST).cut(own, places, side, pooled);
        }
        return pooled;
    }

    /** The people among the proposals, the surest first, pixels of the input; {@code source} counts proposals. */
    ScoredBoxes people(List<RoiAlign> pyramid, ScoredBoxes proposed) {
        int count = proposed.boxes().size();
        if (count == 0) {
            return new ScoredBoxes(List.of());
        }
        float[] pooled = pooled(pyramid, proposed, DensePoseRcnn.BOX_SIDE);
        Shape shape = Shape.of(
                count,
                pooled.length / (count * DensePoseRcnn.BOX_SIDE * DensePoseRcnn.BOX_SIDE),
                DensePoseRcnn.BOX_SIDE,
                DensePoseRcnn.BOX_SIDE);
        try (Buffers io = boxes.buffers(Map.of(POOLED, shape))) {
            io.input().put(pooled);
            Arrays.fill(pooled, 0);
            io.run();
            return people(proposed, io.numbers("classes"), io.numbers("deltas"));
        }
    }

    /**
     * The people among the proposals.
     *
     * @param classes two logits a proposal: person, background
     * @param deltas four corrections a proposal
     */
    ScoredBoxes people(ScoredBoxes proposed, float[] classes, float[] deltas) {
        return people(proposed, classes, deltas, sizes.inputWidth(), sizes.inputHeight(), sizes.leastScore());
    }

    static ScoredBoxes people(
            ScoredBoxes proposed, float[] classes, float[] deltas, float width, float height, double leastScore) {
        List<ScoredBoxes.Scored> found = new ArrayList<>();
        float[] corners = new float[4];
        for (int i = 0; i < proposed.boxes().size(); i++) {
            ScoredBoxes.Scored box = proposed.boxes().get(i);
            float score = (float) (1 / (1 + Math.exp((double) classes[2 * i + 1] - classes[2 * i])));
            if (score > leastScore) {
                BoxCoder.OF_PROPOSALS.decode(
                        new float[] {box.left(), box.top(), box.right(), box.bottom()},
                        0,
                        deltas[4 * i],
                        deltas[4 * i + 1],
                        deltas[4 * i + 2],
                        deltas[4 * i + 3],
                        corners,
                        0);
                found.add(ScoredBoxes.Scored.of(corners, 0, score, i));
            }
        }
        List<ScoredBoxes.Scored> finite = found.stream()
                .filter(ScoredBoxes.Scored::isFinite)
                .map(box -> box.within(width, height))
                .sorted(Comparator.comparingDouble(ScoredBoxes.Scored::score).reversed())
                .toList();
        return ScoredBoxes.best(List.of(new ScoredBoxes(finite).distinct(SAME)), MOST_PEOPLE);
    }

    /** The people in pixels of the picture; {@code source} counts those given. One without an area is dropped. */
    List<ScoredBoxes.Scored> inPicture(ScoredBoxes people) {
        return inPicture(people, sizes.pictureWidth(), sizes.pictureHeight(), sizes.inputWidth(), sizes.inputHeight());
    }

    static List<ScoredBoxes.Scored> inPicture(
            ScoredBoxes people, int pictureWidth, int pictureHeight, int inputWidth, int inputHeight) {
        float across = (float) ((double) pictureWidth / inputWidth);
        float along = (float) ((double) pictureHeight / inputHeight);
        List<ScoredBoxes.Scored> scaled = new ArrayList<>();
        for (int i = 0; i < people.boxes().size(); i++) {
            ScoredBoxes.Scored box = people.boxes().get(i).scaled(across, along).within(pictureWidth, pictureHeight);
            if (box.width() > 0 && box.height() > 0) {
                scaled.add(new ScoredBoxes.Scored(box.left(), box.top(), box.right(), box.bottom(), box.score(), i));
            }
        }
        return scaled;
    }

    /** The parts of one person. */
    DenseParts parts(RoiAlign decoder, ScoredBoxes.Scored inInput, ScoredBoxes.Scored inPicture) {
        int side = sizes.chartSide();
        int channels = decoder.planes().length / (decoder.columns() * decoder.rows());
        float[] piece = new float[channels * side * side];
        decoder.cut(List.of(inInput), List.of(0), side, piece);
        try (Buffers io = charts.buffers()) {
            io.input().put(piece);
            Arrays.fill(piece, 0);
            io.run();
            int chart = io.outputShape("coarse").side(3);
            return DenseParts.decode(
                    inPicture.box(),
                    inPicture.score(),
                    chart,
                    io.numbers("coarse"),
                    io.numbers("fine"),
                    io.numbers("u"),
                    io.numbers("v"));
        }
    }

    @Override
    public void close() {
        charts.close();
        boxes.close();
        features.close();
    }
}
