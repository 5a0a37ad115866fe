package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.image.Point2;

/** One sleeve sheet along an arm (drape recipe §6): its edges follow the arm's outlines, its lengths the flat sleeve's. */
final class SleeveTargets {
    /** The two ends of a cuff differ along the arm by at most this, in S. */
    private static final double LARGEST_SLANT = 0.11;

    /** The same where the new cuff lies on the old one, which is nearly square to the arm. */
    private static final double SLANT_ON_OLD_CUFF = 0.04;

    /** Where the cuff's middle goes: nearer to what the outer edge says. */
    private static final double OUTER_WEIGHT = 0.7;

    /** A sleeve is drawn at most this much wider than the arm. */
    private static final double WIDEST = 1.5;

    /** Share of a wide sleeve's extra width that goes to the outer edge; the inner one hangs. */
    private static final double OUTER_SHARE = 0.4;

    /** Cloth lies this many pixels of a 768×1024 capture outside the arm's outline. */
    private static final double COVER = 2;

    /** Below the armpit, in S, the inner edge joins the arm's. */
    private static final double BELOW_ARMPIT = 0.06;

    /** Points of an edge: the landmarks' own. */
    private static final int SECTIONS = 9;

    /** A sleeve that would end within this share of the arm of the old one's end ends there: cover first, as with hems. */
    private static final double SNAP = 0.13;

    /** The inner edge of the shortest sleeve, in S. */
    private static final double SHORTEST_SEAM = 0.05;

    /** The new cuff covers the old one by this share of the arm. */
    private static final double OVERLAP = 0.01;

    /** From the width of an old cuff to the arm's own a longer sleeve narrows over this share of the arm. */
    private static final double TAPER = 0.45;

    /** Old garments whose sleeves end above this share of the arm have none. */
    private static final double SLEEVED = 0.12;

    /** A long sleeve ends at most this far beyond the wrist, in S. */
    private static final double BEYOND_WRIST = 0.03;

    private SleeveTargets() {}

    /**
     * @param tip, armpit where the armhole lies on the body
     * @param side −1 for the picture's left, 1 for its right
     */
    static Sheet aim(Figure figure, Sleeve flat, double scale, Hang hang, Point2 tip, Point2 armpit, int side) {
        Figure.Arm arm = (side < 0 ? figure.left() : figure.right()).arm();
        double s = figure.shoulderWidth();
        List<Point2> bone = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
        ArmProfile profile = ArmProfile.of(arm, s);
        List<Point2> outerPath = path(tip, arm.outer(), bone, 0);
        List<Point2> innerPath = path(armpit, profile.innerEdge(0, s), bone, BELOW_ARMPIT * s);
        double outerEnd = boneAt(bone, outerPath, hang.sleeveLength() * scale * Polylines.length(flat.outer()));
        double innerEnd = boneAt(bone, innerPath, hang.sleeveLength() * scale * Polylines.length(flat.inner()));
        double middle = OUTER_WEIGHT * outerEnd + (1 - OUTER_WEIGHT) * innerEnd;
        double slant = LARGEST_SLANT;
        double old = (arm.bareFrom() + OVERLAP) * arm.length();
        if (arm.bareFrom() > SLEEVED && Math.abs(middle - old) < SNAP * arm.length()) {
            middle = old;
            slant = SLANT_ON_OLD_CUFF;
        }
        if (arm.bareFrom() > SLEEVED && middle > old + SNAP * arm.length()) {
            outerPath = tapered(outerPath, bone, old, TAPER * arm.length());
        }
        double longest = Polylines.length(bone) + BEYOND_WRIST * s;
        middle = Math.min(middle, longest);
        outerEnd = Math.clamp(outerEnd, middle - slant / 2 * s, middle + slant / 2 * s);
        innerEnd = Math.clamp(innerEnd, middle - slant / 2 * s, middle + slant / 2 * s);
        innerEnd = Math.max(innerEnd, Polylines.project(bone, armpit) + SHORTEST_SEAM * s);
        List<Point2> outer = Polylines.resample(outerPath, reach(bone, outerPath, outerEnd), SECTIONS);
        List<Point2> inner = Polylines.resample(innerPath, reach(bone, innerPath, innerEnd), SECTIONS);
        List<Point2> outerCloth = new ArrayList<>();
        List<Point2> innerCloth = new ArrayList<>();
        for (int k = 0; k < SECTIONS; k++) {
            widen(figure, flat, scale * hang.width(), outer.get(k), inner.get(k), k, outerCloth, innerCloth);
        }
        List<Pin> pins = new ArrayList<>();
        for (int k = 0; k < SECTIONS; k++) {
            pins.add(new Pin(flat.outer().get(k), outerCloth.get(k)));
            pins.add(new Pin(flat.inner().get(k), innerCloth.get(k)));
            if (k > 0 && k + 1 < SECTIONS) {
                pins.add(new Pin(
                        flat.outer().get(k).towards(flat.inner().get(k), 0.5),
                        outerCloth.get(k).towards(innerCloth.get(k), 0.5)));
            }
        }
        List<Point2> outline = new ArrayList<>(outerCloth);
        outline.addAll(innerCloth.reversed());
        return new Sheet(side < 0 ? Sheet.Part.SLEEVE_LEFT : Sheet.Part.SLEEVE_RIGHT, pins, outline, Sheet.SMOOTH);
    }

    private static void widen(
            Figure figure,
            Sleeve flat,
            double widthScale,
            Point2 outer,
            Point2 inner,
            int k,
            List<Point2> outerCloth,
            List<Point2> innerCloth) {
        double arm = outer.distance(inner);
        double worn = widthScale * flat.outer().get(k).distance(flat.inner().get(k));
        double ramp = Math.min(1, k / 4.0);
        double extra = Math.clamp(worn - arm, 0, (WIDEST - 1) * arm) * ramp;
        double ease = COVER * figure.pixel() * Math.min(1, k / 2.0);
        double outwards = arm == 0 ? 0 : (OUTER_SHARE * extra + ease) / arm;
        double inwards = arm == 0 ? 0 : ((1 - OUTER_SHARE) * extra + ease) / arm;
        outerCloth.add(inner.towards(outer, 1 + outwards));
        innerCloth.add(outer.towards(inner, 1 + inwards));
    }

    /** The edge from the armhole on: {@code start}, then the arm's own places that lie further along the bone by {@code clearance}. */
    private static List<Point2> path(Point2 start, List<Point2> edge, List<Point2> bone, double clearance) {
        double from = Polylines.project(bone, start) + clearance;
        List<Point2> path = new ArrayList<>();
        path.add(start);
        for (Point2 p : edge) {
            if (Polylines.project(bone, p) > from) {
                path.add(p);
            }
        }
        if (path.size() == 1) {
            path.add(edge.getLast());
        }
        return path;
    }

    /**
     * A sleeve longer than a wide old one narrows slowly from the old cuff on: as the old cuff hangs, it would bulge like a puffed sleeve.
     *
     * @param cuff where the old sleeve ends along the bone, pixels
     * @param over along how much of the bone the new one narrows, pixels
     */
    private static List<Point2> tapered(List<Point2> edge, List<Point2> bone, double cuff, double over) {
        double wide = 0;
        for (Point2 p : edge) {
            double at = Polylines.project(bone, p);
            if (Math.abs(at - cuff) < over / 2) {
                wide = Math.max(wide, p.distance(Polylines.along(bone, at)));
            }
        }
        List<Point2> narrowing = new ArrayList<>();
        for (Point2 p : edge) {
            double at = Polylines.project(bone, p);
            Point2 on = Polylines.along(bone, at);
            double own = p.distance(on);
            double past = (at - cuff) / over;
            boolean wider = past > -0.5 && past < 1 && own > 0;
            double loose = wider ? Math.max(own, wide + Math.max(0, past) * (own - wide)) : own;
            narrowing.add(own == 0 ? p : on.towards(p, loose / own));
        }
        return narrowing;
    }

    /** How far along the bone the edge is after {@code distance} pixels. */
    private static double boneAt(List<Point2> bone, List<Point2> edge, double distance) {
        double length = Polylines.length(edge);
        double end = Math.min(distance, length);
        return Polylines.project(bone, Polylines.along(edge, end)) + (distance - end);
    }

    /** The length of edge after which it is {@code boneDistance} along the bone; beyond the bone's end it is prolonged. */
    private static double reach(List<Point2> bone, List<Point2> edge, double boneDistance) {
        double length = Polylines.length(edge);
        double boneEnd = Polylines.project(bone, edge.getLast());
        if (boneDistance >= boneEnd) {
            return length + boneDistance - boneEnd;
        }
        double low = 0;
        double high = length;
        for (int i = 0; i < 24; i++) {
            double middle = (low + high) / 2;
            if (Polylines.project(bone, Polylines.along(edge, middle)) < boneDistance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** True when this sleeve ends clearly beyond the old one's cuff. */
    static boolean isLonger(Figure figure, Sheet sleeve) {
        Figure.Arm arm = (sleeve.part() == Sheet.Part.SLEEVE_LEFT ? figure.left() : figure.right()).arm();
        List<Point2> bone = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
        int cuff = sleeve.outline().size() / 2;
        double end = Polylines.project(
                bone, sleeve.outline().get(cuff - 1).towards(sleeve.outline().get(cuff), 0.5));
        return arm.bareFrom() > SLEEVED && end > (arm.bareFrom() + SNAP) * arm.length();
    }

    /** The sleeve of one side. */
    static Optional<Sleeve> of(org.mirrorx.inference.garment.GarmentLandmarks.Upper flat, int side) {
        return side < 0 ? flat.sleeveLeft() : flat.sleeveRight();
    }
}
