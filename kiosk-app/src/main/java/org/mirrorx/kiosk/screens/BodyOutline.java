package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;

/** The outline of a standing person, as points to sew along. */
final class BodyOutline {
    /** Left half from the crown down to the hand, in units of the body's width at the shoulders = 1, middle at 0, crown at 0. */
    private static final double[][] HALF = {
        {0, 0}, {0.10, 0.006}, {0.19, 0.04}, {0.255, 0.105}, {0.285, 0.19}, {0.285, 0.29}, {0.262, 0.39}, {0.215, 0.49},
        {0.168, 0.565}, {0.152, 0.625}, {0.19, 0.672}, {0.27, 0.705}, {0.36, 0.742}, {0.435, 0.795}, {0.474, 0.875},
        {0.490, 0.98}, {0.500, 1.10}, {0.508, 1.24}, {0.520, 1.38}, {0.540, 1.52}, {0.562, 1.66}, {0.585, 1.79}
    };

    private BodyOutline() {}

    /**
     * Head, shoulders and arms, from the left hand over the crown to the right one.
     *
     * @param middle x of the body's middle
     * @param crown y of the top of the head
     * @param width across the shoulders and arms
     */
    static List<Point2D> around(double middle, double crown, double width) {
        var half = new ArrayList<Point2D>();
        for (double[] point : smooth(HALF)) {
            half.add(new Point2D(point[0] * width, crown + point[1] * width));
        }
        var line = new ArrayList<Point2D>();
        for (int i = half.size() - 1; i > 0; i--) {
            line.add(new Point2D(middle - half.get(i).getX(), half.get(i).getY()));
        }
        half.forEach(point -> line.add(new Point2D(middle + point.getX(), point.getY())));
        return line;
    }

    /** The line through points as a Catmull–Rom curve, eight steps between two points. */
    static List<double[]> smooth(double[][] points) {
        var line = new ArrayList<double[]>();
        for (int i = 0; i + 1 < points.length; i++) {
            double[] a = points[Math.max(0, i - 1)];
            double[] b = points[i];
            double[] c = points[i + 1];
            double[] d = points[Math.min(points.length - 1, i + 2)];
            for (int step = 0; step < 8; step++) {
                double t = step / 8.0;
                line.add(new double[] {spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)});
            }
        }
        line.add(points[points.length - 1]);
        return line;
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }
}
