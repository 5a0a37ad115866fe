package org.mirrorx.assets.cloth;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A closed outline written point by point, or its right half mirrored on an axis as a pattern cutter folds the cloth. */
public final class Outline {
    /** Cubic pieces: two controls and an end each. */
    private final List<double[]> pieces = new ArrayList<>();

    private final double startX;
    private final double startY;
    private double x;
    private double y;

    private Outline(double x, double y) {
        startX = x;
        startY = y;
        this.x = x;
        this.y = y;
    }

    public static Outline from(double x, double y) {
        return new Outline(x, y);
    }

    public Outline line(double toX, double toY) {
        return cubic(x + (toX - x) / 3, y + (toY - y) / 3, x + (toX - x) * 2 / 3, y + (toY - y) * 2 / 3, toX, toY);
    }

    /** A quadratic curve with one control point. */
    public Outline curve(double cx, double cy, double toX, double toY) {
        return cubic(
                x + (cx - x) * 2 / 3,
                y + (cy - y) * 2 / 3,
                toX + (cx - toX) * 2 / 3,
                toY + (cy - toY) * 2 / 3,
                toX,
                toY);
    }

    public Outline cubic(double c1x, double c1y, double c2x, double c2y, double toX, double toY) {
        pieces.add(new double[] {c1x, c1y, c2x, c2y, toX, toY});
        x = toX;
        y = toY;
        return this;
    }

    public Path2D open() {
        var path = new Path2D.Double();
        path.moveTo(startX, startY);
        for (double[] p : pieces) {
            path.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
        }
        return path;
    }

    public Path2D closed() {
        Path2D path = open();
        path.closePath();
        return path;
    }

    /** The outline, then the same backwards on the other side of a column, closed. */
    public Path2D mirrored(double axis) {
        Path2D path = open();
        for (int i = pieces.size() - 1; i >= 0; i--) {
            double[] p = pieces.get(i);
            double endX = i == 0 ? startX : pieces.get(i - 1)[4];
            double endY = i == 0 ? startY : pieces.get(i - 1)[5];
            if (i == pieces.size() - 1) {
                path.lineTo(2 * axis - p[4], p[5]);
            }
            path.curveTo(2 * axis - p[2], p[3], 2 * axis - p[0], p[1], 2 * axis - endX, endY);
        }
        path.closePath();
        return path;
    }

    /** The open outline on the other side of a column. */
    public Path2D flipped(double axis) {
        Path2D path = open();
        path.transform(new java.awt.geom.AffineTransform(-1, 0, 0, 1, 2 * axis, 0));
        return path;
    }
}
