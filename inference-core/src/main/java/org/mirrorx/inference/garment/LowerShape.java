package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.image.Point2;

/** Landmarks of trousers and skirts from their outline: waistband, crotch, hems (spec drape §10). */
final class LowerShape {
    /** The waistband's ends lie within this share of the height below the top. */
    private static final double WAIST_BAND = 0.03;
    /** A gap from below that rises over this share of the height parts two legs; a kick pleat is shorter. */
    private static final double SHORTEST_INSEAM = 0.25;
    /** The hem's corners lie within this share of the height above a leg's lowest point. */
    private static final double HEM_BAND = 0.05;

    private LowerShape() {}

    record Found(Lower landmarks, List<String> doubts) {}

    static Found find(Silhouette shape) {
        List<String> doubts = new ArrayList<>();
        double height = shape.extent();
        Point2 waistLeft = corner(shape, -1, -1, shape.left, shape.right, shape.top, WAIST_BAND * height);
        Point2 waistRight = corner(shape, 1, -1, shape.left, shape.right, shape.top, WAIST_BAND * height);
        Optional<Point2> crotch = crotch(shape);
        double confidence = 1;
        double middle = (waistLeft.x() + waistRight.x()) / 2;
        if (crotch.isEmpty()) {
            Point2 left = corner(shape, -1, 1, shape.left, (int) middle, shape.bottom, HEM_BAND * height);
            Point2 right = corner(shape, 1, 1, (int) middle, shape.right, shape.bottom, HEM_BAND * height);
            Point2 centre = new Point2(middle, Math.max(shape.bottomOf((int) middle), left.y()));
            return new Found(
                    new Lower(waistLeft, waistRight, crotch, left, centre, centre, right, confidence),
                    List.copyOf(doubts));
        }
        int split = (int) Math.round(crotch.get().x());
        Leg left = leg(shape, -1, split);
        Leg right = leg(shape, 1, split);
        if (Math.abs(crotch.get().x() - middle) > 0.15 * (waistRight.x() - waistLeft.x())) {
            confidence *= 0.6;
            doubts.add("The crotch does not lie below the middle of the waistband.");
        }
        if (Math.abs(left.outer.y() - right.outer.y()) > 0.08 * height) {
            confidence *= 0.6;
            doubts.add("The two legs end at different heights.");
        }
        return new Found(
                new Lower(waistLeft, waistRight, crotch, left.outer, left.inner, right.inner, right.outer, confidence),
                List.copyOf(doubts));
    }

    private record Leg(Point2 outer, Point2 inner) {}

    private static Leg leg(Silhouette shape, int sign, int split) {
        int from = sign < 0 ? shape.left : split;
        int to = sign < 0 ? split : shape.right;
        int lowest = shape.top;
        for (int x = from; x <= to; x++) {
            lowest = Math.max(lowest, shape.bottomOf(x));
        }
        double band = HEM_BAND * shape.extent();
        return new Leg(corner(shape, sign, 1, from, to, lowest, band), corner(shape, -sign, 1, from, to, lowest, band));
    }

    /**
     * The outline point farthest towards a corner among those within a band of an edge.
     *
     * @param sx −1 left, 1 right
     * @param sy −1 upper, 1 lower
     */
    private static Point2 corner(Silhouette shape, int sx, int sy, int from, int to, double edge, double band) {
        Point2 best = new Point2(sx < 0 ? from : to, edge);
        double farthest = -Double.MAX_VALUE;
        for (int i = 0; i < shape.outlineLength(); i++) {
            Point2 p = shape.outline(i);
            double reach = sx * p.x() + sy * p.y();
            if (p.x() >= from && p.x() <= to && Math.abs(p.y() - edge) <= band && reach > farthest) {
                farthest = reach;
                best = p;
            }
        }
        return best;
    }

    /** The highest point of the gap between the legs: the column near the middle whose garment ends first. */
    static Optional<Point2> crotch(Silhouette shape) {
        double wide = shape.right - shape.left + 1.0;
        int best = -1;
        int highest = shape.bottom;
        for (int x = (int) (shape.left + 0.3 * wide); x <= shape.right - 0.3 * wide; x++) {
            int y = shape.bottomOf(x);
            if (y >= 0 && y < highest) {
                highest = y;
                best = x;
            }
        }
        if (best < 0 || shape.bottom - highest < SHORTEST_INSEAM * shape.extent()) {
            return Optional.empty();
        }
        int last = best;
        while (last + 1 <= shape.right && shape.bottomOf(last + 1) >= 0 && shape.bottomOf(last + 1) <= highest + 1) {
            last++;
        }
        return Optional.of(new Point2((best + last) / 2.0, highest));
    }
}
