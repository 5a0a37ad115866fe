package org.mirrorx.inference.image;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Two computations that need nothing of each other, at the same time on two threads: a shop's machine has at least two processors. The
 * results are the same as one after the other. A {@link Workspace} may serve only one of the two.
 *
 * @param first of the calling thread
 * @param second of the other thread
 */
public record SideBySide<A, B>(A first, B second) {
    /**
     * Computes both and returns when both have ended, also when one of them throws: what they read may be freed afterwards.
     *
     * @throws RuntimeException or Error what the first threw, else what the second threw
     */
    public static <A, B> SideBySide<A, B> of(Supplier<A> first, Supplier<B> second) {
        FutureTask<B> other = new FutureTask<>(second::get);
        Thread thread = Thread.ofPlatform().name("side-by-side").daemon().start(other);
        A own;
        try {
            own = first.get();
        } finally {
            join(thread);
        }
        try {
            return new SideBySide<>(own, other.get());
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while two computations ran");
        }
    }

    /** Waits whatever comes: an interruption is passed on afterwards. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
