package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Draws a person's points as the picture that a try-on network was trained to read: limbs as ellipses, joints as discs, hands as lines,
 * the face as dots, on black, without smoothing. Source: the package dwpose of fashn-AI/fashn-vton-1.5 (grey) and IDEA-Research/DWPose
 * (colour); proven against golden/dwpose.
 */
public final class PosePicture {
    /** What is drawn. */
    public enum Parts {
        BODY,
        BODY_HANDS_FACE
    }

    /** Pairs of body points, counted from 0, in the order they are drawn. */
    private static final int[][] LIMBS = {
        {1, 2}, {1, 5}, {2, 3}, {3, 4}, {5, 6}, {6, 7}, {1, 8}, {8, 9}, {9, 10}, {1, 11}, {11, 12}, {12, 13}, {1, 0},
        {0, 14}, {14, 16}, {0, 15}, {15, 17}
    };

    private static final int[] LIMB_GREYS = {
        20, 32, 45, 58, 71, 84, 97, 110, 123, 136, 149, 162, 175, 188, 201, 214, 227
    };
    private static final int[] JOINT_GREYS = {
        227, 26, 26, 58, 75, 41, 92, 109, 126, 143, 159, 176, 193, 210, 244, 255, 255, 255
    };
    private static final int[] HAND_LINE_GREYS = {
        160, 163, 166, 169, 172, 175, 178, 182, 185, 188, 191, 194, 197, 201, 204, 207, 210, 213, 216, 220
    };
    private static final Scalar HAND_POINT_GREY = new Scalar(240);
    private static final Scalar FACE_GREY = new Scalar(200);
    private static final Scalar HAND_POINT_COLOUR = new Scalar(0, 0, 255);
    private static final Scalar FACE_COLOUR = new Scalar(255, 255, 255);

    /** Half the width of a limb, and radius of joints and of hand points, pixels. */
    private static final int THICKNESS = 4;

    private static final int FACE_RADIUS = 3;
    private static final int HAND_LINE_WIDTH = 2;
    private static final int FINGERS = 5;
    private static final int FINGER_POINTS = 4;
    private static final int HAND_LINES = FINGERS * FINGER_POINTS;

    /** Limbs are darkened, so that joints stand out. */
    private static final double LIMB_SHARE = 0.6;

    private PosePicture() {}

    /** Pairs of places in {@link BodyPoint} that are drawn as limbs. */
    public static int[][] limbs() {
        return java.util.Arrays.stream(LIMBS).map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * The grey picture that FASHN VTON is fed.
     *
     * @return {@code CV_8UC1}, the caller's
     */
    public static Mat grey(WholeBody person, int width, int height, Parts parts) {
        Mat canvas = Mat.zeros(height, width, CvType.CV_8UC1);
        try (Workspace workspace = new Workspace()) {
            for (int limb = 0; limb < LIMBS.length; limb++) {
                if (isVisible(person, LIMBS[limb])) {
                    Point a = pixel(person.body().get(LIMBS[limb][0]), width, height);
                    Point b = pixel(person.body().get(LIMBS[limb][1]), width, height);
                    Mat own = workspace.zeros(height, width, CvType.CV_8UC1);
                    Point middle = new Point(Math.floorDiv((int) (a.x + b.x), 2), Math.floorDiv((int) (a.y + b.y), 2));
                    int half = (int) Math.hypot(a.x - b.x, a.y - b.y) / 2;
                    ellipse(own, middle, half, angle(a, b), new Scalar((int) (LIMB_GREYS[limb] * LIMB_SHARE)));
                    Core.max(canvas, own, canvas);
                    workspace.free(own);
                }
            }
        }
        joints(canvas, person, joint -> new Scalar(JOINT_GREYS[joint]));
        if (parts == Parts.BODY_HANDS_FACE) {
            hands(canvas, person, line -> new Scalar(HAND_LINE_GREYS[line]), HAND_POINT_GREY);
            face(canvas, person, FACE_GREY);
        }
        return canvas;
    }

    /**
     * The colour picture of DWPose.
     *
     * @return {@code CV_8UC3} in R, G, B order, the caller's
     */
    public static Mat colour(WholeBody person, int width, int height, Parts parts) {
        Mat canvas = Mat.zeros(height, width, CvType.CV_8UC3);
        for (int limb = 0; limb < LIMBS.length; limb++) {
            if (isVisible(person, LIMBS[limb])) {
                Point a = position(person.body().get(LIMBS[limb][0]), width, height);
                Point b = position(person.body().get(LIMBS[limb][1]), width, height);
                Point middle = new Point((int) ((a.x + b.x) / 2), (int) ((a.y + b.y) / 2));
                int half = (int) (Math.hypot(a.x - b.x, a.y - b.y) / 2);
                ellipse(canvas, middle, half, angle(a, b), rainbow(limb));
            }
        }
        darken(canvas);
        joints(canvas, person, PosePicture::rainbow);
        if (parts == Parts.BODY_HANDS_FACE) {
            hands(canvas, person, line -> hue((double) line / HAND_LINES), HAND_POINT_COLOUR);
            face(canvas, person, FACE_COLOUR);
        }
        return canvas;
    }

    private static boolean isVisible(WholeBody person, int[] limb) {
        return person.bodyVisible().get(limb[0]) && person.bodyVisible().get(limb[1]);
    }

    /** Every level times {@link #LIMB_SHARE}, cut off. */
    private static void darken(Mat canvas) {
        Mat table = new Mat(1, 256, CvType.CV_8UC1);
        byte[] levels = new byte[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = (byte) (int) (level * LIMB_SHARE);
        }
        table.put(0, 0, levels);
        Core.LUT(canvas, table, canvas);
        table.release();
    }

    /** Whole degrees, cut off, of the way from {@code b} to {@code a}. */
    private static int angle(Point a, Point b) {
        return (int) Math.toDegrees(Math.atan2(a.y - b.y, a.x - b.x));
    }

    private static void ellipse(Mat canvas, Point middle, int half, int angle, Scalar value) {
        MatOfPoint polygon = new MatOfPoint();
        Imgproc.ellipse2Poly(middle, new Size(half, THICKNESS), angle, 0, 360, 1, polygon);
        Imgproc.fillConvexPoly(canvas, polygon, value);
        polygon.release();
    }

    private static void joints(Mat canvas, WholeBody person, IntFunction<Scalar> value) {
        for (int joint = 0; joint < WholeBody.BODY; joint++) {
            if (person.bodyVisible().get(joint)) {
                Point at = pixel(person.body().get(joint), canvas.cols(), canvas.rows());
                Imgproc.circle(canvas, at, THICKNESS, value.apply(joint), -1);
            }
        }
    }

    private static void hands(Mat canvas, WholeBody person, IntFunction<Scalar> line, Scalar point) {
        for (List<Point2> hand : List.of(person.leftHand(), person.rightHand())) {
            List<Point> at = pixels(hand, canvas);
            for (int finger = 0; finger < FINGERS; finger++) {
                for (int bone = 0; bone < FINGER_POINTS; bone++) {
                    int tip = finger * FINGER_POINTS + bone + 1;
                    Point from = at.get(bone == 0 ? 0 : tip - 1);
                    Point to = at.get(tip);
                    if (isInside(from) && isInside(to)) {
                        Imgproc.line(canvas, from, to, line.apply(tip - 1), HAND_LINE_WIDTH);
                    }
                }
            }
            at.stream()
                    .filter(PosePicture::isInside)
                    .forEach(place -> Imgproc.circle(canvas, place, THICKNESS, point, -1));
        }
    }

    private static void face(Mat canvas, WholeBody person, Scalar value) {
        pixels(person.face(), canvas).stream()
                .filter(PosePicture::isInside)
                .forEach(place -> Imgproc.circle(canvas, place, FACE_RADIUS, value, -1));
    }

    /** The published drawing takes a coordinate of 0 for "not seen". */
    private static boolean isInside(Point pixel) {
        return pixel.x > 0 && pixel.y > 0;
    }

    private static List<Point> pixels(List<Point2> points, Mat canvas) {
        List<Point> pixels = new ArrayList<>();
        points.forEach(point -> pixels.add(pixel(point, canvas.cols(), canvas.rows())));
        return pixels;
    }

    private static Point position(Point2 point, int width, int height) {
        return new Point(point.x() * width, point.y() * height);
    }

    private static Point pixel(Point2 point, int width, int height) {
        return new Point((int) (point.x() * width), (int) (point.y() * height));
    }

    /** 18 colours around the circle, in steps of 85 levels. */
    private static Scalar rainbow(int index) {
        Scalar exact = hue((double) index / WholeBody.BODY);
        return new Scalar(Math.rint(exact.val[0]), Math.rint(exact.val[1]), Math.rint(exact.val[2]));
    }

    /** The fully saturated colour of a hue, 0 to 1, as R, G, B of 0 to 255. */
    private static Scalar hue(double hue) {
        double sector = hue * 6;
        int which = (int) sector;
        double rising = 255 * (sector - which);
        double falling = 255 * (1 - (sector - which));
        return switch (which % 6) {
            case 0 -> new Scalar(255, rising, 0);
            case 1 -> new Scalar(falling, 255, 0);
            case 2 -> new Scalar(0, 255, rising);
            case 3 -> new Scalar(0, falling, 255);
            case 4 -> new Scalar(rising, 0, 255);
            default -> new Scalar(255, 0, falling);
        };
    }
}
