package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Slivers of old cloth beside the new cloth's edge become new cloth (drape recipe §8.1): the new edge then is the old outline's own,
 * exact to the pixel. Not in the neck opening, not above the shoulders, not below cuffs and hem.
 */
final class ExtendCloth {
    /** Slivers up to this wide, in S. */
    private static final double REACH = 0.05;

    /** On sleeves not within this of the shoulder, in S. */
    private static final double BELOW_SHOULDER = 0.08;

    /** The labels' border between arm and trunk is this coarse, pixels of a 768×1024 capture. */
    private static final double ARM_EDGE = 5;

    /** Slits up to twice this wide between torso and sleeve are closed, pixels of a 768×1024 capture. */
    private static final double SLIT = 6;

    /** Wide enough for the steps of labels found at a third of the size; pixels of a 768×1024 capture. */
    private static final double STEPS = 7;

    /** A step's height: corners are rounded no further. */
    private static final double STEP = 2;

    /** Makes the border of cloth blurred by {@link #STEPS} about two pixels wide again. */
    private static final double STEPS_SLOPE = 9;

    private ExtendCloth() {}

    static Cloth over(Cloth cloth, Scene scene, Fit fit, Figure figure) {
        float[] alpha = cloth.alpha().values();
        Frame frame = scene.frame();
        double s = figure.shoulderWidth();
        boolean sleeved = fit.sheets().size() > 1;
        Plane solid = cloth.alpha().map(i -> alpha[i] > 0.97f ? 1 : 0);
        Plane reach = solid.distance();
        Plane sleeves = sleeveZones(scene, fit, figure);
        Plane allowed = zone(scene, fit, figure);
        Plane extended = cloth.alpha().copy();
        Plane onSleeves = cloth.sleeves().copy();
        Plane closed = cloth.alpha().grow(SLIT * figure.pixel()).shrink(SLIT * figure.pixel());
        Plane neck = RenderSheets.neckOpening(scene.scratch(), fit, frame, s);
        float[] worn = new float[alpha.length];
        boolean any = false;
        for (int i = 0; i < alpha.length; i++) {
            float kept = Math.max(scene.hair().values()[i], scene.other().values()[i]); // no bare body to make cloth of
            float cover = Math.max(
                    scene.old().values()[i],
                    sleeves.values()[i] * Math.min(scene.person().values()[i], 1 - kept));
            float slit = sleeved ? closed.values()[i] * scene.person().values()[i] * (1 - neck.values()[i]) : 0;
            float old = Math.max(cover * allowed.values()[i], slit * (1 - kept));
            worn[i] = old;
        }
        float[] even = even(Plane.coverage(scene.scratch(), frame).map(i -> worn[i]), figure.pixel())
                .values();
        for (int i = 0; i < alpha.length; i++) {
            float old = even[i];
            if (old > alpha[i] && reach.values()[i] < REACH * s) {
                extended.values()[i] = old;
                onSleeves.values()[i] = Math.max(onSleeves.values()[i], sleeves.values()[i] * old);
                any = true;
            }
        }
        if (!any) {
            return cloth;
        }
        Plane colours = PushPull.fill(cloth.colours(), solid);
        LookingGlass.reflect(cloth.colours(), solid, colours, 2 * REACH * s);
        for (int i = 0; i < frame.size(); i++) {
            float share = extended.values()[i] > 0 ? alpha[i] / extended.values()[i] : 1;
            for (int c = 0; c < 3; c++) {
                float own = cloth.colours().values()[3 * i + c];
                colours.values()[3 * i + c] += share * (own - colours.values()[3 * i + c]);
            }
        }
        return new Cloth(colours, extended, onSleeves);
    }

    /**
     * The labels' border has steps of a few pixels, which are no cloth's edge: a smooth one about as soft as a photograph's.
     */
    private static Plane even(Plane worn, double pixel) {
        Plane blurred = worn.blur(STEPS * pixel);
        Plane limit = worn.grow(STEP * pixel);
        return worn.map(i ->
                (float) Math.clamp(0.5 + STEPS_SLOPE * (blurred.values()[i] - 0.5), 0.0, (double) limit.values()[i]));
    }

    /** All sleeves' zones: there a sliver of bare arm outside the sleeve becomes cloth too. */
    private static Plane sleeveZones(Scene scene, Fit fit, Figure figure) {
        Plane zones = Plane.coverage(scene.scratch(), scene.frame());
        for (Sheet sheet : fit.sheets()) {
            if (sheet.part() == Sheet.Part.SLEEVE_LEFT || sheet.part() == Sheet.Part.SLEEVE_RIGHT) {
                Plane zone = sleeveZone(scene, sheet, figure);
                for (int i = 0; i < zones.values().length; i++) {
                    zones.values()[i] = Math.max(zones.values()[i], zone.values()[i]);
                }
            }
        }
        return zones;
    }

    /** Where cloth may grow: along the torso's sides and along the sleeves between their two ends. */
    private static Plane zone(Scene scene, Fit fit, Figure figure) {
        Plane zone = Plane.coverage(scene.scratch(), scene.frame());
        double s = figure.shoulderWidth();
        Plane sureArms = scene.arms().shrink(ARM_EDGE * figure.pixel());
        for (Sheet sheet : fit.sheets()) {
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            for (Point2 p : sheet.outline()) {
                top = Math.min(top, p.y());
                bottom = Math.max(bottom, p.y());
            }
            double from = sheet.part() == Sheet.Part.TORSO
                    ? Math.max(
                            figure.left().arm().armpit().y(),
                            figure.right().arm().armpit().y())
                    : top + BELOW_SHOULDER * s;
            Plane inside = switch (sheet.part()) {
                case TORSO, LEG_LEFT, LEG_RIGHT, SKIRT -> null;
                case SLEEVE_LEFT, SLEEVE_RIGHT -> sleeveZone(scene, sheet, figure);
            };
            if (inside == null) {
                fillTrunk(zone, sureArms, inner(scene, fit, figure), from, bottom);
            } else {
                for (int i = 0; i < zone.values().length; i++) {
                    zone.values()[i] = Math.max(zone.values()[i], inside.values()[i]);
                }
            }
        }
        return zone;
    }

    private static void fillTrunk(Plane zone, Plane arms, double[][] inner, double from, double to) {
        Frame frame = zone.frame();
        for (int y = 0; y < frame.height(); y++) {
            double row = y + (double) frame.y();
            if (row < from || row > to) {
                continue;
            }
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                double column = x + (double) frame.x();
                if (column >= inner[0][y] && column <= inner[1][y]) {
                    zone.values()[i] = Math.max(zone.values()[i], 1 - arms.values()[i]);
                }
            }
        }
    }

    /**
     * Between which columns the trunk may be extended, a row of the frame each: beside a sleeve that is longer than the old one not beyond
     * the arm's bone, where only the old cuff stands out.
     */
    private static double[][] inner(Scene scene, Fit fit, Figure figure) {
        Frame frame = scene.frame();
        double[] left = new double[frame.height()];
        double[] right = new double[frame.height()];
        Arrays.fill(left, Double.NEGATIVE_INFINITY);
        Arrays.fill(right, Double.POSITIVE_INFINITY);
        for (Sheet sheet : fit.sheets()) {
            boolean leftArm = sheet.part() == Sheet.Part.SLEEVE_LEFT;
            if (!leftArm && sheet.part() != Sheet.Part.SLEEVE_RIGHT || !SleeveTargets.isLonger(figure, sheet)) {
                continue;
            }
            Figure.Arm arm = (leftArm ? figure.left() : figure.right()).arm();
            List<Point2> bone = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
            for (double at = 0; at < arm.length(); at += 0.5) {
                Point2 p = Polylines.along(bone, at);
                int y = (int) Math.round(p.y() - frame.y());
                if (y >= 0 && y < frame.height()) {
                    (leftArm ? left : right)[y] = p.x();
                }
            }
        }
        return new double[][] {left, right};
    }

    /** The sleeve made wider, but not longer; not outwards where it is longer than the old one, whose cuff would stand out of it. */
    private static Plane sleeveZone(Scene scene, Sheet sheet, Figure figure) {
        double s = figure.shoulderWidth();
        boolean longer = SleeveTargets.isLonger(figure, sheet);
        int n = sheet.outline().size() / 2;
        List<Point2> wide = new ArrayList<>(sheet.outline());
        double grow = 2 * REACH * s;
        for (int k = 1; k < n; k++) {
            Point2 outer = sheet.outline().get(k);
            Point2 inner = sheet.outline().get(sheet.outline().size() - 1 - k);
            double width = Math.max(1, outer.distance(inner));
            wide.set(k, inner.towards(outer, 1 + (longer ? 0 : grow) / width));
            wide.set(sheet.outline().size() - 1 - k, outer.towards(inner, 1 + grow / width));
        }
        return Plane.polygon(scene.scratch(), scene.frame(), List.of(wide));
    }
}
