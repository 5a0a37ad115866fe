package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Point2;

/**
 * The rectangle of the capture a computation works in: the surroundings of old and new garment. Everything else stays untouched.
 *
 * @param x, y pixel of the capture at the rectangle's upper left
 * @param width, height pixels, at least 1
 */
record Frame(int x, int y, int width, int height) {
    Frame {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an empty working frame: " + width + "×" + height);
        }
    }

    /** The smallest frame around the points, grown by {@code margin} and cut to a picture of this size. */
    static Frame around(Iterable<Point2> points, double margin, int pictureWidth, int pictureHeight) {
        double left = pictureWidth;
        double top = pictureHeight;
        double right = 0;
        double bottom = 0;
        for (Point2 p : points) {
            left = Math.min(left, p.x());
            right = Math.max(right, p.x());
            top = Math.min(top, p.y());
            bottom = Math.max(bottom, p.y());
        }
        int x0 = (int) Math.clamp(Math.floor(left - margin), 0, pictureWidth - 1.0);
        int y0 = (int) Math.clamp(Math.floor(top - margin), 0, pictureHeight - 1.0);
        int x1 = (int) Math.clamp(Math.ceil(right + margin), x0, pictureWidth - 1.0);
        int y1 = (int) Math.clamp(Math.ceil(bottom + margin), y0, pictureHeight - 1.0);
        return new Frame(x0, y0, x1 - x0 + 1, y1 - y0 + 1);
    }

    int size() {
        return width * height;
    }

    /** Both frames' part of the capture. The frames must overlap. */
    Frame intersect(Frame other) {
        int x0 = Math.max(x, other.x);
        int y0 = Math.max(y, other.y);
        int x1 = Math.min(x + width, other.x + other.width);
        int y1 = Math.min(y + height, other.y + other.height);
        return new Frame(x0, y0, x1 - x0, y1 - y0);
    }
}
