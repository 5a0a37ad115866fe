package org.mirrorx.assets.cloth;

import org.mirrorx.assets.paint.Ink;

/** The colour of a cloth at a place on it; u runs along the weft and v along the warp, in pixels of the photograph. */
@FunctionalInterface
public interface Print {
    Ink at(double u, double v);

    /** One colour everywhere. */
    static Print plain(int srgb) {
        Ink ink = Ink.of(srgb);
        return (u, v) -> ink;
    }

    /** Stripes across the garment (constant v). */
    static Print hoops(int ground, int stripe, double period, double share) {
        Ink a = Ink.of(ground);
        Ink b = Ink.of(stripe);
        return (u, v) -> a.towards(b, band(v, period, share));
    }

    /** Stripes down the garment (constant u). */
    static Print pinstripes(int ground, int stripe, double period, double share) {
        Ink a = Ink.of(ground);
        Ink b = Ink.of(stripe);
        return (u, v) -> a.towards(b, band(u, period, share));
    }

    /** Woven checks: where two bands cross the yarns mix. Each band is {period, share, sRGB colour}. */
    static Print checks(int ground, double[][] bands) {
        Ink base = Ink.of(ground);
        Ink[] inks = new Ink[bands.length];
        for (int i = 0; i < bands.length; i++) {
            inks[i] = Ink.of((int) bands[i][3]);
        }
        return (u, v) -> {
            Ink warp = base;
            Ink weft = base;
            for (int i = 0; i < bands.length; i++) {
                warp = warp.towards(inks[i], band(u + bands[i][2], bands[i][0], bands[i][1]));
                weft = weft.towards(inks[i], band(v + bands[i][2], bands[i][0], bands[i][1]));
            }
            // In a 2/2 twill each yarn is on top half of the time; the diagonal shows in close-up only.
            double over = 0.5 + 0.28 * Math.sin((u + v) * 2.1);
            return warp.towards(weft, over);
        };
    }

    /** This print with another one where v lies beyond a row: the border of a hem. Rows count from the border's edge. */
    default Print withBorder(double from, Print border) {
        return (u, v) -> v >= from ? border.at(u, v - from) : at(u, v);
    }

    /** This print, faded and darkened a little by washing; the noise is a few centimetres wide. */
    default Print washed(double strength, int seed) {
        var noise = new org.mirrorx.assets.paint.Noise(seed);
        return (u, v) -> at(u, v).times(1 + strength * noise.octaves(u / 46, v / 60, 3));
    }

    /**
     * This print bent round an apex, as cloth that is cut in a circle: v becomes the distance from the apex, u the arc at a radius.
     *
     * @param apex how far above the panel's origin the apex lies
     * @param radius where u keeps its size
     */
    default Print fanned(double apex, double radius) {
        return (u, v) -> at(Math.atan2(u, v + apex) * radius, Math.hypot(u, v + apex) - apex);
    }

    /** 0 or 1 with edges one pixel soft: whether a coordinate lies in the band of each period. */
    static double band(double coordinate, double period, double share) {
        double phase = coordinate / period - Math.floor(coordinate / period);
        double inside = Math.min(phase, share - phase) * period;
        return Math.clamp(inside + 0.5, 0.0, 1.0);
    }
}
