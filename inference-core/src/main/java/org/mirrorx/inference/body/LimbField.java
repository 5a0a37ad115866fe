package org.mirrorx.inference.body;

import java.util.Arrays;
import org.mirrorx.inference.image.Point2;

/**
 * For every cell near a limb of two bones: how far along the limb it lies, and how far beside the bone.
 */
final class LimbField {
    private final Point2 from;
    private final Point2 middle;
    private final Point2 to;
    private final int outward;
    private final double upper;
    private final double length;
    private final float[] share;
    private final float[] across;

    /**
     * @param from, middle, to joints in cells
     * @param beyond how far the limb goes on beyond its last joint (hand, foot), as a factor of its length, at least 1
     * @param radiusFrom, radiusTo the capsule's radius at the first and at the last joint, cells
     * @param outward −1 for a limb at the picture's left, 1 at its right
     */
    LimbField(
            int width,
            int height,
            Point2 from,
            Point2 middle,
            Point2 to,
            double beyond,
            double radiusFrom,
            double radiusTo,
            int outward) {
        this.from = from;
        this.middle = middle;
        this.to = to;
        this.outward = outward;
        upper = from.distance(middle);
        length = Math.max(1e-6, upper + middle.distance(to));
        share = new float[width * height];
        across = new float[width * height];
        Arrays.fill(share, -1);
        double reach = Math.max(radiusFrom, radiusTo) + (beyond - 1) * length + 1;
        int x0 = (int) Math.max(0, Math.min(from.x(), Math.min(middle.x(), to.x())) - reach);
        int x1 = (int) Math.min(width - 1.0, Math.max(from.x(), Math.max(middle.x(), to.x())) + reach);
        int y0 = (int) Math.max(0, Math.min(from.y(), Math.min(middle.y(), to.y())) - reach);
        int y1 = (int) Math.min(height - 1.0, Math.max(from.y(), Math.max(middle.y(), to.y())) + reach);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                mark(x, y, y * width + x, beyond, radiusFrom, radiusTo);
            }
        }
    }

    private void mark(int x, int y, int i, double beyond, double radiusFrom, double radiusTo) {
        double nearest = 1;
        for (int part = 0; part < 2; part++) {
            Point2 p = part == 0 ? from : middle;
            Point2 q = part == 0 ? middle : to;
            double len = Math.max(1e-6, p.distance(q));
            double dx = (q.x() - p.x()) / len;
            double dy = (q.y() - p.y()) / len;
            double limit = part == 1 ? len + (beyond - 1) * length : len;
            double along = Math.clamp((x - p.x()) * dx + (y - p.y()) * dy, 0, limit);
            double ox = x - p.x() - along * dx;
            double oy = y - p.y() - along * dy;
            double where = ((part == 0 ? 0 : upper) + along) / length;
            double gap = Math.hypot(ox, oy) / (radiusFrom + (radiusTo - radiusFrom) * Math.min(1, where));
            if (gap <= nearest) {
                nearest = gap;
                share[i] = (float) where;
                double side = (ox * dy - oy * dx) * outward;
                across[i] = (float) Math.copySign(Math.hypot(ox, oy), side);
            }
        }
    }

    /** How far along the limb a cell lies: 0 at the first joint, 1 at the last, more beyond; −1 outside the capsule. */
    float share(int cell) {
        return share[cell];
    }

    /** Cells beside the bone, positive outwards. */
    float across(int cell) {
        return across[cell];
    }

    /** The limb's length in cells. */
    double length() {
        return length;
    }

    /** The point on the bone at a share, going on straight beyond the last joint. */
    Point2 at(double where) {
        double along = where * length;
        if (along <= upper) {
            return from.towards(middle, upper == 0 ? 0 : along / upper);
        }
        double lower = Math.max(1e-6, length - upper);
        return middle.towards(to, (along - upper) / lower);
    }

    /** The unit normal of the bone at a share, pointing outwards. */
    Point2 normal(double where) {
        boolean first = where * length <= upper;
        Point2 p = first ? from : middle;
        Point2 q = first ? middle : to;
        double len = Math.max(1e-6, p.distance(q));
        return new Point2(outward * (q.y() - p.y()) / len, -outward * (q.x() - p.x()) / len);
    }
}
