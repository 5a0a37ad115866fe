package org.mirrorx.inference;

import java.util.concurrent.CancellationException;

/** A request to stop, set by one thread and seen by another. */
public final class Cancellation {
    private volatile boolean requested;

    /** Asks the work to stop soon. */
    public void request() {
        requested = true;
    }

    public boolean requested() {
        return requested;
    }

    /** @throws CancellationException when a stop was requested */
    public void check() {
        if (requested) {
            throw new CancellationException("the shopper or the program asked to stop");
        }
    }
}
