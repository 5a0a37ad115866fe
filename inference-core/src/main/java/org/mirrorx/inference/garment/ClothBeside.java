package org.mirrorx.inference.garment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.image.Point2;

/** Measures cloth that hangs beside the body and belongs to no sleeve: flounces, capes, wings, a draped end. */
final class ClothBeside {
    private ClothBeside() {}

    /** Pixels beyond the line from the armpit to the hem's end that belong to no sleeve. */
    static double pixels(
            Silhouette shape, int sign, double axis, Point2 armpit, Optional<Sleeve> found, Point2 hemEnd) {
        double slack = 0.06 * Math.abs(hemEnd.x() - axis);
        List<Point2> sleeve = new ArrayList<>();
        found.ifPresent(s -> {
            sleeve.addAll(s.outer());
            sleeve.addAll(s.inner().reversed());
        });
        double pixels = 0;
        for (int y = (int) armpit.y(); y <= shape.bottom; y++) {
            double t = Math.clamp((y - armpit.y()) / Math.max(1, hemEnd.y() - armpit.y()), 0, 1);
            double edge = armpit.x() + t * (hemEnd.x() - armpit.x()) + sign * slack;
            for (Silhouette.Run run : shape.runs(y)) {
                for (int x = run.from(); x <= run.to(); x += 2) {
                    if (sign * (x - edge) > 0 && !encloses(sleeve, x, y)) {
                        pixels += 2;
                    }
                }
            }
        }
        return pixels;
    }

    /** Even-odd rule. */
    private static boolean encloses(List<Point2> polygon, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
            Point2 a = polygon.get(i);
            Point2 b = polygon.get(j);
            if (a.y() > y != b.y() > y && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }
}
