package org.mirrorx.kiosk.mirror;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Notices a stuck screen, camera or atelier. A screen that gives no sign of life for 20 s ends the program at once, so that whoever
 * supervises it starts it again: nothing else can be done from inside.
 */
final class Watchdog implements AutoCloseable {
    private static final long STUCK_NANOSECONDS = 20_000_000_000L;
    private static final long EVERY_MILLISECONDS = 1000;

    /** The program's own exit code for a bug (sysexits EX_SOFTWARE). */
    static final int ENDED_ITSELF = 70;

    private final Consumer<Runnable> beat;
    private final Runnable check;
    private final Consumer<String> log;
    private final AtomicLong alive = new AtomicLong(System.nanoTime());
    private final Thread thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::watch);

    /**
     * @param beat has a sign of life given on the screen's thread
     * @param check looks after the other threads
     */
    Watchdog(Consumer<Runnable> beat, Runnable check, Consumer<String> log) {
        this.beat = beat;
        this.check = check;
        this.log = log;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                beat.accept(() -> alive.set(System.nanoTime()));
                Thread.sleep(EVERY_MILLISECONDS);
                check.run();
                if (System.nanoTime() - alive.get() > STUCK_NANOSECONDS) {
                    log.accept("SCREEN-STUCK");
                    Runtime.getRuntime().halt(ENDED_ITSELF);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
