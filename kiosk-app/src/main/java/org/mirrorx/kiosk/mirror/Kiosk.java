package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.Atelier;
import org.mirrorx.kiosk.camera.CameraKeeper;
import org.mirrorx.kiosk.camera.CameraState;
import org.mirrorx.kiosk.camera.Cameras;
import org.mirrorx.kiosk.camera.FrameSource;
import org.mirrorx.kiosk.camera.LatestFrame;
import org.mirrorx.kiosk.camera.ReplayCamera;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.FlowDriver;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.flow.KioskFlow;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.live.Frames;
import org.mirrorx.kiosk.live.LiveMirror;
import org.mirrorx.kiosk.screens.Curtain;
import org.mirrorx.kiosk.screens.Layout;
import org.mirrorx.kiosk.screens.PrintedWords;
import org.mirrorx.kiosk.screens.StaffDesk;
import org.mirrorx.kiosk.screens.Stagehand;
import org.mirrorx.kiosk.screens.Surface;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;

/**
 * The mirror, from its first screen to its last: the window comes first, then the parts that take a while to load, each on its own thread.
 */
public final class Kiosk {
    /** Of a hundred looks at least this many keep the face at once, else staff should look. */
    private static final double FACES_KEPT = 0.99;

    /** Frames a second of a replayed camera. */
    private static final double REPLAY_RATE = 30;

    /** How long a shopper may read why the mirror ends itself. */
    private static final Duration APOLOGY = Duration.ofSeconds(5);

    /** Places of the program that are told of a fault. */
    private static final int PLACES = 5;

    /** Staff closed the kiosk; remembered across restarts. */
    private static final String CLOSED = "closed";

    /**
     * How it is to run.
     *
     * @param film folder into which every screen of one scripted visit is written; empty for shoppers
     * @param rehearsals scripted visits to be played one after the other; 0 for shoppers
     * @param replay picture, folder or film that stands for the camera
     * @param language of the shop instead of the one in the settings
     * @param size of the window; empty for the whole display
     */
    public record Options(
            Optional<Path> film,
            int rehearsals,
            Optional<Path> replay,
            Optional<String> language,
            Optional<int[]> size) {
        boolean scripted() {
            return film.isPresent() || rehearsals > 0;
        }
    }

    /**
     * What it needs of the program.
     *
     * @param garments what hangs in the shop; loads at the first call
     * @param atelier makes looks; loads at the first call
     * @param tools of the living mirror; load at the first call
     * @param state folder for what must survive a restart
     * @param log told events by code; never anything of a person
     * @param report told what a rehearsal finds, line by line
     */
    public record Parts(
            Settings settings,
            Supplier<Garments> garments,
            Supplier<Atelier> atelier,
            Supplier<LiveMirror.Tools> tools,
            Path state,
            Consumer<String> log,
            Consumer<String> report) {}

    private final Parts parts;
    private final Options options;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean noCamera = new AtomicBoolean();
    private final Worktable worktable = new Worktable();
    private final Posters posters = new Posters();
    private final CompletableFuture<VisitHands> hands = new CompletableFuture<>();
    private @Nullable FlowDriver driver;
    private @Nullable CameraKeeper camera;
    private @Nullable LiveMirror live;
    private @Nullable Stagehand stagehand;
    private @Nullable VisitPictures pictures;
    private Runnable prepareShelf = () -> {};
    private volatile State shown = new State.Attract();
    private volatile boolean woven;

    public Kiosk(Parts parts, Options options) {
        this.parts = parts;
        this.options = options;
    }

    /** What is done instead of waiting for shoppers. */
    @FunctionalInterface
    interface Script {
        void play(Kiosk kiosk) throws InterruptedException;
    }

    /**
     * Runs until somebody ends it, or the scripted visits are over.
     *
     * @throws Refusal when it runs already, or has no display
     */
    public void run() {
        run(script());
    }

    private Optional<Script> script() {
        if (options.film().isPresent()) {
            return options.film().map(folder -> kiosk -> new ScriptedVisit(kiosk, new Film(kiosk, folder)).play());
        }
        return options.rehearsals() > 0
                ? Optional.of(kiosk -> new Rehearsal(kiosk, parts.report()).play(options.rehearsals()))
                : Optional.empty();
    }

    void run(Optional<Script> script) {
        options.replay()
                .ifPresent(path -> ReplayCamera.of(path, REPLAY_RATE).close()); // refuses what cannot be replayed
        try (var _ = SingleInstance.of(parts.state())) {
            begin();
            Watchdog watchdog = new Watchdog(this::beat, this::check, parts.log());
            watchdog.start();
            if (script.isPresent()) {
                script.get().play(this);
                leave();
            }
            ended.await();
            watchdog.close();
            MirrorWindow.on(() -> {
                Platform.exit();
                return true;
            });
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            worktable.close();
            if (live != null) {
                live.close();
            }
            if (camera != null) {
                camera.close();
            }
        }
    }

    private void begin() throws InterruptedException {
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        if (options.scripted()) {
            MirrorWindow.needNoDisplay();
        }
        try {
            Platform.startup(() -> {
                try {
                    open();
                    opened.complete(true);
                } catch (RuntimeException | Error fault) {
                    opened.completeExceptionally(fault);
                }
            });
        } catch (RuntimeException | LinkageError noDisplay) {
            throw new Refusal(
                    "The mirror cannot open a window (" + noDisplay.getMessage()
                            + "); start it on a display, or film a visit with --film DIR.",
                    noDisplay);
        }
        try {
            opened.get();
        } catch (ExecutionException fault) {
            throw new Refusal(
                    "The mirror cannot draw its first screen (" + fault.getCause()
                            + "); on Linux it needs GTK 3, libpango and fontconfig.",
                    fault);
        }
        Thread.ofPlatform().daemon().name("load").start(this::load);
    }

    /** The first screen. On the JavaFX thread. */
    private void open() {
        Platform.setImplicitExit(false);
        MirrorWindow.Shape shape = shape();
        Layout layout = Layout.of(shape.width(), shape.height())
                .hung(parts.settings().bottom(), parts.settings().tall());
        int height = (int) shape.height();
        int width = shape.landscape() ? (int) Math.round(shape.height() * 0.75) : (int) shape.width();
        VisitPictures surfaces = new VisitPictures(width, height);
        pictures = surfaces;
        CatalogShop shop = new CatalogShop(parts.settings(), options.language(), parts.garments(), posters, desk());
        prepareShelf = shop::prepare;
        KioskFlow flow = new KioskFlow(shop.languages().getFirst());
        Stagehand hand = new Stagehand(shop, surfaces, PrintedWords::of, layout, this::heard);
        stagehand = hand;
        FlowDriver flowing = new FlowDriver(
                flow,
                flow.start(Files.exists(parts.state().resolve(CLOSED))),
                Platform::runLater,
                (effect, visit) -> hands.join().carryOut(effect, visit),
                this::show);
        driver = flowing;
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            parts.log().accept("UNCAUGHT in " + thread.getName() + ": " + fault + at(fault));
            flowing.report(new Event.Fault("UNCAUGHT"));
        });
        window = MirrorWindow.open(hand.root(), shape, this::scanned, flowing::tick, this::leave);
        window.whenDrawn(this::drawn);
        flowing.start();
    }

    /** The first screen is there. On the JavaFX thread, which lives as long as the window. */
    private void drawn() {
        parts.log().accept("FIRST-SCREEN " + sinceStart().toMillis() + " ms");
        if (window().shown() && !options.scripted() && !ScreenSaver.stop()) {
            parts.log().accept("SCREEN-SAVER cannot be stopped; switch it off in the system's settings");
        }
    }

    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    /** Where a fault comes from: its first places in the program. */
    private static String at(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .filter(frame -> !frame.getClassName().startsWith("jdk."))
                .limit(PLACES)
                .map(frame -> " at " + frame)
                .collect(Collectors.joining());
    }

    private StaffDesk desk() {
        return new PinDesk(
                parts.settings().staffPin(),
                parts.state(),
                InstantSource.system(),
                () -> List.of(
                        new StaffDesk.Finding(
                                "Camera",
                                camera == null ? "not loaded" : camera.state().name(),
                                camera != null && !noCamera.get()),
                        new StaffDesk.Finding(
                                "Garments", parts.garments().get().all().size() + " can be tried on", true),
                        new StaffDesk.Finding(
                                "Engines",
                                String.join(", ", parts.atelier().get().engines()),
                                true),
                        new StaffDesk.Finding(
                                "Faces",
                                parts.atelier().get().faceFidelity().toString(),
                                parts.atelier().get().faceFidelity().share().orElse(1) >= FACES_KEPT),
                        new StaffDesk.Finding(
                                "Memory", (Runtime.getRuntime().maxMemory() >> 20) + " MB for Java at most", true)));
    }

    private @Nullable MirrorWindow window;

    private MirrorWindow.Shape shape() {
        if (options.size().isPresent()) {
            int[] size = options.size().get();
            return MirrorWindow.Shape.of(
                    size[0], size[1], options.scripted(), parts.settings().exitKeys());
        }
        return MirrorWindow.headless()
                ? MirrorWindow.Shape.of(Layout.WIDTH, Layout.HEIGHT, true, "")
                : MirrorWindow.Shape.ofDisplay(parts.settings().exitKeys());
    }

    /** What takes a while; the first screen is there already. */
    private void load() {
        try {
            LatestFrame frames = new LatestFrame(parts.settings().rotation());
            VisitPictures surfaces = java.util.Objects.requireNonNull(pictures);
            FlowDriver flowing = java.util.Objects.requireNonNull(driver);
            LiveMirror mirror = new LiveMirror(
                    frames(frames),
                    parts.tools(),
                    glass(surfaces.mirror()),
                    surfaces.mirror().width(),
                    surfaces.mirror().height(),
                    witness(flowing));
            live = mirror;
            CameraKeeper keeper =
                    new CameraKeeper(this::openCamera, frames, this::cameraIs, CameraKeeper.Clock.system());
            camera = keeper;
            VisitHands able = new VisitHands(
                    frames,
                    keeper,
                    mirror,
                    worktable,
                    parts.atelier(),
                    parts.garments().get(),
                    surfaces,
                    () -> window().redraw(surfaces.all()),
                    Platform::runLater,
                    this::rememberClosed,
                    parts.log());
            able.reportTo(flowing);
            hands.complete(able);
            Curtain.weave();
            woven = true;
            var _ = parts.tools().get();
            var _ = parts.atelier().get();
            Platform.runLater(prepareShelf);
            if (!options.scripted()) {
                able.makePosters(posters, () -> shown instanceof State.Attract);
            }
        } catch (RuntimeException | LinkageError fault) {
            parts.log().accept("LOAD " + fault);
            hands.completeExceptionally(fault);
            if (driver != null) {
                driver.report(new Event.Fault("LOAD"));
            }
        }
    }

    private Optional<FrameSource> openCamera() {
        if (options.replay().isPresent()) {
            return Optional.of(ReplayCamera.of(options.replay().get(), REPLAY_RATE));
        }
        Optional<FrameSource> real = Cameras.open(parts.settings().camera());
        boolean none = real.isEmpty();
        if (noCamera.getAndSet(none) != none) {
            Platform.runLater(() -> show(shown));
        }
        return real.or(() -> Optional.of(ReplayCamera.of(
                "the sample shopper",
                List.of(() -> SampleAssets.read(SampleAssets.shoppers().getFirst())),
                REPLAY_RATE)));
    }

    private void cameraIs(CameraState state) {
        int visit = hands.isDone() && !hands.isCompletedExceptionally()
                ? hands.join().visit()
                : 0;
        if (driver == null || state == CameraState.CLOSED || state == CameraState.STARTING) {
            return;
        }
        driver.report(visit, state.seeing() ? new Event.CameraFound() : new Event.CameraLost());
        if (!state.seeing()) {
            parts.log().accept("CAMERA " + state);
        }
        if (state == CameraState.STUCK) {
            driver.report(new Event.Fault("CAMERA-STUCK"));
        }
    }

    private static Frames frames(LatestFrame frames) {
        return new Frames() {
            @Override
            public boolean awaitNewer(long seen, long milliseconds) throws InterruptedException {
                return frames.awaitNewer(seen, milliseconds);
            }

            @Override
            public long copyNewer(long seen, Mat into) {
                return frames.copyNewer(seen, into);
            }
        };
    }

    private static LiveMirror.Glass glass(Surface surface) {
        return new LiveMirror.Glass() {
            @Override
            public java.nio.ByteBuffer pixels() {
                return surface.pixels();
            }

            @Override
            public void show(Runnable free) {
                Platform.runLater(() -> {
                    surface.refresh();
                    free.run();
                });
            }
        };
    }

    private LiveMirror.Witness witness(FlowDriver flowing) {
        return new LiveMirror.Witness() {
            @Override
            public void hint(Hint hint) {
                flowing.report(hands.join().visit(), new Event.Seen(hint));
            }

            @Override
            public void presence(boolean somebody) {
                flowing.report(hands.join().visit(), new Event.Presence(somebody));
            }

            @Override
            public void fault(Throwable fault) {
                parts.log().accept("LIVE " + fault);
                flowing.report(new Event.Fault("LIVE"));
            }
        };
    }

    // the screen

    private void show(State state) {
        shown = state;
        if (state instanceof State.OutOfService(State.Cause.NotErased _)) {
            endSoon();
        }
        if (stagehand == null) {
            return;
        }
        stagehand.show(state);
        if (noCamera.get()
                && state instanceof State.Visiting visiting
                && !visiting.visit().cameraLost()) {
            stagehand.corner(
                    Optional.of(PrintedWords.of(visiting.visit().language()).say("visit.noCamera")));
        }
    }

    /** A visit is left in memory: only the end of the program gives that back. Whoever watches over it starts it again. */
    private void endSoon() {
        Thread.ofPlatform().daemon().name("end").start(() -> {
            try {
                Thread.sleep(APOLOGY);
            } catch (InterruptedException now) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(Watchdog.ENDED_ITSELF);
        });
    }

    private void heard(Event event) {
        if (driver != null && event instanceof Event.Act act) {
            driver.act(act);
        }
    }

    private void scanned(String code) {
        Thread.startVirtualThread(() -> {
            Optional<Garments.Item> item = parts.garments().get().find(code);
            if (driver != null) {
                driver.act(item.<Event.Act>map(found -> new Event.Scanned(found.sku(), found.kind()))
                        .orElseGet(Event.UnknownTag::new));
            }
        });
    }

    private void rememberClosed(boolean closed) {
        try {
            Path mark = parts.state().resolve(CLOSED);
            if (closed) {
                Files.createDirectories(parts.state());
                Files.writeString(mark, "closed by staff\n");
            } else {
                Files.deleteIfExists(mark);
            }
        } catch (IOException fault) {
            parts.log().accept("CLOSED cannot be remembered: " + fault.getMessage());
        }
    }

    private void leave() {
        ended.countDown();
    }

    // for the watchdog

    /** Asks the screen's thread for a sign of life. */
    private void beat(Runnable alive) {
        Platform.runLater(alive);
    }

    private void check() {
        if (camera != null) {
            camera.check();
        }
        if (driver != null && worktable.workingFor() > Duration.ofMinutes(5).toNanos()) {
            driver.report(new Event.Fault("ATELIER-STUCK"));
        }
    }

    // for the film

    State shown() {
        return shown;
    }

    MirrorWindow window() {
        return java.util.Objects.requireNonNull(window);
    }

    FlowDriver driver() {
        return java.util.Objects.requireNonNull(driver);
    }

    Garments garments() {
        return parts.garments().get();
    }

    boolean loaded() {
        return hands.isDone() && woven;
    }

    List<Surface> surfaces() {
        return java.util.Objects.requireNonNull(pictures).all();
    }

    LiveMirror live() {
        return java.util.Objects.requireNonNull(live);
    }
}
