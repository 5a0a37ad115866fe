package org.mirrorx.inference.garment;

import java.lang.foreign.Arena;
import java.util.List;
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
import org.opencv.imgproc.Imgproc;

/** Garments drawn for the tests, whose landmarks are known because they were drawn there. */
final class DrawnGarment {
    static final Scalar GROUND = new Scalar(246, 246, 246);
    static final Scalar CLOTH = new Scalar(120, 60, 140);
    static final Scalar COLLAR = new Scalar(50, 25, 60);

    /** A T-shirt's places at scale 1 in 768×1024, not moved. */
    static final Point2 NECK_LEFT = new Point2(320, 200);

    static final Point2 TIP_LEFT = new Point2(225, 240);
    static final Point2 CUFF_OUTER_LEFT = new Point2(130, 420);
    static final Point2 CUFF_INNER_LEFT = new Point2(215, 465);
    static final Point2 ARMPIT_LEFT = new Point2(245, 400);
    static final Point2 HEM_LEFT = new Point2(245, 850);
    static final double NECK_DEPTH = 50;

    private DrawnGarment() {}

    private static Point2 mirrored(Point2 p) {
        return new Point2(767 - p.x(), p.y());
    }

    /** A T-shirt with a dark back collar above its front neckline. */
    static Picture shirt(Arena arena, double scale, double dx, double dy, Scalar ground, Scalar cloth) {
        List<Point2> left = List.of(NECK_LEFT, TIP_LEFT, CUFF_OUTER_LEFT, CUFF_INNER_LEFT, ARMPIT_LEFT, HEM_LEFT);
        return drawn(arena, scale, ground, (canvas, work) -> {
            fill(work, canvas, scale, dx, dy, both(left), cloth);
            fill(work, canvas, scale, dx, dy, opening(NECK_LEFT, mirrored(NECK_LEFT), NECK_DEPTH), COLLAR);
        });
    }

    /** A tank top: no sleeves, an open neckline without back collar. */
    static Picture tank(Arena arena) {
        List<Point2> left = List.of(
                new Point2(310, 180),
                new Point2(250, 190),
                new Point2(275, 300),
                new Point2(235, 400),
                new Point2(240, 850));
        return drawn(arena, 1, GROUND, (canvas, work) -> {
            fill(work, canvas, 1, 0, 0, both(left), CLOTH);
            fill(work, canvas, 1, 0, 0, opening(new Point2(310, 178), mirrored(new Point2(310, 178)), 130), GROUND);
        });
    }

    /** Trousers. */
    static Picture trousers(Arena arena) {
        List<Point2> left = List.of(
                new Point2(300, 150),
                new Point2(270, 300),
                new Point2(250, 900),
                new Point2(340, 900),
                new Point2(384, 400));
        return drawn(arena, 1, GROUND, (canvas, work) -> fill(work, canvas, 1, 0, 0, both(left), CLOTH));
    }

    /** An A-line skirt. */
    static Picture skirt(Arena arena) {
        List<Point2> left = List.of(new Point2(290, 200), new Point2(170, 800));
        return drawn(arena, 1, GROUND, (canvas, work) -> fill(work, canvas, 1, 0, 0, both(left), CLOTH));
    }

    /** A sleeveless dress to the ankles. */
    static Picture dress(Arena arena) {
        List<Point2> left = List.of(
                new Point2(335, 80),
                new Point2(295, 90),
                new Point2(305, 150),
                new Point2(285, 210),
                new Point2(300, 330),
                new Point2(210, 960));
        return drawn(arena, 1, GROUND, (canvas, work) -> {
            fill(work, canvas, 1, 0, 0, both(left), CLOTH);
            fill(work, canvas, 1, 0, 0, opening(new Point2(335, 80), mirrored(new Point2(335, 80)), 40), COLLAR);
        });
    }

    /** Only the ground. */
    static Picture nothing(Arena arena) {
        return drawn(arena, 1, GROUND, (canvas, work) -> {});
    }

    private interface Drawing {
        void on(Mat canvas, Workspace work);
    }

    private static Picture drawn(Arena arena, double scale, Scalar ground, Drawing drawing) {
        Natives.load();
        try (Workspace work = new Workspace()) {
            Mat canvas = work.keep(new Mat((int) (1024 * scale), (int) (768 * scale), CvType.CV_8UC3, ground));
            drawing.on(canvas, work);
            Mat noise = work.keep(new Mat(canvas.size(), CvType.CV_8UC3));
            Core.setRNGSeed(7);
            Core.randu(noise, 0, 3);
            Core.add(canvas, noise, canvas);
            Imgproc.GaussianBlur(canvas, canvas, new org.opencv.core.Size(0, 0), 0.7);
            return Picture.copyOf(arena, canvas);
        }
    }

    private static Point[] both(List<Point2> left) {
        Point[] all = new Point[2 * left.size()];
        for (int i = 0; i < left.size(); i++) {
            all[i] = new Point(left.get(i).x(), left.get(i).y());
            Point2 other = mirrored(left.get(i));
            all[all.length - 1 - i] = new Point(other.x(), other.y());
        }
        return all;
    }

    /** The region between the line of the corners and the neckline of power 2.2. */
    private static Point[] opening(Point2 left, Point2 right, double depth) {
        Point[] curve = new Point[61];
        for (int i = 0; i < curve.length; i++) {
            double u = -1 + 2.0 * i / (curve.length - 1);
            Point2 on = left.towards(right, (u + 1) / 2);
            curve[i] = new Point(on.x(), on.y() + depth * (1 - Math.pow(Math.abs(u), 2.2)));
        }
        return curve;
    }

    private static void fill(
            Workspace work, Mat canvas, double scale, double dx, double dy, Point[] outline, Scalar colour) {
        Point[] placed = new Point[outline.length];
        for (int i = 0; i < outline.length; i++) {
            placed[i] = new Point((outline[i].x + dx) * scale, (outline[i].y + dy) * scale);
        }
        Imgproc.fillPoly(canvas, List.of(work.keep(new MatOfPoint(placed))), colour);
    }
}
