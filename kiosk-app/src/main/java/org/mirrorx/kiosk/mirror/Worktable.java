package org.mirrorx.kiosk.mirror;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.kiosk.visit.EraseVisit;

/** The atelier's one thread: jobs one after the other; what is being done can be cancelled and waited for. */
final class Worktable implements EraseVisit.Worker, AutoCloseable {
    /** A job; looks at the cancellation now and then. */
    @FunctionalInterface
    interface Job {
        void run(Cancellation cancellation);
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("atelier").factory());
    private final Object monitor = new Object();
    private int open;
    private Cancellation cancellation = new Cancellation();
    private volatile long workingSince;

    /**
     * Queues a job.
     *
     * @param failed is told what it threw
     */
    void add(Job job, Consumer<Throwable> failed) {
        add(job, failed, () -> {});
    }

    /**
     * Queues a job and waits for it.
     *
     * @param failed is told what it threw
     * @return false when it was cancelled
     */
    boolean work(Job job, Consumer<Throwable> failed) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        add(
                stop -> {
                    job.run(stop);
                    done.set(true);
                },
                fault -> {
                    done.set(true);
                    failed.accept(fault);
                },
                over::countDown);
        over.await();
        return done.get();
    }

    private void add(Job job, Consumer<Throwable> failed, Runnable over) {
        Cancellation own;
        synchronized (monitor) {
            open++;
            own = cancellation;
        }
        thread.execute(() -> {
            workingSince = System.nanoTime();
            try {
                if (!own.requested()) {
                    job.run(own);
                }
            } catch (java.util.concurrent.CancellationException stopped) {
                // asked for
            } catch (RuntimeException | Error fault) {
                failed.accept(fault);
            } finally {
                workingSince = 0;
                over.run();
                synchronized (monitor) {
                    open--;
                    monitor.notifyAll();
                }
            }
        });
    }

    /** Nanoseconds since the job at hand began; 0 when none is. */
    long workingFor() {
        long since = workingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    @Override
    public String name() {
        return "atelier";
    }

    /** Cancels every job there is; later ones are not touched. */
    @Override
    public void cancel() {
        synchronized (monitor) {
            cancellation.request();
            cancellation = new Cancellation();
        }
    }

    @Override
    public boolean awaitIdle(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (monitor) {
            while (open > 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                monitor.wait(left);
            }
            return true;
        }
    }

    @Override
    public void close() {
        cancel();
        thread.shutdownNow();
    }
}
