package org.mirrorx.kiosk.screens;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;

/** The outline of a standing person, as points to sew along. */
final class BodyOutline {
    /** Right half of the outline from the crown down the outside of the arm; units: the width, middle at 0, crown at 0. */
    private static final double[][] HALF = {
        {0, 0},
        {0.075, 0.006},
        {0.14, 0.04},
        {0.185, 0.105},
        {0.2, 0.19},
        {0.194, 0.27},
        {0.168, 0.345},
        {0.14, 0.405},
        {0.132, 0.45},
        {0.156, 0.487},
        {0.22, 0.514},
        {0.31, 0.544},
        {0.387, 0.588},
        {0.44, 0.66},
        {0.474, 0.77},
        {0.498, 0.89},
        {0.522, 1.03},
        {0.548, 1.18},
        {0.574, 1.34},
        {0.598, 1.5},
        {0.622, 1.7}
    };

    /** The same down to the shoulder, then around an arm held away from the body, and down the body's side. */
    private static final double[][] ARM_AWAY = {
        {0, 0},
        {0.075, 0.006},
        {0.14, 0.04},
        {0.185, 0.105},
        {0.2, 0.19},
        {0.194, 0.27},
        {0.168, 0.345},
        {0.128, 0.405},
        {0.112, 0.45},
        {0.136, 0.487},
        {0.2, 0.514},
        {0.28, 0.544},
        {0.345, 0.588},
        {0.392, 0.66},
        {0.436, 0.78},
        {0.494, 0.93},
        {0.556, 1.08},
        {0.612, 1.22},
        {0.637, 1.28},
        {0.632, 1.33},
        {0.594, 1.342},
        {0.56, 1.30},
        {0.5, 1.18},
        {0.42, 1.04},
        {0.352, 0.92},
        {0.312, 0.84},
        {0.304, 0.86},
        {0.3, 0.96},
        {0.29, 1.08},
        {0.298, 1.2},
        {0.322, 1.32},
        {0.336, 1.46}
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
        return mirrored(HALF, middle, crown, width);
    }

    /** A whole figure whose arms are a little away from the body: to be drawn small. */
    static List<Point2D> figure(double middle, double crown, double width) {
        return mirrored(ARM_AWAY, middle, crown, width);
    }

    private static List<Point2D> mirrored(double[][] of, double middle, double crown, double width) {
        var half = new ArrayList<Point2D>();
        for (double[] point : smooth(of)) {
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
