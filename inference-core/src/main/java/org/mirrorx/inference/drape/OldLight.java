package org.mirrorx.inference.drape;

import java.util.Arrays;

/**
 * Light and folds of the old cloth, to be carried over to the new (drape recipe §9): a factor on the new cloth's sRGB values, 1 where
 * nothing is known. Prints and trims of the old garment are no light and are left out.
 *
 * @param factor 0.45 to 1.5
 * @param trust 0 to 1: how far the old cloth shows its light at all (black and patterned cloth does not)
 */
record OldLight(Plane factor, double trust) {
    private static final int EVERY = 5;
    private static final double CHROMA = 7;
    private static final double LIGHTNESS = 20;
    private static final double LOCAL_LIGHTNESS = 11;
    private static final double LOCAL_SIGMA = 18;
    private static final double DISTRUST_REACH = 4;
    private static final double SIGMA = 3.5;
    private static final double SMOOTH = 2;
    private static final double GAIN = 0.8;
    private static final double GAMMA = 2.2;
    private static final double DARKEST = 0.45;
    private static final double BRIGHTEST = 1.5;
    /** Median lightness of the old cloth from which on its light is trusted, and where fully. */
    private static final double BLACK = 22;

    private static final double GREY = 47;
    private static final double PATTERNED = 0.35;
    private static final double PLAIN = 0.65;

    static OldLight of(Scene scene, double pixel) {
        Plane cloth = scene.old()
                .map(i -> scene.old().values()[i] > 0.9f
                                && scene.hair().values()[i] < 0.1f
                                && scene.inFront().values()[i] < 0.1f
                        ? 1
                        : 0)
                .shrink(2 * pixel);
        float[] lab = scene.lab().values();
        double l = FillSkin.median(lab, cloth, 0);
        double a = FillSkin.median(lab, cloth, 1);
        double b = FillSkin.median(lab, cloth, 2);
        Plane lightness = cloth.map(i -> lab[3 * i]);
        Plane local = lightness.blurKnown(cloth, LOCAL_SIGMA * pixel);
        Plane odd = cloth.map(i -> cloth.values()[i] > 0
                                && (Math.hypot(lab[3 * i + 1] - a, lab[3 * i + 2] - b) > CHROMA
                                        || Math.abs(lab[3 * i] - l) > LIGHTNESS
                                        || Math.abs(lab[3 * i] - local.values()[i]) > LOCAL_LIGHTNESS)
                        ? 1
                        : 0)
                .grow(DISTRUST_REACH * pixel);
        Plane trusted = cloth.map(i -> Math.max(0, cloth.values()[i] - odd.values()[i]));
        double share = sum(trusted) / Math.max(1, sum(cloth));
        double trust = ramp(l, BLACK, GREY) * ramp(share, PATTERNED, PLAIN);
        if (trust == 0) {
            return new OldLight(cloth.map(i -> 1), 0);
        }
        float[] photo = scene.photo().values();
        Plane luminance = cloth.map(i -> (float) Math.pow(
                (0.2126 * photo[3 * i] + 0.7152 * photo[3 * i + 1] + 0.0722 * photo[3 * i + 2]) / 255, GAMMA));
        Plane smooth = luminance.blurKnown(trusted, SIGMA * pixel);
        double median = median(smooth, trusted);
        Plane known = trusted.blur(SIGMA * pixel);
        Plane factor = cloth.map(i -> {
            float v = smooth.values()[i];
            return v <= 0 || known.values()[i] < 0.02f
                    ? 1
                    : (float) Math.clamp(Math.pow(v / median, 1 / GAMMA), DARKEST, BRIGHTEST);
        });
        Plane sure = known.map(i -> Math.min(1, known.values()[i] * 4));
        Plane even =
                factor.map(i -> 1 + sure.values()[i] * (factor.values()[i] - 1)).blur(SMOOTH * pixel);
        return new OldLight(even.map(i -> (float) (1 + GAIN * trust * (even.values()[i] - 1))), trust);
    }

    private static double ramp(double v, double from, double to) {
        return Math.clamp((v - from) / (to - from), 0.0, 1.0);
    }

    private static double sum(Plane plane) {
        double sum = 0;
        for (float v : plane.values()) {
            sum += v;
        }
        return sum;
    }

    private static double median(Plane plane, Plane where) {
        float[] values = new float[plane.values().length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % EVERY == 0 && where.values()[i] > 0.5f) {
                values[n++] = plane.values()[i];
            }
        }
        Arrays.sort(values, 0, n);
        return n == 0 ? 1 : Math.max(1e-6, values[n / 2]);
    }
}
