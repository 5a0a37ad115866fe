package org.mirrorx.kiosk.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.EngineChoice;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.Outcome;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Sitting;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.kiosk.camera.CameraKeeper;
import org.mirrorx.kiosk.camera.LatestFrame;
import org.mirrorx.kiosk.flow.Chosen;
import org.mirrorx.kiosk.flow.Effect;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.FlowDriver;
import org.mirrorx.kiosk.flow.Hands;
import org.mirrorx.kiosk.flow.LookCard;
import org.mirrorx.kiosk.live.LiveMirror;
import org.mirrorx.kiosk.visit.DisplayMemory;
import org.mirrorx.kiosk.visit.EraseVisit;
import org.mirrorx.kiosk.visit.FreeHeap;
import org.mirrorx.kiosk.visit.VisitMemory;
import org.mirrorx.models.store.Licence;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Carries out what the flow asks for: with the camera, the living mirror, the atelier, and the visit's memory. */
final class VisitHands implements Hands {
    /** A visit holds a capture, what was read of it, and one look in the making. */
    private static final long VISIT_BYTES = 768L << 20;

    /** All of a visit's workers let go within this. */
    private static final Duration LETS_GO = Duration.ofSeconds(8);

    private static final long CAPTURE_MILLISECONDS = 2500;
    private static final long SCREEN_SECONDS = 3;

    /** Has every surface drawn as it is now. */
    @FunctionalInterface
    interface Redraw {
        /** Returns when that is done; not on the JavaFX thread. */
        void redraw();
    }

    /** How long a look takes until one was measured. */
    private static final Duration FIRST_GUESS = Duration.ofSeconds(3);

    private final LatestFrame frames;
    private final CameraKeeper camera;
    private final LiveMirror live;
    private final Supplier<Atelier> atelier;
    private final Closet closet;
    private final Garments garments;
    private final VisitPictures pictures;
    private final Redraw drawn;
    private final Executor screen;
    private final Consumer<Boolean> rememberClosed;
    private final Consumer<String> log;
    private final Worktable worktable;
    private @Nullable FlowDriver driver;
    private @Nullable Visiting current;
    private volatile double secondsOfALook = FIRST_GUESS.toMillis() / 1000.0;
    private final AtomicInteger wearing = new AtomicInteger();

    /** What a visit holds; fields belong to the atelier's thread but for the memory. */
    private static final class Visiting {
        private final int number;
        private final VisitMemory memory = new VisitMemory(VISIT_BYTES);
        private @Nullable VisitMemory sittingMemory;
        private @Nullable Sitting sitting;

        Visiting(int number) {
            this.number = number;
        }
    }

    VisitHands(
            LatestFrame frames,
            CameraKeeper camera,
            LiveMirror live,
            Worktable worktable,
            Supplier<Atelier> atelier,
            Garments garments,
            VisitPictures pictures,
            Redraw drawn,
            Executor screen,
            Consumer<Boolean> rememberClosed,
            Consumer<String> log) {
        this.frames = frames;
        this.camera = camera;
        this.live = live;
        this.worktable = worktable;
        this.atelier = atelier;
        this.garments = garments;
        this.closet = new Closet(garments);
        this.pictures = pictures;
        this.drawn = drawn;
        this.screen = screen;
        this.rememberClosed = rememberClosed;
        this.log = log;
    }

    void reportTo(FlowDriver to) {
        driver = to;
    }

    /** Number of the visit; 0 without one. */
    int visit() {
        Visiting visiting = current;
        return visiting == null ? 0 : visiting.number;
    }

    @Override
    public void carryOut(Effect effect, int visit) {
        switch (effect) {
            case Effect.BeginVisit(String language) -> {
                current = new Visiting(visit);
                camera.open();
            }
            case Effect.Watch(boolean on) -> {
                if (on) {
                    live.start();
                } else {
                    live.stop();
                }
            }
            case Effect.TakeCapture() -> job(visit, this::capture);
            case Effect.ForgetCapture() -> job(visit, (visiting, stop) -> forgetCapture(visiting));
            case Effect.ShowLive(Chosen chosen) -> wear(chosen);
            case Effect.MakeLook(Chosen chosen, int number) ->
                job(visit, (visiting, stop) -> makeLook(visiting, chosen, number, stop));
            case Effect.CancelLook() -> {
                worktable.cancel();
                job(visit, (visiting, stop) -> report(visit, new Event.Cancelled()));
            }
            case Effect.Erase() -> erase(visit);
            case Effect.FindGarment(String sku) -> find(sku, visit);
            case Effect.AskPin() -> {}
            case Effect.RememberClosed(boolean closed) -> rememberClosed.accept(closed);
            case Effect.Note(String code) -> log.accept(code);
        }
    }

    @FunctionalInterface
    private interface VisitJob {
        void run(Visiting visiting, Cancellation stop);
    }

    private void job(int visit, VisitJob job) {
        Visiting visiting = current;
        if (visiting == null || visiting.number != visit) {
            return;
        }
        worktable.add(stop -> job.run(visiting, stop), fault -> {
            log.accept("ATELIER " + fault);
            report(visit, new Event.Fault("ATELIER"));
        });
    }

    private void report(int visit, Event.Report report) {
        if (driver != null) {
            driver.report(visit, report);
        }
    }

    /** Looks for the attract screen, made while nobody is there; returns when they are made. The mirror works without them. */
    void makePosters(Posters posters, BooleanSupplier idle) {
        try {
            posters.make(atelier, garments, closet, worktable, idle, fault -> log.accept("POSTERS " + fault));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    // the capture

    private void capture(Visiting visiting, Cancellation stop) {
        forgetCapture(visiting);
        Mat frame = new Mat();
        try {
            long seen = frames.copyNewer(0, frame);
            if (!frames.awaitNewer(seen, CAPTURE_MILLISECONDS)) {
                report(visiting.number, new Event.NotCaptured());
                return;
            }
            frames.copyNewer(seen, frame);
            stop.check();
            Mat part = frame.submat(live.opening(frame.cols(), frame.rows()));
            Mat rgb = new Mat();
            Imgproc.cvtColor(part, rgb, Imgproc.COLOR_BGR2RGB);
            part.release();
            VisitMemory memory = new VisitMemory(VISIT_BYTES);
            visiting.sittingMemory = memory;
            Picture picture = Picture.copyOf(memory, rgb);
            Workspace.wipe(rgb);
            pictures.keepCapture(picture);
            screen.execute(pictures::refresh);
            Sitting sitting = atelier.get().receive(picture, memory);
            visiting.sitting = sitting;
            report(visiting.number, new Event.Captured());
            sitting.prepare();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            Workspace.wipe(frame);
        }
    }

    private void forgetCapture(Visiting visiting) {
        if (visiting.sitting != null) {
            visiting.sitting.close();
            visiting.sitting = null;
        }
        if (visiting.sittingMemory != null) {
            visiting.sittingMemory.erase();
            visiting.sittingMemory = null;
        }
        onScreen(pictures::forgetCapture);
    }

    // garments

    private void wear(Chosen chosen) {
        int own = wearing.incrementAndGet();
        if (chosen.isEmpty()) {
            live.wear(Optional.empty());
            return;
        }
        Thread.startVirtualThread(() -> {
            Optional<Outfit> outfit = closet.outfit(chosen);
            if (own == wearing.get()) {
                live.wear(outfit);
            }
        });
    }

    private void find(String sku, int visit) {
        Thread.startVirtualThread(() -> {
            Optional<Garments.Item> item = garments.find(sku);
            screen.execute(() -> {
                if (driver != null && visit() == visit) {
                    driver.act(item.<Event.Act>map(found -> new Event.Scanned(found.sku(), found.kind()))
                            .orElseGet(Event.UnknownTag::new));
                }
            });
        });
    }

    // looks

    private void makeLook(Visiting visiting, Chosen chosen, int number, Cancellation stop) {
        long began = System.nanoTime();
        Progress progress = new Told(visiting.number, began);
        progress.at(Progress.Step.CUTTING_GARMENT, 0.02);
        Optional<Outfit> outfit = closet.outfit(chosen);
        Sitting sitting = visiting.sitting;
        if (outfit.isEmpty() || sitting == null) {
            report(visiting.number, new Event.GarmentGone());
            return;
        }
        VisitMemory memory = new VisitMemory(VISIT_BYTES);
        try {
            Outcome outcome = sitting.look(
                    outfit.get(), new EngineChoice.Auto(), number + 1L, memory, progress, stop, Trace.NONE);
            switch (outcome) {
                case Look look -> {
                    look.provenance().notes().forEach(note -> log.accept("ENGINE " + note));
                    pictures.keepLook(number, look.picture());
                    screen.execute(pictures::refresh);
                    secondsOfALook = (System.nanoTime() - began) / 1e9;
                    report(
                            visiting.number,
                            new Event.LookReady(new LookCard(
                                    number,
                                    chosen,
                                    look.preview(),
                                    look.provenance().use() == Licence.Use.NON_COMMERCIAL,
                                    look.provenance().engine())));
                }
                case Declined(Declined.Reason reason, String _) -> {
                    log.accept("DECLINED " + reason);
                    report(visiting.number, new Event.LookDeclined(reason));
                }
            }
        } finally {
            memory.erase();
            screen.execute(pictures::forgetPreview);
        }
    }

    /** Tells the screen how far a look is, and shows what it is becoming. */
    private final class Told implements Progress {
        /** Before so much is done the pace of the work says little. */
        private static final double PACED = 0.4;

        private final int visit;
        private final long began;

        Told(int visit, long began) {
            this.visit = visit;
            this.began = began;
        }

        @Override
        public void at(Step step, double done) {
            double seconds = (System.nanoTime() - began) / 1e9;
            double whole = done > PACED ? Math.max(secondsOfALook, seconds / done) : secondsOfALook;
            Duration left = Duration.ofMillis(Math.round(1000 * whole * (1 - done)));
            report(visit, new Event.Working(step, done, Optional.of(left)));
        }

        @Override
        public void preview(Consumer<Mat> draw) {
            Mat drawn = new Mat();
            try {
                draw.accept(drawn);
                pictures.keepPreview(drawn);
            } finally {
                Workspace.wipe(drawn);
            }
            screen.execute(pictures::refresh);
        }
    }

    // erasure

    private void erase(int visit) {
        Visiting visiting = current;
        if (visiting == null) {
            report(visit, new Event.Erased());
            return;
        }
        wearing.incrementAndGet();
        Thread.ofPlatform().daemon().name("erase").start(() -> {
            long began = System.nanoTime();
            try {
                new EraseVisit(LETS_GO, System::nanoTime)
                        .erase(workers(), surfaces(visiting), () -> memories(visiting));
                FreeHeap.overwrite();
                log.accept("ERASED in " + (System.nanoTime() - began) / 1_000_000 + " ms");
                screen.execute(() -> current = null);
                report(visit, new Event.Erased());
            } catch (EraseVisit.NotErased fault) {
                log.accept("NOT ERASED " + fault.getMessage());
                report(visit, new Event.NotErased());
            }
        });
    }

    private List<EraseVisit.Worker> workers() {
        return List.of(
                worktable,
                worker("mirror", live::stop, live::awaitIdle),
                worker("camera", camera::shut, camera::awaitClosed));
    }

    private List<EraseVisit.Surface> surfaces(Visiting visiting) {
        List<EraseVisit.Surface> surfaces = new ArrayList<>();
        surfaces.add(() -> {
            if (visiting.sitting != null) {
                visiting.sitting.close();
                visiting.sitting = null;
            }
        });
        surfaces.add(frames::clear);
        surfaces.add(live::clear);
        surfaces.add(() -> onScreen(pictures::clear));
        surfaces.add(drawn::redraw);
        surfaces.add(DisplayMemory::overwrite);
        return surfaces;
    }

    private static List<VisitMemory> memories(Visiting visiting) {
        VisitMemory sitting = visiting.sittingMemory;
        visiting.sittingMemory = null;
        return sitting == null ? List.of(visiting.memory) : List.of(sitting, visiting.memory);
    }

    @FunctionalInterface
    private interface Awaiting {
        boolean idle(long milliseconds) throws InterruptedException;
    }

    private static EraseVisit.Worker worker(String name, Runnable cancel, Awaiting awaiting) {
        return new EraseVisit.Worker() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void cancel() {
                cancel.run();
            }

            @Override
            public boolean awaitIdle(Duration longest) throws InterruptedException {
                return awaiting.idle(longest.toMillis());
            }
        };
    }

    /** Does something on the screen's thread and waits for it. */
    private void onScreen(Runnable what) {
        CountDownLatch done = new CountDownLatch(1);
        screen.execute(() -> {
            try {
                what.run();
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(SCREEN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the screen does not answer");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
