package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Where skin would be if the old garment were not there: arms as tapered tubes along their bones, and the trunk between its sides.
 *
 * @param shape 1 inside the body, 0 outside
 * @param across −1 to 1 from one edge of an arm to the other; 0 on the trunk
 * @param along 0 at the shoulder to 1 at the wrist, on an arm
 * @param arms 1 on an arm, 0 on the trunk and outside
 * @param onRight 1 on the arm at the picture's right
 * @param left, right the tubes
 */
record BareBody(Plane shape, Plane across, Plane along, Plane arms, Plane onRight, Tube left, Tube right) {
    /** Sections along an arm. */
    private static final int SECTIONS = ArmProfile.SECTIONS;

    /** From the old sleeve's end on, this share of the arm further down, the arm's own width is believed: a profile smears a wide cuff as far. */
    private static final double BELOW_SLEEVE = 0.12;

    /** An upper arm widens this share of what the usual taper from wrist to shoulder says. */
    private static final double UPPER_ARM = 0.5;

    /** How much narrower the arm is at the joint's height than the shoulder's round further down. */
    private static final double ROUND = 0.3;

    /** Skin reaches at most this share of an old sleeve's half width. */
    private static final double CLOTH = 0.97;

    /** Above this share of the arm its outer edge turns towards the shoulder tip. */
    private static final double SHOULDER = 0.22;

    static BareBody estimate(Scratch scratch, Frame frame, Figure figure) {
        Plane across = Plane.coverage(scratch, frame);
        List<Section> left = sections(figure.left(), figure.shoulderWidth());
        List<Section> right = sections(figure.right(), figure.shoulderWidth());
        Plane arms = Plane.polygon(
                scratch,
                frame,
                List.of(
                        tube(left),
                        tube(right),
                        hand(figure.left(), left),
                        hand(figure.right(), right),
                        cap(figure.left(), left),
                        cap(figure.right(), right)));
        Plane along = Plane.coverage(scratch, frame);
        Plane onRight = Plane.coverage(scratch, frame);
        locate(arms, across, along, onRight, left, right);
        Plane trunk = Plane.polygon(scratch, frame, List.of(trunk(figure)));
        Plane shape = arms.map(i -> Math.max(arms.values()[i], trunk.values()[i]));
        return new BareBody(
                shape,
                across,
                along,
                arms,
                onRight,
                new Tube(left, figure.left().arm().bareFrom()),
                new Tube(right, figure.right().arm().bareFrom()));
    }

    /**
     * An arm as a tapered tube.
     *
     * @param sections from shoulder to wrist, even along the bone
     * @param bareFrom where the old sleeve ends, 0 to 1 along the bone
     */
    record Tube(List<Section> sections, double bareFrom) {
        /** The place at {@code along} (0 to 1) and {@code across} (−1 to 1). */
        Point2 at(double along, double across) {
            double k = Math.clamp(along, 0.0, 1.0) * SECTIONS;
            int i = Math.min((int) k, SECTIONS - 1);
            return sections.get(i).at(across).towards(sections.get(i + 1).at(across), k - i);
        }
    }

    /** A cut across an arm: middle, unit normal and half width. */
    record Section(Point2 middle, double normalX, double normalY, double half) {
        Point2 at(double across) {
            return middle.plus(across * half * normalX, across * half * normalY);
        }
    }

    /**
     * Where the arm is bare its own edges; above, the usual taper fitted to the width just below the old sleeve's end, inside the sleeve; at
     * the top the outer edge runs into the shoulder tip.
     */
    private static List<Section> sections(Figure.Half half, double s) {
        ArmProfile profile = ArmProfile.of(half.arm(), s);
        double bare = half.arm().bareFrom() + BELOW_SLEEVE;
        int known = (int) Math.ceil(bare * SECTIONS);
        double outerRatio = known < SECTIONS ? ratio(profile, profile.outer(), known, s) : 1;
        double innerRatio = known < SECTIONS ? ratio(profile, profile.inner(), known, s) : 1;
        double tip = Math.hypot(
                half.tip().x() - profile.bone().getFirst().x(),
                half.tip().y() - profile.bone().getFirst().y());
        List<Section> sections = new ArrayList<>();
        for (int k = 0; k <= SECTIONS; k++) {
            double share = (double) k / SECTIONS;
            double there = ArmProfile.usual(Math.min(1, (double) known / SECTIONS), s);
            double usual = share < bare
                    ? there + UPPER_ARM * (ArmProfile.usual(share, s) - there)
                    : ArmProfile.usual(share, s);
            double outer = edge(profile, profile.outer(), k, known, outerRatio * usual);
            double inner = edge(profile, profile.inner(), k, known, innerRatio * usual);
            double shoulder = Math.max(0, 1 - share / SHOULDER);
            outer += shoulder * shoulder * (Math.min(tip, (1 - ROUND) * outer) - outer);
            Point2 middle = profile.across(k, (outer - inner) / 2);
            sections.add(new Section(middle, profile.normalX()[k], profile.normalY()[k], (outer + inner) / 2));
        }
        return sections;
    }

    private static double ratio(ArmProfile profile, double[] edge, int known, double s) {
        return profile.unseen(edge) ? 1 : Math.clamp(justBelow(edge, known, s), 0.6, 1.6);
    }

    /** The middle one of a few widths below the old sleeve's end, against the usual ones. */
    private static double justBelow(double[] edge, int known, double s) {
        int last = Math.min(known + 4, SECTIONS);
        double[] ratios = new double[last - known + 1];
        for (int k = known; k <= last; k++) {
            ratios[k - known] = edge[k] / ArmProfile.usual((double) k / SECTIONS, s);
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static double edge(ArmProfile profile, double[] edge, int k, int known, double expected) {
        if (profile.unseen(edge)) {
            return expected;
        }
        if (k >= known) {
            return edge[k];
        }
        return Math.min(CLOTH * edge[k], expected);
    }

    private static List<Point2> tube(List<Section> sections) {
        List<Point2> polygon = new ArrayList<>();
        for (Section c : sections) {
            polygon.add(c.middle.plus(c.normalX * c.half, c.normalY * c.half));
        }
        for (Section c : sections.reversed()) {
            polygon.add(c.middle.plus(-c.normalX * c.half, -c.normalY * c.half));
        }
        return polygon;
    }

    /** From the wrist towards the fingers, so that no gap is left where a long sleeve covered the back of the hand. */
    private static List<Point2> hand(Figure.Half half, List<Section> sections) {
        Section wrist = sections.getLast();
        Point2 finger = wrist.middle().towards(half.arm().finger(), HAND);
        double x = HAND * wrist.half() * wrist.normalX();
        double y = HAND * wrist.half() * wrist.normalY();
        return List.of(wrist.at(1), wrist.at(-1), finger.plus(-x, -y), finger.plus(x, y));
    }

    /** How far towards the base of the fingers, and how much narrower there. */
    private static final double HAND = 0.7;

    /** The round of the shoulder: from the tip over the arm's first outer places back to the joint. */
    private static List<Point2> cap(Figure.Half half, List<Section> sections) {
        List<Point2> polygon = new ArrayList<>();
        polygon.add(half.tip());
        int end = (int) (SHOULDER * SECTIONS);
        for (int k = 1; k <= end; k++) {
            polygon.add(sections.get(k).at(1));
        }
        polygon.add(sections.get(end).at(-1));
        polygon.add(sections.getFirst().middle());
        return polygon;
    }

    private static void locate(
            Plane arms, Plane across, Plane along, Plane onRight, List<Section> left, List<Section> right) {
        Frame frame = arms.frame();
        double[] first = new double[2];
        double[] second = new double[2];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                if (arms.values()[i] > 0) {
                    double px = x + (double) frame.x();
                    double py = y + (double) frame.y();
                    position(left, px, py, first);
                    position(right, px, py, second);
                    boolean isLeft = Math.abs(first[0]) < Math.abs(second[0]);
                    double[] nearer = isLeft ? first : second;
                    across.values()[i] = (float) nearer[0];
                    along.values()[i] = (float) nearer[1];
                    onRight.values()[i] = isLeft ? 0 : 1;
                }
            }
        }
    }

    /** Writes across and along of the section nearest to a place. */
    private static void position(List<Section> sections, double x, double y, double[] out) {
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < sections.size(); k++) {
            Section c = sections.get(k);
            double dx = x - c.middle.x();
            double dy = y - c.middle.y();
            double beside = dx * c.normalY - dy * c.normalX;
            double off = Math.abs(beside) + 0.2 * Math.abs(dx * c.normalX + dy * c.normalY);
            if (off < best) {
                best = off;
                out[0] = (dx * c.normalX + dy * c.normalY) / c.half;
                out[1] = (k + fraction(sections, k, beside)) / SECTIONS;
            }
        }
    }

    /** How far, in sections, a place lies beyond section {@code k} when it is {@code beside} pixels off its line. */
    private static double fraction(List<Section> sections, int k, double beside) {
        int next = Math.min(k + 1, sections.size() - 1);
        int previous = Math.max(0, k - 1);
        Section a = sections.get(previous);
        Section b = sections.get(next);
        Section c = sections.get(k);
        double dx = b.middle.x() - a.middle.x();
        double dy = b.middle.y() - a.middle.y();
        double step = (dx * c.normalY - dy * c.normalX) / (next - previous);
        return Math.abs(step) < 1e-6 ? 0 : Math.clamp(beside / step, -0.5, 0.5);
    }

    private static List<Point2> trunk(Figure figure) {
        List<Point2> polygon = new ArrayList<>();
        Figure.Half left = figure.left();
        Figure.Half right = figure.right();
        double s = figure.shoulderWidth();
        polygon.addAll(left.shoulder());
        polygon.add(left.neck().plus(0, -0.4 * s));
        polygon.add(right.neck().plus(0, -0.4 * s));
        polygon.addAll(right.shoulder().reversed());
        int from = (int) Math.round(figure.shoulderMiddle().y() + 0.3 * s);
        int to = (int) Math.round(figure.hipMiddle().y() + 0.2 * s);
        for (int y = from; y <= to; y += 4) {
            polygon.add(new Point2(right.side().at(y), y));
        }
        for (int y = to; y >= from; y -= 4) {
            polygon.add(new Point2(left.side().at(y), y));
        }
        return polygon;
    }
}
