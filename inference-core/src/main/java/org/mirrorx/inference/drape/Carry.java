package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/**
 * Carries what was fitted to a body to where that body is now: the trunk by the one affine map that takes its four joints there best, arms
 * and legs along their bones. At the pose it was fitted to it moves nothing.
 */
final class Carry {
    /** Over this share of the upper bone a limb leaves the trunk's movement for its own. */
    private static final double LEAVES_TRUNK = 0.4;

    /** Within this share of the limb round its middle joint the two bones' directions are blended. */
    private static final double BEND = 0.15;

    private static final int CURVE_STEP = 8;

    private final double[] affine;
    private final double scale;
    private final TrackedBody then;
    private final TrackedBody now;

    Carry(TrackedBody then, TrackedBody now) {
        this.then = then;
        this.now = now;
        List<Point2> from = trunk(then);
        List<Point2> to = trunk(now);
        affine = affine(from, to);
        scale = Math.sqrt(Math.abs(affine[0] * affine[4] - affine[1] * affine[3]));
    }

    private static List<Point2> trunk(TrackedBody body) {
        return List.of(
                body.at(Joint.RIGHT_SHOULDER).at(),
                body.at(Joint.LEFT_SHOULDER).at(),
                body.at(Joint.RIGHT_HIP).at(),
                body.at(Joint.LEFT_HIP).at());
    }

    /** Pixels now for one pixel then. */
    double scale() {
        return scale;
    }

    /** Row-wise 2 × 3 matrix of the trunk's map. */
    double[] trunk() {
        return affine.clone();
    }

    /** Least squares; six numbers a, b, c, d, e, f of x' = a x + b y + c, y' = d x + e y + f. */
    private static double[] affine(List<Point2> from, List<Point2> to) {
        double n = from.size();
        double mx = from.stream().mapToDouble(Point2::x).sum() / n;
        double my = from.stream().mapToDouble(Point2::y).sum() / n;
        double nx = to.stream().mapToDouble(Point2::x).sum() / n;
        double ny = to.stream().mapToDouble(Point2::y).sum() / n;
        double xx = 1e-6;
        double xy = 0;
        double yy = 1e-6;
        double ux = 0;
        double uy = 0;
        double vx = 0;
        double vy = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - mx;
            double y = from.get(i).y() - my;
            double u = to.get(i).x() - nx;
            double v = to.get(i).y() - ny;
            xx += x * x;
            xy += x * y;
            yy += y * y;
            ux += u * x;
            uy += u * y;
            vx += v * x;
            vy += v * y;
        }
        double determinant = Math.max(1e-6, xx * yy - xy * xy);
        double a = (ux * yy - uy * xy) / determinant;
        double b = (uy * xx - ux * xy) / determinant;
        double d = (vx * yy - vy * xy) / determinant;
        double e = (vy * xx - vx * xy) / determinant;
        return new double[] {a, b, nx - a * mx - b * my, d, e, ny - d * mx - e * my};
    }

    /** A fitted garment, carried. */
    Fit carried(Fit fit) {
        List<Sheet> sheets = new ArrayList<>();
        for (Sheet sheet : fit.sheets()) {
            List<Pin> pins = sheet.pins().stream()
                    .map(pin -> new Pin(pin.garment(), at(sheet.part(), pin.body())))
                    .toList();
            List<Point2> outline =
                    sheet.outline().stream().map(p -> at(sheet.part(), p)).toList();
            sheets.add(new Sheet(sheet.part(), pins, outline, sheet.stiffness()));
        }
        Optional<List<Point2>> neckline =
                fit.neckline().map(line -> line.stream().map(this::onTrunk).toList());
        return new Fit(
                fit.garment(), sheets, fit.scale() * scale, fit.ends(), neckline, fit.previews(), fit.measures());
    }

    /** A row by column, carried with the trunk. */
    Curve carried(Curve curve) {
        List<Point2> points = new ArrayList<>();
        for (int x = curve.first(); x <= curve.last(); x += CURVE_STEP) {
            points.add(onTrunk(new Point2(x, curve.at(x))));
        }
        points.add(onTrunk(new Point2(curve.last(), curve.at(curve.last()))));
        points.sort((p, q) -> Double.compare(p.x(), q.x()));
        int first = (int) Math.round(points.getFirst().x());
        int last = Math.max(first, (int) Math.round(points.getLast().x()));
        return Curve.of(first, last, x -> between(points, x));
    }

    private static double between(List<Point2> points, double x) {
        for (int i = 1; i < points.size(); i++) {
            Point2 a = points.get(i - 1);
            Point2 b = points.get(i);
            if (x <= b.x()) {
                double t = b.x() == a.x() ? 0 : (x - a.x()) / (b.x() - a.x());
                return a.towards(b, Math.clamp(t, 0.0, 1.0)).y();
            }
        }
        return points.getLast().y();
    }

    private Point2 at(Sheet.Part part, Point2 p) {
        return switch (part) {
            case TORSO, SKIRT -> onTrunk(p);
            case SLEEVE_LEFT -> onLimb(p, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST);
            case SLEEVE_RIGHT -> onLimb(p, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST);
            case LEG_LEFT -> onLimb(p, Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE);
            case LEG_RIGHT -> onLimb(p, Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE);
        };
    }

    private Point2 onTrunk(Point2 p) {
        return new Point2(
                affine[0] * p.x() + affine[1] * p.y() + affine[2], affine[3] * p.x() + affine[4] * p.y() + affine[5]);
    }

    /** Along the bones, and as far beside them as it was. */
    private Point2 onLimb(Point2 p, Joint root, Joint middle, Joint end) {
        List<Point2> before =
                List.of(then.at(root).at(), then.at(middle).at(), then.at(end).at());
        List<Point2> after =
                List.of(now.at(root).at(), now.at(middle).at(), now.at(end).at());
        double upper = before.get(0).distance(before.get(1));
        double length = Math.max(1, Polylines.length(before));
        double at = Polylines.project(before, p);
        double there = at <= upper
                ? at / Math.max(1, upper) * after.get(0).distance(after.get(1))
                : after.get(0).distance(after.get(1))
                        + (at - upper)
                                / Math.max(1, length - upper)
                                * after.get(1).distance(after.get(2));
        Point2 on = Polylines.along(before, at);
        Point2 place = Polylines.along(after, there);
        double angle = angle(before, at, upper, length);
        double turned = angle(after, there, after.get(0).distance(after.get(1)), Math.max(1, Polylines.length(after)));
        double turn = turned - angle;
        double dx = (p.x() - on.x()) * scale;
        double dy = (p.y() - on.y()) * scale;
        Point2 own = place.plus(dx * Math.cos(turn) - dy * Math.sin(turn), dx * Math.sin(turn) + dy * Math.cos(turn));
        double leaves = Math.clamp(at / Math.max(1, LEAVES_TRUNK * upper), 0.0, 1.0);
        double share = leaves * leaves * (3 - 2 * leaves);
        return onTrunk(p).towards(own, share);
    }

    /** Direction of a limb at a place along it, radians; from one bone's to the other's without a jump. */
    private static double angle(List<Point2> bones, double at, double upper, double length) {
        double first = direction(bones.get(0), bones.get(1));
        double second = direction(bones.get(1), bones.get(2));
        double turn = second - first;
        turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
        double share = Math.clamp((at - upper) / (2 * BEND * length) + 0.5, 0.0, 1.0);
        return first + share * turn;
    }

    private static double direction(Point2 a, Point2 b) {
        return Math.atan2(b.y() - a.y(), b.x() - a.x());
    }
}
