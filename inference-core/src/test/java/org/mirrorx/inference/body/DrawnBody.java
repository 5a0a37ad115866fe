package org.mirrorx.inference.body;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
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
 * A person drawn with polygons, grainy like a photograph, with the reading that the networks would give: coarse masks, points on the
 * joints. 768×1024.
 */
public final class DrawnBody {
    public static final int WIDTH = 768;
    public static final int HEIGHT = 1024;

    private static final Scalar HAIR = new Scalar(58, 42, 36);

    private Scalar ground = new Scalar(214, 214, 216);
    private Scalar skin = new Scalar(214, 168, 142);
    private Scalar top = new Scalar(70, 90, 150);
    private Scalar lower = new Scalar(40, 44, 52);
    private double sleeve = 0.3;
    private double waist = 620;
    private double scale = 1;
    private boolean skirt;
    private boolean kurta;
    private boolean gapsFilled;
    private boolean kneesTurned;

    private DrawnBody() {}

    /** Half length, dark trousers, a blue top with half sleeves that ends at row 620. */
    public static DrawnBody standing() {
        Natives.load();
        return new DrawnBody();
    }

    /** Small enough that the feet are in the picture. */
    public DrawnBody fullLength() {
        scale = 0.55;
        return this;
    }

    public DrawnBody skin(int r, int g, int b) {
        skin = new Scalar(r, g, b);
        return this;
    }

    public DrawnBody top(int r, int g, int b) {
        top = new Scalar(r, g, b);
        return this;
    }

    public DrawnBody lower(int r, int g, int b) {
        lower = new Scalar(r, g, b);
        return this;
    }

    public DrawnBody ground(int r, int g, int b) {
        ground = new Scalar(r, g, b);
        return this;
    }

    /** How much of each arm is covered, 0 to 1. */
    public DrawnBody sleeve(double share) {
        sleeve = share;
        return this;
    }

    /** A dress down to the middle of the thighs in the top's colour. */
    public DrawnBody dress() {
        lower = top;
        skirt = true;
        return this;
    }

    /** A kurta in the top's colour down to above the knees, over trousers. */
    public DrawnBody kurta() {
        kurta = true;
        return this;
    }

    /** The row where the kurta ends. */
    public double kurtaRow() {
        return 880 * scale;
    }

    /** The networks' masks take the gaps between arms and trunk for the person. */
    public DrawnBody gapsFilledInTheMask() {
        gapsFilled = true;
        return this;
    }

    public DrawnBody legsCrossed() {
        kneesTurned = true;
        return this;
    }

    /** The row where the top ends. */
    public double waistRow() {
        return waist * scale;
    }

    public Point2 at(double x, double y) {
        return new Point2(384 + (x - 384) * scale, y * scale);
    }

    private Point2 bone(int side, double t) {
        double x = t < 0.5 ? 120 + 100 * t : 170 + 28 * (t - 0.5);
        return at(384 + side * x, 300 + 330 * t);
    }

    private List<Point2> arm(int side, double end) {
        List<Point2> polygon = new ArrayList<>();
        polygon.add(at(384 + side * 142, 272));
        for (int k = 0; k <= 30; k++) {
            polygon.add(armEdge(side, end * k / 30, 1));
        }
        for (int k = 30; k >= 0; k--) {
            polygon.add(armEdge(side, end * k / 30, -1));
        }
        return polygon;
    }

    private Point2 armEdge(int side, double t, int outwards) {
        Point2 p = bone(side, t);
        return p.plus(scale * side * outwards * (32 - 12 * Math.min(1, t)), 0);
    }

    private List<Point2> trunk() {
        return List.of(
                at(242, 274),
                at(330, 244),
                at(356, 268),
                at(384, 274),
                at(412, 268),
                at(438, 244),
                at(526, 274),
                at(498, 380),
                at(484, waist),
                at(284, waist),
                at(270, 380));
    }

    private List<Point2> below() {
        return skirt
                ? List.of(at(284, waist - 6), at(484, waist - 6), at(510, 820), at(258, 820))
                : List.of(
                        at(282, waist - 6),
                        at(486, waist - 6),
                        at(500, 760),
                        at(478, 1180),
                        at(412, 1180),
                        at(384, 780),
                        at(356, 1180),
                        at(290, 1180),
                        at(268, 760));
    }

    private List<Point2> kurtaSkirt() {
        return List.of(at(284, waist - 6), at(484, waist - 6), at(520, 880), at(248, 880));
    }

    private List<Point2> leg(int side) {
        return List.of(
                at(384 + side * 104, 700),
                at(384 + side * 84, 1230),
                at(384 + side * 36, 1230),
                at(384 + side * 12, 780));
    }

    private List<Point2> neck() {
        return List.of(at(346, 190), at(422, 190), at(438, 246), at(424, 300), at(344, 300), at(330, 246));
    }

    private List<Point2> oval(double x, double y, double a, double b) {
        List<Point2> oval = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            oval.add(at(x + a * Math.cos(k * Math.PI / 30), y + b * Math.sin(k * Math.PI / 30)));
        }
        return oval;
    }

    /** The photograph. */
    public Picture picture(Arena arena) {
        try (Workspace work = new Workspace()) {
            Mat rgb = work.keep(new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, ground));
            fill(rgb, HAIR, oval(384, 140, 84, 96));
            fill(rgb, skin, leg(-1));
            fill(rgb, skin, leg(1));
            fill(rgb, skin, arm(-1, 1.12));
            fill(rgb, skin, arm(1, 1.12));
            fill(rgb, skin, neck());
            fill(rgb, skin, oval(384, 150, 62, 80));
            fill(rgb, lower, below());
            if (kurta) {
                fill(rgb, top, kurtaSkirt());
            }
            if (sleeve > 0) {
                fill(rgb, top, arm(-1, sleeve));
                fill(rgb, top, arm(1, sleeve));
            }
            fill(rgb, top, trunk());
            Imgproc.GaussianBlur(rgb, rgb, new Size(0, 0), 0.7);
            byte[] bytes = new byte[3 * WIDTH * HEIGHT];
            rgb.get(0, 0, bytes);
            Random grain = new Random(7);
            for (int i = 0; i < bytes.length; i += 3) {
                double g = 3 * grain.nextGaussian();
                for (int c = 0; c < 3; c++) {
                    bytes[i + c] = (byte) Math.clamp(Math.round((bytes[i + c] & 0xff) + g), 0, 255);
                }
            }
            rgb.put(0, 0, bytes);
            return Picture.copyOf(arena, rgb);
        }
    }

    /** Where the person truly is. */
    public Mask person(Arena arena) {
        try (Workspace work = new Workspace()) {
            return Mask.copyOf(arena, person(work));
        }
    }

    private Mat person(Workspace work) {
        Mat mask = work.zeros(HEIGHT, WIDTH, CvType.CV_8U);
        for (List<Point2> part : List.of(
                oval(384, 140, 84, 96), arm(-1, 1.12), arm(1, 1.12), neck(), below(), trunk(), leg(-1), leg(1))) {
            fill(mask, new Scalar(255), part);
        }
        if (kurta) {
            fill(mask, new Scalar(255), kurtaSkirt());
        }
        return mask;
    }

    /** Where the old top truly is: trunk and sleeves, and the skirt of a dress. */
    public Mask top(Arena arena) {
        try (Workspace work = new Workspace()) {
            Mat mask = work.zeros(HEIGHT, WIDTH, CvType.CV_8U);
            if (skirt) {
                fill(mask, new Scalar(255), below());
            }
            if (sleeve > 0) {
                fill(mask, new Scalar(255), arm(-1, sleeve));
                fill(mask, new Scalar(255), arm(1, sleeve));
            }
            fill(mask, new Scalar(255), trunk());
            return Mask.copyOf(arena, mask);
        }
    }

    /** What the small networks would say, without the optional ones. */
    public BodyReading reading(Arena arena) {
        try (Workspace work = new Workspace()) {
            Mat mask = person(work);
            if (gapsFilled) {
                for (int side = -1; side <= 1; side += 2) {
                    fill(
                            mask,
                            new Scalar(255),
                            List.of(
                                    bone(side, 0.2),
                                    bone(side, 0.9),
                                    at(384 + side * 100, 600),
                                    at(384 + side * 110, 380)));
                }
            }
            Mat coarse = work.mat();
            Imgproc.resize(mask, coarse, new Size(256, 256), 0, 0, Imgproc.INTER_AREA);
            Mat probability = work.mat();
            Imgproc.resize(coarse, probability, new Size(WIDTH, HEIGHT), 0, 0, Imgproc.INTER_LINEAR);
            Core.min(probability, new Scalar(252), probability);
            return new BodyReading(
                    WIDTH,
                    HEIGHT,
                    0.9,
                    0.99,
                    landmarks(),
                    Mask.copyOf(arena, probability),
                    Optional.empty(),
                    Mask.allocate(arena, WIDTH, HEIGHT),
                    Optional.empty(),
                    Optional.empty(),
                    1);
        }
    }

    private List<Landmark> landmarks() {
        List<Landmark> landmarks = new ArrayList<>();
        for (Joint joint : Joint.values()) {
            Point2 p = place(joint);
            boolean inside = p.y() < HEIGHT;
            landmarks.add(new Landmark(p.x(), p.y(), 0, inside ? 0.99 : 0.3, inside ? 0.99 : 0.1));
        }
        return landmarks;
    }

    private Point2 place(Joint joint) {
        int swap = kneesTurned ? -1 : 1;
        return switch (joint) {
            case NOSE -> at(384, 158);
            case LEFT_EYE_INNER -> at(396, 140);
            case LEFT_EYE -> at(408, 140);
            case LEFT_EYE_OUTER -> at(418, 140);
            case RIGHT_EYE_INNER -> at(372, 140);
            case RIGHT_EYE -> at(360, 140);
            case RIGHT_EYE_OUTER -> at(350, 140);
            case LEFT_EAR -> at(446, 150);
            case RIGHT_EAR -> at(322, 150);
            case MOUTH_LEFT -> at(402, 188);
            case MOUTH_RIGHT -> at(366, 188);
            case LEFT_SHOULDER -> bone(1, 0);
            case RIGHT_SHOULDER -> bone(-1, 0);
            case LEFT_ELBOW -> bone(1, 0.5);
            case RIGHT_ELBOW -> bone(-1, 0.5);
            case LEFT_WRIST -> bone(1, 1);
            case RIGHT_WRIST -> bone(-1, 1);
            case LEFT_PINKY, LEFT_INDEX, LEFT_THUMB -> bone(1, 1.08);
            case RIGHT_PINKY, RIGHT_INDEX, RIGHT_THUMB -> bone(-1, 1.08);
            case LEFT_HIP -> at(450, 660);
            case RIGHT_HIP -> at(318, 660);
            case LEFT_KNEE -> at(384 + swap * 62, 930);
            case RIGHT_KNEE -> at(384 - swap * 62, 930);
            case LEFT_ANKLE -> at(384 + swap * 60, 1190);
            case RIGHT_ANKLE -> at(384 - swap * 60, 1190);
            case LEFT_HEEL, LEFT_FOOT_INDEX -> at(384 + swap * 64, 1215);
            case RIGHT_HEEL, RIGHT_FOOT_INDEX -> at(384 - swap * 64, 1215);
        };
    }

    private static void fill(Mat rgb, Scalar colour, List<Point2> polygon) {
        MatOfPoint corners = new MatOfPoint(polygon.stream()
                .map(p -> new Point(Math.rint(16 * p.x()), Math.rint(16 * p.y())))
                .toArray(Point[]::new));
        Imgproc.fillPoly(rgb, List.of(corners), colour, Imgproc.LINE_AA, 4);
        corners.release();
    }
}
