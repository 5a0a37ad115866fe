package org.mirrorx.kiosk.screens;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets one touch through and swallows what follows too soon: worn panels and nervous fingers touch twice. */
public final class Debounce {
    /** For the controls of a screen together. */
    public static final Duration CONTROL = Duration.ofMillis(300);

    private final long pause;
    private final LongSupplier nanoClock;
    private long last;
    private boolean touched;

    public Debounce(Duration pause, LongSupplier nanoClock) {
        this.pause = pause.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Whether this touch counts. */
    public boolean lets() {
        long now = nanoClock.getAsLong();
        if (touched && now - last < pause) {
            return false;
        }
        touched = true;
        last = now;
        return true;
    }
}
