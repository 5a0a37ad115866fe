package org.mirrorx.kiosk.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class VisitMemoryTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void whatWasErasedCannotBeReadAnyMore() {
        VisitMemory memory = new VisitMemory(1000);
        MemorySegment pixels = memory.allocate(300, 8);
        pixels.fill((byte) 77);

        memory.erase();
        memory.erase();

        assertFalse(pixels.scope().isAlive());
        assertThrows(IllegalStateException.class, () -> pixels.get(ValueLayout.JAVA_BYTE, 0));
        assertThrows(IllegalStateException.class, () -> memory.allocate(1, 1));
    }

    @Test
    void aVisitHoldsNoMoreThanItsBound() {
        VisitMemory memory = new VisitMemory(1000);
        memory.allocate(900, 1);

        VisitMemory.VisitFull full = assertThrows(VisitMemory.VisitFull.class, () -> memory.allocate(200, 1));

        assertTrue(String.valueOf(full.getMessage()).contains("1000"), full.getMessage());
        assertEquals(900, memory.used());
    }

    @Test
    void workStopsThenSurfacesAreClearedThenTheMemoryGoes() throws EraseVisit.NotErased {
        VisitMemory memory = new VisitMemory(1000);
        MemorySegment pixels = memory.allocate(10, 1);

        erase().erase(
                        List.of(worker("atelier", true), worker("camera", true)),
                        List.of(() -> order.add("clear " + pixels.scope().isAlive())),
                        () -> List.of(memory));

        assertEquals(List.of("cancel atelier", "cancel camera", "wait atelier", "wait camera", "clear true"), order);
        assertFalse(pixels.scope().isAlive());
    }

    @Test
    void memoryIsNotTakenFromUnderAWorkerThatDoesNotLetGo() {
        VisitMemory memory = new VisitMemory(1000);
        MemorySegment pixels = memory.allocate(10, 1);

        EraseVisit.NotErased fault = assertThrows(
                EraseVisit.NotErased.class,
                () -> erase().erase(
                                List.of(worker("atelier", false)),
                                List.of(() -> order.add("clear")),
                                () -> List.of(memory)));

        assertTrue(String.valueOf(fault.getMessage()).startsWith("The atelier did not let go"), fault.getMessage());
        assertTrue(pixels.scope().isAlive());
        assertEquals("clear", order.getLast(), "the screen is cleared all the same");
    }

    @Test
    void aSurfaceThatFailsKeepsNothingFromBeingOverwritten() {
        VisitMemory memory = new VisitMemory(1000);
        MemorySegment pixels = memory.allocate(10, 1);

        assertThrows(
                EraseVisit.NotErased.class,
                () -> erase().erase(
                                List.of(),
                                List.of(
                                        () -> {
                                            throw new IllegalStateException("no screen");
                                        },
                                        () -> order.add("second")),
                                () -> List.of(memory)));

        assertEquals(List.of("second"), order);
        assertFalse(pixels.scope().isAlive());
    }

    @Test
    void manyThreadsMayAskForMemory() throws InterruptedException {
        VisitMemory memory = new VisitMemory(4 * 1000 * 16);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException stop) {
                    return;
                }
                for (int i = 0; i < 1000; i++) {
                    memory.allocate(16, 8).fill((byte) 1);
                }
            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4 * 1000 * 16, memory.used());
        memory.erase();
    }

    private static EraseVisit erase() {
        return new EraseVisit(Duration.ofSeconds(1), () -> 0);
    }

    private EraseVisit.Worker worker(String name, boolean letsGo) {
        return new EraseVisit.Worker() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void cancel() {
                order.add("cancel " + name);
            }

            @Override
            public boolean awaitIdle(Duration longest) {
                order.add("wait " + name);
                return letsGo;
            }
        };
    }
}
