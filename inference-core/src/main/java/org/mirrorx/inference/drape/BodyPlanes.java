package org.mirrorx.inference.drape;

import java.lang.foreign.ValueLayout;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Point2;

/** The labels as questions about single pixels; outside the picture there is nobody. */
final class BodyPlanes {
    private static final int HALF = 128;

    private final int width;
    private final int height;
    private final byte[] person;
    private final byte[] hair;
    private final byte[] top;
    private final byte[] regions;
    private final byte[] limbs;

    BodyPlanes(GarmentLabels labels) {
        width = labels.width();
        height = labels.height();
        person = bytes(labels.person());
        hair = bytes(labels.hair());
        top = bytes(labels.top());
        regions = bytes(labels.regions());
        limbs = bytes(labels.limbs());
    }

    private static byte[] bytes(Mask mask) {
        return mask.coverage().toArray(ValueLayout.JAVA_BYTE);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean inside(double x, double y) {
        return x >= -0.5 && y >= -0.5 && x < width - 0.5 && y < height - 0.5;
    }

    private int at(double x, double y) {
        return (int) Math.round(y) * width + (int) Math.round(x);
    }

    boolean person(double x, double y) {
        return inside(x, y) && (person[at(x, y)] & 0xff) >= HALF;
    }

    boolean hair(double x, double y) {
        return inside(x, y) && (hair[at(x, y)] & 0xff) >= HALF;
    }

    boolean top(double x, double y) {
        return inside(x, y) && (top[at(x, y)] & 0xff) >= HALF;
    }

    /** {@link Region#BACKGROUND} outside the picture. */
    Region region(double x, double y) {
        return inside(x, y) ? Region.of(regions[at(x, y)]) : Region.BACKGROUND;
    }

    /** {@link GarmentLabels#TRUNK}, {@link GarmentLabels#LEFT_ARM} or {@link GarmentLabels#RIGHT_ARM}. */
    int limb(double x, double y) {
        return inside(x, y) ? limbs[at(x, y)] : GarmentLabels.TRUNK;
    }

    boolean skin(double x, double y) {
        return switch (region(x, y)) {
            case NECK, ARM, HAND, BELLY, LEG -> true;
            case BACKGROUND, HAIR, HEAD, TOP, LOWER, SHOE -> false;
        };
    }

    /** How far from {@code from} along a unit direction the person goes on; at most {@code limit} pixels. */
    double reach(Point2 from, double dx, double dy, double limit) {
        double gone = 0;
        for (double d = 0; d <= limit; d += 0.5) {
            if (!person(from.x() + d * dx, from.y() + d * dy)) {
                break;
            }
            gone = d;
        }
        return gone;
    }
}
