package org.mirrorx.inference.garment;

import java.util.ArrayList;
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

    private static final double TIP_INWARDS = 0.03;
    private static final double TIP_PLATEAU = 0.075;
    private static final double NECK_PLATEAU = 0.012;
    /** A shoulder piece narrower than this share of the torso is a strap. */
    private static final double STRAP_WIDTH = 0.14;

    /** A dip of the silhouette between the shoulders is a neckline from this depth on, in torso widths. */
    private static final double SHALLOWEST_DIP = 0.1;

    private static final double HEM_REACH = 0.3;
    private static final double HEM_PERCENTILE = 0.6;
    private static final double HEM_PROFILE = 0.72;
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
            int sign,
            Silhouette half,
            Point2 tip,
            Point2 armpit,
            Optional<Sleeve> sleeve,
            Point2 neck,
            boolean strap) {}

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
        judgeSides(left, right);
        FrontNeckline.Found neck = necklines.between(left.neck, right.neck);
        if (!neck.seen()) {
            confidence *= 0.8;
            doubts.add("The front neckline could not be seen; a usual one was assumed.");
        }
        double hem = hemRow(axis, torso);
        Point2 hemLeft = hemEnd(-1, axis, torso, left.armpit, hem);
        Point2 hemRight = hemEnd(1, axis, torso, right.armpit, hem);
        if (shape.bottom - hem > LONGEST_TAIL * shape.extent() && !sleeveReaches(left, right, hem)) {
            confidence *= 0.4;
            doubts.add("Something hangs more than a tenth of the garment's height below its hem.");
        }
        Neckline line = neck.neckline();
        Upper upper = new Upper(
                left.neck,
                right.neck,
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

    private Side side(int sign, double axis, double torso) {
        Silhouette half = half(sign, axis);
        double height = shape.extent();
        Optional<Point2> notch = armpitNotch(half, sign, axis, torso);
        Point2 tip;
        Point2 armpit;
        Optional<Sleeve> sleeve = Optional.empty();
        if (notch.isPresent()) {
            armpit = notch.get();
            double x = armpit.x() - sign * TIP_INWARDS * torso;
            tip = new Point2(x, Math.max(shape.top, shape.topOf((int) Math.round(x))));
            sleeve = sleeve(half, tip, armpit, axis);
        } else {
            tip = outermost(half, sign, half.top, half.top + TIP_PLATEAU * height);
            armpit = armholeEnd(half, sign, tip, axis);
        }
        Silhouette.Run atShoulder = half.runAt((int) Math.round(half.top + 0.04 * height), tip.x(), 0.1 * torso);
        boolean strap = sleeve.isEmpty() && atShoulder.width() < STRAP_WIDTH * torso;
        double plateau = half.top + NECK_PLATEAU * height;
        Point2 inner = innermost(half, sign, half.top, plateau);
        Point2 neck = strap || isOpen(inner, axis, torso) ? inner : outermost(half, sign, half.top, plateau);
        if ((tip.x() - neck.x()) * sign < 0) {
            tip = neck;
        }
        return new Side(sign, half, tip, armpit, sleeve, neck, strap);
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
        mask.submat(part).copyTo(half.submat(part));
        return Silhouette.of(work, half);
    }

    /** The armpit: innermost and uppermost point of the notch between sleeve and body. */
    private Optional<Point2> armpitNotch(Silhouette half, int sign, double axis, double torso) {
        Silhouette.Notch deepest = null;
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
            if (fits && (deepest == null || notch.depth() > deepest.depth())) {
                deepest = notch;
            }
        }
        if (deepest == null) {
            return Optional.empty();
        }
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

    private Optional<Sleeve> sleeve(Silhouette half, Point2 tip, Point2 armpit, double axis) {
        int from = half.nearestOutline(tip);
        int to = half.nearestOutline(armpit);
        int avoid = half.nearestOutline(new Point2(axis, half.bottom));
        List<Point2> path = half.path(from, to, avoid);
        if (path.size() < 20) {
            return Optional.empty();
        }
        return Optional.of(SleeveOutline.find(path).sleeve());
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

    /** Lower end of a side seam: the last row whose half width is still most of the usual one. */
    private Point2 hemEnd(int sign, double axis, double torso, Point2 armpit, double hem) {
        int from = (int) armpit.y();
        int to = (int) Math.min(shape.bottom, hem + 0.1 * shape.extent());
        double[] reach = new double[Math.max(1, to - from + 1)];
        for (int y = from; y <= to; y++) {
            Silhouette.Run run = shape.runAt(y, axis, 0.2 * torso);
            reach[y - from] = run.width() <= 0 ? 0 : Math.max(0, sign < 0 ? axis - run.from() : run.to() - axis);
        }
        double usual = Silhouette.median(reach);
        for (int y = to; y >= from; y--) {
            if (reach[y - from] > HEM_PROFILE * usual) {
                return new Point2(axis + sign * reach[y - from], y);
            }
        }
        return new Point2(axis + sign * torso / 2, hem);
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
