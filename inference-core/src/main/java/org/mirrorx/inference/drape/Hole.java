package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * What takes the old cloth's place where no new cloth will lie (drape recipe §8): how much of each pixel goes, and what comes.
 *
 * @param amount 0 keeps the photograph, 1 replaces it
 * @param skin share of skin in what comes; of the rest
 * @param lower share of the lower garment; the remaining share is background
 */
record Hole(Plane amount, Plane skin, Plane lower) {
    /** Old edges and their shadows go too, this far out; pixels of a 768×1024 capture. */
    private static final double SURE = 3;

    private static final double REACH = 6;

    /** On hair, face and the other garment less far: there the neighbour is real. */
    private static final double NEAR_REACH = 3;

    /** On skin a little further, because an old hem's edge and shadow lie there and the fill is the same skin. */
    private static final double SKIN_REACH = 9;

    private static final double SKIN_SURE = 5;

    /** A strip between new hem and lower garment thinner than this, in T, becomes lower garment. */
    private static final double THIN_STRIP = 0.13;

    private static final double BELOW_WAIST = 0.04;

    /** The limbs' border is known to this many pixels of a 768×1024 capture. */
    private static final double LIMB_EDGE = 8;

    /** Beside old cloth a pixel's own labels count when they add up to more than this. */
    private static final float LABELLED = 0.25f;

    private static final double SOFT = 0.8;

    /** A patch of the person smaller than this, in S², hangs in the air. */
    private static final double CRUMB = 0.006;

    /** Above this share a pixel is the person's. */
    private static final float OF_PERSON = 0.15f;

    static Hole of(Scene scene, BareBody body, Fit fit, Figure figure) {
        double pixel = figure.pixel();
        Plane distance = scene.old().distance();
        Plane amount = Plane.coverage(scene.scratch(), scene.frame());
        for (int i = 0; i < scene.frame().size(); i++) {
            float kept = Math.max(
                    scene.hair().values()[i],
                    Math.max(scene.other().values()[i], scene.face().values()[i]));
            float bare = Math.min(scene.skin().values()[i], 1 - kept);
            double ground = Math.max(0, 1 - kept - bare);
            double reach = (kept * NEAR_REACH + bare * SKIN_REACH + ground * REACH) * pixel;
            double sure = (kept + bare * SKIN_SURE + ground * SURE) * pixel;
            double d = distance.values()[i];
            amount.values()[i] = (float) Math.clamp((reach - d) / (reach - sure), 0.0, 1.0);
        }
        double crumb = CRUMB * figure.shoulderWidth() * figure.shoulderWidth();
        Plane crumbs = smallPatches(
                amount.map(i -> scene.person().values()[i] > OF_PERSON && amount.values()[i] < 0.5f ? 1 : 0), crumb);
        Plane strip = strip(scene, fit, figure);
        Plane skin = Plane.coverage(scene.scratch(), scene.frame());
        Plane lower = Plane.coverage(scene.scratch(), scene.frame());
        for (int i = 0; i < scene.frame().size(); i++) {
            boolean cloth = scene.old().values()[i] > 0.5f;
            if (crumbs.values()[i] > 0) {
                amount.values()[i] = 1;
            } else if (cloth) {
                lower.values()[i] = strip.values()[i];
                skin.values()[i] = body.shape().values()[i] * (1 - strip.values()[i]);
            } else {
                float bare = Math.max(scene.skin().values()[i], scene.face().values()[i]);
                float below = scene.other().values()[i];
                boolean inside = scene.person().values()[i] > 0.5f;
                float sum = bare + below + (inside ? 0 : 1 - scene.person().values()[i]);
                lower.values()[i] = sum > LABELLED ? below / sum : 0;
                skin.values()[i] = sum > LABELLED ? bare / sum : body.shape().values()[i];
            }
        }
        Plane flecks = smallPatches(skin.map(i -> skin.values()[i] > OF_PERSON ? 1 : 0), crumb);
        for (int i = 0; i < scene.frame().size(); i++) {
            skin.values()[i] *= 1 - flecks.values()[i];
        }
        return new Hole(amount, skin.blur(SOFT * pixel), lower.blur(SOFT * pixel));
    }

    /**
     * Where {@code present} (0 or 1) hangs together in patches of less than {@code area} pixels: ends of cuffs and hems that no label
     * names, which would hang in the air when the old cloth is gone.
     */
    private static Plane smallPatches(Plane present, double area) {
        Plane patches = Plane.coverage(present.scratch(), present.frame());
        try (Workspace work = new Workspace()) {
            Mat mask = work.mat();
            Core.compare(present.mat(work), new Scalar(0.5), mask, Core.CMP_GT);
            Mat labels = work.mat();
            Mat stats = work.mat();
            int n = Imgproc.connectedComponentsWithStats(mask, labels, stats, work.mat(), 8, CvType.CV_32S);
            int[] patch = new int[present.frame().size()];
            labels.get(0, 0, patch);
            boolean[] small = new boolean[n];
            for (int k = 1; k < n; k++) {
                small[k] = stats.get(k, Imgproc.CC_STAT_AREA)[0] < area;
            }
            for (int i = 0; i < patch.length; i++) {
                patches.values()[i] = small[patch[i]] ? 1 : 0;
            }
        }
        return patches;
    }

    /** Old cloth just above the lower garment. */
    private static Plane strip(Scene scene, Fit fit, Figure figure) {
        Plane strip = Plane.coverage(scene.scratch(), scene.frame());
        Optional<Figure.OldLower> lower = figure.oldLower();
        if (lower.isEmpty() || fit.garment().kind() == GarmentKind.DRESS) { // a dress goes over the lower garment too
            return strip;
        }
        Plane arms = scene.arms().grow(LIMB_EDGE * figure.pixel());
        Frame frame = scene.frame();
        for (int x = 0; x < frame.width(); x++) {
            int column = x + frame.x();
            double waist = lower.get().waist().at(column);
            int below = (int) Math.clamp(
                    Math.round(waist + BELOW_WAIST * figure.torsoLength()) - frame.y(), 0L, frame.height() - 1L);
            if (scene.other().values()[below * frame.width() + x]
                    < LABELLED) { // a top hangs out beside the lower garment
                continue;
            }
            for (int y = 0; y < frame.height(); y++) {
                int row = y + frame.y();
                if (row > waist - THIN_STRIP * figure.torsoLength()
                        && row < waist + BELOW_WAIST * figure.torsoLength()
                        && column >= lower.get().waist().first()
                        && column <= lower.get().waist().last()) {
                    int i = y * frame.width() + x;
                    strip.values()[i] = 1 - arms.values()[i];
                }
            }
        }
        return strip;
    }
}
