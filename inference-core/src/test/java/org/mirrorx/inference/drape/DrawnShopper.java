package org.mirrorx.inference.drape;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentLandmarks;
import org.mirrorx.inference.garment.GarmentLandmarks.Neckline;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * A shopper drawn with polygons, of whom everything is known: a red top with half sleeves, blue trousers, a grey ground; 384×512. And
 * flat garments whose colour says which place of the garment a pixel is.
 */
final class DrawnShopper {
    static final int WIDTH = 384;
    static final int HEIGHT = 512;
    static final double S = 110;
    static final double T = 150;
    static final double WAIST = 292;

    private static final Scalar GROUND = new Scalar(214, 214, 216);
    private static final Scalar SKIN = new Scalar(214, 168, 142);
    private static final Scalar RED = new Scalar(176, 58, 62);
    private static final Scalar BLUE = new Scalar(62, 74, 118);
    private static final Scalar BROWN = new Scalar(70, 46, 34);

    private final int dx;
    private final int dy;
    private final boolean mirrored;

    private DrawnShopper(int dx, int dy, boolean mirrored) {
        this.dx = dx;
        this.dy = dy;
        this.mirrored = mirrored;
    }

    static DrawnShopper standing() {
        return new DrawnShopper(0, 0, false);
    }

    /** The same shopper, a step aside. */
    static DrawnShopper movedBy(int dx, int dy) {
        return new DrawnShopper(dx, dy, false);
    }

    /** The same shopper as a looking glass shows her. */
    static DrawnShopper mirrored() {
        return new DrawnShopper(0, 0, true);
    }

    Picture picture(Arena arena) {
        try (Workspace work = new Workspace()) {
            Mat rgb = work.keep(new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, GROUND));
            fill(rgb, BROWN, hair());
            for (List<Point2> arm : arms(1)) {
                fill(rgb, SKIN, arm);
            }
            fill(rgb, SKIN, neck());
            fill(rgb, SKIN, face());
            fill(rgb, BLUE, trousers());
            for (List<Point2> sleeve : arms(SLEEVE)) {
                fill(rgb, RED, sleeve);
            }
            fill(rgb, RED, trunk());
            Imgproc.GaussianBlur(rgb, rgb, new org.opencv.core.Size(0, 0), 0.6);
            return Picture.copyOf(arena, rgb);
        }
    }

    private static final double SLEEVE = 0.3;

    GarmentLabels labels(Arena arena) {
        try (Workspace work = new Workspace()) {
            Mat top = mask(work, trunk(), arms(SLEEVE).get(0), arms(SLEEVE).get(1));
            Mat lower = without(mask(work, trousers()), top);
            Mat head = mask(work, face());
            Mat hair = without(mask(work, hair()), head);
            Mat skin = without(mask(work, arms(1).get(0), arms(1).get(1), neck()), top);
            skin = without(without(skin, lower), head);
            Mat person = mask(work, hair(), face(), neck(), trunk(), trousers(), arms(1).get(0), arms(1).get(1));
            Mat regions = work.zeros(HEIGHT, WIDTH, CvType.CV_8U);
            paint(regions, hair, Region.HAIR.code());
            paint(regions, skin, Region.ARM.code());
            paint(regions, top, Region.TOP.code());
            paint(regions, lower, Region.LOWER.code());
            paint(regions, head, Region.HEAD.code());
            Mat limbs = work.zeros(HEIGHT, WIDTH, CvType.CV_8U);
            Mat trunk = mask(work, trunk());
            paint(limbs, without(mask(work, arms(1).get(0)), trunk), mirrored ? 2 : 1);
            paint(limbs, without(mask(work, arms(1).get(1)), trunk), mirrored ? 1 : 2);
            Mat none = work.zeros(HEIGHT, WIDTH, CvType.CV_8U);
            return new GarmentLabels(
                    Mask.copyOf(arena, regions),
                    Mask.copyOf(arena, limbs),
                    Mask.copyOf(arena, person),
                    Mask.copyOf(arena, hair),
                    Mask.copyOf(arena, skin),
                    Mask.copyOf(arena, top),
                    Mask.copyOf(arena, lower),
                    Mask.copyOf(arena, none),
                    picture(arena),
                    Optional.of(level(WAIST)),
                    0.1,
                    1);
        }
    }

    Figure figure(Figure.Worn worn) {
        Figure.Half first = half(-1);
        Figure.Half second = half(1);
        return new Figure(
                S,
                T,
                HEIGHT / 1024.0,
                at(192, 150),
                at(192, 300),
                mirrored ? second : first,
                mirrored ? first : second,
                at(192, 124),
                48,
                new Figure.OldTop(worn, level(WAIST), WAIST + dy, level(140), true),
                Optional.of(new Figure.OldLower(Figure.LowerKind.TROUSERS, level(WAIST), 500.0 + dy, 500.0 + dy, true)),
                Optional.empty(),
                new Figure.Pose(0, 0, S / T, 0, 0, false, 180, 1, 1));
    }

    private Curve level(double row) {
        return Curve.of(0, WIDTH - 1, x -> row + dy);
    }

    private Figure.Half half(int side) {
        List<Point2> shoulder = new ArrayList<>();
        for (int k = 0; k <= 40; k++) {
            shoulder.add(at(192 + side * (64 - k), 140 - 18.0 * k / 40));
        }
        Point2 neck = shoulder.getLast();
        Curve trunkSide = Curve.of(130, 330, y -> at(192 + side * 50, y).x());
        List<Point2> outer = new ArrayList<>();
        List<Point2> inner = new ArrayList<>();
        for (int k = 0; k <= 60; k++) {
            double t = k / 60.0;
            outer.add(armEdge(side, t, 1));
            if (t > 0.18) {
                inner.add(armEdge(side, t, -1));
            }
        }
        outer.addFirst(at(192 + side * 64, 140));
        return new Figure.Half(
                at(192 + side * 64, 140),
                true,
                shoulder,
                neck,
                trunkSide,
                Curve.of(130, 330, y -> 1),
                new Figure.Arm(
                        bone(side, 0),
                        bone(side, 0.5),
                        bone(side, 1),
                        bone(side, 1.15),
                        outer,
                        inner,
                        at(192 + side * 50, 190),
                        13,
                        true,
                        0.5,
                        SLEEVE));
    }

    private Point2 bone(int side, double t) {
        double x = 192 + side * (55 + (t < 0.5 ? 44 * t : 22 + 16 * (t - 0.5)));
        return at(x, 150 + 170 * t);
    }

    private Point2 armEdge(int side, double t, int outwards) {
        double x = 192 + side * (55 + (t < 0.5 ? 44 * t : 22 + 16 * (t - 0.5)));
        return at(x + side * outwards * (14 - 5 * t), 150 + 170 * t);
    }

    /** Both arms from the shoulder to {@code end}; the picture's left one first unless mirrored. */
    private List<List<Point2>> arms(double end) {
        List<List<Point2>> arms = new ArrayList<>();
        for (int side : new int[] {-1, 1}) {
            List<Point2> polygon = new ArrayList<>();
            polygon.add(at(192 + side * 64, 140));
            for (int k = 0; k <= 20; k++) {
                polygon.add(armEdge(side, end * k / 20, 1));
            }
            for (int k = 20; k >= 0; k--) {
                polygon.add(armEdge(side, end * k / 20, -1));
            }
            arms.add(polygon);
        }
        return arms;
    }

    private List<Point2> trunk() {
        return List.of(
                at(128, 140),
                at(168, 122),
                at(180, 138),
                at(192, 141),
                at(204, 138),
                at(216, 122),
                at(256, 140),
                at(242, 190),
                at(242, WAIST),
                at(142, WAIST),
                at(142, 190));
    }

    private List<Point2> trousers() {
        return List.of(
                at(140, WAIST - 4),
                at(244, WAIST - 4),
                at(246, 500),
                at(200, 500),
                at(192, 350),
                at(184, 500),
                at(138, 500));
    }

    private List<Point2> neck() {
        return List.of(at(172, 90), at(212, 90), at(216, 122), at(206, 142), at(178, 142), at(168, 122));
    }

    private List<Point2> face() {
        return oval(192, 72, 28, 36);
    }

    private List<Point2> hair() {
        return oval(192, 62, 36, 42);
    }

    private List<Point2> oval(double x, double y, double a, double b) {
        List<Point2> oval = new ArrayList<>();
        for (int k = 0; k < 48; k++) {
            oval.add(at(x + a * Math.cos(k * Math.PI / 24), y + b * Math.sin(k * Math.PI / 24)));
        }
        return oval;
    }

    private Point2 at(double x, double y) {
        return new Point2(mirrored ? WIDTH - 1 - x : x + dx, y + dy);
    }

    private static void fill(Mat rgb, Scalar colour, List<Point2> polygon) {
        MatOfPoint corners = corners(polygon);
        Imgproc.fillPoly(rgb, List.of(corners), colour, Imgproc.LINE_AA, 4);
        corners.release();
    }

    private static MatOfPoint corners(List<Point2> polygon) {
        return new MatOfPoint(polygon.stream()
                .map(p -> new Point(Math.rint(16 * p.x()), Math.rint(16 * p.y())))
                .toArray(Point[]::new));
    }

    @SafeVarargs
    private static Mat mask(Workspace work, List<Point2>... polygons) {
        Mat mask = work.zeros(HEIGHT, WIDTH, CvType.CV_8U);
        for (List<Point2> polygon : polygons) {
            fill(mask, new Scalar(255), polygon);
        }
        return mask;
    }

    private static Mat without(Mat mask, Mat other) {
        Core.subtract(mask, other, mask);
        return mask;
    }

    private static void paint(Mat regions, Mat mask, int code) {
        try (Workspace work = new Workspace()) {
            Mat sure = work.mat();
            Core.compare(mask, new Scalar(127), sure, Core.CMP_GT);
            regions.setTo(new Scalar(code), sure);
        }
    }

    /** How the flat garments are coloured. */
    enum Dye {
        /** Red is the column, green the row (both in pixels / 2), blue 128. */
        COORDINATES,
        GREEN
    }

    /**
     * A flat tee of 400×440 pixels.
     *
     * @param sleeve length of the sleeves in pixels; 0 for none
     * @param hem row where it ends; the neck corners lie in row 60
     */
    static GarmentCut tee(Arena arena, double sleeve, double hem, Dye dye) {
        return tee(arena, sleeve, hem, dye, false);
    }

    static GarmentCut tee(Arena arena, double sleeve, double hem, Dye dye, boolean mirrored) {
        int w = 400;
        int h = 440;
        Point2 neckLeft = new Point2(160, 60);
        Point2 tipLeft = new Point2(110, 75);
        Point2 pitLeft = new Point2(125, 150);
        Point2 hemLeft = new Point2(120, hem);
        Sleeve left = new Sleeve(
                Polylines.resample(List.of(tipLeft, tipLeft.plus(-0.6 * sleeve, 0.8 * sleeve)), sleeve, 9),
                Polylines.resample(List.of(pitLeft, pitLeft.plus(-0.42 * sleeve, 0.56 * sleeve)), 0.7 * sleeve, 9));
        Picture colours = Picture.allocate(arena, w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                long i = 3L * (y * w + x);
                int column = mirrored ? w - 1 - x : x;
                byte[] rgb = switch (dye) {
                    case COORDINATES -> new byte[] {(byte) (column / 2), (byte) (y / 2), (byte) 128};
                    case GREEN -> new byte[] {40, (byte) 150, 70};
                };
                for (int c = 0; c < 3; c++) {
                    colours.pixels().set(ValueLayout.JAVA_BYTE, i + c, rgb[c]);
                }
            }
        }
        List<Point2> outline = new ArrayList<>(List.of(neckLeft, tipLeft));
        if (sleeve > 0) {
            outline.add(left.cuffOuter());
            outline.add(left.cuffInner());
        }
        outline.addAll(List.of(pitLeft, hemLeft));
        List<Point2> right = outline.stream().map(p -> flip(p, w)).toList();
        outline.addAll(right.reversed());
        Mask alpha;
        try (Workspace work = new Workspace()) {
            Mat mat = work.zeros(h, w, CvType.CV_8U);
            fill(mat, new Scalar(255), outline);
            alpha = Mask.copyOf(arena, mat);
        }
        Sleeve other = new Sleeve(
                left.outer().stream().map(p -> flip(p, w)).toList(),
                left.inner().stream().map(p -> flip(p, w)).toList());
        GarmentLandmarks landmarks = new Upper(
                neckLeft,
                flip(neckLeft, w),
                new Neckline(30, 2.2),
                tipLeft,
                flip(tipLeft, w),
                pitLeft,
                flip(pitLeft, w),
                sleeve > 0 ? Optional.of(left) : Optional.empty(),
                sleeve > 0 ? Optional.of(other) : Optional.empty(),
                hemLeft,
                flip(hemLeft, w),
                hem,
                (w - 1) / 2.0,
                150,
                false,
                1);
        return new GarmentCut(GarmentKind.UPPER, colours, alpha, landmarks, List.of(), "0".repeat(64));
    }

    private static Point2 flip(Point2 p, int w) {
        return new Point2(w - 1 - p.x(), p.y());
    }
}
