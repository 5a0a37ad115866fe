package org.mirrorx.assets.shopper;

import org.mirrorx.assets.paint.Ink;

/**
 * What the light meets at one place.
 *
 * @param wrapRed, wrapGreen, wrapBlue how far light reaches round into the shadow (skin: red furthest)
 * @param gloss strength of the highlight
 * @param sharpness exponent of the highlight
 */
record Surface(
        Ink albedo, Vec normal, double wrapRed, double wrapGreen, double wrapBlue, double gloss, double sharpness) {
    double wrap(int channel) {
        return switch (channel) {
            case 0 -> wrapRed;
            case 1 -> wrapGreen;
            default -> wrapBlue;
        };
    }
}
