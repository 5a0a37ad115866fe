package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Finds the front neckline inside the silhouette, below the back collar: of a family of curves the one along which the colour steps most
 * consistently (spec drape §4).
 */
final class FrontNeckline {
    private static final double[] POWERS = {1, 1.3, 1.7, 2.2, 3, 4.5};
    /** Shallower curves hug the back collar's tape or label. */
    private static final double SHALLOWEST = 0.2;

    /** Above this depth a weak step is the back collar's tape. */
    private static final double SHALLOW = 0.25;

    private static final double SHALLOW_SCORE = 6;

    private static final double DEEPEST = 1.15;
    private static final double DEPTH_STEP = 0.01;
    /** Colours are compared this far to each side of the curve, pixels at 1024. */
    private static final double ARM = 4;
    /** A step in Lab is clipped here so that one print edge does not decide. */
    private static final double LARGEST_STEP = 20;
    /** Depth most necklines have, in widths of the neck. */
    private static final double USUAL_DEPTH = 0.36;

    private static final double USUAL_V_DEPTH = 0.5;
    private static final double V_SPREAD = 0.45;
    private static final double ROUND_SPREAD = 0.25;
    private static final double LOWEST_SCORE = 3.5;
    /** On calm cloth a weaker step is seen too: this many times what other curves show, at least the faintest one. */
    private static final double ABOVE_ORDINARY = 4;

    private static final double FAINTEST_SCORE = 1;
    private static final double CLEAR_SCORE = 3.5;
    /** Round necks deeper than this, in widths of the neck, are rare: a print may look like one, so that more must be seen. */
    private static final double DEEP_ROUND = 0.52;

    private static final double CLEAR_DEEP_SCORE = 10;

    /** A V is rarer than a round neck and must be seen this much better. */
    static final double VEE_GAIN = 1.25;

    static final double ROUND_POWER = 1.5;
    /** The silhouette itself is seen better than any step inside it. */
    private static final double OPEN_SCORE = 100;

    private static final double COLLAR_SHARE = 0.42;
    /** A collar's two edges run alongside: the upper one is not much squarer than the lower one. */
    private static final double PARALLEL = 1.4;

    /** A curve this much elsewhere, in widths of the neck, that is seen nearly as well makes the neckline doubtful. */
    private static final double ELSEWHERE = 0.12;

    private static final double RIVAL = 0.7;
    /** A silhouette dip deeper than this share of the width is the neckline itself. */
    static final double OPEN_DIP = 0.28;

    private static final int SAMPLES = 41;
    /** The curve is compared to this share of its half width: nearer to a corner both sides lie outside the garment. */
    private static final double END = 0.95;

    private final float[] lab;
    private final Silhouette shape;
    private final double unit;

    FrontNeckline(float[] lab, Silhouette shape, double unit) {
        this.lab = lab;
        this.shape = shape;
        this.unit = unit;
    }

    /**
     * @param score mean colour step along the curve
     * @param lowest what a step must reach to be seen on this cloth; below it the neckline is a default
     * @param clear seen well, and no other curve is seen nearly as well; false when faint or rivalled by the cloth's pattern
     */
    record Found(
            Point2 left, Point2 right, GarmentLandmarks.Neckline neckline, double score, double lowest, boolean clear) {
        boolean seen() {
            return score >= lowest;
        }

        /** The silhouette's own edge. */
        boolean open() {
            return score >= OPEN_SCORE;
        }
    }

    private record Scored(double depth, double power, double score) {}

    Found between(Point2 left, Point2 right) {
        double width = Math.max(1, left.distance(right));
        GarmentLandmarks.Neckline open = silhouetteDip(left, right, width);
        if (open.depth() > OPEN_DIP * width) {
            return new Found(left, right, open, OPEN_SCORE, LOWEST_SCORE, true);
        }
        List<Scored> all = new ArrayList<>();
        List<Scored> peaks = new ArrayList<>();
        for (double power : POWERS) {
            List<Scored> deeper = new ArrayList<>();
            for (double share = SHALLOWEST; share <= DEEPEST; share += DEPTH_STEP) {
                double depth = share * width;
                if (depth >= open.depth() + 2 * unit) {
                    deeper.add(new Scored(depth, power, score(left, right, depth, power, width)));
                }
            }
            all.addAll(deeper);
            for (int k = 1; k + 1 < deeper.size(); k++) {
                double score = deeper.get(k).score;
                double depth = deeper.get(k).depth;
                boolean tape = depth < SHALLOW * width && score < SHALLOW_SCORE;
                boolean print = power >= ROUND_POWER && depth > DEEP_ROUND * width && score < CLEAR_DEEP_SCORE;
                if (!tape && !print && score >= deeper.get(k - 1).score && score >= deeper.get(k + 1).score) {
                    peaks.add(deeper.get(k));
                }
            }
        }
        double ordinary =
                Silhouette.percentile(all.stream().mapToDouble(Scored::score).toArray(), 0.5);
        double lowest = Math.clamp(ABOVE_ORDINARY * ordinary, FAINTEST_SCORE, LOWEST_SCORE);
        Scored vee = best(peaks, true);
        Scored round = best(peaks, false);
        Scored best = vee.score > VEE_GAIN * round.score ? vee : round;
        if (peaks.isEmpty() || best.score < lowest) {
            return new Found(left, right, new GarmentLandmarks.Neckline(0.35 * width, 2.2), best.score, lowest, false);
        }
        Scored upper = best;
        for (Scored other : peaks) {
            double above = (best.depth - other.depth) / width;
            if (above >= 0.045
                    && above <= 0.16
                    && (other.depth >= SHALLOW * width || best.depth < SHALLOW * width)
                    && other.power <= PARALLEL * best.power
                    && other.score >= COLLAR_SHARE * best.score
                    && (upper.equals(best) || other.score > upper.score)) {
                upper = other;
            }
        }
        double rival = 0;
        for (Scored other : peaks) {
            boolean elsewhere = Math.abs(other.depth - best.depth) > ELSEWHERE * width
                    && Math.abs(other.depth - upper.depth) > ELSEWHERE * width;
            rival = elsewhere ? Math.max(rival, other.score / best.score) : rival;
        }
        boolean clear = best.score >= CLEAR_SCORE && rival < RIVAL;
        return new Found(
                left, right, new GarmentLandmarks.Neckline(upper.depth, upper.power), best.score, lowest, clear);
    }

    private static Scored best(List<Scored> peaks, boolean vee) {
        Scored best = new Scored(0, 2.2, 0);
        for (Scored peak : peaks) {
            best = peak.power < ROUND_POWER == vee && peak.score > best.score ? peak : best;
        }
        return best;
    }

    /** The curve nearest to the silhouette's own upper edge between the corners. */
    private GarmentLandmarks.Neckline silhouetteDip(Point2 left, Point2 right, double width) {
        double[] dips = new double[SAMPLES];
        for (int k = 0; k < SAMPLES; k++) {
            Point2 on = left.towards(right, (k + 0.5) / SAMPLES);
            int top = shape.topOf((int) Math.round(on.x()));
            dips[k] = top < 0 ? 0 : Math.max(0, top - on.y());
        }
        GarmentLandmarks.Neckline fitted = fitted(dips);
        return new GarmentLandmarks.Neckline(Math.min(fitted.depth(), 1.6 * width), fitted.power());
    }

    /**
     * The curve of the family nearest to given depths.
     *
     * @param dips pixels below the line of the corners, at even places between them
     */
    static GarmentLandmarks.Neckline fitted(double[] dips) {
        int samples = dips.length;
        double bestError = Double.MAX_VALUE;
        double bestPower = 2.2;
        double bestDepth = 0;
        for (double power : POWERS) {
            double above = 0;
            double below = 0;
            for (int k = 0; k < samples; k++) {
                double basis = 1 - Math.pow(Math.abs(2 * (k + 0.5) / samples - 1), power);
                above += basis * dips[k];
                below += basis * basis;
            }
            double depth = above / below;
            double error = 0;
            for (int k = 0; k < samples; k++) {
                double basis = 1 - Math.pow(Math.abs(2 * (k + 0.5) / samples - 1), power);
                error += Math.pow(dips[k] - depth * basis, 2);
            }
            if (error < bestError) {
                bestError = error;
                bestPower = power;
                bestDepth = depth;
            }
        }
        return new GarmentLandmarks.Neckline(bestDepth, bestPower);
    }

    private double score(Point2 left, Point2 right, double depth, double power, double width) {
        double[][] steps = new double[SAMPLES][];
        double[] mean = new double[3];
        int inside = 0;
        double arm = ARM * unit;
        for (int k = 0; k < SAMPLES; k++) {
            double u = END * (2.0 * k / (SAMPLES - 1) - 1);
            Point2 on = left.towards(right, (u + 1) / 2);
            double x = on.x();
            double y = on.y() + depth * (1 - Math.pow(Math.abs(u), power));
            double slope = -depth * power * Math.pow(Math.abs(u), power - 1) * Math.signum(u) * 2 / width;
            double norm = Math.hypot(1, slope);
            double nx = -slope / norm * arm;
            double ny = 1 / norm * arm;
            if (!shape.inside(x + nx, y + ny) || !shape.inside(x - nx, y - ny)) {
                continue;
            }
            steps[k] = new double[3];
            int below = index(x + nx, y + ny);
            int above = index(x - nx, y - ny);
            for (int c = 0; c < 3; c++) {
                steps[k][c] = lab[3 * below + c] - lab[3 * above + c];
                mean[c] += steps[k][c];
            }
            inside++;
        }
        if (inside < SAMPLES / 2) {
            return 0;
        }
        double norm = Math.max(1e-6, Math.sqrt(mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2]));
        double[] projected = new double[inside];
        double sum = 0;
        int n = 0;
        for (double[] step : steps) {
            if (step != null) {
                double along = (step[0] * mean[0] + step[1] * mean[1] + step[2] * mean[2]) / norm;
                projected[n] = Math.clamp(along, -LARGEST_STEP, LARGEST_STEP);
                sum += projected[n++];
            }
        }
        double quarter = Silhouette.percentile(projected, 0.25);
        double usual = power < 1.5 ? USUAL_V_DEPTH : USUAL_DEPTH;
        double spread = power < 1.5 && depth > usual * width ? V_SPREAD : ROUND_SPREAD;
        double unusual = (depth / width - usual) / spread;
        return (0.5 * quarter + 0.5 * sum / inside) * inside / SAMPLES * Math.exp(-0.5 * unusual * unusual);
    }

    private int index(double x, double y) {
        return (int) Math.round(y) * shape.width + (int) Math.round(x);
    }
}
