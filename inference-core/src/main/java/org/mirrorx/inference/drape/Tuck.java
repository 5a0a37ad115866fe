package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Curve;

/** Cuts the torso of a tucked top along the waistband; sleeves hang on beside it (drape recipe §8). */
final class Tuck {
    /** The cloth disappears over this many pixels of a 768×1024 capture, beginning just above the waistband's edge. */
    private static final double RAMP = 1.5;

    private Tuck() {}

    static Cloth clip(Cloth cloth, Curve seam, double pixel) {
        Plane alpha = cloth.alpha().copy();
        Frame frame = alpha.frame();
        double ramp = RAMP * pixel;
        for (int x = 0; x < frame.width(); x++) {
            double edge = seam.at(x + frame.x());
            for (int y = 0; y < frame.height(); y++) {
                int i = y * frame.width() + x;
                double keep = Math.clamp((edge + ramp - (y + frame.y())) / ramp, 0.0, 1.0);
                float sleeves = cloth.sleeves().values()[i];
                alpha.values()[i] = sleeves + (alpha.values()[i] - sleeves) * (float) keep;
            }
        }
        return new Cloth(cloth.colours(), alpha, cloth.sleeves());
    }
}
