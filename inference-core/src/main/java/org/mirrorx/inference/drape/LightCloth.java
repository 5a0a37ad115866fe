package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.CieLab;

/**
 * Lights the new cloth: the old cloth's light, roundness where that is not known, darkness towards the edges, the sleeve's shadow at
 * the armhole (drape recipe §9).
 */
final class LightCloth {
    private static final double ROUNDNESS = 0.16;
    private static final double BRIGHT_ROUNDNESS = 0.09;
    private static final double ROUND_REACH = 0.32;
    private static final double OCCLUSION = 0.15;
    /** White garments look puffy with more. */
    private static final double BRIGHT_OCCLUSION = 0.07;

    private static final double BRIGHT = 85;
    private static final double OCCLUSION_REACH = 7;
    private static final double ARMHOLE = 0.10;

    /** Shadows darken the whole cloth by no more than this: a white shirt stays white. */
    private static final double LEAST_LIGHT = 0.97;

    private static final double ARMHOLE_SIGMA = 3;

    private LightCloth() {}

    /** The lit cloth. */
    static Cloth light(Cloth cloth, OldLight old, double shoulderWidth, double pixel) {
        Plane depth = cloth.alpha().depth();
        Plane solid = cloth.alpha().map(i -> cloth.alpha().values()[i] > 0.9f ? 1 : 0);
        float[] rgb = cloth.colours().values();
        double lightness = CieLab.of(
                FillSkin.median(rgb, solid, 0), FillSkin.median(rgb, solid, 1), FillSkin.median(rgb, solid, 2))[0];
        double occlusion = lightness > BRIGHT ? BRIGHT_OCCLUSION : OCCLUSION;
        double roundness = (lightness > BRIGHT ? BRIGHT_ROUNDNESS : ROUNDNESS) * (1 - old.trust());
        Plane sleeveShadow = cloth.sleeves().blur(ARMHOLE_SIGMA * pixel);
        Plane light = cloth.alpha().map(i -> {
            double d = depth.values()[i];
            double near = Math.max(0, 1 - d / (ROUND_REACH * shoulderWidth));
            double underSleeve =
                    Math.max(0, sleeveShadow.values()[i] - cloth.sleeves().values()[i]);
            return (float) (old.factor().values()[i]
                    * (1 - roundness * near * near)
                    * (1 - occlusion * Math.exp(-d / (OCCLUSION_REACH * pixel)))
                    * (1 - 2 * ARMHOLE * underSleeve));
        });
        double exposure = Math.max(1, LEAST_LIGHT / mean(light, solid));
        Plane colours = cloth.colours().copy();
        for (int i = 0; i < depth.values().length; i++) {
            if (cloth.alpha().values()[i] > 0) {
                for (int c = 0; c < 3; c++) {
                    colours.values()[3 * i + c] *= (float) (exposure * light.values()[i]);
                }
            }
        }
        return new Cloth(colours, cloth.alpha(), cloth.sleeves());
    }

    private static double mean(Plane light, Plane solid) {
        double sum = 0;
        double n = 1e-6;
        for (int i = 0; i < light.values().length; i++) {
            if (solid.values()[i] > 0.5f) {
                sum += light.values()[i];
                n++;
            }
        }
        return n < 1 ? 1 : sum / n;
    }
}
