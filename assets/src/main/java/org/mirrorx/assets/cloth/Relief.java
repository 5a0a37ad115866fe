package org.mirrorx.assets.cloth;

import org.mirrorx.assets.paint.Noise;

/** Height of the cloth above its flat lie, pixels, at a pixel of the photograph: what gravity and wear do over a whole panel. */
@FunctionalInterface
public interface Relief {
    double at(double x, double y);

    default Relief and(Relief other) {
        return (x, y) -> at(x, y) + other.at(x, y);
    }

    /** Soft wrinkles, longer along an angle (degrees from vertical) than across. */
    static Relief wrinkles(int seed, double angle, double across, double along, double height) {
        var noise = new Noise(seed);
        double cos = Math.cos(Math.toRadians(angle));
        double sin = Math.sin(Math.toRadians(angle));
        return (x, y) -> {
            double a = (x * cos + y * sin) / across;
            double b = (-x * sin + y * cos) / along;
            double bend = 0.5 * noise.at(a * 0.4 + 31, b * 0.7);
            double n = noise.at(a + bend, b) + 0.45 * noise.at(a * 2.1 - bend + 5, b * 1.7 + 3);
            return height * n;
        };
    }

    /**
     * Folds of hanging cloth that fan out from a waist: rounded ridges whose depth grows towards the hem.
     *
     * @param axis column of the centre, {@code top} row where they begin, {@code hem} row where they are deepest
     * @param topHalf, hemHalf half widths of the cloth at these rows
     * @param count ridges over the whole width
     */
    static Relief flare(
            int seed,
            double axis,
            double top,
            double hem,
            double topHalf,
            double hemHalf,
            double count,
            double height) {
        var noise = new Noise(seed);
        return (x, y) -> {
            double t = Math.clamp((y - top) / (hem - top), 0.0, 1.3);
            double half = topHalf + (hemHalf - topHalf) * t;
            double u = (x - axis) / half;
            double phase = u * count / 2
                    + 0.55 * noise.at(u * count * 0.42 + 7, t * 0.9)
                    + 0.25 * noise.at(u * 3, t * 2.5 + 9);
            double ridge = 0.5 + 0.5 * Math.cos(2 * Math.PI * phase);
            double strength = 0.55 + 0.45 * noise.at(u * count * 0.5 - 3, t * 0.6 + 40);
            double grow = 0.18 + 0.82 * Math.min(1, t * 1.25);
            return height * grow * strength * Math.pow(ridge, 1.35);
        };
    }

    /** Knife pleats of even width: a saw with a soft back and a sharp edge. */
    static Relief pleats(
            double axis, double top, double hem, double topHalf, double hemHalf, int count, double height) {
        return (x, y) -> {
            double t = Math.clamp((y - top) / (hem - top), 0.0, 1.1);
            double half = topHalf + (hemHalf - topHalf) * t;
            double u = (x - axis) / half * count / 2 + 0.5;
            double phase = u - Math.floor(u);
            double saw = phase < 0.86 ? phase / 0.86 : (1 - phase) / 0.14;
            return height * (0.5 + 0.5 * Math.min(1, t * 1.6)) * saw;
        };
    }
}
