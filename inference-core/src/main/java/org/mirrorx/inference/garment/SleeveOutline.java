package org.mirrorx.inference.garment;

import java.util.List;
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
    private static final double REACH_WEIGHT = 0.02;

    private SleeveOutline() {}

    /**
     * @param outer index of the outer corner in {@code even}
     * @param inner index of the inner corner
     * @param even samples of the outline
     * @param roughness root of the mean squared deviation from the three stretches, shares of the outline's length
     */
    record Corners(int outer, int inner, List<Point2> even, double roughness) {
        GarmentLandmarks.Sleeve sleeve() {
            List<Point2> armpitFirst = even.subList(inner, even.size()).reversed();
            return new GarmentLandmarks.Sleeve(
                    Silhouette.even(even.subList(0, outer + 1), 9), Silhouette.even(armpitFirst, 9));
        }
    }

    /** @param path outline from the shoulder tip to the armpit */
    static Corners find(List<Point2> path) {
        List<Point2> even = Silhouette.even(path, SAMPLES);
        double length = 0;
        for (int i = 1; i < even.size(); i++) {
            length += even.get(i).distance(even.get(i - 1));
        }
        length = Math.max(length, 1);
        Point2 root = even.getFirst().towards(even.getLast(), 0.5);
        int bestOuter = SAMPLES / 3;
        int bestInner = 2 * SAMPLES / 3;
        double best = Double.MAX_VALUE;
        double bestRough = 1;
        for (int i = 3; i < SAMPLES - 4; i++) {
            double first = OUTER_WEIGHT * deviation(even, 0, i);
            for (int j = i + 2; j < SAMPLES - 2; j++) {
                double rough =
                        (first + CUFF_WEIGHT * deviation(even, i, j) + INNER_WEIGHT * deviation(even, j, SAMPLES - 1))
                                / (SAMPLES * length * length);
                Point2 end = even.get(i).towards(even.get(j), 0.5);
                double reach = root.distance(end) / length;
                double cost = rough
                        + SQUARE_WEIGHT * square(even.get(i), even.get(j), root, end)
                        - REACH_WEIGHT * reach * reach;
                if (cost < best) {
                    best = cost;
                    bestRough = rough;
                    bestOuter = i;
                    bestInner = j;
                }
            }
        }
        return new Corners(bestOuter, bestInner, even, Math.sqrt(bestRough));
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
