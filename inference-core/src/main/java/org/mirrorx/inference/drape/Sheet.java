package org.mirrorx.inference.drape;

import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * One piece of cloth that is bent as a whole: its thin-plate spline goes through the pins.
 *
 * @param part which piece
 * @param pins at least 6, not on one line; about 47 for a torso, 25 for a sleeve
 * @param outline closed polygon around the piece on the body, pixels of the capture, in either sense of rotation: nothing is drawn
 *     outside it (grown by a little). Where the piece lies under or over its neighbour the outline may reach into the neighbour
 * @param stiffness λ of the spline, multiplied by the median squared distance of the pins: 1e-4 follows every pin, 1e-2 smooths
 */
public record Sheet(Part part, List<Pin> pins, List<Point2> outline, double stiffness) {
    /** λ of torso, leg and skirt sheets (drape recipe §7). */
    public static final double CLOSE = 1e-4;
    /** λ of sleeves: with less, stripes swirl at a bent elbow (drape recipe §7). */
    public static final double SMOOTH = 1e-2;

    public Sheet {
        pins = List.copyOf(pins);
        outline = List.copyOf(outline);
    }

    /** The same piece, stiffer or softer. */
    public Sheet withStiffness(double other) {
        return new Sheet(part, pins, outline, other);
    }

    /** "Left" and "right" are the picture's. */
    public enum Part {
        /** Of a top or a whole dress without its sleeves. */
        TORSO,
        SLEEVE_LEFT,
        SLEEVE_RIGHT,
        LEG_LEFT,
        LEG_RIGHT,
        SKIRT
    }
}
