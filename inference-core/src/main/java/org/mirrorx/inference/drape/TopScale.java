package org.mirrorx.inference.drape;

import org.mirrorx.inference.garment.GarmentLandmarks.Upper;

/** How large a flat top or dress becomes on a body (drape recipe §6, first line). */
final class TopScale {
    /** A sleeveless garment's shoulder ends inside the body's. */
    private static final double SLEEVELESS = 0.93;

    /** With straps the shoulder says nothing; the torso's flat width goes round 0.92 of the body's shoulders. */
    private static final double STRAPS_BODY = 0.92;

    private static final double STRAPS_FLAT = 0.95;

    private TopScale() {}

    /** Pixels of the capture a garment pixel becomes. */
    static double of(Figure figure, Upper flat) {
        double body = figure.left().tip().distance(figure.right().tip());
        if (flat.straps()) {
            return STRAPS_BODY * body / (STRAPS_FLAT * flat.torsoWidth());
        }
        double garment = flat.tipLeft().distance(flat.tipRight());
        boolean sleeves = flat.sleeveLeft().isPresent() || flat.sleeveRight().isPresent();
        return (sleeves ? 1 : SLEEVELESS) * body / garment;
    }
}
