package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Where skin would be if the old garment were not there: arms as tapered tubes along their bones, and the trunk between its sides.
 *
 * @param shape 1 inside the body, 0 outside
 * @param across −1 to 1 from one edge of an arm to the other; 0 on the trunk
 * @param arms 1 on an arm, 0 on the trunk and outside
 */
record BareBody(Plane shape, Plane across, Plane arms) {
    /** Half width of a bare arm at shoulder and wrist, in S (drape recipe §8). */
    private static final double SHOULDER_RADIUS = 0.135;

    private static final double WRIST_RADIUS = 0.075;

    /** An old sleeve up to this much wider than the arm is taken for the arm's own outline. */
    private static final double TIGHT = 1.25;

    /** Cloth lies this far outside the skin, as a share of the half width. */
    private static final double CLOTH = 0.97;

    /** Sections along an arm. */
    private static final int SECTIONS = 24;

    /** Below the old sleeve's end the arm's own width is read this much further down, as a share of the arm. */
    private static final double BELOW_SLEEVE = 0.06;

    static BareBody estimate(Scratch scratch, Frame frame, Figure figure) {
        Plane across = Plane.coverage(scratch, frame);
        List<Section> left = sections(figure.left().arm(), figure.shoulderWidth());
        List<Section> right = sections(figure.right().arm(), figure.shoulderWidth());
        Plane arms = Plane.polygon(scratch, frame, List.of(tube(left), tube(right)));
        fillAcross(across, arms, left, right);
        Plane trunk = Plane.polygon(scratch, frame, List.of(trunk(figure)));
        Plane shape = arms.map(i -> Math.max(arms.values()[i], trunk.values()[i]));
        return new BareBody(shape, across, arms);
    }

    /** A cut across an arm: middle, unit normal and half width. */
    private record Section(Point2 middle, double normalX, double normalY, double half) {}

    private static List<Section> sections(Figure.Arm arm, double s) {
        List<Point2> bone = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
        double length = Polylines.length(bone);
        double known = Math.min(arm.bareFrom() + BELOW_SLEEVE, 1);
        double ratio = 1;
        if (arm.bareFrom() < 0.9) {
            double measured = measuredHalf(arm, bone, known * length);
            ratio = Math.clamp(measured / (radius(known) * s), 0.6, 1.4);
        }
        List<Section> sections = new ArrayList<>();
        for (int k = 0; k <= SECTIONS; k++) {
            double share = (double) k / SECTIONS;
            double at = share * length;
            Point2 on = Polylines.along(bone, at);
            Point2 before = Polylines.along(bone, at - 0.08 * length);
            Point2 after = Polylines.along(bone, at + 0.08 * length);
            double d = Math.max(1e-6, before.distance(after));
            double nx = -(after.y() - before.y()) / d;
            double ny = (after.x() - before.x()) / d;
            double half = ratio * radius(share) * s;
            Point2 outer = cross(arm.outer(), on, nx, ny, TIGHT * half);
            Point2 inner = cross(arm.inner(), on, nx, ny, TIGHT * half);
            double measured = outer.distance(inner) / 2;
            Point2 middle = on;
            if (measured > 0.5 * half && measured < TIGHT * half) {
                half = CLOTH * measured;
                middle = outer.towards(inner, 0.5);
            }
            sections.add(new Section(middle, nx, ny, half));
        }
        return sections;
    }

    private static double radius(double share) {
        return SHOULDER_RADIUS + share * (WRIST_RADIUS - SHOULDER_RADIUS);
    }

    private static double measuredHalf(Figure.Arm arm, List<Point2> bone, double at) {
        Point2 on = Polylines.along(bone, at);
        return (Polylines.distanceTo(arm.outer(), on) + Polylines.distanceTo(arm.inner(), on)) / 2;
    }

    /** The edge's point nearest to the line across the arm; {@code on} itself when the edge is not within reach. */
    private static Point2 cross(List<Point2> edge, Point2 on, double nx, double ny, double reach) {
        Point2 best = on;
        double nearest = 4;
        for (Point2 p : edge) {
            double dx = p.x() - on.x();
            double dy = p.y() - on.y();
            double along = Math.abs(dx * ny - dy * nx);
            double off = Math.abs(dx * nx + dy * ny);
            if (along < nearest && off < 1.6 * reach) {
                nearest = along;
                best = p;
            }
        }
        return best;
    }

    private static List<Point2> tube(List<Section> sections) {
        List<Point2> polygon = new ArrayList<>();
        for (Section c : sections) {
            polygon.add(c.middle.plus(c.normalX * c.half, c.normalY * c.half));
        }
        for (Section c : sections.reversed()) {
            polygon.add(c.middle.plus(-c.normalX * c.half, -c.normalY * c.half));
        }
        return polygon;
    }

    private static void fillAcross(Plane across, Plane arms, List<Section> left, List<Section> right) {
        Frame frame = across.frame();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                if (arms.values()[i] > 0) {
                    double px = x + (double) frame.x();
                    double py = y + (double) frame.y();
                    double a = position(left, px, py);
                    double b = position(right, px, py);
                    across.values()[i] = (float) (Math.abs(a) < Math.abs(b) ? a : b);
                }
            }
        }
    }

    private static double position(List<Section> sections, double x, double y) {
        double best = Double.POSITIVE_INFINITY;
        double across = 2;
        for (Section c : sections) {
            double dx = x - c.middle.x();
            double dy = y - c.middle.y();
            double along = Math.abs(dx * c.normalY - dy * c.normalX);
            if (along < best) {
                best = along;
                across = (dx * c.normalX + dy * c.normalY) / c.half;
            }
        }
        return across;
    }

    private static List<Point2> trunk(Figure figure) {
        List<Point2> polygon = new ArrayList<>();
        Figure.Half left = figure.left();
        Figure.Half right = figure.right();
        double s = figure.shoulderWidth();
        polygon.addAll(left.shoulder());
        polygon.add(left.neck().plus(0, -0.4 * s));
        polygon.add(right.neck().plus(0, -0.4 * s));
        polygon.addAll(right.shoulder().reversed());
        int from = (int) Math.round(figure.shoulderMiddle().y() + 0.3 * s);
        int to = (int) Math.round(figure.hipMiddle().y() + 0.2 * s);
        for (int y = from; y <= to; y += 4) {
            polygon.add(new Point2(right.side().at(y), y));
        }
        for (int y = to; y >= from; y -= 4) {
            polygon.add(new Point2(left.side().at(y), y));
        }
        return polygon;
    }
}
