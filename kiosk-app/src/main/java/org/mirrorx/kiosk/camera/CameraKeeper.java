package org.mirrorx.kiosk.camera;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/**
 * Keeps a camera alive: opens it when told, reads it in a thread of its own, judges by changed frames whether it lives, and opens it
 * again for ever when it does not.
 */
public final class CameraKeeper implements AutoCloseable {
    /** Seconds before the first, second, third, fourth try; the last one for ever. */
    private static final int[] RETRY_SECONDS = {1, 2, 5, 10};

    /** A read that takes so long will not come back. */
    static final long STUCK_NANOSECONDS = 15_000_000_000L;

    /** Opens the camera. */
    @FunctionalInterface
    public interface Open {
        /**
         * Empty when there is no camera at all.
         *
         * @throws RuntimeException when there is one that cannot be opened
         */
        Optional<FrameSource> open();
    }

    /** Waiting, so that a test need not. */
    public interface Clock extends LongSupplier {
        /** Waits on {@code monitor}, which the caller holds, for at most so long. */
        void await(Object monitor, long milliseconds) throws InterruptedException;

        /** The system's. */
        static Clock system() {
            return new Clock() {
                @Override
                public long getAsLong() {
                    return System.nanoTime();
                }

                @Override
                @SuppressWarnings("WaitNotInLoop") // the caller's loop asks again
                public void await(Object monitor, long milliseconds) throws InterruptedException {
                    monitor.wait(milliseconds);
                }
            };
        }
    }

    private final Open open;
    private final LatestFrame frames;
    private final Consumer<CameraState> listener;
    private final Clock clock;
    private final Object monitor = new Object();
    private boolean wanted;
    private boolean closed;
    private boolean holding;
    private int generation;
    private CameraState state = CameraState.CLOSED;
    private volatile long readingSince;

    /** @param listener is told every change, from the camera's thread */
    public CameraKeeper(Open open, LatestFrame frames, Consumer<CameraState> listener, Clock clock) {
        Natives.load();
        this.open = open;
        this.frames = frames;
        this.listener = listener;
        this.clock = clock;
        start();
    }

    private void start() {
        int own;
        synchronized (monitor) {
            own = ++generation;
            readingSince = 0;
        }
        Thread.ofPlatform().daemon().name("camera-" + own).start(() -> run(own));
    }

    /** Opens the camera; returns at once. */
    public void open() {
        synchronized (monitor) {
            wanted = true;
            monitor.notifyAll();
        }
    }

    /** Closes the camera; returns at once, see {@link #awaitClosed}. */
    public void shut() {
        synchronized (monitor) {
            wanted = false;
            monitor.notifyAll();
        }
    }

    /**
     * Waits until the device is let go and no thread holds a frame.
     *
     * @return false when the time was not enough
     */
    public boolean awaitClosed(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        synchronized (monitor) {
            while (holding) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                monitor.wait(left);
            }
            return true;
        }
    }

    /** How the camera is now. */
    public CameraState state() {
        synchronized (monitor) {
            return state;
        }
    }

    /**
     * Looks from outside whether the reading thread still comes back; to be called about every second. A thread that does not is left alone and
     * the state becomes {@link CameraState#STUCK}.
     */
    public void check() {
        long since = readingSince;
        if (since != 0 && clock.getAsLong() - since >= STUCK_NANOSECONDS) {
            synchronized (monitor) {
                generation++; // whatever that thread still reads is not taken any more
                readingSince = 0;
            }
            tell(CameraState.STUCK);
        }
    }

    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            wanted = false;
            monitor.notifyAll();
        }
    }

    private void run(int own) {
        int failures = 0;
        try {
            while (true) {
                synchronized (monitor) {
                    while (!wanted && !closed && own == generation) {
                        monitor.wait();
                    }
                    if (closed || own != generation) {
                        return;
                    }
                    holding = true;
                }
                boolean seen = oneOpening(own);
                failures = seen ? 0 : failures;
                synchronized (monitor) {
                    if (own != generation) {
                        return;
                    }
                    holding = false;
                    monitor.notifyAll();
                    if (!wanted) {
                        failures = 0;
                    }
                }
                if (failures == 0 && !isWanted()) {
                    tell(CameraState.CLOSED);
                    continue;
                }
                pause(own, RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)]);
                failures++;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWanted() {
        synchronized (monitor) {
            return wanted && !closed;
        }
    }

    /** Waits between two tries; shorter when the camera is not wanted any more. */
    private void pause(int own, int seconds) throws InterruptedException {
        long end = clock.getAsLong() + seconds * 1_000_000_000L;
        synchronized (monitor) {
            while (wanted && !closed && own == generation) {
                long left = (end - clock.getAsLong()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                clock.await(monitor, left);
            }
        }
    }

    /**
     * Opens the camera and reads it until it is gone or not wanted.
     *
     * @return whether it ever gave a living frame
     */
    private boolean oneOpening(int own) {
        tell(CameraState.STARTING);
        Optional<FrameSource> source;
        readingSince = clock.getAsLong();
        try {
            source = open.open();
        } catch (RuntimeException cannot) {
            readingSince = 0;
            tell(CameraState.LOST);
            return false;
        }
        readingSince = 0;
        if (source.isEmpty()) {
            tell(CameraState.NONE);
            return false;
        }
        boolean seen = false;
        Mat frame = new Mat();
        try (FrameSource camera = source.get()) {
            Liveness liveness = new Liveness();
            while (isWanted()) {
                readingSince = clock.getAsLong();
                boolean got = camera.read(frame);
                readingSince = 0;
                if (!got || frame.empty()) {
                    tell(CameraState.LOST);
                    return seen;
                }
                long now = clock.getAsLong();
                liveness.see(frame, now);
                if (liveness.frozen(now)) {
                    tell(CameraState.FROZEN);
                    return seen;
                }
                synchronized (monitor) {
                    if (own != generation) {
                        return seen; // given up while it read: nobody waits for this frame, and the visit may be erased
                    }
                    frames.put(frame, now);
                }
                tell(liveness.black() ? CameraState.BLACK : CameraState.LIVE);
                seen = true;
            }
        } catch (RuntimeException fault) {
            tell(CameraState.LOST);
        } finally {
            Workspace.wipe(frame);
        }
        return seen;
    }

    private void tell(CameraState now) {
        synchronized (monitor) {
            if (state == now) {
                return;
            }
            state = now;
        }
        listener.accept(now);
    }
}
