package org.mirrorx.inference.drape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mirrorx.inference.image.CieLab;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.SideBySide;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Numbers on one drawn garment (drape recipe §13), read off the picture itself.
 *
 * @param values by name, as {@link Drape} documents them
 */
record DrapeMeasures(Map<String, Double> values) {
    /** Colours nearer than this (CIE76) count as unchanged. */
    private static final double UNCHANGED = 6;

    /** The sheet's upper edge may lie this much above and below the shopper's outline, pixels of a 768×1024 capture. */
    private static final double ABOVE_SHOULDER = 4;

    private static final double BELOW_SHOULDER = 3;

    /** A tucked garment's cloth further than this below the waistband is counted. */
    private static final double BELOW_WAIST = 2;

    /** A hem this near to the old one, in T, was put on it. */
    private static final double SNAPPED = 0.06;

    /**
     * Measures what was drawn.
     *
     * @param cloth before light fell on it
     */
    static DrapeMeasures of(
            Scene scene,
            Hole hole,
            Cloth cloth,
            Layers layers,
            Fit fit,
            ProductAtSize product,
            Figure figure,
            Curve seam) {
        Map<String, Double> values = new HashMap<>(fit.measures());
        SideBySide<Map<String, Double>, Map<String, Double>> both = SideBySide.of(
                () -> MatchProduct.measure(product, cloth, layers), () -> old(scene, hole, cloth, layers, figure));
        values.putAll(both.second());
        fit.neckline().ifPresent(line -> {
            neckline(values, line, cloth, figure);
            values.put("shoulderShare", shoulders(line, scene, cloth, figure));
        });
        sleeves(values, fit, cloth, figure);
        if (fit.ends() == Fit.Ends.TUCKED) {
            values.put("belowWaist", belowWaist(layers, cloth, seam, figure.pixel()));
        }
        hem(values, fit, cloth, figure);
        values.putAll(both.first());
        return new DrapeMeasures(values);
    }

    private static Map<String, Double> old(Scene scene, Hole hole, Cloth cloth, Layers layers, Figure figure) {
        Map<String, Double> values = new HashMap<>();
        Plane unchanged = Plane.coverage(scene.scratch(), scene.frame());
        double old = 0;
        double leak = 0;
        double skin = 0;
        double background = 0;
        double armSkin = 0;
        for (int i = 0; i < scene.frame().size(); i++) {
            if (scene.old().values()[i] <= 0.5f) {
                continue;
            }
            old++;
            boolean front = Math.max(scene.hair().values()[i], scene.inFront().values()[i]) > 0.3f;
            if (front || cloth.alpha().values()[i] > 0.5f) {
                continue;
            }
            if (CieLab.difference(lab(scene.photo(), i), lab(layers.colours(), i)) < UNCHANGED) {
                leak++;
                unchanged.values()[i] = 1;
            }
            skin += hole.skin().values()[i];
            armSkin += hole.skin().values()[i] * scene.arms().values()[i];
            background += Math.max(0, 1 - hole.skin().values()[i] - hole.lower().values()[i]);
        }
        double all = Math.max(1, old);
        values.put("leak", leak / all);
        values.put("largestUnchanged", largestPatch(unchanged) / square(figure.shoulderWidth()));
        values.put("skinInvented", skin / all);
        values.put("armSkinInvented", armSkin / all);
        values.put("backgroundInvented", background / all);
        return values;
    }

    private static double largestPatch(Plane where) {
        try (Workspace work = new Workspace()) {
            Mat mask = work.mat();
            Core.compare(where.mat(work), new Scalar(0.5), mask, Core.CMP_GT);
            Mat labels = work.mat();
            Mat stats = work.mat();
            Mat centres = work.mat();
            int n = Imgproc.connectedComponentsWithStats(mask, labels, stats, centres, 8, CvType.CV_32S);
            double largest = 0;
            for (int k = 1; k < n; k++) {
                largest = Math.max(largest, stats.get(k, Imgproc.CC_STAT_AREA)[0]);
            }
            return largest;
        }
    }

    private static void neckline(Map<String, Double> values, List<Point2> line, Cloth cloth, Figure figure) {
        Point2 lowest = line.get(line.size() / 2);
        Frame frame = cloth.alpha().frame();
        int x = (int) Math.clamp(Math.round(lowest.x() - frame.x()), 0L, frame.width() - 1L);
        int first = 0;
        while (first < frame.height() && cloth.alpha().values()[first * frame.width() + x] < 0.5f) {
            first++;
        }
        values.put("necklineError", (first + frame.y() - lowest.y()) / figure.pixel());
        double shoulderLine = (line.getFirst().y() + line.getLast().y()) / 2;
        values.put("necklineDepth", (lowest.y() - shoulderLine) / figure.shoulderWidth());
    }

    private static double shoulders(List<Point2> line, Scene scene, Cloth cloth, Figure figure) {
        int good = 0;
        int all = 0;
        Frame frame = scene.frame();
        for (Figure.Half half : List.of(figure.left(), figure.right())) {
            Point2 corner = half.equals(figure.left()) ? line.getFirst() : line.getLast();
            int from = (int) Math.ceil(Math.min(corner.x(), half.tip().x()));
            int to = (int) Math.max(corner.x(), half.tip().x());
            for (int column = from; column <= to; column++) {
                int x = column - frame.x();
                if (x < 0 || x >= frame.width()) {
                    continue;
                }
                double expected = NeckTargets.onShoulder(half, column).y();
                int top = topRow(cloth.alpha(), x, (int) expected - frame.y());
                int body = topRow(scene.person(), x, (int) expected - frame.y());
                if (top < 0 || body < 0 || scene.hair().values()[body * frame.width() + x] > 0.3f) {
                    continue;
                }
                all++;
                double off = (top - body) / figure.pixel();
                if (off >= -ABOVE_SHOULDER && off <= BELOW_SHOULDER) {
                    good++;
                }
            }
        }
        return all == 0 ? 1 : (double) good / all;
    }

    /** First covered row within 40 rows of {@code about}; −1 when there is none. */
    private static int topRow(Plane plane, int x, int about) {
        for (int y = Math.max(0, about - 40); y < Math.min(plane.height(), about + 40); y++) {
            if (plane.values()[y * plane.width() + x] > 0.5f) {
                return y;
            }
        }
        return -1;
    }

    private static void sleeves(Map<String, Double> values, Fit fit, Cloth cloth, Figure figure) {
        double farthest = 0;
        double steepest = 0;
        for (Sheet sheet : fit.sheets()) {
            boolean left = sheet.part() == Sheet.Part.SLEEVE_LEFT;
            if (!left && sheet.part() != Sheet.Part.SLEEVE_RIGHT) {
                continue;
            }
            Figure.Arm arm = (left ? figure.left() : figure.right()).arm();
            List<Point2> bone = List.of(arm.shoulder(), arm.elbow(), arm.wrist());
            int n = sheet.outline().size() / 2;
            Point2 outer = sheet.outline().get(n - 1);
            Point2 inner = sheet.outline().get(n);
            double target = Polylines.project(bone, outer.towards(inner, 0.5));
            Point2 before = Polylines.along(bone, target - 4);
            Point2 after = Polylines.along(bone, target + 4);
            double boneAngle = Math.atan2(after.y() - before.y(), after.x() - before.x());
            double cuffAngle = Math.atan2(outer.y() - inner.y(), outer.x() - inner.x());
            double off = Math.toDegrees(Math.acos(Math.min(1, Math.abs(Math.sin(boneAngle - cuffAngle)))));
            steepest = Math.max(steepest, off);
            Point2 axis = Polylines.along(bone, target);
            Point2 middle = outer.towards(inner, 0.5);
            double end = lastCovered(cloth.sleeves(), bone, middle.x() - axis.x(), middle.y() - axis.y(), target);
            farthest = Math.max(farthest, Math.abs(end - target));
        }
        values.put("sleeveEndError", farthest / figure.shoulderWidth());
        values.put("cuffSlant", steepest);
    }

    /** How far along the bone (moved by dx, dy to the sleeve's middle) sleeve cloth is found, looked for near {@code target}. */
    private static double lastCovered(Plane sleeves, List<Point2> bone, double dx, double dy, double target) {
        Frame frame = sleeves.frame();
        double last = 0;
        for (double at = 0; at < target + 60; at++) {
            Point2 p = Polylines.along(bone, at).plus(dx, dy);
            int x = (int) Math.round(p.x() - frame.x());
            int y = (int) Math.round(p.y() - frame.y());
            if (x >= 0 && y >= 0 && x < frame.width() && y < frame.height()) {
                if (sleeves.values()[y * frame.width() + x] > 0.5f) {
                    last = at;
                }
            } else if (at < target) {
                last = at;
            }
        }
        return last;
    }

    /** Worn over and put on the old hem: how far the cloth's last row on the axis is from it. */
    private static void hem(Map<String, Double> values, Fit fit, Cloth cloth, Figure figure) {
        boolean over = fit.ends() == Fit.Ends.OVER && figure.oldTop().worn() == Figure.Worn.OVER;
        double target = Double.NEGATIVE_INFINITY;
        for (Point2 p : fit.sheets().getFirst().outline()) {
            target = Math.max(target, p.y());
        }
        double old = figure.oldTop().hemY();
        if (!over || fit.neckline().isEmpty() || Math.abs(target - old) > SNAPPED * figure.torsoLength()) {
            return;
        }
        Frame frame = cloth.alpha().frame();
        int x = (int) Math.clamp(Math.round(figure.hipMiddle().x() - frame.x()), 0L, frame.width() - 1L);
        int last = frame.height() - 1;
        while (last > 0 && cloth.alpha().values()[last * frame.width() + x] < 0.5f) {
            last--;
        }
        double there = figure.oldTop().hem().at(figure.hipMiddle().x());
        values.put("hemError", (last + frame.y() - there) / figure.torsoLength());
    }

    private static double belowWaist(Layers layers, Cloth cloth, Curve seam, double pixel) {
        Frame frame = layers.cloth().frame();
        int count = 0;
        for (int x = 0; x < frame.width(); x++) {
            int from = (int) Math.ceil(seam.at(x + frame.x()) + BELOW_WAIST * pixel) - frame.y();
            for (int y = Math.max(0, from); y < frame.height(); y++) {
                int i = y * frame.width() + x;
                if (layers.cloth().values()[i] - cloth.sleeves().values()[i] > 0.5f) {
                    count++;
                }
            }
        }
        return count;
    }

    private static double square(double v) {
        return v * v;
    }

    private static double[] lab(Plane colours, int pixel) {
        float[] v = colours.values();
        return CieLab.of(v[3 * pixel], v[3 * pixel + 1], v[3 * pixel + 2]);
    }
}
