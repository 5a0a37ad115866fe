package org.mirrorx.kiosk.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Natives;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

final class CameraKeeperTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(SECOND);
    private final List<CameraState> told = new CopyOnWriteArrayList<>();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private final LatestFrame frames = new LatestFrame(Rotation.NONE);
    private CameraKeeper keeper = new CameraKeeper(Optional::empty, frames, told::add, clock());

    static {
        Natives.load();
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void aLostCameraIsFoundAgainFiftyTimesInARow() {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger readings = new AtomicInteger();
        keep(() -> {
            opened.incrementAndGet();
            return Optional.of(new Fake() {
                @Override
                public boolean read(Mat into) {
                    int n = readings.incrementAndGet();
                    noise(into, n);
                    return n % 5 != 0; // pulled out after four frames
                }
            });
        });

        until(() -> opened.get() > 50);

        assertTrue(told.stream().filter(state -> state == CameraState.LIVE).count() >= 50);
        assertTrue(told.stream().filter(state -> state == CameraState.LOST).count() >= 50);
        assertTrue(pauses.stream().allMatch(pause -> pause <= 1000), "it lived each time, so it is tried again soon");
    }

    @Test
    void aCameraThatIsGoneIsLookedForAfterOneTwoFiveAndThenEveryTenSeconds() {
        keep(() -> {
            throw new IllegalStateException("gone");
        });

        until(() -> pauses.size() >= 6);

        assertEquals(
                List.of(1000L, 2000L, 5000L, 10_000L, 10_000L, 10_000L),
                List.copyOf(pauses).subList(0, 6));
    }

    @Test
    void aFrameThatComesAgainAndAgainIsAFrozenCameraAfterTwoSeconds() {
        AtomicLong firstAt = new AtomicLong();
        AtomicLong frozenAt = new AtomicLong();
        keeper.close();
        keeper = new CameraKeeper(
                () -> Optional.of(new Fake() {
                    @Override
                    public boolean read(Mat into) {
                        long at = now.addAndGet(SECOND / 30);
                        firstAt.compareAndSet(0, at);
                        noise(into, 7);
                        return true;
                    }
                }),
                frames,
                state -> {
                    if (state == CameraState.FROZEN) {
                        frozenAt.compareAndSet(0, now.get());
                    }
                },
                clock());
        keeper.open();

        until(() -> frozenAt.get() != 0);

        assertTrue(frozenAt.get() - firstAt.get() <= 2.2 * SECOND, "after " + (frozenAt.get() - firstAt.get()) / 1e9);
    }

    @Test
    void aCameraThatNeitherReadsNorLetsGoIsStuck() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        keep(() -> Optional.of(new Fake() {
            @Override
            public boolean read(Mat into) {
                reading.countDown();
                try {
                    never.await();
                } catch (InterruptedException stop) {
                    return false;
                }
                return true;
            }
        }));
        assertTrue(reading.await(10, TimeUnit.SECONDS));
        keeper.check();
        assertEquals(CameraState.STARTING, keeper.state());

        now.addAndGet(16 * SECOND);
        keeper.check();

        assertEquals(CameraState.STUCK, keeper.state());
        assertFalse(keeper.awaitClosed(10), "it still holds the device");
        never.countDown();
    }

    @Test
    void aCoveredCameraIsSaidToBeBlack() {
        AtomicInteger readings = new AtomicInteger();
        keep(() -> Optional.of(new Fake() {
            @Override
            public boolean read(Mat into) {
                into.create(40, 40, CvType.CV_8UC3);
                into.setTo(Scalar.all(readings.incrementAndGet() % 3));
                return true;
            }
        }));

        until(() -> keeper.state() == CameraState.BLACK);
    }

    @Test
    void withoutAnyCameraItSaysSo() {
        keep(Optional::empty);

        until(() -> keeper.state() == CameraState.NONE);
    }

    @Test
    void aShutCameraIsLetGo() throws InterruptedException {
        AtomicInteger open = new AtomicInteger();
        keep(() -> {
            open.incrementAndGet();
            AtomicInteger n = new AtomicInteger();
            return Optional.of(new Fake() {
                @Override
                public boolean read(Mat into) {
                    noise(into, n.incrementAndGet());
                    return true;
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            });
        });
        until(() -> keeper.state() == CameraState.LIVE);

        keeper.shut();

        assertTrue(keeper.awaitClosed(10_000));
        assertEquals(0, open.get());
        frames.clear();
        assertEquals(0, frames.copyNewer(0, new Mat()));
    }

    private void keep(CameraKeeper.Open open) {
        keeper.close();
        keeper = new CameraKeeper(open, frames, told::add, clock());
        keeper.open();
    }

    /** Waiting takes no time; the clock goes on as if it had. */
    private CameraKeeper.Clock clock() {
        return new CameraKeeper.Clock() {
            @Override
            public long getAsLong() {
                return now.get();
            }

            @Override
            public void await(Object monitor, long milliseconds) {
                pauses.add(milliseconds);
                now.addAndGet(milliseconds * 1_000_000);
            }
        };
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 20 * SECOND;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to pass");
            }
            Thread.onSpinWait();
        }
    }

    private static void noise(Mat into, int seed) {
        into.create(40, 40, CvType.CV_8UC3);
        into.setTo(new Scalar(100, 120, seed % 200));
    }

    private abstract static class Fake implements FrameSource {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void close() {}
    }
}
