package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.Point2;

/**
 * Learns the colour of this shopper's skin from places that are almost surely skin: cheeks, hands, throat. Groups that do not agree with
 * the others (a glove, a scarf, a hand in a pocket) are left out.
 */
final class SkinColour {
    /** The same skin in shadow and in light: factors of the linear light. */
    private static final double[] LIGHT = {0.5, 0.65, 0.8, 0.9, 1, 1.15, 1.3};

    private static final float[] LIGHT_WEIGHT = {0.15f, 0.35f, 0.6f, 0.9f, 1, 0.8f, 0.5f};

    /** Two groups show the same skin when their a, b lie this near (light of equal strength assumed), and L this near. */
    private static final double SAME_AB = 9;

    private static final double SAME_L = 30;

    /** Hue of skin of any tone under white light, degrees in the a, b plane, with room for warm lamps. */
    private static final double HUE_FROM = 15;

    private static final double HUE_TO = 85;
    /** Darker than this no colour can be told. */
    private static final double DARKEST = 8;

    private static final double CHROMA_FROM = 5;
    private static final double CHROMA_TO = 48;

    /**
     * @param model its colours; empty when no skin was found
     * @param median Lab of its typical colour
     * @param found how many groups agree
     */
    @SuppressWarnings("ArrayRecordComponent") // planes of one computation; never compared
    record Learned(ColourModel model, float[] median, int found) {}

    @SuppressWarnings("ArrayRecordComponent") // planes of one computation; never compared
    private record Group(List<Integer> cells, float[] median, double trust) {}

    Learned learn(SmallCapture small, HeadCells head, Skeleton skeleton, boolean[] person, boolean meshSeen) {
        double s = skeleton.shoulderWidth() / small.step();
        List<Group> groups = new ArrayList<>();
        List<Integer> cheeks = new ArrayList<>();
        for (Point2 cheek : head.cheeks()) {
            disk(small, head.face(), cheek, 0.07 * head.faceWidth(), cheeks);
        }
        group(small, cheeks, meshSeen ? 3 : 1.5).ifPresent(groups::add);
        for (int side = -1; side <= 1; side += 2) {
            Skeleton.Side arm = skeleton.side(side);
            if (arm.wristPresent()) {
                List<Integer> hand = new ArrayList<>();
                disk(small, person, small.cell(arm.wrist().towards(arm.finger(), 0.9)), 0.055 * s, hand);
                group(small, hand, 1).ifPresent(groups::add);
            }
            if (arm.elbowPresent()) {
                List<Integer> forearm = new ArrayList<>();
                disk(small, person, small.cell(arm.elbow().towards(arm.wrist(), 0.55)), 0.05 * s, forearm);
                group(small, forearm, 0.6).ifPresent(groups::add);
            }
        }
        Point2 throat = head.chin().towards(small.cell(skeleton.shoulderMiddle()), 0.5);
        List<Integer> neck = new ArrayList<>();
        disk(small, person, throat, 0.06 * s, neck);
        group(small, neck, 0.9).ifPresent(groups::add);

        Group anchor = null;
        double best = 0;
        for (Group g : groups) {
            double votes = 0;
            for (Group other : groups) {
                if (same(g, other)) {
                    votes += other.trust * other.trust;
                }
            }
            if (votes > best) {
                best = votes;
                anchor = g;
            }
        }
        ColourModel model = new ColourModel();
        if (anchor == null) {
            return new Learned(model, new float[] {60, 15, 18}, 0);
        }
        int found = 0;
        for (Group g : groups) {
            if (same(g, anchor)) {
                found++;
                float weight = (float) (g.trust / g.cells.size());
                for (int i : g.cells) {
                    addInAnyLight(model, small.l()[i], small.a()[i], small.b()[i], weight);
                }
            }
        }
        return new Learned(model, anchor.median, found);
    }

    /** The colour as it would be in weaker and stronger light: L+16, a and b all go with the cube root of the light. */
    private static void addInAnyLight(ColourModel model, float l, float a, float b, float weight) {
        for (int k = 0; k < LIGHT.length; k++) {
            float root = (float) Math.cbrt(LIGHT[k]);
            model.add((l + 16) * root - 16, a * root, b * root, weight * LIGHT_WEIGHT[k]);
        }
    }

    private static boolean same(Group g, Group other) {
        // compare in the light of the brighter one
        double root = (g.median[0] + 16) / (other.median[0] + 16);
        double da = g.median[1] - other.median[1] * root;
        double db = g.median[2] - other.median[2] * root;
        return Math.hypot(da, db) < SAME_AB && Math.abs(g.median[0] - other.median[0]) < SAME_L;
    }

    /** The cells of a disk that lie inside a region. */
    private static void disk(SmallCapture small, boolean[] region, Point2 centre, double radius, List<Integer> into) {
        double r = Math.max(1, radius);
        for (int y = (int) Math.floor(centre.y() - r); y <= centre.y() + r; y++) {
            for (int x = (int) Math.floor(centre.x() - r); x <= centre.x() + r; x++) {
                if (x >= 0
                        && y >= 0
                        && x < small.width()
                        && y < small.height()
                        && Math.hypot(x - centre.x(), y - centre.y()) <= r
                        && region[y * small.width() + x]) {
                    into.add(y * small.width() + x);
                }
            }
        }
    }

    /** The group without what lies far from its median; nothing when the median cannot be skin. */
    private static java.util.Optional<Group> group(SmallCapture small, List<Integer> cells, double trust) {
        if (cells.size() < 4) {
            return java.util.Optional.empty();
        }
        float[] median = median(small, cells);
        double chroma = Math.hypot(median[1], median[2]);
        double hue = Math.toDegrees(Math.atan2(median[2], median[1]));
        if (median[0] < DARKEST || hue < HUE_FROM || hue > HUE_TO || chroma < CHROMA_FROM || chroma > CHROMA_TO) {
            return java.util.Optional.empty();
        }
        List<Integer> kept = new ArrayList<>();
        for (int i : cells) {
            if (Math.hypot(small.a()[i] - median[1], small.b()[i] - median[2]) < SAME_AB
                    && Math.abs(small.l()[i] - median[0]) < SAME_L) {
                kept.add(i);
            }
        }
        return kept.size() < 3 ? java.util.Optional.empty() : java.util.Optional.of(new Group(kept, median, trust));
    }

    private static float[] median(SmallCapture small, List<Integer> cells) {
        float[][] planes = {small.l(), small.a(), small.b()};
        float[] median = new float[3];
        for (int c = 0; c < 3; c++) {
            float[] values = new float[cells.size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = planes[c][cells.get(k)];
            }
            Arrays.sort(values);
            median[c] = values[values.length / 2];
        }
        return median;
    }
}
