package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/** Turns many overlapping detections of the same thing into one. */
final class Suppression {
    private Suppression() {}

    /**
     * Weighted suppression (google/mediapipe, non_max_suppression_calculator, WEIGHTED): all detections that overlap the best are
     * averaged with their scores as weights, points too; the score stays the best one's.
     *
     * @param limit intersection over union above which two detections are the same thing
     * @return best first
     */
    static List<Detection> weighted(List<Detection> detections, double limit) {
        List<Detection> rest = bestFirst(detections);
        List<Detection> kept = new ArrayList<>();
        while (!rest.isEmpty()) {
            Detection best = rest.getFirst();
            List<Detection> same = new ArrayList<>();
            List<Detection> others = new ArrayList<>();
            same.add(best);
            for (Detection candidate : rest.subList(1, rest.size())) {
                (best.overlap(candidate) > limit ? same : others).add(candidate);
            }
            kept.add(average(best.score(), same));
            rest = others;
        }
        return kept;
    }

    /** Greedy suppression: the best survives, all that overlap it by more than {@code limit} go. @return best first */
    static List<Detection> hard(List<Detection> detections, double limit) {
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : bestFirst(detections)) {
            if (kept.stream().noneMatch(better -> better.overlap(candidate) > limit)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static List<Detection> bestFirst(List<Detection> detections) {
        List<Detection> sorted = new ArrayList<>(detections);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        return sorted;
    }

    private static Detection average(double score, List<Detection> same) {
        double total = same.stream().mapToDouble(Detection::score).sum();
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
        double[] x = new double[same.getFirst().points().size()];
        double[] y = new double[x.length];
        for (Detection one : same) {
            double weight = one.score() / total;
            left += weight * one.left();
            top += weight * one.top();
            right += weight * one.right();
            bottom += weight * one.bottom();
            for (int p = 0; p < x.length; p++) {
                x[p] += weight * one.points().get(p).x();
                y[p] += weight * one.points().get(p).y();
            }
        }
        List<Point2> points = new ArrayList<>(x.length);
        for (int p = 0; p < x.length; p++) {
            points.add(new Point2(x[p], y[p]));
        }
        return new Detection(score, left, top, right, bottom, points);
    }
}
