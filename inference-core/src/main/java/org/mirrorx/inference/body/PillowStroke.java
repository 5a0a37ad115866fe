package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Draws thick lines as Pillow's {@code ImageDraw.line} does with a curved joint, for masks that networks were trained on. A raster of
 * bytes, 255 where something was drawn; whatever lies outside is left out.
 */
final class PillowStroke {
    private static final byte DRAWN = (byte) 255;
    private static final int LEAST_JOINT = 4;
    private static final int LEAST_GAP = 8;
    private static final int GAP_WIDTH = 3;

    /** A disc's rim runs through the nearest pixels: that much outside its radius on the mean. */
    private static final double RIM = 0.4;

    private static final double QUARTER = 90;
    private static final double HALF = 180;
    private static final double FULL = 360;

    private final int width;
    private final int height;
    private final byte[] raster;

    PillowStroke(int width, int height) {
        this.width = width;
        this.height = height;
        this.raster = new byte[width * height];
    }

    /** Rows from the top. */
    byte[] raster() {
        return raster;
    }

    /**
     * A line through points with whole coordinates.
     *
     * @param thickness pixels
     */
    void line(List<Point2> points, int thickness) {
        for (int i = 1; i < points.size(); i++) {
            segment(points.get(i - 1), points.get(i), thickness);
        }
        if (thickness > LEAST_JOINT) {
            for (int i = 1; i < points.size() - 1; i++) {
                joint(points.get(i - 1), points.get(i), points.get(i + 1), thickness);
            }
        }
    }

    /** A disc in the square {@code middle ± radius}. */
    void disc(Point2 middle, double radius) {
        sector(middle, radius, 0, FULL);
    }

    private void segment(Point2 a, Point2 b, int thickness) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        if (dx == 0 && dy == 0) {
            dot((int) a.x(), (int) a.y());
            return;
        }
        double length = Math.hypot(dx, dy);
        double half = (thickness - 1) / 2.0;
        double more = awayFromZero(half) / length;
        double less = towardsZero(half) / length;
        polygon(new double[][] {
            {a.x() - towardsZero(less * dy), a.y() + towardsZero(more * dx)},
            {b.x() - towardsZero(less * dy), b.y() + towardsZero(more * dx)},
            {b.x() + towardsZero(more * dy), b.y() - towardsZero(less * dx)},
            {a.x() + towardsZero(more * dy), a.y() - towardsZero(less * dx)}
        });
    }

    /** Rounded, halves away from zero. */
    private static double awayFromZero(double x) {
        return Math.copySign(Math.floor(Math.abs(x) + 0.5), x);
    }

    /** Rounded, halves towards zero. */
    private static double towardsZero(double x) {
        return Math.copySign(Math.ceil(Math.abs(x) - 0.5), x);
    }

    /** Fills a polygon of whole corners: from each left edge, rounded, to each right one, rounded. */
    private void polygon(double[][] corners) {
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] corner : corners) {
            top = Math.min(top, corner[1]);
            bottom = Math.max(bottom, corner[1]);
        }
        int last = (int) Math.min(bottom, height - 1);
        for (int row = (int) Math.max(0, top); row <= last; row++) {
            double[] crossings = new double[2 * corners.length];
            int count = 0;
            for (int i = 0; i < corners.length; i++) {
                double[] from = corners[i];
                double[] to = corners[(i + 1) % corners.length];
                double upper = Math.min(from[1], to[1]);
                double lower = Math.max(from[1], to[1]);
                if (upper == lower) {
                    if (row == upper) {
                        span(Math.min(from[0], to[0]), Math.max(from[0], to[0]), row);
                    }
                    continue;
                }
                if (row >= upper && row <= lower) {
                    float slope = (float) ((to[0] - from[0]) / (to[1] - from[1]));
                    crossings[count++] = (float) ((row - from[1]) * slope + from[0]);
                    if (row == lower && row < bottom) {
                        crossings[count] = crossings[count - 1];
                        count++;
                    }
                }
            }
            Arrays.sort(crossings, 0, count);
            for (int i = 1; i < count; i += 2) {
                span(awayFromZero(crossings[i - 1]), towardsZero(crossings[i]), row);
            }
        }
    }

    private void span(double from, double to, int row) {
        int first = (int) Math.max(0, from);
        int last = (int) Math.min(width - 1, to);
        if (row >= 0 && row < height && first <= last) {
            Arrays.fill(raster, row * width + first, row * width + last + 1, DRAWN);
        }
    }

    private void dot(int x, int y) {
        if (x >= 0 && y >= 0 && x < width && y < height) {
            raster[y * width + x] = DRAWN;
        }
    }

    /** The piece of a disc between the outer sides of two segments. */
    private void joint(Point2 before, Point2 at, Point2 after, int thickness) {
        double in = bearing(before, at);
        double out = bearing(at, after);
        if (in == out) {
            return;
        }
        boolean leftTurn = (out > in && out - HALF > in) || (out < in && out + HALF > in);
        double side = leftTurn ? QUARTER : -QUARTER;
        double radius = thickness / 2.0 - 1;
        if (leftTurn) {
            sector(at, radius, out + QUARTER, in + QUARTER);
        } else {
            sector(at, radius, in - QUARTER, out - QUARTER);
        }
        if (thickness > LEAST_GAP) {
            line(List.of(onRim(at, in + side, radius), at, onRim(at, out + side, radius)), GAP_WIDTH);
        }
    }

    private static Point2 onRim(Point2 middle, double bearing, double radius) {
        double angle = Math.toRadians(bearing - QUARTER);
        return new Point2(middle.x() + cut(radius * Math.cos(angle)), middle.y() + cut(radius * Math.sin(angle)));
    }

    /** Outward steps become shorter: down where positive, up where negative. */
    private static double cut(double step) {
        return step > 0 ? Math.floor(step) : Math.ceil(step);
    }

    /** Degrees clockwise from straight up, 0 to 360. */
    private static double bearing(Point2 from, Point2 to) {
        double degrees = Math.toDegrees(Math.atan2(to.x() - from.x(), from.y() - to.y())) % FULL;
        return degrees < 0 ? degrees + FULL : degrees;
    }

    /** The pixels of a disc between two bearings, clockwise. */
    private void sector(Point2 middle, double radius, double from, double to) {
        int left = (int) (middle.x() - radius);
        int top = (int) (middle.y() - radius);
        int right = (int) (middle.x() + radius);
        int bottom = (int) (middle.y() + radius);
        double x = (left + right) / 2.0;
        double y = (top + bottom) / 2.0;
        double across = (right - left) / 2.0 + RIM;
        double along = (bottom - top) / 2.0 + RIM;
        double opening = ((to - from) % FULL + FULL) % FULL;
        boolean whole = to - from >= FULL;
        for (int row = Math.max(0, top); row <= Math.min(height - 1, bottom); row++) {
            for (int column = Math.max(0, left); column <= Math.min(width - 1, right); column++) {
                double dx = (column - x) / across;
                double dy = (row - y) / along;
                double turned = bearing(new Point2(x, y), new Point2(column, row)) - from;
                if (dx * dx + dy * dy <= 1 && (whole || (turned % FULL + FULL) % FULL <= opening)) {
                    raster[row * width + column] = DRAWN;
                }
            }
        }
    }
}
