package org.mirrorx.inference.drape;

/** CIE L*a*b* of single sRGB colours (IEC 61966-2-1, D65). */
final class CieLab {
    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;
    private static final double KNEE = 216.0 / 24389;
    private static final double SLOPE = 24389.0 / 27;

    private CieLab() {}

    /** @param red, green, blue 0 to 255 */
    static double[] of(double red, double green, double blue) {
        double r = linear(red / 255);
        double g = linear(green / 255);
        double b = linear(blue / 255);
        double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X);
        double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE_Z);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    /** CIE76 difference of pixel {@code i} of two planes of colours. */
    static double difference(Plane one, Plane other, int i) {
        return difference(at(one, i), at(other, i));
    }

    static double difference(double[] one, double[] other) {
        return Math.sqrt(square(one[0] - other[0]) + square(one[1] - other[1]) + square(one[2] - other[2]));
    }

    private static double[] at(Plane colours, int i) {
        float[] v = colours.values();
        return of(v[3 * i], v[3 * i + 1], v[3 * i + 2]);
    }

    private static double square(double v) {
        return v * v;
    }

    private static double linear(double v) {
        return v <= 0.04045 ? Math.max(0, v) / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double root(double t) {
        return t > KNEE ? Math.cbrt(t) : (SLOPE * t + 16) / 116;
    }
}
