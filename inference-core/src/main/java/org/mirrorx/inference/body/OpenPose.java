package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.OpenPoseBody;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the 18 body points of everybody in a picture with OpenPose's body network ({@link OpenPoseBody}), as
 * the programs of IDM-VTON and OOTDiffusion do. One picture at a time, whichever threads ask.
 */
public final class OpenPose implements AutoCloseable {
    /** The network was used at this share of the published 368 pixels a picture's height. */
    private static final double SCALE = 0.5 * 368 / ReferencePerson.HEIGHT;

    /** Sides of the network's input without padding. */
    static final int INPUT_WIDTH = (int) (ReferencePerson.WIDTH * SCALE);

    static final int INPUT_HEIGHT = (int) (ReferencePerson.HEIGHT * SCALE);

    private static final int COLUMNS = OpenPoseBody.INPUT_WIDTH / OpenPoseMaps.STRIDE;
    private static final int ROWS = OpenPoseBody.INPUT_HEIGHT / OpenPoseMaps.STRIDE;
    private static final Scalar GREY = Scalar.all(128);
    private static final float LEVELS = 256;
    private static final float MIDDLE = 0.5f;
    private static final String PAF = "paf";
    private static final String HEAT = "heat";

    /** A second person whose box is this share of the chosen one's could be meant as well. */
    private static final double COMPARABLE = 0.5;

    private final Network network;
    private final Buffers io;

    /**
     * @param network as {@link OpenPoseBody} forges it for its own sides; this takes it over
     * @throws Refusal when it is another
     */
    public OpenPose(Network network) {
        boolean fits = network.inputs().size() == 1
                && network.inputs().getFirst().shape().equals(List.of(1L, 3L, (long) OpenPoseBody.INPUT_HEIGHT, (long)
                        OpenPoseBody.INPUT_WIDTH))
                && network.outputs().stream().map(port -> port.name()).toList().containsAll(List.of(PAF, HEAT));
        if (!fits) {
            throw new Refusal(network.name() + " is not the body network of OpenPose; install its pack again.");
        }
        this.network = network;
        this.io = network.buffers();
    }

    /**
     * Everybody found.
     *
     * @param people in pixels of the picture, the most prominent first
     * @param comparable how many of them could be meant
     */
    public record Found(List<BodyPoints> people, int comparable) {
        public Found {
            people = List.copyOf(people);
        }

        /** The most central large person. */
        public Optional<BodyPoints> chosen() {
            return people.stream().findFirst();
        }
    }

    /**
     * Reads a picture.
     *
     * @param rgb {@code CV_8UC3} of {@link ReferencePerson#WIDTH} × {@link ReferencePerson#HEIGHT}, R, G, B
     */
    public synchronized Found read(Mat rgb) {
        try {
            run(rgb);
            return found(decode(numbers(HEAT), numbers(PAF)));
        } finally {
            io.forget();
        }
    }

    /** Runs the network on a picture; its maps stay in the buffers. */
    void run(Mat rgb) {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            float[] planes = YoloX.planes(input(rgb, workspace));
            for (int i = 0; i < planes.length; i++) {
                planes[i] = planes[i] / LEVELS - MIDDLE;
            }
            io.input().put(planes);
            Arrays.fill(planes, 0);
        }
        io.run();
    }

    /** The picture at the network's size, {@code CV_8UC3} R, G, B, grey below and on the right. */
    static Mat input(Mat rgb, Workspace workspace) {
        Mat small = workspace.mat();
        Imgproc.resize(rgb, small, new Size(INPUT_WIDTH, INPUT_HEIGHT), 0, 0, Imgproc.INTER_AREA);
        Mat padded = workspace.mat();
        Core.copyMakeBorder(
                small,
                padded,
                0,
                OpenPoseBody.INPUT_HEIGHT - INPUT_HEIGHT,
                0,
                OpenPoseBody.INPUT_WIDTH - INPUT_WIDTH,
                Core.BORDER_CONSTANT,
                GREY);
        return padded;
    }

    float[] numbers(String output) {
        return io.numbers(output);
    }

    /**
     * From the network's maps to people.
     *
     * @param heat [19, h/8, w/8] of the network's input
     * @param paf [38, h/8, w/8]
     * @return in the order they were joined
     */
    public static List<BodyPoints> decode(float[] heat, float[] paf) {
        OpenPoseMaps maps = new OpenPoseMaps(ReferencePerson.WIDTH, ReferencePerson.HEIGHT);
        Map<Integer, OpenPosePeople.Field> fields = new HashMap<>();
        return new OpenPosePeople(ReferencePerson.HEIGHT, maps.peaks(point -> enlarged(maps, heat, point)))
                .people(number -> fields.computeIfAbsent(
                        number,
                        field -> maps.field(map(paf, field), COLUMNS, ROWS, new Size(INPUT_WIDTH, INPUT_HEIGHT))));
    }

    static float[] enlarged(OpenPoseMaps maps, float[] network, int map) {
        return maps.enlarged(map(network, map), COLUMNS, ROWS, new Size(INPUT_WIDTH, INPUT_HEIGHT));
    }

    private static float[] map(float[] network, int map) {
        return Arrays.copyOfRange(network, map * COLUMNS * ROWS, (map + 1) * COLUMNS * ROWS);
    }

    /** Puts the most central large person first. */
    static Found found(List<BodyPoints> people) {
        List<BodyPoints> ordered = people.stream()
                .sorted(Comparator.comparingDouble(OpenPose::weight).reversed())
                .toList();
        if (ordered.isEmpty()) {
            return new Found(List.of(), 0);
        }
        double area = area(ordered.getFirst());
        long comparable = ordered.stream()
                .filter(person -> area(person) >= COMPARABLE * area)
                .count();
        return new Found(ordered, (int) comparable);
    }

    private static double area(BodyPoints person) {
        return person.box().map(Box::area).orElse(0.0);
    }

    private static double weight(BodyPoints person) {
        return person.box()
                .map(box -> ChoosePerson.weight(
                        Math.sqrt(box.area()), (box.left() + box.right()) / 2, ReferencePerson.WIDTH))
                .orElse(0.0);
    }

    @Override
    public void close() {
        io.close();
        network.close();
    }
}
