package org.mirrorx.assets.shopper;

/** An upright body of elliptic sections: half width, half depth and centre change smoothly with the height. */
final class Trunk implements Solid {
    private static final double STEP = 0.2;

    private final double low;
    private final double high;
    /** Half width, half depth, centre x, centre z, every {@link #STEP} centimetres from below. */
    private final double[][] sections;

    /**
     * @param rows from low to high, each {height, half width, half depth, centre x, centre z}, centimetres; between them Catmull-Rom
     */
    Trunk(double[][] rows) {
        low = rows[0][0];
        high = rows[rows.length - 1][0];
        sections = new double[(int) Math.ceil((high - low) / STEP) + 2][4];
        int i = 0;
        for (int s = 0; s < sections.length; s++) {
            double y = Math.min(high, low + s * STEP);
            while (i < rows.length - 2 && rows[i + 1][0] < y) {
                i++;
            }
            double t = (y - rows[i][0]) / (rows[i + 1][0] - rows[i][0]);
            for (int column = 0; column < 4; column++) {
                sections[s][column] = between(rows, i, column + 1, t);
            }
        }
    }

    private static double between(double[][] rows, int i, int column, double t) {
        double p0 = rows[Math.max(0, i - 1)][column];
        double p1 = rows[i][column];
        double p2 = rows[i + 1][column];
        double p3 = rows[Math.min(rows.length - 1, i + 2)][column];
        return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }

    @Override
    public double at(double x, double y, double z) {
        double inside = Math.clamp(y, low, high);
        double at = (inside - low) / STEP;
        int s = (int) at;
        double t = at - s;
        double[] p = sections[s];
        double[] q = sections[s + 1];
        double a = p[0] + (q[0] - p[0]) * t;
        double b = p[1] + (q[1] - p[1]) * t;
        double px = (x - p[2] - (q[2] - p[2]) * t) / a;
        double pz = (z - p[3] - (q[3] - p[3]) * t) / b;
        double radius = Math.sqrt(px * px + pz * pz);
        double slope = Math.sqrt(px * px / (a * a) + pz * pz / (b * b));
        double side = slope < 1e-9 ? -Math.min(a, b) : radius * (radius - 1) / slope;
        double cap = Math.abs(y - inside);
        return cap == 0 ? side : side <= 0 ? cap : Math.sqrt(side * side + cap * cap);
    }
}
