package org.mirrorx.inference.image;

/** A place in a picture: pixels from the left and from the top; (0, 0) is the centre of the first pixel. */
public record Point2(double x, double y) {
    public Point2 plus(double dx, double dy) {
        return new Point2(x + dx, y + dy);
    }

    /** The point {@code t} of the way to {@code other}. */
    public Point2 towards(Point2 other, double t) {
        return new Point2(x + t * (other.x - x), y + t * (other.y - y));
    }

    /** Pixels between the two. */
    public double distance(Point2 other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
