package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/** The outlines of an arm by rays across its bone (drape recipe §6, sleeves). */
final class MeasureArms {
    /** The longest ray, in S. */
    private static final double OUTER_LIMIT = 0.22;

    private static final double GAP_LIMIT = 0.165;
    /** Without a gap the inner edge lies 1.1 outer radii and 2 pixels from the bone, at most 0.125 S. */
    private static final double INNER_TO_OUTER = 1.1;

    private static final double INNER_PLUS = 2;
    private static final double INNER_LIMIT = 0.125;
    /** Rays between the shoulder's tip and the first ray across the bone. */
    private static final int FAN = 7;

    private static final int MEDIAN = 15;
    private static final double HIGHEST_ARMPIT = 0.22;
    private static final double LOWEST_ARMPIT = 0.62;
    private static final double USUAL_ARMPIT = 0.38;
    /** A wrist hidden or outside the picture. */
    private static final double SEEN = 0.5;

    private final BodyPlanes planes;
    private final Skeleton bones;
    private final double pixel;
    private final double s;

    MeasureArms(BodyPlanes planes, Skeleton bones, double pixel) {
        this.planes = planes;
        this.bones = bones;
        this.pixel = pixel;
        s = bones.shoulderWidth();
    }

    Figure.Arm measure(int outward, Point2 tip, Curve side) {
        Skeleton.Side arm = bones.side(outward);
        double length = Math.max(1, arm.armLength());
        double step = 2 * pixel;
        int n = Math.max(8, (int) (length / step));
        double[] outer = new double[n + 1];
        double[] inner = new double[n + 1];
        boolean[] gap = new boolean[n + 1];
        boolean[] open = new boolean[n + 1];
        for (int k = 0; k <= n; k++) {
            double t = (double) k / n;
            Point2 p = arm.alongArm(t);
            Point2 normal = normal(arm, t);
            outer[k] = planes.reach(p, normal.x(), normal.y(), OUTER_LIMIT * s);
            open[k] = planes.inside(p.x() + outer[k] * normal.x() * 1.1, p.y() + outer[k] * normal.y() * 1.1)
                    && outer[k] < OUTER_LIMIT * s - 1;
        }
        outer = MeasureSides.median(filled(outer, open), MEDIAN);
        for (int k = 0; k <= n; k++) {
            double t = (double) k / n;
            Point2 p = arm.alongArm(t);
            Point2 normal = normal(arm, t);
            double seen = innerEdge(p, normal, outward, gap, k);
            double usual = Math.min(INNER_TO_OUTER * outer[k] + INNER_PLUS * pixel, INNER_LIMIT * s);
            inner[k] = Double.isNaN(seen) ? usual : seen;
        }
        inner = MeasureSides.median(inner, MEDIAN);
        double armpitRow = armpitRow(arm, tip, inner, n);
        Point2 armpit = new Point2(side.at(armpitRow), armpitRow);
        List<Point2> outerLine = new ArrayList<>();
        fan(arm, tip, outerLine);
        List<Point2> innerLine = new ArrayList<>();
        innerLine.add(armpit);
        double gaps = 0;
        for (int k = 0; k <= n; k++) {
            double t = (double) k / n;
            Point2 p = arm.alongArm(t);
            Point2 normal = normal(arm, t);
            Point2 out = p.plus(outer[k] * normal.x(), outer[k] * normal.y());
            if (further(outerLine, arm, out)) {
                outerLine.add(out);
            }
            Point2 in = p.plus(-inner[k] * normal.x(), -inner[k] * normal.y());
            if (t > 0.5 || in.y() > armpit.y() - 1) {
                innerLine.add(in);
            }
            gaps += gap[k] ? 1 : 0;
        }
        int middle = (int) Math.round(n * 0.5 * arm.shoulder().distance(arm.elbow()) / length);
        boolean wristSeen =
                arm.wristPresent() && planes.inside(arm.wrist().x(), arm.wrist().y());
        return new Figure.Arm(
                arm.shoulder(),
                arm.elbow(),
                arm.wrist(),
                arm.finger(),
                outerLine,
                innerLine,
                armpit,
                0.5 * (outer[middle] + inner[middle]),
                wristSeen,
                gaps / (n + 1),
                covered(arm, outward, outer, inner, n));
    }

    /** Outward unit normal of the bone; within a tenth of the elbow the two bones' normals are blended. */
    private static Point2 normal(Skeleton.Side arm, double t) {
        double elbow = arm.shoulder().distance(arm.elbow()) / Math.max(1e-6, arm.armLength());
        double blend = Math.clamp((t - elbow) / 0.2 + 0.5, 0, 1);
        Point2 upper = normal(arm.shoulder(), arm.elbow(), arm.outward());
        Point2 lower = normal(arm.elbow(), arm.wrist(), arm.outward());
        Point2 mixed = upper.towards(lower, blend);
        double length = Math.max(1e-6, Math.hypot(mixed.x(), mixed.y()));
        return new Point2(mixed.x() / length, mixed.y() / length);
    }

    private static Point2 normal(Point2 from, Point2 to, int outward) {
        double length = Math.max(1e-6, from.distance(to));
        return new Point2(outward * (to.y() - from.y()) / length, -outward * (to.x() - from.x()) / length);
    }

    /** Rays that left the picture or met the limit take the value of their nearest good neighbour. */
    private static double[] filled(double[] values, boolean[] good) {
        double[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            if (good[i]) {
                continue;
            }
            for (int d = 1; d < out.length; d++) {
                if (i - d >= 0 && good[i - d]) {
                    out[i] = values[i - d];
                    break;
                }
                if (i + d < out.length && good[i + d]) {
                    out[i] = values[i + d];
                    break;
                }
            }
        }
        return out;
    }

    /** Distance of the arm's inner edge if it is seen: a gap, or skin that ends; NaN otherwise. */
    private double innerEdge(Point2 p, Point2 normal, int outward, boolean[] gap, int k) {
        int own = outward < 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM;
        boolean bare = planes.skin(p.x(), p.y()) && planes.limb(p.x(), p.y()) == own;
        for (double d = 0; d <= GAP_LIMIT * s; d += 0.5) {
            double x = p.x() - d * normal.x();
            double y = p.y() - d * normal.y();
            if (!planes.person(x, y)) {
                gap[k] = planes.inside(x, y);
                return d < NARROWEST * s ? Double.NaN : d;
            }
            if (bare && d > NARROWEST * s && !planes.skin(x, y)) {
                return d;
            }
        }
        return Double.NaN;
    }

    private static final double NARROWEST = 0.03;

    /** From the tip round the shoulder to the first ray across the bone. */
    private void fan(Skeleton.Side arm, Point2 tip, List<Point2> line) {
        Point2 joint = arm.shoulder();
        double from = Math.atan2(tip.y() - joint.y(), tip.x() - joint.x());
        Point2 normal = normal(arm, 0);
        double to = Math.atan2(normal.y(), normal.x());
        double turn = to - from;
        turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
        line.add(tip);
        for (int k = 1; k < FAN; k++) {
            double angle = from + turn * k / FAN;
            double d = planes.reach(joint, Math.cos(angle), Math.sin(angle), (OUTER_LIMIT + 0.04) * s);
            if (d > NARROWEST * s && d < (OUTER_LIMIT + 0.03) * s) {
                line.add(joint.plus(d * Math.cos(angle), d * Math.sin(angle)));
            }
        }
    }

    /** True when a point of the edge lies further along the arm than the last one (rays may cross at a bend). */
    private static boolean further(List<Point2> line, Skeleton.Side arm, Point2 next) {
        List<Point2> bone = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
        return line.isEmpty()
                || Polylines.project(bone, next) >= Polylines.project(bone, line.getLast())
                || line.getLast().distance(next) > 0;
    }

    /** The row where arm and trunk part: the top of the gap, or of the bare arm's inner edge against cloth. */
    private double armpitRow(Skeleton.Side arm, Point2 tip, double[] inner, int n) {
        double highest = tip.y() + HIGHEST_ARMPIT * s;
        double lowest = tip.y() + LOWEST_ARMPIT * s;
        for (int k = 0; k <= n; k++) {
            double t = (double) k / n;
            Point2 p = arm.alongArm(t);
            Point2 normal = normal(arm, t);
            double x = p.x() - (inner[k] + 1.5 * pixel) * normal.x();
            double y = p.y() - (inner[k] + 1.5 * pixel) * normal.y();
            if (y < highest) {
                continue;
            }
            if (y > lowest) {
                break;
            }
            if (!planes.person(x, y) && planes.inside(x, y)) {
                return y;
            }
            if (planes.skin(p.x(), p.y()) && planes.region(x, y) == Region.TOP) {
                return y;
            }
        }
        return tip.y() + USUAL_ARMPIT * s;
    }

    /** Share of the arm that the old sleeve covers. */
    private double covered(Skeleton.Side arm, int outward, double[] outer, double[] inner, int n) {
        int own = outward < 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM;
        double best = 0;
        double running = 0;
        double share = 0;
        for (int k = 0; k <= n; k++) {
            double t = (double) k / n;
            Point2 p = arm.alongArm(t);
            Point2 normal = normal(arm, t);
            int cloth = 0;
            int all = 0;
            for (double u : new double[] {-0.5, -0.2, 0.2, 0.5, 0.75}) {
                double d = u > 0 ? u * outer[k] : u * inner[k];
                double x = p.x() + d * normal.x();
                double y = p.y() + d * normal.y();
                boolean counted = planes.person(x, y) && !planes.hair(x, y) && (t < 0.2 || planes.limb(x, y) == own);
                if (counted) {
                    all++;
                    cloth += planes.top(x, y) ? 1 : 0;
                }
            }
            running += all == 0 ? 0 : (double) cloth / all - SEEN;
            if (running > best) {
                best = running;
                share = t;
            }
        }
        return share;
    }
}
