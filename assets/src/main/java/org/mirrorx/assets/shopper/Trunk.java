package org.mirrorx.assets.shopper;

/**
 * An upright body of elliptic sections: half width, half depth and centre at rows given from low to high, smooth between (Catmull-Rom).
 *
 * @param rows each {height, half width, half depth, centre x, centre z}, centimetres
 */
record Trunk(double[][] rows) implements Solid {
    @Override
    public double at(double x, double y, double z) {
        double low = rows[0][0];
        double high = rows[rows.length - 1][0];
        double inside = Math.clamp(y, low, high);
        int i = 0;
        while (i < rows.length - 2 && rows[i + 1][0] < inside) {
            i++;
        }
        double t = (inside - rows[i][0]) / (rows[i + 1][0] - rows[i][0]);
        double a = between(i, 1, t);
        double b = between(i, 2, t);
        double px = (x - between(i, 3, t)) / a;
        double pz = (z - between(i, 4, t)) / b;
        double q = Math.sqrt(px * px + pz * pz);
        double g = Math.sqrt(px * px / (a * a) + pz * pz / (b * b));
        double side = g < 1e-9 ? -Math.min(a, b) : q * (q - 1) / g;
        double cap = Math.abs(y - inside);
        return cap == 0 ? side : side <= 0 ? cap : Math.sqrt(side * side + cap * cap);
    }

    private double between(int i, int column, double t) {
        double p0 = rows[Math.max(0, i - 1)][column];
        double p1 = rows[i][column];
        double p2 = rows[i + 1][column];
        double p3 = rows[Math.min(rows.length - 1, i + 2)][column];
        return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }
}
