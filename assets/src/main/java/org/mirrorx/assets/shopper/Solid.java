package org.mirrorx.assets.shopper;

/** A solid known by its signed distance, centimetres: negative inside. Distances may be short of the truth, never far beyond it. */
@FunctionalInterface
interface Solid {
    double at(double x, double y, double z);

    /** Beyond this many centimetres neither fillets nor the light's soft edges ask for the exact distance. */
    double FAR_AWAY = 8;

    /** A cone with round ends: radius {@code ra} at a, {@code rb} at b. */
    static Solid cone(Vec a, double ra, Vec b, double rb) {
        Vec d = b.minus(a);
        double length2 = d.dot(d);
        return (x, y, z) -> {
            double px = x - a.x();
            double py = y - a.y();
            double pz = z - a.z();
            double t = Math.clamp((px * d.x() + py * d.y() + pz * d.z()) / length2, 0.0, 1.0);
            double ex = px - t * d.x();
            double ey = py - t * d.y();
            double ez = pz - t * d.z();
            return Math.sqrt(ex * ex + ey * ey + ez * ez) - (ra + (rb - ra) * t);
        };
    }

    static Solid ball(Vec c, double r) {
        return (x, y, z) -> {
            double dx = x - c.x();
            double dy = y - c.y();
            double dz = z - c.z();
            return Math.sqrt(dx * dx + dy * dy + dz * dz) - r;
        };
    }

    /** An ellipsoid along the axes; first-order distance (Quilez, "ellipsoid SDF"). */
    static Solid ellipsoid(Vec c, double rx, double ry, double rz) {
        return (x, y, z) -> {
            double px = (x - c.x()) / rx;
            double py = (y - c.y()) / ry;
            double pz = (z - c.z()) / rz;
            double q = Math.sqrt(px * px + py * py + pz * pz);
            double g = Math.sqrt(px * px / (rx * rx) + py * py / (ry * ry) + pz * pz / (rz * rz));
            return g < 1e-9 ? -Math.min(rx, Math.min(ry, rz)) : q * (q - 1) / g;
        };
    }

    /** Joined with a fillet about {@code k} wide. */
    default Solid join(Solid other, double k) {
        return (x, y, z) -> smoothMin(at(x, y, z), other.at(x, y, z), k);
    }

    /** What is left when the other solid is cut away, the edge rounded by about {@code k}. */
    default Solid minus(Solid other, double k) {
        return (x, y, z) -> -smoothMin(-at(x, y, z), other.at(x, y, z), k);
    }

    /** What both have in common. */
    default Solid within(Solid other, double k) {
        return (x, y, z) -> -smoothMin(-at(x, y, z), -other.at(x, y, z), k);
    }

    /** The same, but far away only the distance of a ball round it, which is quicker; far is beyond what fillets reach. */
    default Solid inBall(Vec c, double radius) {
        return (x, y, z) -> {
            double dx = x - c.x();
            double dy = y - c.y();
            double dz = z - c.z();
            double bound = Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
            return bound > FAR_AWAY ? bound : at(x, y, z);
        };
    }

    /** The half space on the side of {@code point} that {@code normal} does not point to. */
    static Solid below(Vec point, Vec normal) {
        Vec n = normal.unit();
        double offset = n.dot(point);
        return (x, y, z) -> x * n.x() + y * n.y() + z * n.z() - offset;
    }

    static double smoothMin(double a, double b, double k) {
        double h = Math.max(k - Math.abs(a - b), 0) / k;
        return Math.min(a, b) - h * h * k * 0.25;
    }
}
