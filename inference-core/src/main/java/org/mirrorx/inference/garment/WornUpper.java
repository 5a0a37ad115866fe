package org.mirrorx.inference.garment;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.garment.GarmentLandmarks.Neckline;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Point2;

/**
 * Landmarks of a top or dress on the model who wears it: the body's points say where to look, the garment's mask and the limbs' seams
 * say where things are. S is the distance of the shoulder points, T that of shoulder middle and hip middle.
 */
final class WornUpper {
    /** The shoulder tip is where a ray from the shoulder point at this angle leaves the cloth. Spec drape §5.6. */
    private static final double TIP_ANGLE = Math.toRadians(64);

    private static final double TIP_LEAST = 0.03;
    private static final double TIP_MOST = 0.26;
    /** An armpit lies this share of T below the shoulder points unless a gap between arm and side shows it. */
    private static final double ARMPIT_DEPTH = 0.30;
    /** Cloth along an arm shorter than this, in S, is no sleeve. */
    private static final double SHORTEST_SLEEVE = 0.28;
    /** An arm with its sleeve is searched this far to each side of its bone, in S. */
    private static final double SLEEVE_REACH = 0.34;
    /** Missing cloth on the bone up to this, in S, is a hand or a fold, not the cuff. */
    private static final double SLEEVE_GAP = 0.06;

    /** The trunk ends where it is interrupted by this much, in S, farther out than this. */
    private static final double TRUNK_GAP = 0.02;

    private static final double TRUNK_LEAST = 0.25;

    private static final int SECTIONS = 9;
    private static final int NECK_SAMPLES = 41;

    private final Silhouette shape;
    private final BodyReading model;
    private final GarmentLabels labels;
    private final double scale;
    private final double s;
    private final double t;
    private final List<String> doubts = new ArrayList<>();
    private double confidence;

    private WornUpper(Silhouette shape, BodyReading model, GarmentLabels labels, double scale, double certainty) {
        this.shape = shape;
        this.model = model;
        this.labels = labels;
        this.scale = scale;
        this.s = model.shoulderWidth() * scale;
        this.t = model.torsoLength() * scale;
        this.confidence = certainty;
    }

    record Found(Upper landmarks, List<String> doubts) {}

    /** The picture's left side is the person's right; {@code sign} is −1 left, 1 right. */
    private record Side(int sign, Point2 shoulder, Point2 elbow, Point2 wrist, Point2 hip, int limb) {}

    /** Looks for them; {@code scale} is cut pixels per pixel of the photograph. */
    static Found find(Silhouette shape, BodyReading model, GarmentLabels labels, double scale, double certainty) {
        return new WornUpper(shape, model, labels, scale, certainty).find();
    }

    private Found find() {
        Side left = side(-1);
        Side right = side(1);
        Point2 shoulders = left.shoulder.towards(right.shoulder, 0.5);
        Point2 hips = left.hip.towards(right.hip, 0.5);
        Point2 tipLeft = tip(left);
        Point2 tipRight = tip(right);
        Point2 armpitLeft = armpit(left, shoulders, hips);
        Point2 armpitRight = armpit(right, shoulders, hips);
        Optional<Sleeve> sleeveLeft = sleeve(left, tipLeft, armpitLeft);
        Optional<Sleeve> sleeveRight = sleeve(right, tipRight, armpitRight);
        if (sleeveLeft.isPresent() != sleeveRight.isPresent()) {
            confidence *= 0.4;
            doubts.add("A sleeve was found on one arm of the model only.");
        }
        Point2 neckLeft = neckCorner(tipLeft, shoulders.x());
        Point2 neckRight = neckCorner(tipRight, shoulders.x());
        if (neckRight.x() - neckLeft.x() < 0.2 * s) {
            confidence *= 0.4;
            doubts.add("The neckline could not be seen on the model.");
        }
        Neckline neckline = neckline(neckLeft, neckRight);
        double torso = torsoWidth(armpitLeft, armpitRight, hips);
        double axis = (armpitLeft.x() + armpitRight.x()) / 2;
        double hem = hemRow(axis, torso);
        Point2 hemLeft = hemEnd(-1, axis, torso, armpitLeft.y(), hem);
        Point2 hemRight = hemEnd(1, axis, torso, armpitRight.y(), hem);
        if (model.shoulderWidth() < 0.55 * model.torsoLength()) {
            confidence *= 0.5;
            doubts.add("The model is turned away from the camera.");
        }
        Upper upper = new Upper(
                neckLeft,
                neckRight,
                neckline,
                tipLeft,
                tipRight,
                armpitLeft,
                armpitRight,
                sleeveLeft,
                sleeveRight,
                hemLeft,
                hemRight,
                hem,
                axis,
                torso,
                false,
                confidence);
        return new Found(upper, List.copyOf(doubts));
    }

    private Side side(int sign) {
        boolean swapped = model.at(Joint.RIGHT_SHOULDER).x()
                > model.at(Joint.LEFT_SHOULDER).x();
        boolean persons = (sign < 0) != swapped;
        return persons
                ? new Side(
                        sign,
                        at(Joint.RIGHT_SHOULDER),
                        at(Joint.RIGHT_ELBOW),
                        at(Joint.RIGHT_WRIST),
                        at(Joint.RIGHT_HIP),
                        sign < 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM)
                : new Side(
                        sign,
                        at(Joint.LEFT_SHOULDER),
                        at(Joint.LEFT_ELBOW),
                        at(Joint.LEFT_WRIST),
                        at(Joint.LEFT_HIP),
                        sign < 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM);
    }

    private Point2 at(Joint joint) {
        return new Point2(model.at(joint).x() * scale, model.at(joint).y() * scale);
    }

    /** Value of {@link GarmentLabels#limbs()} at a place of the cut. */
    private int limb(double x, double y) {
        int column = Math.clamp(Math.round(x / scale), 0, labels.width() - 1);
        int row = Math.clamp(Math.round(y / scale), 0, labels.height() - 1);
        return Byte.toUnsignedInt(
                labels.limbs().coverage().get(ValueLayout.JAVA_BYTE, (long) row * labels.width() + column));
    }

    private Point2 tip(Side side) {
        double dx = side.sign * Math.cos(TIP_ANGLE);
        double dy = -Math.sin(TIP_ANGLE);
        double left = 0;
        for (double r = 0; r < TIP_MOST * s; r += 0.5) {
            if (shape.inside(side.shoulder.x() + dx * r, side.shoulder.y() + dy * r)) {
                left = r;
            }
        }
        if (left >= TIP_LEAST * s) {
            return side.shoulder.plus(dx * left, dy * left);
        }
        return outermostShoulder(side);
    }

    /** Cut-in shoulders and straps: the outermost cloth near the shoulder's height. */
    private Point2 outermostShoulder(Side side) {
        Point2 best = side.shoulder;
        double farthest = -Double.MAX_VALUE;
        for (int y = (int) (side.shoulder.y() - 0.35 * s); y <= side.shoulder.y() + 0.1 * t; y++) {
            for (Silhouette.Run run : shape.runs(y)) {
                double x = side.sign < 0 ? run.from() : run.to();
                if (side.sign * (x - side.shoulder.x()) < 0.15 * s && side.sign * x > farthest) {
                    farthest = side.sign * x;
                    best = new Point2(x, y);
                }
            }
        }
        int top = shape.topOf((int) best.x());
        return top < 0 ? best : new Point2(best.x(), Math.min(best.y(), Math.max(top, best.y() - 0.1 * s)));
    }

    private Point2 armpit(Side side, Point2 shoulders, Point2 hips) {
        double deepest = shoulders.y() + ARMPIT_DEPTH * t;
        for (double y = shoulders.y() + 0.12 * t; y <= deepest; y++) {
            double edge = trunkSide(side, y, shoulders, hips);
            boolean gap = !shape.inside(edge + side.sign * 3, y)
                    && Math.abs(edge - shoulders.x()) > 0.25 * s
                    && armBeyond(side, edge, y);
            if (gap) {
                return new Point2(edge, y);
            }
        }
        return new Point2(trunkSide(side, deepest, shoulders, hips), deepest);
    }

    private boolean armBeyond(Side side, double edge, double y) {
        for (double x = edge + side.sign * 4; Math.abs(x - edge) < 0.4 * s; x += side.sign * 2) {
            if (limb(x, y) == side.limb) {
                return true;
            }
        }
        return false;
    }

    /** From the spine outwards the last cloth that belongs to the trunk. */
    private double trunkSide(Side side, double y, Point2 shoulders, Point2 hips) {
        double along = Math.clamp((y - shoulders.y()) / Math.max(1, hips.y() - shoulders.y()), 0, 1);
        double spine = shoulders.x() + along * (hips.x() - shoulders.x());
        double last = spine + side.sign * 0.3 * s;
        double away = 0;
        for (double x = spine; Math.abs(x - spine) < 0.72 * s && away < TRUNK_GAP * s; x += side.sign) {
            if (limb(x, y) == GarmentLabels.TRUNK && shape.inside(x, y)) {
                last = x;
                away = 0;
            } else if (Math.abs(x - spine) > TRUNK_LEAST * s) {
                away++;
            }
        }
        return last;
    }

    private Optional<Sleeve> sleeve(Side side, Point2 tip, Point2 armpit) {
        List<Point2> bone = Silhouette.even(List.of(side.shoulder, side.elbow, side.wrist), 160);
        double step = (side.shoulder.distance(side.elbow) + side.elbow.distance(side.wrist)) / 159;
        int last = 0;
        for (int i = 0; i < bone.size() && (i - last) * step < SLEEVE_GAP * s + 1; i++) {
            if (shape.inside(bone.get(i).x(), bone.get(i).y())) {
                last = i;
            }
        }
        if (last * step < SHORTEST_SLEEVE * s) {
            return Optional.empty();
        }
        int pit = 0;
        for (int i = 0; i < last; i++) {
            pit = bone.get(i).distance(armpit) < bone.get(pit).distance(armpit) ? i : pit;
        }
        pit = Math.min(pit, last * 2 / 3);
        List<Point2> outer = new ArrayList<>(List.of(tip));
        List<Point2> inner = new ArrayList<>(List.of(armpit));
        int first = (int) Math.min(last / 2.0, 0.15 * s / step);
        for (int k = 0; k <= 8; k++) {
            outer.add(edge(side, bone, first + (last - first) * k / 8, 1));
            if (k > 0) {
                inner.add(edge(side, bone, pit + (last - pit) * k / 8, -1));
            }
        }
        return Optional.of(new Sleeve(Silhouette.even(outer, SECTIONS), Silhouette.even(inner, SECTIONS)));
    }

    /** Where the sleeve ends across its bone; {@code way} is 1 outwards, −1 inwards. */
    private Point2 edge(Side side, List<Point2> bone, int i, int way) {
        Point2 a = bone.get(Math.max(0, i - 8));
        Point2 b = bone.get(Math.min(bone.size() - 1, i + 8));
        double length = Math.max(1e-6, a.distance(b));
        double nx = side.sign * way * (b.y() - a.y()) / length;
        double ny = -side.sign * way * (b.x() - a.x()) / length;
        Point2 on = bone.get(i);
        double last = 0;
        for (double r = 0; r < SLEEVE_REACH * s; r += 0.5) {
            double x = on.x() + nx * r;
            double y = on.y() + ny * r;
            boolean mine = shape.inside(x, y) && (way > 0 || limb(x, y) == side.limb || r < 0.06 * s);
            if (!mine) {
                break;
            }
            last = r;
        }
        return on.plus(nx * last, ny * last);
    }

    /** The highest cloth between the tip and the middle: where the neckline begins. */
    private Point2 neckCorner(Point2 tip, double middle) {
        Point2 best = tip;
        double highest = Double.MAX_VALUE;
        int from = (int) Math.min(tip.x(), middle);
        int to = (int) Math.max(tip.x(), middle);
        for (int x = from; x <= to; x++) {
            int y = shape.topOf(x);
            if (y >= 0 && y < highest) {
                highest = y;
                best = new Point2(x, y);
            }
        }
        return best;
    }

    /** The silhouette's dip between the corners; on a body the front neckline is its edge. */
    private Neckline neckline(Point2 left, Point2 right) {
        double[] dips = new double[NECK_SAMPLES];
        for (int k = 0; k < NECK_SAMPLES; k++) {
            Point2 on = left.towards(right, (k + 0.5) / NECK_SAMPLES);
            int top = shape.topOf((int) Math.round(on.x()));
            dips[k] = top < 0 ? 0 : Math.max(0, top - on.y());
        }
        return FrontNeckline.fitted(dips);
    }

    private double torsoWidth(Point2 armpitLeft, Point2 armpitRight, Point2 hips) {
        List<Double> widths = new ArrayList<>();
        for (double y = Math.max(armpitLeft.y(), armpitRight.y()); y < hips.y(); y += 2) {
            double left = trunkSide(side(-1), y, armpitLeft.towards(armpitRight, 0.5), hips);
            double right = trunkSide(side(1), y, armpitLeft.towards(armpitRight, 0.5), hips);
            widths.add(right - left);
        }
        double width = Silhouette.median(
                widths.stream().mapToDouble(Double::doubleValue).toArray());
        return Double.isNaN(width) ? armpitRight.x() - armpitLeft.x() : width;
    }

    private double hemRow(double axis, double torso) {
        List<Double> ends = new ArrayList<>();
        for (int x = (int) (axis - 0.3 * torso); x <= axis + 0.3 * torso; x++) {
            int y = shape.bottomOf(x);
            if (y >= 0) {
                ends.add((double) y);
            }
        }
        double hem = Silhouette.percentile(
                ends.stream().mapToDouble(Double::doubleValue).toArray(), 0.6);
        return Double.isNaN(hem) ? shape.bottom : hem;
    }

    /** The trunk's cloth farthest down and out on one side. */
    private Point2 hemEnd(int sign, double axis, double torso, double from, double hem) {
        Point2 best = new Point2(axis + sign * torso / 2, hem);
        double farthest = -Double.MAX_VALUE;
        for (int y = (int) from; y <= Math.min(shape.bottom, hem + 0.06 * t); y++) {
            for (Silhouette.Run run : shape.runs(y)) {
                if (run.from() > axis + 0.3 * torso || run.to() < axis - 0.3 * torso) {
                    continue;
                }
                double x = sign < 0 ? run.from() : run.to();
                while (sign * (x - axis) > 0 && limb(x, y) != GarmentLabels.TRUNK) {
                    x -= sign;
                }
                double reach = sign * (x - axis) + 0.6 * y;
                if (reach > farthest) {
                    farthest = reach;
                    best = new Point2(x, y);
                }
            }
        }
        return best;
    }
}
