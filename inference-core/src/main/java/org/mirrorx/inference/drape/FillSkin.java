package org.mirrorx.inference.drape;

import java.util.Arrays;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * The skin that comes to light where old cloth goes: colour grown from the shopper's own bare skin, shaded round on the arms, with the
 * fine texture of real skin (drape recipe §8.3).
 */
final class FillSkin {
    /** Skin further from the median than this in CIE Lab is lips, shadow, jewellery or a mistake. */
    private static final double CHROMA = 12;

    private static final double LIGHTNESS = 28;

    /** Known skin keeps this distance from old cloth and from the outline, pixels of a 768×1024 capture. */
    private static final double INSET = 3;

    /** Fewer known pixels than this: the face's skin has to do. */
    private static final int ENOUGH = 400;

    /** Shading of an arm: 0.80 at its edges, 1 in its middle. */
    private static final float EDGE_LIGHT = 0.80f;

    private FillSkin() {}

    /** Colours everywhere; meaningful inside the body. */
    static Plane fill(Scene scene, BareBody body, double pixel) {
        Plane known = known(scene, scene.skin(), pixel);
        if (count(known) < ENOUGH) {
            Plane bare = scene.skin()
                    .map(i -> Math.max(scene.skin().values()[i], scene.face().values()[i]));
            known = known(scene, bare, pixel);
        }
        Plane flat = flattened(scene, body, known);
        Plane filled = PushPull.fill(flat, known);
        float[] across = body.across().values();
        float[] arms = body.arms().values();
        for (int i = 0; i < across.length; i++) {
            float light = 1 + arms[i] * (roundness(across[i]) - 1);
            for (int c = 0; c < 3; c++) {
                filled.values()[3 * i + c] *= light;
            }
        }
        return filled;
    }

    /** The photograph with the roundness of bare arms taken out, so that the fill grows from evenly lit skin. */
    private static Plane flattened(Scene scene, BareBody body, Plane known) {
        Plane flat = scene.photo().copy();
        for (int i = 0; i < known.values().length; i++) {
            if (known.values()[i] > 0) {
                float light =
                        1 + body.arms().values()[i] * (roundness(body.across().values()[i]) - 1);
                for (int c = 0; c < 3; c++) {
                    flat.values()[3 * i + c] /= light;
                }
            }
        }
        return flat;
    }

    private static float roundness(float across) {
        float a = Math.min(1, Math.abs(across));
        return EDGE_LIGHT + (1 - EDGE_LIGHT) * (float) Math.sqrt(1 - a * a);
    }

    private static Plane known(Scene scene, Plane skin, double pixel) {
        Plane inner = skin.map(i -> skin.values()[i] > 0.95f
                                && scene.old().values()[i] < 0.05f
                                && scene.hair().values()[i] < 0.2f
                        ? 1
                        : 0)
                .shrink(INSET * pixel);
        float[] lab = lab(scene.photo());
        double l = median(lab, inner, 0);
        double a = median(lab, inner, 1);
        double b = median(lab, inner, 2);
        return inner.map(i -> inner.values()[i] > 0
                        && Math.abs(lab[3 * i] - l) < LIGHTNESS
                        && Math.hypot(lab[3 * i + 1] - a, lab[3 * i + 2] - b) < CHROMA
                ? 1
                : 0);
    }

    private static int count(Plane known) {
        int n = 0;
        for (float v : known.values()) {
            if (v > 0) {
                n++;
            }
        }
        return n;
    }

    /** CIE Lab of a plane of colours: L 0 to 100, a and b about −127 to 127. */
    static float[] lab(Plane colours) {
        float[] lab = colours.scratch().floats(colours.values().length);
        try (Workspace work = new Workspace()) {
            Mat mat = colours.mat(work);
            Core.multiply(mat, Scalar.all(1 / 255.0), mat);
            Imgproc.cvtColor(mat, mat, Imgproc.COLOR_RGB2Lab);
            mat.get(0, 0, lab);
        }
        return lab;
    }

    /** Median of one channel where {@code where} is above a half; 0 when it is nowhere. */
    static double median(float[] lab, Plane where, int channel) {
        float[] values = new float[where.values().length];
        int n = 0;
        for (int i = 0; i < where.values().length; i++) {
            if (where.values()[i] > 0.5f) {
                values[n++] = lab[3 * i + channel];
            }
        }
        if (n == 0) {
            return 0;
        }
        Arrays.sort(values, 0, n);
        double median = values[n / 2];
        Arrays.fill(values, 0);
        return median;
    }
}
