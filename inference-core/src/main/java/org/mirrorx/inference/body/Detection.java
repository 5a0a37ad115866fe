package org.mirrorx.inference.body;

import java.util.List;
import java.util.function.UnaryOperator;
import org.mirrorx.inference.image.Point2;

/**
 * One thing a detector found.
 *
 * @param score 0 to 1
 * @param left, top, right, bottom the box
 * @param points the detector's own points in its order
 */
record Detection(double score, double left, double top, double right, double bottom, List<Point2> points) {
    Detection {
        points = List.copyOf(points);
    }

    /** The same in other coordinates; the map must keep axes parallel. */
    Detection mapped(UnaryOperator<Point2> map) {
        Point2 topLeft = map.apply(new Point2(left, top));
        Point2 bottomRight = map.apply(new Point2(right, bottom));
        return new Detection(
                score,
                topLeft.x(),
                topLeft.y(),
                bottomRight.x(),
                bottomRight.y(),
                points.stream().map(map).toList());
    }

    /** Intersection over union of the boxes, 0 to 1. */
    double overlap(Detection other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double shared = width * height;
        return shared / (area() + other.area() - shared);
    }

    private double area() {
        return Math.max(0, right - left) * Math.max(0, bottom - top);
    }
}
