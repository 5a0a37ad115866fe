package org.mirrorx.inference.drape;

import java.util.Arrays;
import org.mirrorx.inference.image.Point2;
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
    private static final double INSET = 5;

    /** Fewer known pixels than this: the face's skin has to do. */
    private static final int ENOUGH = 400;

    /** Shading of an arm: 0.80 at its edges, 1 in its middle. */
    private static final float EDGE_LIGHT = 0.80f;

    /** Skin is copied from this much of the arm below the old sleeve's end (its shadow) down to just above the wrist. */
    private static final double BEYOND_SLEEVE = 0.035;

    private static final double DONOR_END = 0.9;
    private static final double SHORTEST_DONOR = 0.12;

    /** Copies are taken from within the donor's outline. */
    private static final double INSIDE = 0.93;

    /** From the first to the second share of the arm the trunk's skin goes over into the arm's. */
    private static final float SHOULDER_END = 0.02f;

    private static final float ARM_BEGINS = 0.2f;

    private static final double JOIN = 8;

    /** Texture of the skin beside goes on over this distance, pixels of a 768×1024 capture. */
    private static final double REFLECTION = 40;

    private static final int EVERY = 4;

    private FillSkin() {}

    /** Colours everywhere; meaningful inside the body. */
    static Plane fill(Scene scene, BareBody body, double pixel) {
        Plane known = known(scene, scene.skin(), pixel);
        if (count(known) < ENOUGH) {
            Plane bare = scene.skin()
                    .map(i -> Math.max(scene.skin().values()[i], scene.face().values()[i]));
            known = known(scene, bare, pixel);
        }
        Plane filled = PushPull.fill(flattened(scene, body, known), known);
        float[] across = body.across().values();
        float[] arms = body.arms().values();
        for (int i = 0; i < across.length; i++) {
            float light = 1 + arms[i] * (roundness(across[i]) - 1);
            for (int c = 0; c < 3; c++) {
                filled.values()[3 * i + c] *= light;
            }
        }
        LookingGlass.reflect(scene.photo(), known, filled, REFLECTION * pixel);
        copyAlongArms(scene, body, known, filled, pixel);
        return filled;
    }

    /**
     * Where an old sleeve hid an arm, the skin below the sleeve's end is laid upwards as in a looking glass at that end: light and
     * texture go on without a seam. Where the bare part is too short it is laid to and fro.
     */
    private static void copyAlongArms(Scene scene, BareBody body, Plane known, Plane filled, double pixel) {
        Frame frame = scene.frame();
        Plane soft = body.arms()
                .map(i -> body.arms().values()[i]
                        * Math.clamp((body.along().values()[i] - SHOULDER_END) / (ARM_BEGINS - SHOULDER_END), 0f, 1f))
                .blur(JOIN * pixel);
        float[] sample = new float[4];
        for (int i = 0; i < frame.size(); i++) {
            float share = soft.values()[i] * Math.min(1, 2 * body.arms().values()[i]);
            if (share <= 0 || known.values()[i] > 0) {
                continue;
            }
            BareBody.Tube tube = body.onRight().values()[i] > 0.5f ? body.right() : body.left();
            double from = tube.bareFrom() + BEYOND_SLEEVE;
            double length = DONOR_END - from;
            if (length < SHORTEST_DONOR) {
                continue;
            }
            double beyond = Math.abs(body.along().values()[i] - from) % (2 * length);
            double along = from + (beyond < length ? beyond : 2 * length - beyond);
            Point2 place = tube.at(along, INSIDE * Math.clamp(body.across().values()[i], -1f, 1f));
            sample(scene.photo(), known, place, sample);
            float weight = share * sample[3];
            for (int c = 0; c < 3; c++) {
                filled.values()[3 * i + c] += weight * (sample[c] - filled.values()[3 * i + c]);
            }
        }
    }

    /** Bilinear colour at a place of the capture, and in the fourth number how far it is known skin. */
    private static void sample(Plane colours, Plane known, Point2 place, float[] out) {
        Frame frame = colours.frame();
        double x = Math.clamp(place.x() - frame.x(), 0.0, frame.width() - 2.0);
        double y = Math.clamp(place.y() - frame.y(), 0.0, frame.height() - 2.0);
        int x0 = (int) x;
        int y0 = (int) y;
        float u = (float) (x - x0);
        float v = (float) (y - y0);
        int i = y0 * frame.width() + x0;
        int[] at = {i, i + 1, i + frame.width(), i + frame.width() + 1};
        float[] weight = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
        float sure = 0;
        for (int c = 0; c < 3; c++) {
            out[c] = 0;
        }
        for (int k = 0; k < 4; k++) {
            sure += weight[k] * known.values()[at[k]];
            for (int c = 0; c < 3; c++) {
                out[c] += weight[k] * colours.values()[3 * at[k] + c];
            }
        }
        out[3] = sure;
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
        float[] lab = scene.lab().values();
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
    static Plane lab(Plane colours) {
        Plane lab = colours.empty();
        try (Workspace work = new Workspace()) {
            Mat mat = colours.mat(work);
            Core.multiply(mat, Scalar.all(1 / 255.0), mat);
            Imgproc.cvtColor(mat, mat, Imgproc.COLOR_RGB2Lab);
            mat.get(0, 0, lab.values());
        }
        return lab;
    }

    /** Median of one of three channels where {@code where} is above a half, of every fourth such pixel; 0 when it is nowhere. */
    static double median(float[] values, Plane where, int channel) {
        float[] found = new float[where.values().length / EVERY + 1];
        int n = 0;
        int seen = 0;
        for (int i = 0; i < where.values().length; i++) {
            if (where.values()[i] > 0.5f && seen++ % EVERY == 0) {
                found[n++] = values[3 * i + channel];
            }
        }
        if (n == 0) {
            return 0;
        }
        Arrays.sort(found, 0, n);
        double median = found[n / 2];
        Arrays.fill(found, 0);
        return median;
    }
}
