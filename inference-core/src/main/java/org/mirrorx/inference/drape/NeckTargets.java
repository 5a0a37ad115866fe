package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.garment.GarmentLandmarks.Neckline;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Point2;

/**
 * Where neckline and shoulder seams of a top or dress lie on the body (drape recipe §6).
 *
 * @param left, right neck corners on the body
 * @param depth pixels from the line between the corners to the neckline's lowest point
 * @param power of the neckline's curve
 * @param tipLeft, tipRight ends of the shoulder seams on the body
 */
record NeckTargets(Point2 left, Point2 right, double depth, double power, Point2 tipLeft, Point2 tipRight) {
    /**
     * Corners on the neck's slope lie a little above the shoulder line, in S: as far as that rises over the thickness of a collar, or as far
     * as the garment has one standing above its shoulder seam, at most this. On the shoulder itself they would stand up like horns.
     */
    private static final double LIFT = 0.02;

    private static final double COLLAR = 0.02;

    /** A rise of this over the thickness of a collar, in S, is the neck's slope. */
    private static final double SLOPED = 0.006;

    /** A neckline of at least this power that is less deep than this share of its width is a crew. */
    private static final double CREW_POWER = 1.5;

    private static final double CREW_LIMIT = 0.45;

    /** How far the neck's middle goes from the middle of the shoulders to the visible neck, and its limit in S. */
    private static final double TOWARDS_VISIBLE_NECK = 0.75;

    private static final double LARGEST_NECK_SHIFT = 0.12;

    /** Points of the neckline handed to rendering. */
    private static final int CURVE_POINTS = 33;

    static NeckTargets aim(Figure figure, Upper flat, double scale, Hang hang) {
        double s = figure.shoulderWidth();
        double shift = TOWARDS_VISIBLE_NECK
                * (figure.neckCentre().x() - figure.shoulderMiddle().x());
        double centre =
                figure.shoulderMiddle().x() + Math.clamp(shift, -LARGEST_NECK_SHIFT * s, LARGEST_NECK_SHIFT * s);
        double flatWidth = flat.neckLeft().distance(flat.neckRight());
        double half = hang.neckWidth() * scale * flatWidth / 2;
        Point2 left = corner(
                figure.left(),
                centre - half,
                s,
                scale * (flat.tipLeft().y() - flat.neckLeft().y()));
        Point2 right = corner(
                figure.right(),
                centre + half,
                -s,
                scale * (flat.tipRight().y() - flat.neckRight().y()));
        boolean crew = flat.neckline().power() > CREW_POWER && flat.neckline().depth() < CREW_LIMIT * flatWidth;
        double depth = (crew ? hang.crewDepth() : hang.deepDepth())
                * scale
                * flat.neckline().depth();
        boolean sleeved = flat.sleeveLeft().isPresent() || flat.sleeveRight().isPresent();
        Point2 tipLeft = sleeved
                ? figure.left().tip()
                : onShoulder(
                        figure.left(),
                        left.x() - scale * (flat.neckLeft().x() - flat.tipLeft().x()));
        Point2 tipRight = sleeved
                ? figure.right().tip()
                : onShoulder(
                        figure.right(),
                        right.x()
                                + scale
                                        * (flat.tipRight().x()
                                                - flat.neckRight().x()));
        return new NeckTargets(left, right, depth, flat.neckline().power(), tipLeft, tipRight);
    }

    /** A neck corner in a column of the picture; {@code inwards} is S, negative where the neck lies to the left;
     * {@code flatRise} is how far the garment rises from tip to corner, in pixels of the capture. */
    private static Point2 corner(Figure.Half half, double column, double inwards, double flatRise) {
        Point2 on = onShoulder(half, column);
        double rise = on.y() - onShoulder(half, column + COLLAR * inwards).y();
        double collar = flatRise - (half.tip().y() - on.y());
        double slope = Math.clamp(rise / (SLOPED * Math.abs(inwards)), 0.0, 1.0);
        double lift = LIFT * Math.abs(inwards);
        return on.plus(0, -Math.clamp(Math.max(slope * lift, collar), 0, lift));
    }

    /** The shoulder line's place in a column; beyond its ends the nearer end's row. */
    static Point2 onShoulder(Figure.Half half, double column) {
        List<Point2> line = half.shoulder();
        Point2 nearest = line.getFirst();
        for (int i = 1; i < line.size(); i++) {
            Point2 a = line.get(i - 1);
            Point2 b = line.get(i);
            if ((a.x() - column) * (b.x() - column) <= 0 && a.x() != b.x()) {
                return a.towards(b, (column - a.x()) / (b.x() - a.x()));
            }
            if (Math.abs(b.x() - column) < Math.abs(nearest.x() - column)) {
                nearest = b;
            }
        }
        return new Point2(column, nearest.y());
    }

    /** The neckline on the body at u from −1 (left corner) to 1. */
    Point2 at(double u) {
        return place(left, right, depth, power, u);
    }

    /** The flat garment's neckline at the same u. */
    static Point2 flatAt(Upper flat, double u) {
        Neckline neckline = flat.neckline();
        return place(flat.neckLeft(), flat.neckRight(), neckline.depth(), neckline.power(), u);
    }

    private static Point2 place(Point2 left, Point2 right, double depth, double power, double u) {
        return left.towards(right, (u + 1) / 2).plus(0, depth * (1 - Math.pow(Math.abs(u), power)));
    }

    /** The whole neckline from left to right. */
    List<Point2> curve() {
        List<Point2> curve = new ArrayList<>(CURVE_POINTS);
        for (int i = 0; i < CURVE_POINTS; i++) {
            curve.add(at(2.0 * i / (CURVE_POINTS - 1) - 1));
        }
        return curve;
    }
}
