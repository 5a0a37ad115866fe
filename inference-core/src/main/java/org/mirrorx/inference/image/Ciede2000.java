package org.mirrorx.inference.image;

/**
 * The CIE's colour difference of 2000 (Sharma, Wu, Dalal, Color Research and Application 30, 2005): about 1 is the least a person notices
 * side by side.
 */
public final class Ciede2000 {
    private static final double POW25_7 = Math.pow(25, 7);

    private Ciede2000() {}

    /** @param one, other CIELAB: lightness, a, b */
    public static double difference(double[] one, double[] other) {
        double meanChroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double stretch = 1 + 0.5 * (1 - saturation(meanChroma));
        double a1 = stretch * one[1];
        double a2 = stretch * other[1];
        double chroma1 = Math.hypot(a1, one[2]);
        double chroma2 = Math.hypot(a2, other[2]);
        double hue1 = hue(one[2], a1);
        double hue2 = hue(other[2], a2);
        boolean neutral = chroma1 * chroma2 == 0;
        double turn = neutral ? 0 : hue2 - hue1;
        if (turn > Math.PI) {
            turn -= 2 * Math.PI;
        } else if (turn < -Math.PI) {
            turn += 2 * Math.PI;
        }
        double lightness = other[0] - one[0];
        double chroma = chroma2 - chroma1;
        double hue = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(turn / 2);
        double meanLightness = (one[0] + other[0]) / 2;
        double meanOfChromas = (chroma1 + chroma2) / 2;
        double meanHue = neutral ? hue1 + hue2 : meanHue(hue1, hue2);
        double t = 1
                - 0.17 * Math.cos(meanHue - Math.toRadians(30))
                + 0.24 * Math.cos(2 * meanHue)
                + 0.32 * Math.cos(3 * meanHue + Math.toRadians(6))
                - 0.20 * Math.cos(4 * meanHue - Math.toRadians(63));
        double fromMiddle = (meanLightness - 50) * (meanLightness - 50);
        double inLightness = lightness / (1 + 0.015 * fromMiddle / Math.sqrt(20 + fromMiddle));
        double inChroma = chroma / (1 + 0.045 * meanOfChromas);
        double inHue = hue / (1 + 0.015 * meanOfChromas * t);
        double fromBlue = (Math.toDegrees(meanHue) - 275) / 25;
        double rotation =
                -2 * saturation(meanOfChromas) * Math.sin(2 * Math.toRadians(30) * Math.exp(-fromBlue * fromBlue));
        return Math.sqrt(inLightness * inLightness + inChroma * inChroma + inHue * inHue + rotation * inChroma * inHue);
    }

    private static double saturation(double chroma) {
        double power = Math.pow(chroma, 7);
        return Math.sqrt(power / (power + POW25_7));
    }

    /** 0 to 2π; 0 for a neutral colour. */
    private static double hue(double b, double a) {
        if (a == 0 && b == 0) {
            return 0;
        }
        double angle = Math.atan2(b, a);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }

    private static double meanHue(double one, double other) {
        double sum = one + other;
        if (Math.abs(one - other) <= Math.PI) {
            return sum / 2;
        }
        return sum < 2 * Math.PI ? sum / 2 + Math.PI : sum / 2 - Math.PI;
    }
}
