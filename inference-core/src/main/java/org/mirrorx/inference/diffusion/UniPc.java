package org.mirrorx.inference.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.models.Refusal;

/**
 * The unified predictor-corrector (arXiv 2302.04867) on clean samples: each step first corrects the step before with the new output,
 * then predicts the next sample.
 */
final class UniPc extends MultistepFamily {
    /** What the paper calls B(h). */
    private enum Variant {
        BH1,
        BH2
    }

    private static final int HIGHEST_ORDER = 4;

    private final Variant variant;

    /** Clean samples of the steps before, the newest first. */
    private final List<double[]> history = new ArrayList<>();

    private float[] lastSample = {};
    private int lastOrder;
    private int calls;

    UniPc(SchedulerConfig config, SchedulerRun run) {
        super(config, run);
        this.variant = config.choice("solver_type", Variant.BH2);
        if (order < 1 || order > HIGHEST_ORDER) {
            throw new Refusal("UniPC of order " + order + " is not computed here; use 1 to " + HIGHEST_ORDER + ".");
        }
    }

    @Override
    public void step(float[] output, int step, float[] sample) {
        // The output belongs to the sample as it was predicted, not to the corrected one.
        double[] clean = clean(output, step, sample);
        if (calls > 0) {
            correct(clean, step, sample);
        }
        history.addFirst(clean);
        if (history.size() > order) {
            history.removeLast();
        }
        int now = Math.min(order, calls + 1);
        lastOrder = lowerOrderFinal ? Math.min(now, steps() - step) : now;
        lastSample = sample.clone();
        predict(step, sample);
        calls++;
    }

    /** The coefficients of one interval. */
    private record Interval(double h, double phi, double b, double[] ratios, double[] right) {}

    /**
     * @param from, to steps the interval lies between
     * @param order of the method
     */
    private Interval interval(int from, int to, int order) {
        double h = lambda(to) - lambda(from);
        double y = -h;
        double phi = Math.expm1(y);
        double b = switch (variant) {
            case BH1 -> y;
            case BH2 -> phi;
        };
        double[] ratios = new double[order];
        for (int k = 1; k < order; k++) {
            ratios[k - 1] = (lambda(from - k) - lambda(from)) / h;
        }
        ratios[order - 1] = 1;
        double[] right = new double[order];
        double g = phi / y - 1;
        double factorial = 1;
        for (int i = 1; i <= order; i++) {
            right[i - 1] = g * factorial / b;
            factorial *= i + 1;
            g = g / y - 1 / factorial;
        }
        return new Interval(h, phi, b, ratios, right);
    }

    private void predict(int step, float[] sample) {
        Interval interval = interval(step, step + 1, lastOrder);
        double[] weights = lastOrder == 2 ? new double[] {0.5} : solve(interval.ratios, interval.right, lastOrder - 1);
        double ofSample = s(step + 1) / s(step);
        double a = a(step + 1);
        double[] clean = history.getFirst();
        for (int i = 0; i < sample.length; i++) {
            double slopes = slopes(weights, interval.ratios, 0, i);
            sample[i] = (float) (ofSample * sample[i]
                    - a * interval.phi * clean[i]
                    - (weights.length == 0 ? 0 : a * interval.b * slopes));
        }
    }

    private void correct(double[] clean, int step, float[] sample) {
        Interval interval = interval(step - 1, step, lastOrder);
        double[] weights = lastOrder == 1 ? new double[] {0.5} : solve(interval.ratios, interval.right, lastOrder);
        double ofSample = s(step) / s(step - 1);
        double a = a(step);
        double[] before = history.getFirst();
        for (int i = 0; i < sample.length; i++) {
            double slopes =
                    slopes(weights, interval.ratios, 1, i) + weights[weights.length - 1] * (clean[i] - before[i]);
            sample[i] = (float) (ofSample * lastSample[i] - a * interval.phi * before[i] - a * interval.b * slopes);
        }
    }

    /** Σ weight · (earlier − newest) / ratio over all weights but the last {@code without}. */
    private double slopes(double[] weights, double[] ratios, int without, int i) {
        double sum = 0;
        double newest = history.getFirst()[i];
        for (int k = 0; k < weights.length - without; k++) {
            sum += weights[k] * (history.get(k + 1)[i] - newest) / ratios[k];
        }
        return sum;
    }

    /** Σ_k ratio_k^i · weight_k = right_i for i below {@code size}: Gauss with the largest pivot. */
    private static double[] solve(double[] ratios, double[] right, int size) {
        double[][] rows = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                rows[i][k] = Math.pow(ratios[k], i);
            }
            rows[i][size] = right[i];
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            double[] swapped = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swapped;
            for (int row = 0; row < size; row++) {
                if (row != column) {
                    double factor = rows[row][column] / rows[column][column];
                    for (int k = column; k <= size; k++) {
                        rows[row][k] -= factor * rows[column][k];
                    }
                }
            }
        }
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = rows[i][size] / rows[i][i];
        }
        return weights;
    }
}
