package org.mirrorx.assets.cloth;

import org.mirrorx.assets.paint.Noise;

/** How the yarns lie: a small modulation of the light that reads as cloth from a hand's breadth away. */
public enum Weave {
    /** T-shirt knit: fine ribs down the cloth. */
    JERSEY,
    /** Shirting and cotton: a grid too fine to count. */
    POPLIN,
    /** Denim and chino: diagonal lines, uneven yarn. */
    TWILL,
    /** Hand-woven cotton: slubs along the weft. */
    KHADI,
    /** Silk and satin: hardly a thread, all sheen. */
    SILK,
    /** Heavy knit: ribs. */
    RIB;

    private static final Noise YARN = new Noise(40961);

    /** Factor on the albedo, about 0.85 to 1.15, at a place of the cloth. */
    double grain(double u, double v) {
        return switch (this) {
            case JERSEY ->
                1 + 0.035 * Math.sin(u * 2.4) + 0.03 * YARN.at(u * 0.8, v * 0.5) + 0.02 * YARN.at(u / 9, v / 14);
            case POPLIN -> 1 + 0.03 * YARN.at(u * 0.9, v * 0.25) + 0.03 * YARN.at(u * 0.25, v * 0.9);
            case TWILL ->
                1
                        + 0.07 * Math.sin((u * 0.8 + v) * 2.0)
                        + 0.10 * YARN.at(u * 0.7, v * 0.09)
                        + 0.05 * YARN.at(u / 5, v / 30);
            case KHADI ->
                1 + 0.07 * YARN.at(u * 0.08, v * 0.8) + 0.05 * YARN.at(u * 0.8, v * 0.1) + 0.03 * YARN.at(u / 7, v / 7);
            case SILK -> 1 + 0.02 * YARN.at(u * 0.1, v * 0.9);
            case RIB -> 1 + 0.10 * Math.sin(u * 1.25) + 0.03 * YARN.at(u * 0.8, v * 0.5);
        };
    }
}
