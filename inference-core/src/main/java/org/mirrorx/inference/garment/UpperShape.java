package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Neckline;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Landmarks of a top or dress from its outline and the colours inside it (spec drape §4). */
final class UpperShape {
    /** An armpit notch lies between these shares of the height, … */
    private static final double NOTCH_FROM = 0.10;

    private static final double NOTCH_TO = 0.80;
    /** … this far from the axis, in torso widths, … */
    private static final double NOTCH_OFF_AXIS = 0.15;
    /** … is this deep, in torso widths, … */
    private static final double NOTCH_DEPTH = 0.022;
    /** … and hangs from a hull point on the sleeve, below this share of the height. */
    private static final double NOTCH_HULL = 0.13;

    /** Of several notches the highest is the armpit, if it has this share of the deepest one's depth; below it hang ties and tails. */
    private static final double NOTCH_RIVAL = 0.25;

    private static final double TIP_INWARDS = 0.03;
    private static final double TIP_PLATEAU = 0.075;
    /** A sleeveless shoulder runs outwards by this many columns a row, and ends above this share of the height. */
    private static final double SHOULDER_SLOPE = 0.6;

    private static final double LOWEST_SHOULDER = 0.2;
    private static final double SHOULDER_STEP = 0.01;
    private static final double NECK_PLATEAU = 0.012;
    /** The same where the silhouette dips between the shoulders: the peaks are the corners. */
    private static final double NECK_PEAK = 0.005;

    private static final double[] NECK_GUESSES = {0.003, 0.008, 0.012, 0.02, 0.03, 0.045, 0.06};
    private static final double GUESS_GAIN = 1.1;
    /** A neck's usual width, in torso widths, and how much necklines differ from it. */
    private static final double USUAL_NECK = 0.45;

    private static final double NECK_SPREAD = 0.2;
    /** Share of a sleeveless shoulder that a neckline may take. */
    private static final double WIDEST_NECK = 0.8;

    private static final double PEAK_OFF_AXIS = 0.12;
    /** A shoulder piece narrower than this share of the torso is a strap. */
    private static final double STRAP_WIDTH = 0.14;

    /** A dip of the silhouette between the shoulders is a neckline from this depth on, in torso widths. */
    private static final double SHALLOWEST_DIP = 0.1;

    /** What sticks out by less than this, in torso widths, is the armhole's own edge. */
    private static final double SHORTEST_SLEEVE = 0.08;

    /** Below a cuff or a tier the outline steps inwards by at least this, in torso widths; at a waist it glides. */
    private static final double NOTCH_STEP = 0.04;

    /** A waist goes fewer columns inwards a row. */
    private static final double GLIDE = 0.5;

    private static final int TIERS = 2;
    /** Corners nearer than this share of the sleeve's length, summed over the two, are the same. */
    private static final double SLEEVES_ALIKE = 0.2;

    private static final double FLOUNCE = 0.35;
    /** Cloth beside body and sleeves, in shares of the garment: flounces, tiers, wings. */
    private static final double MOST_BESIDE = 0.04;

    private static final double HEM_REACH = 0.3;
    /** A step outwards counts more than a step down, so that a bodysuit's crotch is no corner. */
    private static final double HEM_DOWN = 0.6;

    private static final double HEM_PERCENTILE = 0.6;
    /** Ties and tails longer than this share of the height hang below the hem: not to be draped. Spec §11. */
    private static final double LONGEST_TAIL = 0.10;

    private final Workspace work;
    private final Mat mask;
    private final Silhouette shape;
    private final FrontNeckline necklines;
    private final List<String> doubts = new ArrayList<>();
    private double confidence = 1;

    private UpperShape(Workspace work, Mat mask, Silhouette shape, float[] lab, double unit) {
        this.work = work;
        this.mask = mask;
        this.shape = shape;
        this.necklines = new FrontNeckline(lab, shape, unit);
    }

    /** @param doubts sentences for staff */
    record Found(Upper landmarks, List<String> doubts) {}

    /** One side of the garment; {@code sign} is −1 for the picture's left, 1 for its right. */
    private record Side(
            int notches,
            int sign,
            Silhouette half,
            Point2 tip,
            Point2 armpit,
            Optional<Sleeve> sleeve,
            Point2 neck,
            boolean strap) {
        Side with(Sleeve other) {
            return new Side(notches, sign, half, tip, armpit, Optional.of(other), neck, strap);
        }
    }

    static Found find(Workspace work, Mat mask, Silhouette shape, float[] lab, double unit) {
        return new UpperShape(work, mask, shape, lab, unit).find();
    }

    private Found find() {
        double[] centres = new double[shape.bottom - shape.top + 1];
        double[] widths = new double[centres.length];
        double middle = (shape.left + shape.right) / 2.0;
        int rows = 0;
        for (int y = shape.rowAt(0.45); y <= shape.rowAt(0.85); y++) {
            Silhouette.Run run = shape.runAt(y, middle, 0.1 * shape.width);
            if (run.width() > 0) {
                centres[rows] = (run.from() + run.to()) / 2.0;
                widths[rows++] = run.width();
            }
        }
        double axis = Silhouette.median(java.util.Arrays.copyOf(centres, rows));
        double torso = Silhouette.median(java.util.Arrays.copyOf(widths, rows));
        Side left = side(-1, axis, torso);
        Side right = side(1, axis, torso);
        if (isFlounce(left, right, torso)) {
            left = bareSide(left, axis, torso);
        } else if (isFlounce(right, left, torso)) {
            right = bareSide(right, axis, torso);
        }
        List<Side> both = reconciled(left, right, axis);
        left = both.getFirst();
        right = both.getLast();
        judgeSides(left, right);
        FrontNeckline.Found neck = neckline(left, right, axis, torso);
        if (!neck.seen()) {
            confidence *= 0.8;
            doubts.add("The front neckline could not be seen; a usual one was assumed.");
        } else if (!neck.clear()) {
            confidence *= 0.9;
            doubts.add("The front neckline is hard to see; check it.");
        }
        double hem = hemRow(axis, torso);
        Point2 hemLeft = hemEnd(-1, axis, torso, left.armpit, hem);
        Point2 hemRight = hemEnd(1, axis, torso, right.armpit, hem);
        double beside = ClothBeside.pixels(shape, -1, axis, left.armpit, left.sleeve, hemLeft)
                + ClothBeside.pixels(shape, 1, axis, right.armpit, right.sleeve, hemRight);
        if (beside > MOST_BESIDE * shape.area()) {
            confidence *= 0.4;
            doubts.add("Cloth hangs beside the body that is neither body nor sleeve.");
        }
        if (shape.bottom - hem > LONGEST_TAIL * shape.extent() && !sleeveReaches(left, right, hem)) {
            confidence *= 0.4;
            doubts.add("Something hangs more than a tenth of the garment's height below its hem.");
        }
        Neckline line = neck.neckline();
        Upper upper = new Upper(
                neck.left(),
                neck.right(),
                line,
                left.tip,
                right.tip,
                left.armpit,
                right.armpit,
                left.sleeve,
                right.sleeve,
                hemLeft,
                hemRight,
                hem,
                axis,
                torso,
                left.strap && right.strap,
                Math.clamp(confidence, 0, 1));
        return new Found(upper, List.copyOf(doubts));
    }

    /**
     * The neckline whose step is seen best, over several guesses where the corners lie: the top of a shoulder is flat, a collar's back
     * rises above its front, and a V that starts ten pixels off is no line any more.
     */
    private FrontNeckline.Found neckline(Side left, Side right, double axis, double torso) {
        FrontNeckline.Found best = necklines.between(left.neck, right.neck);
        if (left.strap || right.strap || best.open()) {
            return best;
        }
        double most = best.score() * likely(best, torso);
        for (double plateau : NECK_GUESSES) {
            FrontNeckline.Found other =
                    necklines.between(shoulderPlace(left, plateau, axis), shoulderPlace(right, plateau, axis));
            double score = other.score() * likely(other, torso);
            if (other.seen() && score > GUESS_GAIN * most) {
                best = other;
                most = score;
            }
        }
        return best;
    }

    /** The outer end of the shoulder's top down to a share of the height, never beyond the tip; without sleeves some shoulder is left. */
    private Point2 shoulderPlace(Side side, double plateau, double axis) {
        Point2 place = outermost(side.half, side.sign, side.half.top, side.half.top + plateau * shape.extent());
        double reach = (side.sleeve.isPresent() ? 1 : WIDEST_NECK) * Math.abs(side.tip.x() - axis);
        if ((place.x() - axis) * side.sign <= reach) {
            return place;
        }
        double x = axis + side.sign * reach;
        return new Point2(x, Math.max(side.half.top, shape.topOf((int) Math.round(x))));
    }

    private static double likely(FrontNeckline.Found neck, double torso) {
        double off = (neck.left().distance(neck.right()) / torso - USUAL_NECK) / NECK_SPREAD;
        double shape = neck.neckline().power() < FrontNeckline.ROUND_POWER ? FrontNeckline.VEE_GAIN : 1;
        return Math.exp(-0.5 * off * off) / shape;
    }

    /** A short "sleeve" without a partner is a ruffle at the armhole. */
    private static boolean isFlounce(Side side, Side other, double torso) {
        return other.sleeve.isEmpty()
                && side.sleeve.isPresent()
                && side.tip.distance(side.sleeve.get().cuffOuter()) < FLOUNCE * torso;
    }

    private Side side(int sign, double axis, double torso) {
        Silhouette half = half(sign, axis);
        List<Silhouette.Notch> notches = notches(half, sign, axis, torso);
        return side(sign, axis, torso, half, notches);
    }

    private Side bareSide(Side was, double axis, double torso) {
        Side bare = side(was.sign, axis, torso, was.half, List.of());
        return new Side(was.notches, bare.sign, bare.half, bare.tip, bare.armpit, bare.sleeve, bare.neck, bare.strap);
    }

    private Side side(int sign, double axis, double torso, Silhouette half, List<Silhouette.Notch> notches) {
        Optional<Point2> notch = armpit(half, notches, sign, axis, torso);
        double height = shape.extent();
        Point2 tip = half.outline(0);
        Point2 armpit = tip;
        Optional<Sleeve> sleeve = Optional.empty();
        if (notch.isPresent()) {
            armpit = notch.get();
            double x = armpit.x() - sign * TIP_INWARDS * torso;
            tip = new Point2(x, Math.max(shape.top, shape.topOf((int) Math.round(x))));
            sleeve = sleevePath(half, tip, armpit, axis)
                    .filter(path -> protrusion(path) > SHORTEST_SLEEVE * torso)
                    .map(path -> SleeveOutline.find(path).sleeve());
        }
        if (sleeve.isEmpty()) {
            tip = shoulderEnd(half, sign, outermost(half, sign, half.top, half.top + TIP_PLATEAU * height));
            armpit = armholeEnd(half, sign, tip, axis);
        }
        Silhouette.Run atShoulder = half.runAt((int) Math.round(half.top + 0.04 * height), tip.x(), 0.1 * torso);
        boolean strap = sleeve.isEmpty() && atShoulder.width() < STRAP_WIDTH * torso;
        double plateau = half.top + (peakIsAtTheSide(half, axis, torso) ? NECK_PEAK : NECK_PLATEAU) * height;
        Point2 inner = innermost(half, sign, half.top, plateau);
        Point2 neck = strap || isOpen(inner, axis, torso) ? inner : outermost(half, sign, half.top, plateau);
        if ((tip.x() - neck.x()) * sign < 0) {
            tip = neck;
        }
        int deep = (int) notches.stream()
                .filter(n -> stepInwards(half, n, sign) > NOTCH_STEP * torso)
                .count();
        return new Side(deep, sign, half, tip, armpit, sleeve, neck, strap);
    }

    /** Is the highest place of this half away from the axis? A back collar's top lies on it. */
    private static boolean peakIsAtTheSide(Silhouette half, double axis, double torso) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < half.outlineLength(); i++) {
            Point2 p = half.outline(i);
            if (p.y() <= half.top + 1) {
                sum += p.x();
                count++;
            }
        }
        return Math.abs(sum / count - axis) > PEAK_OFF_AXIS * torso;
    }

    /** No back collar stands between the shoulders: the silhouette dips on the axis. */
    private boolean isOpen(Point2 inner, double axis, double torso) {
        double dip = shape.topOf((int) Math.round(axis)) - inner.y();
        return dip > FrontNeckline.OPEN_DIP * 2 * Math.abs(inner.x() - axis) && dip > SHALLOWEST_DIP * torso;
    }

    private Silhouette half(int sign, double axis) {
        int column = (int) Math.round(axis);
        Mat half = work.zeros(mask.rows(), mask.cols(), CvType.CV_8UC1);
        Rect part = sign < 0
                ? new Rect(0, 0, column + 1, mask.rows())
                : new Rect(column, 0, mask.cols() - column, mask.rows());
        Mat from = mask.submat(part);
        Mat to = half.submat(part);
        from.copyTo(to);
        from.release();
        to.release();
        TouchingCuffs.open(work, half, shape.extent());
        return Silhouette.of(work, half);
    }

    /** The notches of one side that may be armpits. */
    private List<Silhouette.Notch> notches(Silhouette half, int sign, double axis, double torso) {
        List<Silhouette.Notch> fitting = new ArrayList<>();
        for (Silhouette.Notch notch : half.notches()) {
            Point2 at = half.outline(notch.deepest());
            double share = (at.y() - shape.top) / shape.extent();
            double hull = Math.min(
                    half.outline(notch.start()).y(), half.outline(notch.end()).y());
            boolean fits = share > NOTCH_FROM
                    && share < NOTCH_TO
                    && (at.x() - axis) * sign > NOTCH_OFF_AXIS * torso
                    && notch.depth() > NOTCH_DEPTH * torso
                    && hull > shape.top + NOTCH_HULL * shape.extent();
            if (fits) {
                fitting.add(notch);
            }
        }
        return fitting;
    }

    /** The armpit: innermost and uppermost point of the notch between sleeve and body. */
    private static Optional<Point2> armpit(
            Silhouette half, List<Silhouette.Notch> fitting, int sign, double axis, double torso) {
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        double depth =
                fitting.stream().mapToDouble(Silhouette.Notch::depth).max().orElseThrow();
        Silhouette.Notch deepest = fitting.stream()
                .filter(notch -> notch.depth() >= NOTCH_RIVAL * depth)
                .min(Comparator.comparingDouble(
                        notch -> half.outline(notch.deepest()).y()))
                .orElseThrow();
        Point2 best = half.outline(deepest.deepest());
        double highest = -Double.MAX_VALUE;
        List<Point2> path = half.path(deepest.start(), deepest.end(), half.nearestOutline(new Point2(axis, half.top)));
        for (Point2 p : path) {
            double inwards = -sign * p.x() - p.y();
            if (inwards > highest && (p.x() - axis) * sign > NOTCH_OFF_AXIS * torso) {
                highest = inwards;
                best = p;
            }
        }
        return Optional.of(best);
    }

    private Optional<List<Point2>> sleevePath(Silhouette half, Point2 tip, Point2 armpit, double axis) {
        int from = half.nearestOutline(tip);
        int to = half.nearestOutline(armpit);
        int avoid = half.nearestOutline(new Point2(axis, half.bottom));
        List<Point2> path = half.path(from, to, avoid);
        return path.size() < 20 ? Optional.empty() : Optional.of(path);
    }

    /** The largest step of a notch's outline: how much farther inwards than downwards it goes in one stretch. */
    private static double stepInwards(Silhouette half, Silhouette.Notch notch, int sign) {
        int forward = Math.floorMod(notch.end() - notch.start(), half.outlineLength());
        int avoid = forward <= half.outlineLength() / 2 ? notch.start() - 1 : notch.start() + 1;
        List<Point2> path = half.path(notch.start(), notch.end(), avoid);
        if (path.getFirst().y() > path.getLast().y()) {
            path = path.reversed();
        }
        double lowest = Double.MAX_VALUE;
        double step = 0;
        for (Point2 p : path) {
            double inwards = -sign * p.x() - GLIDE * p.y();
            lowest = Math.min(lowest, inwards);
            step = Math.max(step, inwards - lowest);
        }
        return step;
    }

    /** How far an outline bulges from the line between its ends. */
    private static double protrusion(List<Point2> path) {
        Point2 a = path.getFirst();
        Point2 b = path.getLast();
        double length = Math.max(1, a.distance(b));
        double farthest = 0;
        for (Point2 p : path) {
            double away = ((p.x() - a.x()) * (b.y() - a.y()) - (p.y() - a.y()) * (b.x() - a.x())) / length;
            farthest = Math.max(farthest, Math.abs(away));
        }
        return farthest;
    }

    /** Of two sleeves with different corners the one whose outline speaks clearer tells the other where to look. */
    private List<Side> reconciled(Side left, Side right, double axis) {
        Optional<List<Point2>> leftPath = sleevePath(left.half, left.tip, left.armpit, axis);
        Optional<List<Point2>> rightPath = sleevePath(right.half, right.tip, right.armpit, axis);
        if (left.sleeve.isEmpty() || right.sleeve.isEmpty() || leftPath.isEmpty() || rightPath.isEmpty()) {
            return List.of(left, right);
        }
        SleeveOutline.Corners a = SleeveOutline.find(leftPath.get());
        SleeveOutline.Corners b = SleeveOutline.find(rightPath.get());
        double apart = a.outerCorner().distance(mirrored(b.outerCorner(), axis))
                + a.innerCorner().distance(mirrored(b.innerCorner(), axis));
        if (apart < SLEEVES_ALIKE * left.tip.distance(a.outerCorner())) {
            return List.of(left, right);
        }
        SleeveOutline.Corners likeRight = SleeveOutline.find(leftPath.get(), Optional.of(corners(b, axis)));
        SleeveOutline.Corners likeLeft = SleeveOutline.find(rightPath.get(), Optional.of(corners(a, axis)));
        return a.cost() + likeLeft.cost() <= likeRight.cost() + b.cost()
                ? List.of(left, right.with(likeLeft.sleeve()))
                : List.of(left.with(likeRight.sleeve()), right);
    }

    private static List<Point2> corners(SleeveOutline.Corners other, double axis) {
        return List.of(mirrored(other.outerCorner(), axis), mirrored(other.innerCorner(), axis));
    }

    private static Point2 mirrored(Point2 p, double axis) {
        return new Point2(2 * axis - p.x(), p.y());
    }

    /** Below a standing collar the shoulder goes on beyond the plateau: follow it as long as it runs outwards. */
    private Point2 shoulderEnd(Silhouette half, int sign, Point2 plateau) {
        int step = (int) Math.max(2, SHOULDER_STEP * shape.extent());
        Point2 end = plateau;
        for (int y = (int) plateau.y() + step; y < shape.rowAt(LOWEST_SHOULDER); y += step) {
            Silhouette.Run span = half.span(y);
            double x = sign < 0 ? span.from() : span.to();
            if (sign * (x - end.x()) < SHOULDER_SLOPE * step) {
                break;
            }
            end = new Point2(x, y);
        }
        return end;
    }

    /** Where a sleeveless garment's armhole ends: the corner farthest outside the line from the tip to the side below it. */
    private Point2 armholeEnd(Silhouette half, int sign, Point2 tip, double axis) {
        double span = 2 * Math.abs(tip.x() - axis);
        int lowest = (int) Math.min(shape.rowAt(0.6), tip.y() + 1.15 * span);
        Silhouette.Run end = half.runAt(lowest, axis, 0.2 * shape.width);
        Point2 low = new Point2(sign < 0 ? end.from() : end.to(), lowest);
        double dx = low.x() - tip.x();
        double dy = Math.max(1, low.y() - tip.y());
        Point2 best = low;
        double farthest = -Double.MAX_VALUE;
        for (int y = (int) tip.y() + (int) (0.15 * span); y <= lowest; y++) {
            Silhouette.Run run = half.runAt(y, axis, 0.2 * shape.width);
            double x = sign < 0 ? run.from() : run.to();
            double outside = sign * (x - (tip.x() + dx * (y - tip.y()) / dy));
            if (outside > farthest) {
                farthest = outside;
                best = new Point2(x, y);
            }
        }
        return best;
    }

    private static Point2 outermost(Silhouette half, int sign, double from, double to) {
        return extreme(half, sign, from, to);
    }

    private static Point2 innermost(Silhouette half, int sign, double from, double to) {
        return extreme(half, -sign, from, to);
    }

    private static Point2 extreme(Silhouette half, int sign, double from, double to) {
        Point2 best = half.outline(0);
        double farthest = -Double.MAX_VALUE;
        for (int i = 0; i < half.outlineLength(); i++) {
            Point2 p = half.outline(i);
            if (p.y() >= from && p.y() <= to && sign * p.x() > farthest) {
                farthest = sign * p.x();
                best = p;
            }
        }
        return best;
    }

    private double hemRow(double axis, double torso) {
        List<Double> ends = new ArrayList<>();
        for (int x = (int) (axis - HEM_REACH * torso); x <= axis + HEM_REACH * torso; x++) {
            int y = shape.bottomOf(x);
            if (y >= 0) {
                ends.add((double) y);
            }
        }
        return Silhouette.percentile(
                ends.stream().mapToDouble(Double::doubleValue).toArray(), HEM_PERCENTILE);
    }

    /** Lower end of a side seam: the torso's outline point farthest down and out. */
    private Point2 hemEnd(int sign, double axis, double torso, Point2 armpit, double hem) {
        int from = (int) armpit.y();
        int to = (int) Math.min(shape.bottom, hem + 0.1 * shape.extent());
        Point2 best = new Point2(axis + sign * torso / 2, hem);
        double farthest = -Double.MAX_VALUE;
        for (int y = from; y <= to; y++) {
            for (Silhouette.Run run : shape.runs(y)) {
                if (run.from() > axis + HEM_REACH * torso || run.to() < axis - HEM_REACH * torso) {
                    continue;
                }
                double x = sign < 0 ? run.from() : run.to();
                double reach = sign * (x - axis) + HEM_DOWN * y;
                if (reach > farthest) {
                    farthest = reach;
                    best = new Point2(x, y);
                }
            }
        }
        return best;
    }

    private static boolean sleeveReaches(Side left, Side right, double hem) {
        return left.sleeve.map(Sleeve::cuffOuter).filter(cuff -> cuff.y() > hem).isPresent()
                || right.sleeve
                        .map(Sleeve::cuffOuter)
                        .filter(cuff -> cuff.y() > hem)
                        .isPresent();
    }

    private void judgeSides(Side left, Side right) {
        if (left.sleeve.isPresent() != right.sleeve.isPresent()) {
            confidence *= 0.3;
            doubts.add("A sleeve was found on one side only.");
        } else if (left.notches >= TIERS && right.notches >= TIERS) {
            confidence *= 0.4;
            doubts.add("The sides have several notches each: tiers or flounces.");
        } else if (left.sleeve.isEmpty() && left.notches > 0 && right.notches > 0) {
            confidence *= 0.4;
            doubts.add("The sides are notched but show no sleeves: they may lie against the body.");
        } else if (left.sleeve.isPresent()) {
            double a = left.tip.distance(left.sleeve.get().cuffOuter());
            double b = right.tip.distance(right.sleeve.get().cuffOuter());
            if (Math.abs(a - b) > 0.15 * Math.max(a, b)) {
                confidence *= 0.45;
                doubts.add("The two sleeves came out of different lengths.");
            }
        }
        if (Math.abs(left.armpit.y() - right.armpit.y()) > 0.07 * shape.extent()) {
            confidence *= 0.6;
            doubts.add("The two armpits lie at different heights.");
        }
    }
}
