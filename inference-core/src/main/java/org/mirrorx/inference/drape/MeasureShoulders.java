package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Point2;

/** Shoulder tips, shoulder lines and the neck from the outline (drape recipe §5.6, §5.7); the pose only says where to look. */
final class MeasureShoulders {
    /** Angles above horizontal of the ray from the shoulder point, in the order they are tried. */
    private static final double[] RAYS = {64, 58, 52, 46, 40, 34, 70};

    private static final double NEAREST_TIP = 0.05;
    private static final double FARTHEST_TIP = 0.24;

    /** How far towards the neck rays may start, in S. */
    private static final double[] INWARDS = {0, 0.05, 0.1, 0.15};

    /** Where the tip is guessed when hair hides both, in S. */
    private static final double GUESS_OUT = 0.06;

    private static final double GUESS_UP = 0.10;

    /** Pixels of rise a pixel: more is the neck's wall. */
    private static final double WALL = 1.7;

    private static final double STEEPEST_FALL = 0.8;
    private static final double RISE_UNDER_HAIR = 0.30;
    /** The line runs this much outside the outline, pixels of the recipe. */
    private static final double OUTSIDE = 1.5;

    /** The shoulder line never comes nearer to the neck's middle, in S; a neck is about 0.4 wide. */
    private static final double NARROWEST_HALF_NECK = 0.15;

    private static final double USUAL_HALF_NECK = 0.20;
    private static final double WIDEST_HALF_NECK = 0.30;
    /** The row in which the neck is looked at, S above the shoulders. */
    private static final double NECK_ROW = 0.10;

    /** The shoulder line may rise this far above the row where the neck's walls are looked for, in S. */
    private static final double HIGHEST_SHOULDER = 0.22;

    private final BodyPlanes planes;
    private final Skeleton bones;
    private final double pixel;
    private final double s;

    MeasureShoulders(BodyPlanes planes, Skeleton bones, double pixel) {
        this.planes = planes;
        this.bones = bones;
        this.pixel = pixel;
        s = bones.shoulderWidth();
    }

    /** @param seen false when mirrored or guessed */
    record Tip(Point2 at, boolean seen) {}

    /** The tips, left of the picture first. */
    List<Tip> tips() {
        Point2 left = tip(bones.left());
        Point2 right = tip(bones.right());
        Point2 l = bones.left().shoulder();
        Point2 r = bones.right().shoulder();
        if (Double.isNaN(left.x()) && Double.isNaN(right.x())) {
            return List.of(
                    new Tip(l.plus(-GUESS_OUT * s, -GUESS_UP * s), false),
                    new Tip(r.plus(GUESS_OUT * s, -GUESS_UP * s), false));
        }
        if (Double.isNaN(left.x())) {
            return List.of(new Tip(l.plus(-(right.x() - r.x()), right.y() - r.y()), false), new Tip(right, true));
        }
        if (Double.isNaN(right.x())) {
            return List.of(new Tip(left, true), new Tip(r.plus(-(left.x() - l.x()), left.y() - l.y()), false));
        }
        return List.of(new Tip(left, true), new Tip(right, true));
    }

    /**
     * NaN when no ray leaves the person within the limits without meeting hair. Where the point lies so near the outline that rays leave at
     * once, they start further inwards.
     */
    private Point2 tip(Skeleton.Side side) {
        for (double inwards : INWARDS) {
            Point2 from = side.shoulder().plus(-side.outward() * inwards * s, 0);
            boolean near = true;
            for (double degrees : RAYS) {
                double dx = side.outward() * Math.cos(Math.toRadians(degrees));
                double dy = -Math.sin(Math.toRadians(degrees));
                double d = planes.reach(from, dx, dy, (FARTHEST_TIP + 0.1) * s);
                Point2 end = from.plus(d * dx, d * dy);
                boolean hidden = planes.hair(end.x(), end.y())
                        || planes.hair(end.x() + 3 * pixel * dx, end.y() + 3 * pixel * dy);
                if (!hidden && d >= NEAREST_TIP * s && d <= FARTHEST_TIP * s) {
                    return end;
                }
                near &= !hidden && d < NEAREST_TIP * s;
            }
            if (!near) {
                break;
            }
        }
        return new Point2(Double.NaN, Double.NaN);
    }

    /**
     * @param middle of the visible neck, on the row 0.10 S above the shoulders
     * @param width pixels
     */
    record Neck(Point2 middle, double width) {}

    /** The neck as it is seen; where hair hides a wall, from the other wall and the head's axis. */
    Neck neck(Point2 face) {
        double y = bones.shoulderMiddle().y() - NECK_ROW * s;
        double axis = bones.shoulderMiddle().towards(face, 0.25).x();
        double left = wall(axis, y, -1);
        double right = wall(axis, y, 1);
        double usual = USUAL_HALF_NECK * s;
        if (Double.isNaN(left) && Double.isNaN(right)) {
            return new Neck(new Point2(axis, y), 2 * usual);
        }
        if (Double.isNaN(left)) {
            left = Math.min(axis - NARROWEST_HALF_NECK * s, right - 2 * usual);
        }
        if (Double.isNaN(right)) {
            right = Math.max(axis + NARROWEST_HALF_NECK * s, left + 2 * usual);
        }
        double width = Math.clamp(right - left, 2 * NARROWEST_HALF_NECK * s, 2 * WIDEST_HALF_NECK * s);
        return new Neck(new Point2((left + right) / 2, y), width);
    }

    /** Column where the neck ends in a row; NaN when hair hides it or it lies beyond a neck's reach. */
    private double wall(double axis, double y, int side) {
        for (double d = 0; d <= WIDEST_HALF_NECK * s; d += 0.5) {
            double x = axis + side * d;
            if (planes.hair(x, y)) {
                return Double.NaN;
            }
            if (!planes.person(x, y)) {
                return d < 0.06 * s ? Double.NaN : x;
            }
        }
        return Double.NaN;
    }

    /** The shoulder line from the tip towards the neck, a pixel a column. */
    List<Point2> line(Point2 tip, int outward, Neck neck) {
        List<Point2> line = new ArrayList<>();
        line.add(tip.plus(0, -OUTSIDE * pixel));
        double end = neck.middle().x() + outward * NARROWEST_HALF_NECK * s;
        double sureWall = neck.middle().x() + outward * WIDEST_HALF_NECK * s;
        double y = tip.y();
        double highest = neck.middle().y() - HIGHEST_SHOULDER * s;
        for (double x = tip.x() - outward; outward * (x - end) >= 0; x -= outward) {
            double top = top(x, y);
            if (Double.isNaN(top)) {
                y -= RISE_UNDER_HAIR;
            } else {
                boolean nearNeck = outward * (x - sureWall) <= 0;
                if (nearNeck && y - top > WALL * 2 && isWall(x, y, outward)) {
                    break;
                }
                y = Math.clamp(top, y - WALL, y + STEEPEST_FALL);
            }
            if (y < highest) {
                break;
            }
            line.add(new Point2(x, y - OUTSIDE * pixel));
        }
        return line;
    }

    /** True when the outline also rises as a wall in the next columns. */
    private boolean isWall(double x, double y, int outward) {
        double a = top(x - 2 * outward, y - 2 * WALL);
        double b = top(x - 4 * outward, y - 4 * WALL);
        return (Double.isNaN(a) || a < y - 3 * WALL) && (Double.isNaN(b) || b < y - 5 * WALL);
    }

    /** The outline's row in a column near a row; NaN where hair hides it. */
    private double top(double x, double near) {
        double y = near + 3 * pixel;
        if (planes.hair(x, y)) {
            return Double.NaN;
        }
        if (!planes.person(x, y)) {
            while (y < near + 0.2 * s && !planes.person(x, y)) {
                y++;
            }
            return planes.hair(x, y) ? Double.NaN : y;
        }
        while (y > near - 0.25 * s && planes.person(x, y - 1) && !planes.hair(x, y - 1)) {
            y--;
        }
        return planes.hair(x, y - 1) || planes.hair(x, y - 2) ? Double.NaN : y;
    }
}
