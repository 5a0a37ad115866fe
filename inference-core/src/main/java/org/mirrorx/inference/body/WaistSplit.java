package org.mirrorx.inference.body;

import java.util.Arrays;
import java.util.Optional;
import org.mirrorx.inference.image.ColourModel;
import org.mirrorx.inference.image.Curve;

/**
 * Where the top ends and the lower garment begins (drape recipe §5.3): the row a column at which the colours change from those of the
 * chest to those below the hips, as a smooth line. Clothes of one colour all the way are one piece.
 */
final class WaistSplit {
    /** Rows the two colour models are learnt from, in torso lengths below the shoulders. */
    private static final double CHEST_FROM = 0.18;

    private static final double CHEST_TO = 0.55;
    private static final double BELOW_FROM = 1.02;
    private static final double BELOW_TO = 1.7;

    /** Rows the split may lie in. */
    private static final double SPLIT_FROM = 0.35;

    private static final double SPLIT_TO = 1.5;

    private static final float RATIO_LIMIT = 2.5f;
    private static final float EDGE_WEIGHT = 0.25f;
    private static final float EDGE_LIMIT = 5f;
    /** Cost of a cell's step from column to column. */
    private static final double STEP_COST = 1.6;

    private static final int LARGEST_STEP = 4;
    /** How far the line may leave its parabola, in torso lengths. */
    private static final double LOOSE = 0.035;

    private static final float SURPRISE = 0.1f;
    /** Fewest cells below the hips that show what is worn there. */
    private static final int FEWEST = 40;

    /**
     * @param rows by column of cells, the first row of the lower garment; empty when there is none
     * @param likeness Bhattacharyya coefficient of the colours above and below; 1 when nothing is seen below
     */
    record Found(Optional<Curve> rows, double likeness) {}

    /**
     * @param bones in cells
     * @param arm true in the capsules of the arms
     */
    Found find(SmallCapture small, Skeleton bones, Limbs limbs, boolean[] cloth, boolean[] skin, boolean[] arm) {
        int w = small.width();
        int h = small.height();
        double t = bones.torsoLength();
        double s = bones.shoulderWidth();
        double y0 = bones.shoulderMiddle().y();
        ColourModel above = new ColourModel();
        ColourModel below = new ColourModel();
        int left = w;
        int right = -1;
        for (int y = 0; y < h; y++) {
            double down = (y - y0) / t;
            double middle = middle(bones, down);
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                if (!cloth[i] || Math.abs(x - middle) > 0.75 * s) {
                    continue;
                }
                if (down > CHEST_FROM && down < CHEST_TO && Math.abs(x - middle) < 0.42 * s) {
                    above.add(small.l()[i], small.a()[i], small.b()[i], 1);
                } else if (down > BELOW_FROM && down < BELOW_TO && !arm[i]) {
                    below.add(small.l()[i], small.a()[i], small.b()[i], 1);
                }
                if (down > 0.5 && down < 1.1 && !arm[i]) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        if (above.total() < FEWEST || below.total() < FEWEST || right - left < 4) {
            return new Found(Optional.empty(), 1);
        }
        above.settle(2);
        below.settle(2);
        double likeness = above.likeness(below);
        if (likeness > GarmentLabels.ONE_PIECE) {
            return new Found(hangingHem(small, bones, limbs, cloth, skin, arm), likeness);
        }
        Stretch stretch = new Stretch(
                left,
                right,
                Math.max(0, (int) Math.round(y0 + SPLIT_FROM * t)),
                Math.min(h - 1, (int) Math.round(y0 + SPLIT_TO * t)),
                middle(bones, 0.8));
        return new Found(seam(small, bones, cloth, skin, arm, above, below, stretch), likeness);
    }

    /** A long kurta over trousers: one cloth past the hips, another one above the ankles. Empty for a dress over bare legs. */
    private static Optional<Curve> hangingHem(
            SmallCapture small, Skeleton bones, Limbs limbs, boolean[] cloth, boolean[] skin, boolean[] arm) {
        int w = small.width();
        double t = bones.torsoLength();
        double y0 = bones.shoulderMiddle().y();
        ColourModel above = new ColourModel();
        ColourModel below = new ColourModel();
        int left = w;
        int right = -1;
        double ankles = Math.max(bones.left().ankle().y(), bones.right().ankle().y());
        for (int y = 0; y < small.height(); y++) {
            double down = (y - y0) / t;
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                if (!cloth[i] || arm[i] || Math.abs(x - middle(bones, down)) > 0.9 * bones.shoulderWidth()) {
                    continue;
                }
                if (down > CHEST_FROM && down < HANGING_FROM) {
                    above.add(small.l()[i], small.a()[i], small.b()[i], 1);
                }
                int leg = limbs.leg(i);
                float share = leg < 0 ? 0 : limbs.legs().get(leg).share(i);
                if (share > SHIN_FROM && share < SHIN_TO) {
                    below.add(small.l()[i], small.a()[i], small.b()[i], 1);
                }
                if (down > 1 && down < 1.4) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        if (above.total() < FEWEST || below.total() < FEWEST || right - left < 4) {
            return Optional.empty();
        }
        above.settle(2);
        below.settle(2);
        if (above.likeness(below) > OTHER_CLOTH) {
            return Optional.empty();
        }
        Stretch stretch = new Stretch(
                left,
                right,
                (int) Math.round(y0 + HANGING_FROM * t),
                (int) Math.min(small.height() - 1.0, ankles),
                bones.hipMiddle().x());
        return seam(small, bones, cloth, skin, arm, above, below, stretch);
    }

    /** A hem that hangs below the hips lies lower than this, in torso lengths below the shoulders. */
    private static final double HANGING_FROM = 1.15;

    /** Shares of the legs at which trousers under a kurta show: below the knee, above the shoe. */
    private static final double SHIN_FROM = 0.62;

    private static final double SHIN_TO = 0.92;
    /** Under a hanging hem the cloth has to be plainly another. */
    private static final double OTHER_CLOTH = 0.5;

    /**
     * @param left, right columns in which the seam is looked for
     * @param from, to rows
     * @param middle a column that surely crosses it
     */
    private record Stretch(int left, int right, int from, int to, double middle) {}

    private static Optional<Curve> seam(
            SmallCapture small,
            Skeleton bones,
            boolean[] cloth,
            boolean[] skin,
            boolean[] arm,
            ColourModel above,
            ColourModel below,
            Stretch stretch) {
        int w = small.width();
        int h = small.height();
        double t = bones.torsoLength();
        int left = stretch.left;
        int from = stretch.from;
        if (stretch.to - from < 4) {
            return Optional.empty();
        }
        int columns = stretch.right - left + 1;
        int rows = stretch.to - from + 1;
        double[][] gain = new double[columns][rows];
        for (int c = 0; c < columns; c++) {
            double[] ratio = new double[rows + 1];
            double total = 0;
            for (int r = 0; r < rows; r++) {
                int i = (from + r) * w + left + c;
                double v = cloth[i] && !arm[i]
                        ? Math.clamp(
                                above.logRatio(below, small.l()[i], small.a()[i], small.b()[i], SURPRISE),
                                -RATIO_LIMIT,
                                RATIO_LIMIT)
                        : 0;
                total += v;
                ratio[r + 1] = total;
            }
            for (int r = 0; r < rows; r++) {
                double sumAbove = ratio[r];
                double sumBelow = total - ratio[r];
                gain[c][r] = sumAbove - sumBelow + EDGE_WEIGHT * edge(small, left + c, from + r);
            }
        }
        int[] path = smoothest(gain);
        int middleColumn = Math.clamp(Math.round(stretch.middle) - left, 0, columns - 1);
        int core = (int) Math.max(1, CORE * bones.shoulderWidth());
        int coreFrom = Math.max(0, middleColumn - core);
        int coreTo = Math.min(columns - 1, middleColumn + core);
        int[] sorted = Arrays.copyOfRange(path, coreFrom, coreTo + 1);
        Arrays.sort(sorted);
        int row = from + sorted[sorted.length / 2];
        int[] ends = ends(cloth, arm, w, h, left + middleColumn, row, (int) Math.round(ENDS * t));
        int first = Math.max(0, ends[0] - left);
        int last = Math.min(columns - 1, ends[1] - left);
        if (last - first < 4) {
            return Optional.empty();
        }
        double[] y = new double[last - first + 1];
        for (int c = first; c <= last; c++) {
            int r = from + path[c];
            while (r + 1 < h && bare(cloth, skin, arm, (r + 1) * w + left + c)) {
                r++; // below the belly the lower garment begins
            }
            y[c - first] = r;
        }
        double[] parabola = parabola(y, 0.02 * t);
        for (int c = 0; c < y.length; c++) {
            y[c] = Math.clamp(y[c], parabola[c] - LOOSE * t, parabola[c] + LOOSE * t);
        }
        return Optional.of(Curve.of(left + first, lowered(y)));
    }

    /** Half the columns that say where the waist is, in shoulder widths. */
    private static final double CORE = 0.22;

    /** Rows above and below the waist in which the trunk's width is taken, in torso lengths. */
    private static final double ENDS = 0.08;

    private static boolean bare(boolean[] cloth, boolean[] skin, boolean[] arm, int i) {
        return !cloth[i] && skin[i] && !arm[i];
    }

    /** First and last column of the cloth joined to the trunk's middle about a row. */
    private static int[] ends(boolean[] cloth, boolean[] arm, int w, int h, int middle, int row, int reach) {
        int first = middle;
        int last = middle;
        for (int y = Math.max(0, row - reach); y <= Math.min(h - 1, row + reach); y++) {
            for (int side = -1; side <= 1; side += 2) {
                int x = middle;
                while (x >= 0 && x < w && cloth[y * w + x] && !arm[y * w + x]) {
                    x += side;
                }
                first = Math.min(first, x + 1);
                last = Math.max(last, x - 1);
            }
        }
        return new int[] {first, last};
    }

    /** A smooth seam along the lower side of a ragged one, so that no crumb of the top lies below it. */
    private static double[] lowered(double[] y) {
        double[] lowest = new double[y.length];
        for (int c = 0; c < y.length; c++) {
            for (int k = Math.max(0, c - 1); k <= Math.min(y.length - 1, c + 1); k++) {
                lowest[c] = Math.max(lowest[c], y[k]);
            }
        }
        double[] out = new double[y.length];
        for (int c = 0; c < y.length; c++) {
            double sum = 0;
            double weights = 0;
            for (int k = Math.max(0, c - 9); k <= Math.min(y.length - 1, c + 9); k++) {
                double weight = Math.exp(-0.5 * (k - c) * (k - c) / (SEAM_SIGMA * SEAM_SIGMA));
                sum += weight * lowest[k];
                weights += weight;
            }
            out[c] = sum / weights;
        }
        return out;
    }

    /** Smoothness of the seam along the columns, in cells. */
    private static final double SEAM_SIGMA = 3;

    /** The trunk's middle column at a height given in torso lengths. */
    private static double middle(Skeleton bones, double down) {
        return bones.shoulderMiddle()
                .towards(bones.hipMiddle(), Math.min(1.2, down))
                .x();
    }

    /** How much a cell differs from the one above it, Lab. */
    private static double edge(SmallCapture small, int x, int y) {
        if (y == 0) {
            return 0;
        }
        int i = y * small.width() + x;
        int j = i - small.width();
        double d = Math.hypot(
                small.l()[i] - small.l()[j], Math.hypot(small.a()[i] - small.a()[j], small.b()[i] - small.b()[j]));
        return Math.min(d, EDGE_LIMIT / EDGE_WEIGHT);
    }

    /** The path of greatest gain from the first to the last column (dynamic programming). */
    private static int[] smoothest(double[][] gain) {
        int columns = gain.length;
        int rows = gain[0].length;
        double[][] best = new double[columns][rows];
        int[][] from = new int[columns][rows];
        best[0] = gain[0].clone();
        for (int c = 1; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                double top = Double.NEGATIVE_INFINITY;
                for (int k = Math.max(0, r - LARGEST_STEP); k <= Math.min(rows - 1, r + LARGEST_STEP); k++) {
                    double v = best[c - 1][k] - STEP_COST * Math.abs(k - r);
                    if (v > top) {
                        top = v;
                        from[c][r] = k;
                    }
                }
                best[c][r] = top + gain[c][r];
            }
        }
        int[] path = new int[columns];
        for (int r = 1; r < rows; r++) {
            if (best[columns - 1][r] > best[columns - 1][path[columns - 1]]) {
                path[columns - 1] = r;
            }
        }
        for (int c = columns - 1; c > 0; c--) {
            path[c - 1] = from[c][path[c]];
        }
        return path;
    }

    /** A parabola through the rows, refitted five times with less trust in those far from it. */
    private static double[] parabola(double[] y, double scale) {
        int n = y.length;
        double[] weight = new double[n];
        Arrays.fill(weight, 1);
        double[] fit = new double[n];
        for (int round = 0; round < 5; round++) {
            double[][] m = new double[3][4];
            for (int c = 0; c < n; c++) {
                double u = 2.0 * c / Math.max(1, n - 1) - 1;
                double[] basis = {1, u, u * u};
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        m[i][j] += weight[c] * basis[i] * basis[j];
                    }
                    m[i][3] += weight[c] * basis[i] * y[c];
                }
            }
            double[] k = solve(m);
            for (int c = 0; c < n; c++) {
                double u = 2.0 * c / Math.max(1, n - 1) - 1;
                fit[c] = k[0] + k[1] * u + k[2] * u * u;
                double miss = (y[c] - fit[c]) / scale;
                weight[c] = 1 / (1 + miss * miss);
            }
        }
        return fit;
    }

    /** Gauss with the largest pivot; the matrix is three rows of four. */
    private static double[] solve(double[][] m) {
        for (int i = 0; i < 3; i++) {
            int pivot = i;
            for (int r = i + 1; r < 3; r++) {
                if (Math.abs(m[r][i]) > Math.abs(m[pivot][i])) {
                    pivot = r;
                }
            }
            double[] swap = m[i];
            m[i] = m[pivot];
            m[pivot] = swap;
            for (int r = 0; r < 3; r++) {
                if (r != i && m[i][i] != 0) {
                    double f = m[r][i] / m[i][i];
                    for (int c = i; c < 4; c++) {
                        m[r][c] -= f * m[i][c];
                    }
                }
            }
        }
        double[] k = new double[3];
        for (int i = 0; i < 3; i++) {
            k[i] = m[i][i] == 0 ? 0 : m[i][3] / m[i][i];
        }
        return k;
    }
}
