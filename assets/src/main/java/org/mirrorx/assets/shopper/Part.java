package org.mirrorx.assets.shopper;

/** A solid of one material inside a ball that lets a ray pass by without asking. */
record Part(Material material, Solid solid, Vec centre, double radius) {

    /** Lower bound of the distance to the part. */
    double bound(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
    }
}
