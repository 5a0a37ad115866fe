package org.mirrorx.kiosk.visit;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Erases a visit, in this order: every worker is asked to stop, each is waited for, surfaces are cleared, the memory is overwritten and
 * closed. A worker that does not let go within the limit is a fault: then surfaces are cleared all the same, but the memory is not taken
 * from under it.
 */
public final class EraseVisit {
    /** Work on a visit's pixels. */
    public interface Worker {
        /** For the log: "atelier", "camera". */
        String name();

        /** Asks to stop; returns at once. */
        void cancel();

        /**
         * Waits until it holds no pixel any more.
         *
         * @return false when the time was not enough
         */
        boolean awaitIdle(Duration longest) throws InterruptedException;
    }

    /** Something that shows or keeps a copy of a visit's pixels outside its memory. */
    @FunctionalInterface
    public interface Surface {
        /** Overwrites every pixel; returns when that is done. */
        void clear();
    }

    private final Duration limit;
    private final LongSupplier nanoseconds;

    /**
     * @param limit for all workers together
     * @param nanoseconds a clock that only runs forward
     */
    public EraseVisit(Duration limit, LongSupplier nanoseconds) {
        this.limit = limit;
        this.nanoseconds = nanoseconds;
    }

    /**
     * Erases.
     *
     * @param memories asked for when every worker has let go
     * @throws NotErased when something of the visit may be left
     */
    public void erase(List<Worker> workers, List<Surface> surfaces, Supplier<List<VisitMemory>> memories)
            throws NotErased {
        workers.forEach(Worker::cancel);
        String holding = wait(workers);
        RuntimeException failed = clear(surfaces);
        if (!holding.isEmpty()) {
            throw new NotErased(
                    "The " + holding + " did not let go of the visit within " + limit.toMillis() + " ms.", failed);
        }
        try {
            memories.get().forEach(VisitMemory::erase);
        } catch (IllegalStateException held) {
            throw new NotErased("The visit's memory could not be erased: " + held.getMessage() + ".", held);
        }
        if (failed != null) {
            throw new NotErased("A surface could not be cleared: " + failed.getMessage() + ".", failed);
        }
    }

    /** Name of the first worker that does not let go; "" when all did. */
    private String wait(List<Worker> workers) {
        long end = nanoseconds.getAsLong() + limit.toNanos();
        for (Worker worker : workers) {
            try {
                if (!worker.awaitIdle(Duration.ofNanos(Math.max(0, end - nanoseconds.getAsLong())))) {
                    return worker.name();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return worker.name();
            }
        }
        return "";
    }

    /** Clears all of them, even when one fails. */
    private static @org.jspecify.annotations.Nullable RuntimeException clear(List<Surface> surfaces) {
        RuntimeException first = null;
        for (Surface surface : surfaces) {
            try {
                surface.clear();
            } catch (RuntimeException fault) {
                first = first == null ? fault : first;
            }
        }
        return first;
    }

    /** Something of a visit may be left in memory. */
    public static final class NotErased extends Exception {
        private static final long serialVersionUID = 1;

        NotErased(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
