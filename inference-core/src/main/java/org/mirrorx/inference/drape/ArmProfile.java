package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * An arm as the distances of its two edges from its bone, even along the bone and smooth: one misread place of an outline must neither
 * notch a sleeve nor fold it.
 *
 * @param bone places on the bone from shoulder to wrist
 * @param normalX, normalY unit vectors across the arm, away from the trunk
 * @param outer, inner pixels from bone to edge, away from the trunk and towards it
 */
record ArmProfile(List<Point2> bone, double[] normalX, double[] normalY, double[] outer, double[] inner) {
    /** Stretches along the arm. */
    static final int SECTIONS = 32;

    /** Half width of an arm at shoulder and wrist, in S (drape recipe §8). */
    private static final double SHOULDER_RADIUS = 0.135;

    private static final double WRIST_RADIUS = 0.075;

    /** An edge is believed between these shares of the usual half width. */
    private static final double NARROWEST = 0.55;

    private static final double WIDEST = 2.0;

    /** The inner edge lies at most this far from the bone, by the outer edge and in S (drape recipe §6): trunk is no arm. */
    private static final double INNER_TO_OUTER = 1.1;

    private static final double WIDEST_INNER = 0.125;

    /** Normals are read over this share of the arm to both sides, so that a bent elbow fans out evenly. */
    private static final double SMOOTHING = 0.07;

    /** The usual half width of a bare arm. */
    static double usual(double share, double shoulderWidth) {
        return (SHOULDER_RADIUS + share * (WRIST_RADIUS - SHOULDER_RADIUS)) * shoulderWidth;
    }

    static ArmProfile of(Figure.Arm arm, double shoulderWidth) {
        List<Point2> joints = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
        double length = Polylines.length(joints);
        int n = SECTIONS + 1;
        List<Point2> bone = new ArrayList<>();
        double[] nx = new double[n];
        double[] ny = new double[n];
        double[] outer = new double[n];
        double[] inner = new double[n];
        for (int k = 0; k < n; k++) {
            double share = (double) k / SECTIONS;
            Point2 on = Polylines.along(joints, share * length);
            Point2 before = Polylines.along(joints, (share - SMOOTHING) * length);
            Point2 after = Polylines.along(joints, (share + SMOOTHING) * length);
            double d = Math.max(1e-6, before.distance(after));
            nx[k] = -(after.y() - before.y()) / d;
            ny[k] = (after.x() - before.x()) / d;
            bone.add(on);
        }
        orient(arm, bone, nx, ny);
        for (int k = 0; k < n; k++) {
            double usual = usual((double) k / SECTIONS, shoulderWidth);
            outer[k] = offset(arm.outer(), bone.get(k), nx[k], ny[k], usual);
            inner[k] = offset(arm.inner(), bone.get(k), -nx[k], -ny[k], usual);
        }
        double[] outerEdge = smooth(outer);
        double[] innerEdge = smooth(inner);
        for (int k = 0; k < n; k++) {
            double like = Double.isNaN(outerEdge[k]) ? usual((double) k / SECTIONS, shoulderWidth) : outerEdge[k];
            double most = Math.min(INNER_TO_OUTER * like + 2, WIDEST_INNER * shoulderWidth);
            innerEdge[k] = Double.isNaN(innerEdge[k]) ? innerEdge[k] : Math.min(innerEdge[k], most);
        }
        return new ArmProfile(bone, nx, ny, outerEdge, innerEdge);
    }

    /** The normals point to where the outer edge lies. */
    private static void orient(Figure.Arm arm, List<Point2> bone, double[] nx, double[] ny) {
        double votes = 0;
        for (int k = 0; k < bone.size(); k++) {
            double outer = nearestAcross(arm.outer(), bone.get(k), nx[k], ny[k]);
            double inner = nearestAcross(arm.inner(), bone.get(k), nx[k], ny[k]);
            votes += (Double.isNaN(outer) ? 0 : Math.signum(outer)) - (Double.isNaN(inner) ? 0 : Math.signum(inner));
        }
        if (votes < 0) {
            for (int k = 0; k < nx.length; k++) {
                nx[k] = -nx[k];
                ny[k] = -ny[k];
            }
        }
    }

    private static double offset(List<Point2> edge, Point2 on, double nx, double ny, double usual) {
        double found = nearestAcross(edge, on, nx, ny);
        return found < NARROWEST * usual || found > WIDEST * usual ? Double.NaN : found;
    }

    /** Signed distance along the normal to the edge's place that is nearest to the line across; NaN when none is near it. */
    private static double nearestAcross(List<Point2> edge, Point2 on, double nx, double ny) {
        double best = 5;
        double found = Double.NaN;
        for (Point2 p : edge) {
            double dx = p.x() - on.x();
            double dy = p.y() - on.y();
            double beside = Math.abs(dx * ny - dy * nx);
            if (beside < best) {
                best = beside;
                found = dx * nx + dy * ny;
            }
        }
        return found;
    }

    /** Gaps filled from their ends, median of seven, mean of five. */
    private static double[] smooth(double[] rough) {
        double[] whole = filled(rough);
        int n = whole.length;
        double[] medians = new double[n];
        for (int k = 0; k < n; k++) {
            double[] near = Arrays.copyOfRange(whole, Math.max(0, k - 3), Math.min(n, k + 4));
            Arrays.sort(near);
            medians[k] = near[near.length / 2];
        }
        double[] means = new double[n];
        for (int k = 0; k < n; k++) {
            means[k] = Arrays.stream(medians, Math.max(0, k - 2), Math.min(n, k + 3))
                    .average()
                    .orElse(medians[k]);
        }
        return means;
    }

    private static double[] filled(double[] values) {
        double[] out = values.clone();
        int last = -1;
        for (int k = 0; k < out.length; k++) {
            if (!Double.isNaN(values[k])) {
                for (int q = last + 1; q < k; q++) {
                    out[q] = last < 0 ? values[k] : values[last] + (values[k] - values[last]) * (q - last) / (k - last);
                }
                last = k;
            }
        }
        for (int q = last + 1; q < out.length; q++) {
            out[q] = last < 0 ? Double.NaN : values[last];
        }
        return out;
    }

    /** The place across the arm at section {@code k}: {@code offset} pixels outwards of the bone. */
    Point2 across(int k, double offset) {
        return bone.get(k).plus(normalX[k] * offset, normalY[k] * offset);
    }

    /** True when no edge was seen on that side at all. */
    boolean unseen(double[] edge) {
        return Double.isNaN(edge[0]);
    }

    /** The outer edge from section {@code from} to the wrist; the usual width where nothing was seen. */
    List<Point2> outerEdge(int from, double shoulderWidth) {
        return edge(from, outer, 1, shoulderWidth);
    }

    /** The inner edge. */
    List<Point2> innerEdge(int from, double shoulderWidth) {
        return edge(from, inner, -1, shoulderWidth);
    }

    private List<Point2> edge(int from, double[] offsets, int side, double shoulderWidth) {
        List<Point2> points = new ArrayList<>();
        for (int k = from; k <= SECTIONS; k++) {
            double offset = unseen(offsets) ? usual((double) k / SECTIONS, shoulderWidth) : offsets[k];
            points.add(across(k, side * offset));
        }
        return points;
    }
}
