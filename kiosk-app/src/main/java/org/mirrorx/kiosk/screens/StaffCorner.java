package org.mirrorx.kiosk.screens;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** The hidden corner: five touches at the upper left within three seconds. Shows nothing. */
final class StaffCorner {
    /** Of the corner, design px. */
    static final double SIDE = 200;

    private static final int TOUCHES = 5;
    private static final long WITHIN = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanoClock;
    private final Deque<Long> touches = new ArrayDeque<>();

    StaffCorner(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /**
     * A finger left the display; says whether that was the touch that opens the corner.
     *
     * @param x from the left edge, design px
     * @param y from the upper edge, design px
     */
    boolean opens(double x, double y) {
        if (x > SIDE || y > SIDE) {
            touches.clear();
            return false;
        }
        long now = nanoClock.getAsLong();
        touches.addLast(now);
        while (now - touches.getFirst() > WITHIN) {
            touches.removeFirst();
        }
        if (touches.size() < TOUCHES) {
            return false;
        }
        touches.clear();
        return true;
    }
}
