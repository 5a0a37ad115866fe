package org.mirrorx.inference;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How often the face in a look is the shopper's at once: looks that pass with the first seed, by looks shown and looks declined because of
 * the face. Counts alone, of no person. Any thread.
 */
public final class FaceFidelity {
    private long atOnce;
    private long shown;
    private long declined;

    /** What came of a look's face. */
    enum Result {
        PASSED_AT_ONCE,
        PASSED_WITH_ANOTHER_SEED,
        DECLINED
    }

    synchronized void count(Result result) {
        switch (result) {
            case PASSED_AT_ONCE -> {
                atOnce++;
                shown++;
            }
            case PASSED_WITH_ANOTHER_SEED -> shown++;
            case DECLINED -> declined++;
        }
    }

    /** 0 to 1; empty before the first look. */
    public synchronized OptionalDouble share() {
        long all = shown + declined;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) atOnce / all);
    }

    /** For staff. */
    @Override
    public synchronized String toString() {
        OptionalDouble share = share();
        return share.isEmpty()
                ? "no look yet"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% kept at once: %d of %d looks, %d declined",
                        100 * share.getAsDouble(),
                        atOnce,
                        shown + declined,
                        declined);
    }
}
