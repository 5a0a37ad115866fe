package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;

/**
 * Finds the two corners of a cuff on the outline from the shoulder tip round the sleeve to the armpit: the corner pair that turns the
 * outline into three straight stretches (outer edge, cuff, inner edge), the cuff square to the sleeve (spec drape §4).
 */
final class SleeveOutline {
    private static final int SAMPLES = 73;
    /** The outer edge curves over the shoulder, the cuff is straight. */
    private static final double OUTER_WEIGHT = 0.3;

    private static final double CUFF_WEIGHT = 2;
    private static final double INNER_WEIGHT = 1;
    /** Weight of the squared cosine between cuff and sleeve, in squared shares of the outline's length. */
    private static final double SQUARE_WEIGHT = 0.006;
    /** Reward for a long sleeve axis: the cuff is at the far end. */
    private static final double REACH_WEIGHT = 0.006;
    /** A cuff is at least this share of the armhole wide. */
    private static final double NARROWEST_CUFF = 0.25;

    /** Weight of the squared distance to the other sleeve's corners, where that sleeve is asked. */
    private static final double MIRROR_WEIGHT = 0.05;

    private SleeveOutline() {}

    /**
     * @param outer index of the outer corner in {@code even}
     * @param inner index of the inner corner
     * @param even samples of the outline
     * @param cost what was minimised, without the other sleeve's share
     */
    record Corners(int outer, int inner, List<Point2> even, double cost) {
        Point2 outerCorner() {
            return even.get(outer);
        }

        Point2 innerCorner() {
            return even.get(inner);
        }

        GarmentLandmarks.Sleeve sleeve() {
            List<Point2> armpitFirst = even.subList(inner, even.size()).reversed();
            return new GarmentLandmarks.Sleeve(
                    Silhouette.even(even.subList(0, outer + 1), 9), Silhouette.even(armpitFirst, 9));
        }
    }

    /** @param path outline from the shoulder tip to the armpit */
    static Corners find(List<Point2> path) {
        return find(path, Optional.empty());
    }

    /**
     * @param path outline from the shoulder tip to the armpit
     * @param mirrored the other sleeve's outer and inner corner on this side: they are likely here too
     */
    static Corners find(List<Point2> path, Optional<List<Point2>> mirrored) {
        List<Point2> even = Silhouette.even(path, SAMPLES);
        double length = 0;
        for (int i = 1; i < even.size(); i++) {
            length += even.get(i).distance(even.get(i - 1));
        }
        length = Math.max(length, 1);
        double opening = even.getFirst().distance(even.getLast());
        Point2 root = even.getFirst().towards(even.getLast(), 0.5);
        int bestOuter = SAMPLES / 3;
        int bestInner = 2 * SAMPLES / 3;
        double best = Double.MAX_VALUE;
        double bestCost = 1;
        for (int i = 3; i < SAMPLES - 4; i++) {
            double first = OUTER_WEIGHT * deviation(even, 0, i);
            for (int j = i + 2; j < SAMPLES - 2; j++) {
                double rough =
                        (first + CUFF_WEIGHT * deviation(even, i, j) + INNER_WEIGHT * deviation(even, j, SAMPLES - 1))
                                / (SAMPLES * length * length);
                Point2 end = even.get(i).towards(even.get(j), 0.5);
                double reach = root.distance(end) / length;
                if (even.get(i).distance(even.get(j)) < NARROWEST_CUFF * opening) {
                    continue;
                }
                double cost = rough
                        + SQUARE_WEIGHT * square(even.get(i), even.get(j), root, end)
                        - REACH_WEIGHT * reach * reach;
                double unlike = mirrored.isEmpty() ? 0 : unlike(even.get(i), even.get(j), mirrored.get(), length);
                if (cost + unlike < best) {
                    best = cost + unlike;
                    bestCost = cost;
                    bestOuter = i;
                    bestInner = j;
                }
            }
        }
        Point2 end = even.get(bestOuter).towards(even.get(bestInner), 0.5);
        Point2 across = even.get(bestOuter)
                .plus(-even.get(bestInner).x(), -even.get(bestInner).y());
        double spacing = 1.3 * length / (SAMPLES - 1);
        List<Point2> sharp = new ArrayList<>(even);
        sharp.set(bestOuter, corner(path, even.get(bestOuter), spacing, root, end, across, 1));
        sharp.set(bestInner, corner(path, even.get(bestInner), spacing, root, end, across, -1));
        return new Corners(bestOuter, bestInner, sharp, bestCost);
    }

    /**
     * The outline's own corner near a sample: farthest along the sleeve and to one side.
     *
     * @param across from the inner to the outer corner
     * @param side 1 for the outer corner, −1 for the inner one
     */
    private static Point2 corner(
            List<Point2> path, Point2 sample, double near, Point2 root, Point2 end, Point2 across, int side) {
        double along = Math.max(1e-6, root.distance(end));
        double wide = Math.max(1e-6, Math.hypot(across.x(), across.y()));
        double dx = (end.x() - root.x()) / along + side * across.x() / wide;
        double dy = (end.y() - root.y()) / along + side * across.y() / wide;
        Point2 best = sample;
        double farthest = sample.x() * dx + sample.y() * dy;
        for (Point2 p : path) {
            double reach = p.x() * dx + p.y() * dy;
            if (reach > farthest && p.distance(sample) <= near) {
                farthest = reach;
                best = p;
            }
        }
        return best;
    }

    private static double unlike(Point2 outer, Point2 inner, List<Point2> mirrored, double length) {
        double a = outer.distance(mirrored.getFirst()) / length;
        double b = inner.distance(mirrored.getLast()) / length;
        return MIRROR_WEIGHT * (a * a + b * b);
    }

    /** Squared cosine of the angle between the cuff and the sleeve's axis; 0 for a square cuff. */
    private static double square(Point2 a, Point2 b, Point2 root, Point2 end) {
        double cx = b.x() - a.x();
        double cy = b.y() - a.y();
        double sx = end.x() - root.x();
        double sy = end.y() - root.y();
        double product = (cx * cx + cy * cy) * (sx * sx + sy * sy);
        double dot = cx * sx + cy * sy;
        return product == 0 ? 1 : dot * dot / product;
    }

    /** Sum of squared distances of the samples between two indices to their chord. */
    private static double deviation(List<Point2> points, int from, int to) {
        Point2 a = points.get(from);
        Point2 b = points.get(to);
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = Math.max(Math.hypot(dx, dy), 1e-6);
        double sum = 0;
        for (int k = from + 1; k < to; k++) {
            double away = ((points.get(k).x() - a.x()) * dy - (points.get(k).y() - a.y()) * dx) / length;
            sum += away * away;
        }
        return sum;
    }
}
