package org.mirrorx.kiosk.live;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.body.BodyTracker;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.drape.LiveFitting;
import org.mirrorx.inference.drape.LiveOverlay;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.kiosk.flow.Hint;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The living mirror: one thread brings every frame to the display, another follows the shopper in reduced frames and fits the garment,
 * as often as it can. The first never waits for the second.
 */
public final class LiveMirror implements AutoCloseable {
    /** Height of the frames in which the shopper is followed. */
    static final int REDUCED_HEIGHT = 512;

    /** Nobody in the picture for so long, seconds: they walked away. */
    private static final double GONE_SECONDS = 4;

    private static final long POLL_MILLISECONDS = 200;

    /** Without a garment to carry, hints need the shopper only so often, seconds. */
    private static final double HINTS_EVERY = 0.1;

    /** The display's side of the mirror. */
    public interface Glass {
        /** Where the picture is put: {@code width × height × 4} bytes, direct, blue, green, red, alpha. */
        ByteBuffer pixels();

        /**
         * Shows what {@link #pixels} holds now.
         *
         * @param shown to be called when they may be written again
         */
        void show(Runnable shown);
    }

    /** Is told what the mirror sees; from the live thread. */
    public interface Witness {
        void hint(Hint hint);

        void presence(boolean somebody);

        /** Following the shopper failed; the mirror was stopped. */
        void fault(Throwable fault);
    }

    private final Frames frames;
    private final Supplier<Tools> tools;
    private final Glass glass;
    private final Witness witness;
    private final ComposeMirror compose;
    /** Belongs to the mirror's thread while that is busy. */
    private final Mat frame = new Mat();

    private final Mat small = new Mat();
    /** Reduced frames by turns: one waits while the other is at work. */
    private final @Nullable Picture[] copies = new Picture[2];

    private int turn;
    private double handedOver;

    private final Object monitor = new Object();
    private final Semaphore glassFree = new Semaphore(1);
    private final AtomicLong shownFrames = new AtomicLong();
    private final AtomicLong overlays = new AtomicLong();
    private boolean on;
    private boolean closed;
    private boolean frameBusy;
    private boolean liveBusy;
    private @Nullable Reduced waiting;
    private volatile Optional<Outfit> outfit = Optional.empty();
    private volatile List<TrackedBody.Bystander> others = List.of();
    private volatile Optional<LiveOverlay> overlay = Optional.empty();

    /** What reads a body, ready to work. */
    public record Tools(BodyTracker tracker, LiveFitting fitting) {}

    /** A frame for the live thread. */
    private record Reduced(Picture picture, double seconds) {}

    /**
     * @param tools made on the live thread when it first needs them: networks take a while to load
     * @param width, height of the mirror on the display, px
     */
    public LiveMirror(Frames frames, Supplier<Tools> tools, Glass glass, int width, int height, Witness witness) {
        Natives.load();
        this.frames = frames;
        this.tools = tools;
        this.glass = glass;
        this.witness = witness;
        compose = new ComposeMirror(width, height);
        Thread.ofPlatform().daemon().name("mirror").start(this::showFrames);
        Thread.ofPlatform().daemon().name("live").start(this::follow);
    }

    /** Begins to show and to watch; returns at once. */
    public void start() {
        synchronized (monitor) {
            on = true;
            monitor.notifyAll();
        }
    }

    /** Stops; returns at once, see {@link #awaitIdle}. */
    public void stop() {
        synchronized (monitor) {
            on = false;
            outfit = Optional.empty();
            monitor.notifyAll();
        }
    }

    /** Lays an outfit over the mirror; empty takes it off. */
    public void wear(Optional<Outfit> garments) {
        outfit = garments;
        if (garments.isEmpty()) {
            replaceOverlay(Optional.empty());
        }
    }

    /**
     * Waits until no thread holds a frame.
     *
     * @return false when the time was not enough
     */
    public boolean awaitIdle(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        synchronized (monitor) {
            while (frameBusy || liveBusy) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                monitor.wait(left);
            }
            return true;
        }
    }

    /** Overwrites every pixel kept here. Only when idle. */
    public void clear() {
        compose.clear();
        Workspace.wipe(frame);
        Workspace.wipe(small);
        for (Picture copy : copies) {
            forget(copy);
        }
        replaceOverlay(Optional.empty());
        synchronized (monitor) {
            drop();
        }
    }

    /** The part of a frame that the mirror shows. */
    public Rect opening(int frameWidth, int frameHeight) {
        return compose.opening(frameWidth, frameHeight).rect();
    }

    /** Frames shown so far. */
    public long shownFrames() {
        return shownFrames.get();
    }

    /** Overlays made so far. */
    public long overlays() {
        return overlays.get();
    }

    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            on = false;
            monitor.notifyAll();
        }
    }

    /**
     * Waits until it is to work.
     *
     * @return false when it is to end
     */
    private boolean awaitOn() throws InterruptedException {
        synchronized (monitor) {
            while (!on && !closed) {
                monitor.wait();
            }
            return !closed;
        }
    }

    // the mirror's thread

    private void showFrames() {
        long seen = 0;
        try {
            while (awaitOn()) {
                if (!frames.awaitNewer(seen, POLL_MILLISECONDS) || !begin()) {
                    continue;
                }
                try {
                    long number = frames.copyNewer(seen, frame);
                    if (number != seen) {
                        seen = number;
                        handOver();
                        show();
                    }
                } finally {
                    end(true);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() throws InterruptedException {
        if (!glassFree.tryAcquire(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            return; // the display is busy: the next frame is newer
        }
        compose.compose(frame, others, overlay, glass.pixels());
        glass.show(() -> {
            glassFree.release();
            shownFrames.incrementAndGet();
        });
    }

    /** Gives the live thread a reduced copy when it has none waiting. */
    private void handOver() {
        double now = System.nanoTime() / 1e9;
        synchronized (monitor) {
            if (waiting != null || (outfit.isEmpty() && now - handedOver < HINTS_EVERY)) {
                return;
            }
        }
        handedOver = now;
        int rows = Math.min(REDUCED_HEIGHT, frame.rows());
        int cols = Math.max(1, (int) Math.round((double) frame.cols() * rows / frame.rows()));
        turn = 1 - turn; // the other one may be at work
        Picture picture = copies[turn];
        if (picture == null || picture.width() != cols || picture.height() != rows) {
            forget(picture);
            Workspace.wipe(small);
            picture = Picture.allocate(Arena.ofAuto(), cols, rows);
            copies[turn] = picture;
        }
        Imgproc.resize(
                frame,
                small,
                new Size(cols, rows),
                0,
                0,
                rows < frame.rows() ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        Mat copy = picture.view();
        Imgproc.cvtColor(small, copy, Imgproc.COLOR_BGR2RGB);
        copy.release();
        Reduced reduced = new Reduced(picture, now);
        synchronized (monitor) {
            waiting = reduced;
            monitor.notifyAll();
        }
    }

    // the live thread

    private void follow() {
        Follower follower = new Follower();
        try {
            while (true) {
                Reduced reduced = next();
                if (reduced == null) {
                    follower.forget();
                    end(false);
                    if (!awaitOn()) {
                        return;
                    }
                } else {
                    follow(follower, reduced);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault must neither end this thread nor leave it marked as busy. */
    private void follow(Follower follower, Reduced reduced) {
        try {
            follower.see(reduced);
        } catch (RuntimeException | LinkageError fault) {
            stop();
            witness.fault(fault);
        }
    }

    /** What the live thread knows of the shopper from one frame to the next. */
    private final class Follower {
        private final Framing framing = new Framing();
        private @Nullable Tools ready;
        private @Nullable Hint told;
        private boolean there;
        private double lastSeen;

        void see(Reduced reduced) {
            Tools with = ready == null ? tools.get() : ready;
            ready = with;
            Optional<TrackedBody> body = with.tracker().next(reduced.picture(), reduced.seconds());
            others = shares(body);
            Hint hint = framing.next(body, reach(outfit), reduced.seconds());
            if (hint != told) {
                told = hint;
                witness.hint(hint);
            }
            presence(body.isPresent(), reduced.seconds());
            fit(with, reduced, body);
        }

        private static Framing.Reach reach(Optional<Outfit> worn) {
            boolean toTheLegs = worn.stream()
                    .flatMap(garments -> garments.garments().stream())
                    .anyMatch(garment -> garment.kind() != GarmentKind.UPPER);
            return toTheLegs ? Framing.Reach.KNEES : Framing.Reach.HIPS;
        }

        private void presence(boolean seen, double seconds) {
            if (seen) {
                lastSeen = seconds;
                if (!there) {
                    there = true;
                    witness.presence(true);
                }
            } else if (there && seconds - lastSeen > GONE_SECONDS) {
                there = false;
                witness.presence(false);
            }
        }

        private void fit(Tools with, Reduced reduced, Optional<TrackedBody> body) {
            Optional<Outfit> worn = outfit;
            if (worn.isEmpty() || body.isEmpty()) {
                if (overlay.isPresent()) {
                    replaceOverlay(Optional.empty());
                }
                if (body.isPresent() && told == Hint.RIGHT) {
                    with.fitting().watch(reduced.picture(), body.get());
                }
                return;
            }
            Optional<LiveOverlay> made = with.fitting().fit(reduced.picture(), body.get(), worn.get());
            if (outfit.equals(worn)) {
                replaceOverlay(made);
                made.ifPresent(any -> overlays.incrementAndGet());
            } else {
                made.ifPresent(LiveOverlay::clear);
            }
        }

        /** A visit ended: the next shopper is somebody else. */
        void forget() {
            if (ready != null) {
                ready.tracker().reset();
                ready.fitting().forget();
            }
            framing.reset();
            there = false;
            told = null;
            others = List.of();
        }
    }

    private static void forget(@Nullable Picture copy) {
        if (copy != null) {
            copy.pixels().fill((byte) 0);
        }
    }

    private void replaceOverlay(Optional<LiveOverlay> next) {
        Optional<LiveOverlay> before = overlay;
        overlay = next;
        before.filter(old -> next.isEmpty() || old != next.get()).ifPresent(LiveOverlay::clear);
    }

    private static List<TrackedBody.Bystander> shares(Optional<TrackedBody> body) {
        return body.map(person -> person.others().stream()
                        .map(other -> new TrackedBody.Bystander(
                                other.left() / person.width(),
                                other.top() / person.height(),
                                other.right() / person.width(),
                                other.bottom() / person.height(),
                                other.comparable()))
                        .toList())
                .orElse(List.of());
    }

    /** The next reduced frame; null when the mirror is stopped. Marks the thread as busy. */
    private @Nullable Reduced next() throws InterruptedException {
        synchronized (monitor) {
            while (on && !closed && waiting == null) {
                monitor.wait();
            }
            liveBusy = true;
            if (!on || closed) {
                drop();
                return null;
            }
            Reduced reduced = waiting;
            waiting = null;
            return reduced;
        }
    }

    private void drop() {
        waiting = null;
    }

    /**
     * Marks the mirror's thread as busy.
     *
     * @return false when the mirror was stopped
     */
    private boolean begin() {
        synchronized (monitor) {
            frameBusy = on;
            return on;
        }
    }

    private void end(boolean ofFrames) {
        synchronized (monitor) {
            if (ofFrames) {
                frameBusy = false;
            } else {
                liveBusy = false;
            }
            monitor.notifyAll();
        }
    }
}
