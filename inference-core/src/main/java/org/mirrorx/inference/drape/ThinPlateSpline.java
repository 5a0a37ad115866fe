package org.mirrorx.inference.drape;

import java.util.Arrays;
import java.util.List;

/**
 * The thin-plate spline from body to garment through a sheet's pins (Bookstein 1989): f(p) = a₀ + a₁x + a₂y + Σ wᵢ·U(|p − pᵢ|) with
 * U(r) = r²·ln r², the surface of least bending. Coordinates are divided by the root of the median squared distance of the pins, so
 * that the stiffness λ means the same at any picture size.
 */
final class ThinPlateSpline {
    private static final double TINY = 1e-12;

    private final double[] centreX;
    private final double[] centreY;
    /** Per output (garment x, garment y): the weights, then a₀, a₁, a₂. */
    private final double[][] coefficients;

    private final double originX;
    private final double originY;
    private final double unit;

    private ThinPlateSpline(
            double[] centreX, double[] centreY, double[][] coefficients, double originX, double originY, double unit) {
        this.centreX = centreX;
        this.centreY = centreY;
        this.coefficients = coefficients;
        this.originX = originX;
        this.originY = originY;
        this.unit = unit;
    }

    /**
     * @param pins at least 3, their body points not all on one line; pins that share a body point are smoothed together
     * @param lambda stiffness, 0 or more: 0 goes exactly through the pins
     * @throws IllegalArgumentException when the pins do not span a plane
     */
    static ThinPlateSpline through(List<Pin> pins, double lambda) {
        int n = pins.size();
        double originX = pins.stream().mapToDouble(p -> p.body().x()).average().orElseThrow();
        double originY = pins.stream().mapToDouble(p -> p.body().y()).average().orElseThrow();
        double unit = Math.sqrt(medianSquaredDistance(pins));
        double[] x = new double[n];
        double[] y = new double[n];
        double[][] rightSide = new double[2][n + 3];
        for (int i = 0; i < n; i++) {
            Pin pin = pins.get(i);
            x[i] = (pin.body().x() - originX) / unit;
            y[i] = (pin.body().y() - originY) / unit;
            rightSide[0][i] = pin.garment().x();
            rightSide[1][i] = pin.garment().y();
        }
        double[][] system = new double[n + 3][n + 3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double u = kernel(squared(x[i] - x[j]) + squared(y[i] - y[j]));
                system[i][j] = u;
                system[j][i] = u;
            }
            system[i][i] = lambda;
            double[] affine = {1, x[i], y[i]};
            for (int k = 0; k < 3; k++) {
                system[i][n + k] = affine[k];
                system[n + k][i] = affine[k];
            }
        }
        solve(system, rightSide);
        return new ThinPlateSpline(x, y, rightSide, originX, originY, unit);
    }

    /** Writes the garment place of body place (x, y) to {@code out[0], out[1]}. */
    void map(double x, double y, double[] out) {
        double px = (x - originX) / unit;
        double py = (y - originY) / unit;
        int n = centreX.length;
        double[] first = coefficients[0];
        double[] second = coefficients[1];
        double gx = first[n] + first[n + 1] * px + first[n + 2] * py;
        double gy = second[n] + second[n + 1] * px + second[n + 2] * py;
        for (int i = 0; i < n; i++) {
            double u = kernel(squared(px - centreX[i]) + squared(py - centreY[i]));
            gx += first[i] * u;
            gy += second[i] * u;
        }
        out[0] = gx;
        out[1] = gy;
    }

    private static double kernel(double squaredDistance) {
        return squaredDistance < TINY ? 0 : squaredDistance * Math.log(squaredDistance);
    }

    private static double squared(double v) {
        return v * v;
    }

    private static double medianSquaredDistance(List<Pin> pins) {
        int n = pins.size();
        double[] distances = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double d = pins.get(i).body().distance(pins.get(j).body());
                distances[k++] = d * d;
            }
        }
        Arrays.sort(distances);
        double median = k == 0 ? 0 : distances[k / 2];
        if (median < TINY) {
            throw new IllegalArgumentException("a sheet's " + n + " pins lie on one another");
        }
        return median;
    }

    /** Gauss with row exchange; the right sides become the solutions. */
    private static void solve(double[][] system, double[][] rightSides) {
        int n = system.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(system[row][column]) > Math.abs(system[pivot][column])) {
                    pivot = row;
                }
            }
            if (Math.abs(system[pivot][column]) < TINY) {
                throw new IllegalArgumentException("a sheet's pins lie on one line");
            }
            exchange(system, rightSides, column, pivot);
            for (int row = column + 1; row < n; row++) {
                double factor = system[row][column] / system[column][column];
                if (factor != 0) {
                    for (int k = column; k < n; k++) {
                        system[row][k] -= factor * system[column][k];
                    }
                    for (double[] right : rightSides) {
                        right[row] -= factor * right[column];
                    }
                }
            }
        }
        for (double[] right : rightSides) {
            for (int row = n - 1; row >= 0; row--) {
                double sum = right[row];
                for (int k = row + 1; k < n; k++) {
                    sum -= system[row][k] * right[k];
                }
                right[row] = sum / system[row][row];
            }
        }
    }

    private static void exchange(double[][] system, double[][] rightSides, int a, int b) {
        double[] row = system[a];
        system[a] = system[b];
        system[b] = row;
        for (double[] right : rightSides) {
            double value = right[a];
            right[a] = right[b];
            right[b] = value;
        }
    }
}
