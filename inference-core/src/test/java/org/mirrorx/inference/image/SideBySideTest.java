package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class SideBySideTest {
    @Test
    void bothRunAtOnceTheFirstOnTheCallersThread() {
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch secondRuns = new CountDownLatch(1);
        SideBySide<Thread, String> both = SideBySide.of(
                () -> {
                    firstRuns.countDown();
                    await(secondRuns);
                    return Thread.currentThread();
                },
                () -> {
                    secondRuns.countDown();
                    await(firstRuns);
                    return "done";
                });
        assertEquals(Thread.currentThread(), both.first());
        assertEquals("done", both.second());
    }

    @Test
    void aFaultOfTheFirstIsThrownOnlyWhenTheSecondHasEnded() {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        IllegalStateException fault = assertThrows(
                IllegalStateException.class,
                () -> SideBySide.of(
                        () -> {
                            failing.countDown();
                            throw new IllegalStateException("the first's");
                        },
                        () -> {
                            await(failing);
                            ended.set(true);
                            throw new IllegalArgumentException("the second's");
                        }));
        assertEquals("the first's", fault.getMessage());
        assertTrue(ended.get());
    }

    @Test
    void aFaultOfTheSecondIsThrownAsItIs() {
        IllegalArgumentException fault = assertThrows(
                IllegalArgumentException.class,
                () -> SideBySide.of(() -> 1, () -> {
                    throw new IllegalArgumentException("the second's");
                }));
        assertEquals("the second's", fault.getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
