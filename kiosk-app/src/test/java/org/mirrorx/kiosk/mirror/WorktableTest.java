package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorktableTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Worktable table = new Worktable();
    private final List<Throwable> failed = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void aCancelledJobEndsAndThoseAfterItAreDone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        table.add(
                stop -> {
                    begun.countDown();
                    while (true) {
                        stop.check();
                        Thread.onSpinWait();
                    }
                },
                failed::add);
        begun.await();
        table.cancel();
        assertTrue(table.awaitIdle(LONG));
        assertTrue(table.work(stop -> {}, failed::add));
        assertEquals(List.of(), failed);
    }

    @Test
    void whatWaitsWhenItIsCancelledIsNotBegun() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        table.add(stop -> await(go), failed::add);
        List<String> done = new CopyOnWriteArrayList<>();
        table.add(stop -> done.add("waited"), failed::add);
        table.cancel();
        go.countDown();
        assertTrue(table.awaitIdle(LONG));
        assertEquals(List.of(), done);
    }

    @Test
    void aFaultIsToldAndTheThreadGoesOn() throws InterruptedException {
        IllegalStateException fault = new IllegalStateException("broken");
        table.add(
                stop -> {
                    throw fault;
                },
                failed::add);
        assertTrue(table.work(stop -> {}, failed::add));
        assertEquals(List.of(fault), failed);
    }

    @Test
    void waitingForAJobThatDoesNotLetGoEnds() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        table.add(stop -> await(go), failed::add);
        assertFalse(table.awaitIdle(Duration.ofMillis(50)));
        go.countDown();
        assertTrue(table.awaitIdle(LONG));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
