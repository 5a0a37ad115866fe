package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/** Geometry of chains of points: lengths, places along them, inside and outside. */
final class Polylines {
    private Polylines() {}

    /** Pixels along the chain. */
    static double length(List<Point2> chain) {
        double sum = 0;
        for (int i = 1; i < chain.size(); i++) {
            sum += chain.get(i - 1).distance(chain.get(i));
        }
        return sum;
    }

    /** The place {@code distance} pixels along the chain; before its start or beyond its end the first or last stretch is prolonged. */
    static Point2 along(List<Point2> chain, double distance) {
        int last = chain.size() - 1;
        if (last == 0) {
            return chain.getFirst();
        }
        double left = distance;
        for (int i = 1; i <= last; i++) {
            double piece = chain.get(i - 1).distance(chain.get(i));
            if (left <= piece || i == last) {
                return chain.get(i - 1).towards(chain.get(i), piece == 0 ? 0 : left / piece);
            }
            left -= piece;
        }
        return chain.get(last);
    }

    /** {@code count} points even in arc length over the first {@code distance} pixels of the chain, both ends counted in. */
    static List<Point2> resample(List<Point2> chain, double distance, int count) {
        List<Point2> even = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            even.add(along(chain, distance * i / (count - 1)));
        }
        return even;
    }

    /** Pixels from a place to the nearest point of the chain. */
    static double distanceTo(List<Point2> chain, Point2 place) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < chain.size(); i++) {
            nearest = Math.min(nearest, place.distance(nearestOn(chain.get(i - 1), chain.get(i), place)));
        }
        return nearest;
    }

    /** Pixels along the chain to the point of it that is nearest to a place. */
    static double project(List<Point2> chain, Point2 place) {
        double best = 0;
        double nearest = Double.POSITIVE_INFINITY;
        double before = 0;
        for (int i = 1; i < chain.size(); i++) {
            Point2 foot = nearestOn(chain.get(i - 1), chain.get(i), place);
            double d = place.distance(foot);
            if (d < nearest) {
                nearest = d;
                best = before + chain.get(i - 1).distance(foot);
            }
            before += chain.get(i - 1).distance(chain.get(i));
        }
        return best;
    }

    private static Point2 nearestOn(Point2 a, Point2 b, Point2 place) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double squared = dx * dx + dy * dy;
        if (squared == 0) {
            return a;
        }
        double t = ((place.x() - a.x()) * dx + (place.y() - a.y()) * dy) / squared;
        return a.towards(b, Math.clamp(t, 0.0, 1.0));
    }

    /** Even-odd rule. */
    static boolean contains(List<Point2> polygon, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
            Point2 a = polygon.get(i);
            Point2 b = polygon.get(j);
            if ((a.y() > y) != (b.y() > y) && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Pixels of a polygon's area. */
    static double area(List<Point2> polygon) {
        double twice = 0;
        for (int i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
            twice += (polygon.get(j).x() + polygon.get(i).x())
                    * (polygon.get(j).y() - polygon.get(i).y());
        }
        return Math.abs(twice) / 2;
    }
}
