package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Reads key points off the SimCC rows of DWPose's network: one row of likelihoods along x and one along y for each point, two entries
 * an input pixel. Source: {@code onnxpose.py} and {@code wholebody.py} of IDEA-Research/DWPose.
 */
final class SimCc {
    /** Points of COCO-WholeBody: body and feet 23, face 68, hands 42. */
    static final int POINTS = 133;

    /** Below this a point does not count as seen. */
    static final double VISIBLE = 0.3;

    private static final int LEFT_SHOULDER = 5;
    private static final int RIGHT_SHOULDER = 6;

    /** Where the neck is put in. */
    private static final int NECK_AT = 17;

    /** OpenPose's points that are other rows of COCO's with the neck put in: to, then from. */
    private static final int[] OPENPOSE = {1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17};

    private static final int[] OF_COCO = {17, 6, 8, 10, 7, 9, 12, 14, 16, 13, 15, 2, 1, 4, 3};

    private static final int FIRST_OF_FACE = 24;
    private static final int FIRST_OF_LEFT_HAND = 92;
    private static final int FIRST_OF_RIGHT_HAND = 113;

    /** Points 1 to 13: neck, arms and legs; who has most of them in view is the person. */
    private static final int FIRST_OF_LIMBS = 1;

    private static final int LAST_OF_LIMBS = 13;

    /**
     * A point in pixels of the picture.
     *
     * @param score likelihood, 0 to 1 by training but not by construction
     */
    record Scored(Point2 at, double score) {
        boolean isVisible() {
            return score > VISIBLE;
        }
    }

    private SimCc() {}

    /**
     * @param x, y {@code [points × entries]} of one person
     * @param crop what the network saw
     */
    static List<Scored> decode(float[] x, float[] y, PoseCrop crop) {
        int columns = x.length / POINTS;
        int rows = y.length / POINTS;
        List<Scored> points = new ArrayList<>(POINTS);
        for (int point = 0; point < POINTS; point++) {
            int column = largest(x, point * columns, columns);
            int row = largest(y, point * rows, rows);
            float score = Math.min(x[point * columns + column], y[point * rows + row]);
            Point2 entry = score <= 0 ? new Point2(-1, -1) : new Point2(column, row);
            points.add(new Scored(crop.toPicture(entry.x() / columns, entry.y() / rows), score));
        }
        return points;
    }

    /** The place of a row's first largest entry. */
    static int largest(float[] row, int from, int length) {
        int best = 0;
        for (int i = 1; i < length; i++) {
            if (row[from + i] > row[from + best]) {
                best = i;
            }
        }
        return best;
    }

    /** 133 points of COCO-WholeBody → 134 with the neck, the first 18 in the order of OpenPose. */
    static List<Scored> openPose(List<Scored> coco) {
        Scored left = coco.get(LEFT_SHOULDER);
        Scored right = coco.get(RIGHT_SHOULDER);
        Point2 middle = new Point2((left.at.x() + right.at.x()) / 2, (left.at.y() + right.at.y()) / 2);
        List<Scored> withNeck = new ArrayList<>(coco);
        withNeck.add(NECK_AT, new Scored(middle, left.isVisible() && right.isVisible() ? 1 : 0));
        List<Scored> ordered = new ArrayList<>(withNeck);
        for (int i = 0; i < OPENPOSE.length; i++) {
            ordered.set(OPENPOSE[i], withNeck.get(OF_COCO[i]));
        }
        return ordered;
    }

    /**
     * Which of several people the published program draws: the most visible limbs times the extent of those limbs that are visible in
     * the first person; where all extents are 0 the most visible limbs alone.
     *
     * @param people at least one, 134 points each
     */
    static int published(List<List<Scored>> people) {
        List<Scored> first = people.getFirst();
        double[] visible = new double[people.size()];
        double[] weighted = new double[people.size()];
        boolean anyArea = false;
        for (int p = 0; p < people.size(); p++) {
            List<Scored> person = people.get(p);
            for (int point = FIRST_OF_LIMBS; point <= LAST_OF_LIMBS; point++) {
                visible[p] += person.get(point).isVisible() ? person.get(point).score : 0;
            }
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int point = FIRST_OF_LIMBS; point <= LAST_OF_LIMBS; point++) {
                if (first.get(point).isVisible()) {
                    x.add(person.get(point).at.x());
                    y.add(person.get(point).at.y());
                }
            }
            weighted[p] = visible[p] * extent(x) * extent(y);
            anyArea |= weighted[p] > 0;
        }
        double[] measure = anyArea ? weighted : visible;
        int best = 0;
        for (int p = 1; p < measure.length; p++) {
            if (measure[p] > measure[best]) {
                best = p;
            }
        }
        return best;
    }

    private static double extent(List<Double> coordinates) {
        List<Double> inside = coordinates.stream().filter(one -> one > 0).toList();
        return inside.isEmpty()
                ? 0
                : inside.stream().mapToDouble(Double::doubleValue).max().getAsDouble()
                        - inside.stream().mapToDouble(Double::doubleValue).min().getAsDouble();
    }

    /**
     * As fractions of the picture.
     *
     * @param points 134
     */
    static WholeBody wholeBody(List<Scored> points, int width, int height) {
        List<Scored> body = points.subList(0, WholeBody.BODY);
        return new WholeBody(
                body.stream().map(point -> share(point.at, width, height)).toList(),
                body.stream().map(Scored::isVisible).toList(),
                seen(points, FIRST_OF_LEFT_HAND, WholeBody.HAND, width, height),
                seen(points, FIRST_OF_RIGHT_HAND, WholeBody.HAND, width, height),
                seen(points, FIRST_OF_FACE, WholeBody.FACE, width, height));
    }

    /** Points of hands and face below {@link #VISIBLE} are hidden; one of exactly that score is not. */
    private static List<Point2> seen(List<Scored> points, int from, int count, int width, int height) {
        return points.subList(from, from + count).stream()
                .map(point -> point.score < VISIBLE ? WholeBody.HIDDEN : share(point.at, width, height))
                .toList();
    }

    private static Point2 share(Point2 at, int width, int height) {
        return new Point2(at.x() / width, at.y() / height);
    }
}
