package org.mirrorx.inference.image;

/** CIE L*a*b* of single sRGB colours (D65, 2 degree observer; the primaries of ITU-R BT.709 to six digits, as scikit-image has them). */
public final class CieLab {
    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;
    private static final double KNEE = 216.0 / 24389;
    private static final double SLOPE = 24389.0 / 27;

    private CieLab() {}

    /** @param red, green, blue 0 to 255 */
    public static double[] of(double red, double green, double blue) {
        double r = linear(red / 255);
        double g = linear(green / 255);
        double b = linear(blue / 255);
        double x = root((0.412453 * r + 0.357580 * g + 0.180423 * b) / WHITE_X);
        double y = root(0.212671 * r + 0.715160 * g + 0.072169 * b);
        double z = root((0.019334 * r + 0.119193 * g + 0.950227 * b) / WHITE_Z);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    /** CIE76: the distance of two colours. */
    public static double difference(double[] one, double[] other) {
        return Math.sqrt(square(one[0] - other[0]) + square(one[1] - other[1]) + square(one[2] - other[2]));
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
