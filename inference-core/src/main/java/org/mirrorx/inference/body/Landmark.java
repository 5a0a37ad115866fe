package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Point2;

/**
 * A body point as the pose network sees it.
 *
 * @param x, y pixels of the capture; may lie outside
 * @param z rough depth in pixels, smaller is nearer; only its sign against the hips is to be trusted
 * @param visibility 0 to 1: not hidden by something
 * @param presence 0 to 1: inside the picture; below 0.5 it is outside
 */
public record Landmark(double x, double y, double z, double visibility, double presence) {
    /** The network's "inside the picture"; its visibility stays high outside, its presence does not (body-lite page, section 3). */
    private static final double PRESENT = 0.5;

    /** Whether the network places it inside the picture. */
    public boolean present() {
        return presence >= PRESENT;
    }

    public Point2 at() {
        return new Point2(x, y);
    }
}
