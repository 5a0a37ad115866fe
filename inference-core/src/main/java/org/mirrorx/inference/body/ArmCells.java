package org.mirrorx.inference.body;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.image.Point2;

/**
 * Cuts the arms off the trunk: along the bone the arm's outer edge is seen; what lies no farther inwards belongs to the arm too, up to
 * the first change from skin to cloth or to the background (drape recipe §15.3).
 */
final class ArmCells {
    private static final int SECTIONS = 64;
    /** The field goes on over the hand. */
    private static final double LAST_SHARE = 1.35;

    /** An arm's half width in shoulder widths: never more, never less. */
    private static final double WIDEST = 0.17;

    private static final double NARROWEST = 0.045;
    /** A bone is not quite in the middle of its arm. */
    private static final double INNER_TO_OUTER = 1.15;

    /** Above this share the arm is still the shoulder: only its outer half is arm. */
    private static final double ARMHOLE = 0.18;

    /** Share of the arm beyond which skin may lie before the trunk: from just above the elbow. */
    private static final double FOREARM = 0.45;

    /**
     * @param limb {@link GarmentLabels#TRUNK}, {@link GarmentLabels#LEFT_ARM} or {@link GarmentLabels#RIGHT_ARM} a cell
     * @param inFront skin of forearms and hands that may lie before the clothes
     */
    @SuppressWarnings("ArrayRecordComponent") // planes of one computation; never compared
    record Found(byte[] limb, boolean[] inFront) {}

    Found find(
            SmallCapture small,
            Skeleton bones,
            Limbs limbs,
            boolean[] person,
            boolean[] skin,
            boolean[] core,
            double[] sleeves) {
        int n = small.cells();
        byte[] limb = new byte[n];
        boolean[] inFront = new boolean[n];
        double s = bones.shoulderWidth();
        for (int arm = 0; arm < 2; arm++) {
            LimbField field = limbs.arms().get(arm);
            double[] outer = new double[SECTIONS];
            double[] inner = new double[SECTIONS];
            for (int k = 0; k < SECTIONS; k++) {
                double where = (k + 0.5) / SECTIONS * LAST_SHARE;
                outer[k] = walk(small, field, where, 1, person, null, WIDEST * s);
            }
            outer = median(outer, 3);
            for (int k = 0; k < SECTIONS; k++) {
                double where = (k + 0.5) / SECTIONS * LAST_SHARE;
                outer[k] = Math.max(outer[k], NARROWEST * s);
                boolean bare = where > sleeves[arm] + 0.03;
                double limit = Math.min(WIDEST * s, bare ? 1.6 * outer[k] + 1 : INNER_TO_OUTER * outer[k] + 0.5);
                inner[k] = Math.min(limit, walk(small, field, where, -1, person, bare ? skin : null, limit));
                inner[k] *= Math.min(1, where / ARMHOLE);
            }
            byte code = (byte) (arm == 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM);
            for (int i = 0; i < n; i++) {
                float share = field.share(i);
                if (share < 0 || !person[i] || limbs.arm(i) != arm) {
                    continue;
                }
                int k = Math.clamp((int) (share / LAST_SHARE * SECTIONS), 0, SECTIONS - 1);
                boolean bare = share > sleeves[arm];
                boolean within = field.across(i) <= outer[k] + 1.5 && field.across(i) >= -inner[k] - 0.5;
                boolean mine = skin[i] ? bare && (within || !core[i]) : within && share < sleeves[arm] + 0.04;
                if (mine) {
                    limb[i] = code;
                }
                if (skin[i] && share > FOREARM && bare) {
                    inFront[i] = true;
                }
            }
        }
        return new Found(limb, inFront);
    }

    /** Cells from the bone to where the person (and the skin, if asked) ends. */
    private static double walk(
            SmallCapture small,
            LimbField field,
            double where,
            int direction,
            boolean[] person,
            boolean @Nullable [] skin,
            double limit) {
        Point2 p = field.at(where);
        Point2 normal = field.normal(where);
        double gone = 0;
        for (double d = 0; d <= limit; d += 0.5) {
            int x = (int) Math.round(p.x() + direction * d * normal.x());
            int y = (int) Math.round(p.y() + direction * d * normal.y());
            if (x < 0 || y < 0 || x >= small.width() || y >= small.height()) {
                break;
            }
            int i = y * small.width() + x;
            if (!person[i] || (skin != null && !skin[i] && d > 1)) {
                break;
            }
            gone = d;
        }
        return gone;
    }

    private static double[] median(double[] values, int half) {
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double[] window = Arrays.copyOfRange(values, Math.max(0, i - half), Math.min(values.length, i + half + 1));
            Arrays.sort(window);
            out[i] = window[window.length / 2];
        }
        return out;
    }
}
