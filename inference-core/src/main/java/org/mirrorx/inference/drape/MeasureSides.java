package org.mirrorx.inference.drape;

import java.util.Arrays;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Curve;

/** The trunk's outline by row (drape recipe §5.5): down to the hips, and on along a skirt or dress as far as it goes. */
final class MeasureSides {
    /** The side lies within these distances from the spine, in S, down to the hips. */
    private static final double NEAREST = 0.28;

    private static final double FARTHEST = 0.66;
    private static final double FARTHEST_BELOW = 1.1;

    /** Bare skin this far from the spine, in S, is an arm beside the trunk. */
    private static final double ARM_FROM = 0.2;

    /** Below the elbow a forearm lies on the trunk: the side goes on this far under it, in S. */
    private static final double UNDER_FOREARM = 0.06;

    private static final int MEDIAN = 25;
    private static final double SMOOTH = 8;

    private final BodyPlanes planes;
    private final Skeleton bones;
    private final double pixel;

    MeasureSides(BodyPlanes planes, Skeleton bones, double pixel) {
        this.planes = planes;
        this.bones = bones;
        this.pixel = pixel;
    }

    /**
     * @param left, right columns by row
     * @param leftSeen, rightSeen 1 where the outline itself was seen
     */
    record Sides(Curve left, Curve right, Curve leftSeen, Curve rightSeen) {
        /** The same, ending at a row. */
        Sides until(int row) {
            int last = Math.clamp(row, left.first() + 1, left.last());
            return new Sides(cut(left, last), cut(right, last), cut(leftSeen, last), cut(rightSeen, last));
        }

        private static Curve cut(Curve curve, int last) {
            return Curve.of(curve.first(), last, curve::at);
        }
    }

    /**
     * @param lastRow how far down the outline is asked for
     */
    Sides measure(int lastRow) {
        int first = Math.max(0, (int) Math.round(bones.shoulderMiddle().y()));
        int last = Math.max(first + 1, Math.min(planes.height() - 1, lastRow));
        int rows = last - first + 1;
        double[][] half = new double[2][rows];
        boolean[][] seen = new boolean[2][rows];
        for (int k = 0; k < rows; k++) {
            for (int side = 0; side < 2; side++) {
                half[side][k] = walk(first + k, side == 0 ? -1 : 1, seen[side], k);
            }
        }
        double[][] walked = {half[0].clone(), half[1].clone()};
        for (int side = 0; side < 2; side++) {
            for (int k = 0; k < rows; k++) {
                if (!seen[side][k] && seen[1 - side][k]) {
                    half[side][k] = half[1 - side][k];
                }
            }
        }
        for (int side = 0; side < 2; side++) {
            fill(half[side], seen[side], seen[1 - side]);
            for (int k = 0; k < rows; k++) {
                half[side][k] = Math.max(half[side][k], walked[side][k]); // so far the trunk is seen at least
            }
            half[side] = gauss(median(half[side], (int) Math.round(MEDIAN * pixel)), SMOOTH * pixel);
        }
        double[][] columns = new double[2][rows];
        double[][] known = new double[2][rows];
        for (int k = 0; k < rows; k++) {
            double spine = spine(first + k);
            double limit = first + k > bones.hipMiddle().y() ? FARTHEST_BELOW : FARTHEST;
            for (int side = 0; side < 2; side++) {
                double h = Math.clamp(half[side][k], NEAREST * bones.shoulderWidth(), limit * bones.shoulderWidth());
                columns[side][k] = spine + (side == 0 ? -h : h);
                known[side][k] = seen[side][k] ? 1 : 0;
            }
        }
        return new Sides(
                Curve.of(first, columns[0]),
                Curve.of(first, columns[1]),
                Curve.of(first, known[0]),
                Curve.of(first, known[1]));
    }

    /** The column of the trunk's axis in a row. */
    double spine(double row) {
        double t = (row - bones.shoulderMiddle().y())
                / Math.max(1, bones.hipMiddle().y() - bones.shoulderMiddle().y());
        return bones.shoulderMiddle()
                .towards(bones.hipMiddle(), Math.clamp(t, 0, 1))
                .x();
    }

    /** Pixels from the spine to the side in a row. */
    private double walk(int row, int side, boolean[] seen, int k) {
        double s = bones.shoulderWidth();
        double spine = spine(row);
        boolean belowElbow = row > bones.side(side).elbow().y();
        double limit = (row > bones.hipMiddle().y() ? FARTHEST_BELOW : FARTHEST) * s;
        int arm = side < 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM;
        double gap = 0;
        for (double d = 0; d <= limit; d++) {
            double x = spine + side * d;
            if (!planes.inside(x, row)) {
                return d; // the picture ends: not seen
            }
            if (!planes.person(x, row)) {
                gap++;
                if (gap > 2 * pixel && d > ARM_FROM * s) {
                    seen[k] = true;
                    return d - gap;
                }
                continue;
            }
            gap = 0;
            if (d > ARM_FROM * s && planes.limb(x, row) == arm) {
                seen[k] = planes.skin(x, row);
                return seen[k] && belowElbow ? d + UNDER_FOREARM * s : d;
            }
        }
        return limit;
    }

    /** Rows neither side of which is seen lie on the line between the nearest seen ones. */
    private static void fill(double[] half, boolean[] own, boolean[] other) {
        int before = -1;
        for (int k = 0; k <= half.length; k++) {
            boolean known = k == half.length || own[k] || other[k];
            if (!known) {
                continue;
            }
            if (k - before > 1) {
                for (int j = before + 1; j < k; j++) {
                    if (before < 0 && k == half.length) {
                        break; // nothing was seen: keep what the walk met
                    }
                    double from = before < 0 ? half[k] : half[before];
                    double to = k == half.length ? half[before] : half[k];
                    double t = before < 0 || k == half.length ? 0 : (double) (j - before) / (k - before);
                    half[j] = from + t * (to - from);
                }
            }
            before = k;
        }
    }

    static double[] median(double[] values, int window) {
        int reach = Math.max(0, window / 2);
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int r = Math.min(reach, Math.min(i, values.length - 1 - i));
            double[] part = Arrays.copyOfRange(values, i - r, i + r + 1);
            Arrays.sort(part);
            out[i] = part[r];
        }
        return out;
    }

    static double[] gauss(double[] values, double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            double weights = 0;
            for (int j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
                double weight = Math.exp(-0.5 * (j - i) * (j - i) / (sigma * sigma));
                sum += weight * values[j];
                weights += weight;
            }
            out[i] = sum / weights;
        }
        return out;
    }
}
