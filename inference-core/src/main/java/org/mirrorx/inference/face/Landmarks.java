package org.mirrorx.inference.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mirrorx.inference.body.Box;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.inference.ort.Buffers;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Shape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Many points of a face ({@code 2d106det.onnx} and {@code 1k3d68.onnx} of buffalo_l; InsightFace, {@code model_zoo/landmark.py}): input [1, 3,
 * 192, 192] R, G, B, output [1, 212] or [1, 3309]. They need the detector's box only, not enlarged. One face at a time, whichever threads
 * ask.
 */
public final class Landmarks implements AutoCloseable {
    private static final int SIDE = 192;
    private static final double HALF = SIDE / 2.0;

    /** The crop is this much larger than the box's longer side. */
    private static final double MARGIN = 1.5;

    private static final Planes OUTSIDE = new Planes(127.5, 128);

    /** Which points a network gives. */
    public enum Kind {
        /** 106 points in the picture, in InsightFace's own order. */
        FLAT_106(106, 2, 212),
        /** 68 points in space in the usual order; the network's last ones. */
        SOLID_68(68, 3, 3309);

        private final int points;
        private final int axes;
        private final int numbers;

        Kind(int points, int axes, int numbers) {
            this.points = points;
            this.axes = axes;
            this.numbers = numbers;
        }
    }

    private final Network network;
    private final Kind kind;
    private final Planes planes;
    private final Buffers io;

    /**
     * @param network this takes it over
     * @param normalisation where the file brings colours to its range
     * @throws Refusal when it is not such a network
     */
    public Landmarks(Network network, Kind kind, Normalisation normalisation) {
        boolean fits = network.inputs().size() == 1
                && network.outputs().size() == 1
                && network.inputs().getFirst().shape().size() == 4
                && network.inputs().getFirst().shape().subList(1, 4).equals(List.of(3L, (long) SIDE, (long) SIDE))
                && network.outputs().getFirst().shape().getLast() == kind.numbers;
        if (!fits) {
            throw new Refusal(network.name() + " does not turn a face of 192 × 192 into " + kind.numbers
                    + " numbers; install the published landmark network again.");
        }
        this.network = network;
        this.kind = kind;
        this.planes = normalisation.planes(OUTSIDE);
        this.io = network.buffers(Map.of(network.inputs().getFirst().name(), Shape.of(1, 3, SIDE, SIDE)));
    }

    /**
     * The points of a face.
     *
     * @return pixels of the picture; none when the face has no size
     */
    public List<Point3> read(Picture picture, FaceReading face) {
        Mat view = picture.view();
        try {
            return read(view, new Box(face.boxLeft(), face.boxTop(), face.boxRight(), face.boxBottom()));
        } finally {
            view.release();
        }
    }

    /** @param rgb {@code CV_8UC3}, R, G, B */
    List<Point3> read(Mat rgb, Box box) {
        double side = Math.max(box.width(), box.height());
        if (!(side > 0) || !Double.isFinite(side + box.left() + box.top())) {
            return List.of();
        }
        Around around = Around.of(box);
        try (Workspace workspace = new Workspace()) {
            return decode(raw(around.cut(rgb, workspace)), kind, around);
        }
    }

    /**
     * The network's own numbers.
     *
     * @param chip {@code CV_8UC3} of 192 × 192, R, G, B
     */
    synchronized float[] raw(Mat chip) {
        try {
            float[] input = planes.of(chip);
            io.input().put(input);
            Arrays.fill(input, 0);
            io.run();
            return io.numbers(network.outputs().getFirst().name());
        } finally {
            io.forget();
        }
    }

    /**
     * The network's numbers as points.
     *
     * @param raw x, y (and z) of each point, −1 to 1 over the crop
     */
    static List<Point3> decode(float[] raw, Kind kind, Around around) {
        List<Point3> points = new ArrayList<>(kind.points);
        for (int at = raw.length - kind.points * kind.axes; at < raw.length; at += kind.axes) {
            double z = kind.axes == 3 ? raw[at + 2] * HALF : 0;
            points.add(around.back((raw[at] + 1) * HALF, (raw[at + 1] + 1) * HALF, z));
        }
        return points;
    }

    /**
     * The square around a face that the network sees.
     *
     * @param scale crop pixels a picture pixel
     * @param right, down where the picture's first pixel lies in the crop
     */
    record Around(double scale, double right, double down) {
        static Around of(Box box) {
            double scale = SIDE / (MARGIN * Math.max(box.width(), box.height()));
            return new Around(
                    scale,
                    HALF - scale * (box.left() + box.right()) / 2,
                    HALF - scale * (box.top() + box.bottom()) / 2);
        }

        /** Two rows of three: crop = matrix · (x, y, 1). */
        double[] matrix() {
            return new double[] {scale, 0, right, 0, scale, down};
        }

        Mat cut(Mat rgb, Workspace workspace) {
            Natives.load();
            Mat toCrop = workspace.zeros(2, 3, CvType.CV_64F);
            toCrop.put(0, 0, matrix());
            Mat crop = workspace.mat();
            Imgproc.warpAffine(
                    rgb, crop, toCrop, new Size(SIDE, SIDE), Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, Scalar.all(0));
            return crop;
        }

        Point3 back(double x, double y, double z) {
            return new Point3((x - right) / scale, (y - down) / scale, z / scale);
        }
    }

    /** Overwrites the buffers and frees the network. */
    @Override
    public synchronized void close() {
        io.close();
        network.close();
    }
}
