package org.mirrorx.assets.shopper;

/**
 * A chain of round cones whose joints and radii run along smooth curves (Catmull-Rom): arms, legs, sleeves.
 */
final class Limb implements Solid {
    private static final int LINKS_A_BONE = 4;

    /** {ax, ay, az, dx, dy, dz, 1/|d|², radius at a, radius gained}, one row a cone. */
    private final double[][] links;

    private Limb(double[][] links) {
        this.links = links;
    }

    /** @param points the chain's joints, with as many radii */
    static Limb through(Vec[] points, double[] radii) {
        int bones = points.length - 1;
        double[][] links = new double[bones * LINKS_A_BONE][];
        for (int i = 0; i < links.length; i++) {
            Vec a = on(points, i / (double) LINKS_A_BONE);
            Vec d = on(points, (i + 1) / (double) LINKS_A_BONE).minus(a);
            double ra = on(radii, i / (double) LINKS_A_BONE);
            double rb = on(radii, (i + 1) / (double) LINKS_A_BONE);
            links[i] = new double[] {a.x(), a.y(), a.z(), d.x(), d.y(), d.z(), 1 / d.dot(d), ra, rb - ra};
        }
        return new Limb(links);
    }

    private static Vec on(Vec[] p, double at) {
        double[] x = new double[p.length];
        double[] y = new double[p.length];
        double[] z = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            x[i] = p[i].x();
            y[i] = p[i].y();
            z[i] = p[i].z();
        }
        return Vec.of(on(x, at), on(y, at), on(z, at));
    }

    private static double on(double[] v, double at) {
        int i = Math.min((int) at, v.length - 2);
        double t = at - i;
        double p0 = v[Math.max(0, i - 1)];
        double p1 = v[i];
        double p2 = v[i + 1];
        double p3 = v[Math.min(v.length - 1, i + 2)];
        return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }

    @Override
    public double at(double x, double y, double z) {
        double nearest = Double.MAX_VALUE;
        double radius = 0;
        for (double[] c : links) {
            double px = x - c[0];
            double py = y - c[1];
            double pz = z - c[2];
            double t = Math.clamp((px * c[3] + py * c[4] + pz * c[5]) * c[6], 0.0, 1.0);
            double ex = px - t * c[3];
            double ey = py - t * c[4];
            double ez = pz - t * c[5];
            double d2 = ex * ex + ey * ey + ez * ez;
            if (d2 < nearest) {
                nearest = d2;
                radius = c[7] + t * c[8];
            }
        }
        return Math.sqrt(nearest) - radius;
    }
}
