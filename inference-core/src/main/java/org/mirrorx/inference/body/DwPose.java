package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.Mat;

/**
 * Finds a person's 133 key points (body, hands, face) with the published networks of DWPose: a detector ({@code yolox_l.onnx}, {@code
 * images} [1, 3, h, w] BGR 0…255 → {@code output} [1, cells, 85]) and key points ({@code dw-ll_ucoco_384.onnx}, {@code input} [1, 3, h, w] →
 * {@code simcc_x} [1, 133, 2w], {@code simcc_y} [1, 133, 2h]). One picture at a time, whichever threads ask.
 */
public final class DwPose implements AutoCloseable {
    /** The reference applies the means of R, G, B to channels in the order B, G, R; its weights are used that way. */
    private static final double[] MEANS = {123.675, 116.28, 103.53};

    private static final double[] DEVIATIONS = {58.395, 57.12, 57.375};

    /** Of an input; no published one is larger than 640. */
    private static final int LONGEST_SIDE = 4096;

    private static final String X = "simcc_x";
    private static final String Y = "simcc_y";

    private final Network detector;
    private final Network points;
    private final Shape detectorInput;
    private final Shape pointsInput;
    private final YoloX yoloX;
    private final PersonChoice choice;

    /** Who is meant where several people are in view. */
    public enum PersonChoice {
        /** The most central large one, as everywhere in MirrorX. */
        MOST_CENTRAL_LARGE,
        /** By visible limbs and their extent, as the published program does. */
        AS_PUBLISHED
    }

    /**
     * @param detector, points opened networks; this takes them over
     * @throws Refusal when they are not the networks of DWPose
     */
    public DwPose(Network detector, Network points, PersonChoice choice) {
        this.detector = detector;
        this.points = points;
        this.choice = choice;
        this.detectorInput = input(detector);
        this.pointsInput = input(points);
        this.yoloX = new YoloX(detectorInput.side(3), detectorInput.side(2));
        boolean readable =
                points.outputs().stream().map(port -> port.name()).toList().containsAll(List.of(X, Y));
        if (!readable || detector.outputs().isEmpty()) {
            throw new Refusal(
                    points.name() + " has no outputs " + X + " and " + Y + "; install the published files of DWPose.");
        }
    }

    private static Shape input(Network network) {
        if (network.inputs().size() == 1) {
            List<Long> sides = network.inputs().getFirst().shape();
            if (sides.size() == 4
                    && sides.get(1) == 3
                    && Math.min(sides.get(2), sides.get(3)) > 0
                    && Math.max(sides.get(2), sides.get(3)) <= LONGEST_SIDE) {
                return Shape.of(1, 3, Math.toIntExact(sides.get(2)), Math.toIntExact(sides.get(3)));
            }
        }
        throw new Refusal(
                network.name() + " does not take one picture of three planes; install the published files of DWPose.");
    }

    /** What was found in one picture on the way to the points; for parity with recorded runs. */
    record Stages(List<YoloX.Box> boxes, List<List<SimCc.Scored>> people, int chosen) {}

    /**
     * @param rgb {@code CV_8UC3} in R, G, B order
     * @return the points of one person; where the detector finds nobody those the second network sees in the whole picture (ask {@link
     *     WholeBody#visiblePoints()})
     */
    public synchronized WholeBody read(Mat rgb) {
        Stages stages = stages(rgb);
        return SimCc.wholeBody(stages.people.get(stages.chosen), rgb.cols(), rgb.rows());
    }

    Stages stages(Mat rgb) {
        Natives.load();
        List<YoloX.Box> boxes = detect(rgb);
        double aspect = (double) pointsInput.side(3) / pointsInput.side(2);
        List<PoseCrop> crops = boxes.isEmpty()
                ? List.of(PoseCrop.ofPicture(rgb.cols(), rgb.rows(), aspect))
                : boxes.stream().map(box -> PoseCrop.of(box, aspect)).toList();
        List<List<SimCc.Scored>> people = new ArrayList<>();
        try (Buffers io = points.buffers(Map.of(points.inputs().getFirst().name(), pointsInput))) {
            for (PoseCrop crop : crops) {
                people.add(SimCc.openPose(points(io, rgb, crop)));
            }
        }
        int chosen = switch (choice) {
            case AS_PUBLISHED -> SimCc.published(people);
            case MOST_CENTRAL_LARGE -> boxes.isEmpty() ? 0 : mostCentralLarge(boxes, rgb.cols());
        };
        return new Stages(boxes, people, chosen);
    }

    private static int mostCentralLarge(List<YoloX.Box> boxes, int width) {
        List<Double> weights = boxes.stream()
                .map(box -> ChoosePerson.weight(
                        Math.sqrt((box.right() - box.left()) * (double) (box.bottom() - box.top())),
                        (box.left() + box.right()) / 2,
                        width))
                .toList();
        return weights.indexOf(java.util.Collections.max(weights));
    }

    private List<YoloX.Box> detect(Mat rgb) {
        try (Buffers io = detector.buffers(Map.of(detector.inputs().getFirst().name(), detectorInput));
                Workspace workspace = new Workspace()) {
            float[] planes = YoloX.planes(yoloX.letterbox(rgb, workspace));
            io.input().put(planes);
            Arrays.fill(planes, 0);
            io.run();
            float[] rows = io.numbers(detector.outputs().getFirst().name());
            Optional<String> misfit = yoloX.misfit(rows.length);
            if (misfit.isPresent()) {
                throw new Refusal(detector.name() + " " + misfit.get() + "; install the published files of DWPose.");
            }
            return yoloX.people(rows, yoloX.ratio(rgb.cols(), rgb.rows()));
        }
    }

    private List<SimCc.Scored> points(Buffers io, Mat rgb, PoseCrop crop) {
        try (Workspace workspace = new Workspace()) {
            Mat cut = workspace.mat();
            crop.cut(rgb, cut, pointsInput.side(3), pointsInput.side(2));
            float[] planes = normalised(cut);
            io.input().put(planes);
            Arrays.fill(planes, 0);
            io.run();
            return SimCc.decode(io.numbers(X), io.numbers(Y), crop);
        }
    }

    /** Planes B, G, R of a {@code CV_8UC3} crop in R, G, B order, as the key point network reads them. */
    static float[] normalised(Mat rgb) {
        float[] planes = YoloX.planes(rgb);
        int size = planes.length / MEANS.length;
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (float) ((planes[i] - MEANS[i / size]) / DEVIATIONS[i / size]);
        }
        return planes;
    }

    @Override
    public void close() {
        points.close();
        detector.close();
    }
}
