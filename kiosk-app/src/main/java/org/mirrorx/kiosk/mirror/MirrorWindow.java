package org.mirrorx.kiosk.mirror;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;
import org.mirrorx.kiosk.screens.Layout;
import org.mirrorx.kiosk.screens.Patch;
import org.mirrorx.kiosk.screens.Surface;

/**
 * The kiosk's window: undecorated, as large as the display by its own setting of bounds (full screen without a window manager is a lie),
 * deaf to every key but the scanner's and the configured way out, without a pointer.
 */
final class MirrorWindow {
    /** The renderer works a pulse behind, with up to three buffers by turns. */
    private static final int PULSES = 4;

    private static final long PULSE_SECONDS = 2;
    private static final String PLATFORM = "glass.platform";
    private static final String HEADLESS = "Headless";
    private final @Nullable Stage stage;
    private final Scene scene;
    private final Layout layout;
    private final @Nullable AnimationTimer timer;

    private MirrorWindow(@Nullable Stage stage, Scene scene, Layout layout, @Nullable AnimationTimer timer) {
        this.stage = stage;
        this.scene = scene;
        this.layout = layout;
        this.timer = timer;
    }

    /** How the window is to be. */
    record Shape(boolean shown, double width, double height, boolean pointer, String exitKeys) {
        /** Of a given size; shown where there is room for it, and only drawn where there is not: the headless platform's screen is small. */
        static Shape of(double width, double height, boolean pointer, String exitKeys) {
            boolean room = Screen.getPrimary().getBounds().contains(0, 0, width, height);
            return new Shape(room || !headless(), width, height, pointer, exitKeys);
        }

        /** As large as the first display. */
        static Shape ofDisplay(String exitKeys) {
            Rectangle2D bounds = Screen.getPrimary().getBounds();
            return new Shape(true, bounds.getWidth(), bounds.getHeight(), false, exitKeys);
        }

        boolean landscape() {
            return width > height;
        }
    }

    /**
     * Opens it. On the JavaFX thread.
     *
     * @param scanned is told codes of tags
     * @param tick is told how much time passed, several times a second
     */
    static MirrorWindow open(
            Pane root, Shape shape, Consumer<String> scanned, Consumer<Duration> tick, Runnable leave) {
        Scene scene = new Scene(root, shape.width(), shape.height());
        listen(scene, shape.exitKeys(), scanned, leave);
        AnimationTimer timer = ticks(tick);
        timer.start();
        Stage stage = null;
        if (shape.shown()) {
            stage = new Stage(StageStyle.UNDECORATED);
            stage.setTitle("MirrorX");
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(shape.width());
            stage.setHeight(shape.height());
            stage.setAlwaysOnTop(!shape.pointer());
            stage.setOnCloseRequest(javafx.event.Event::consume);
            if (!shape.pointer() && !headless()) {
                scene.setCursor(Cursor.NONE);
            }
            stage.show();
        }
        return new MirrorWindow(stage, scene, Layout.of(shape.width(), shape.height()), timer);
    }

    static boolean headless() {
        return HEADLESS.equalsIgnoreCase(System.getProperty(PLATFORM, ""));
    }

    /** Lets JavaFX start without a display where there is none; before it starts. */
    static void needNoDisplay() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        String display = System.getenv().getOrDefault("DISPLAY", "");
        if (linux && display.isBlank() && System.getProperty(PLATFORM) == null) {
            System.setProperty(PLATFORM, HEADLESS);
            System.setProperty("prism.order", "sw");
        }
    }

    private static void listen(Scene scene, String exitKeys, Consumer<String> scanned, Runnable leave) {
        ScanFilter filter = new ScanFilter();
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            String typed = event.getCharacter();
            if (!typed.isEmpty()) {
                filter.typed(typed.charAt(0), System.nanoTime());
            }
        });
        KeyCombination way = exitKeys.isEmpty() ? KeyCombination.NO_MATCH : KeyCombination.valueOf(exitKeys);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (way.match(event)) {
                event.consume();
                leave.run();
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.TAB) {
                filter.ended(System.nanoTime()).ifPresent(code -> {
                    event.consume();
                    scanned.accept(code);
                });
            }
        });
    }

    private static AnimationTimer ticks(Consumer<Duration> tick) {
        return new AnimationTimer() {
            private static final long EVERY = 100_000_000L;
            private long last;

            @Override
            public void handle(long now) {
                if (last == 0) {
                    last = now;
                }
                if (now - last >= EVERY) {
                    Duration since = Duration.ofNanos(now - last);
                    last = now;
                    tick.accept(since);
                }
            }
        };
    }

    /** Calls when the window was drawn for the first time. On the JavaFX thread. */
    void whenDrawn(Runnable drawn) {
        scene.addPostLayoutPulseListener(new Runnable() {
            private int pulses;

            @Override
            public void run() {
                if (++pulses == 2) { // a pulse is drawn after its layout, and before the next one's
                    scene.removePostLayoutPulseListener(this);
                    drawn.run();
                } else {
                    Platform.requestNextPulse();
                }
            }
        });
        Platform.requestNextPulse();
    }

    Layout layout() {
        return layout;
    }

    void close() {
        if (timer != null) {
            timer.stop();
        }
        if (stage != null) {
            stage.close();
        }
    }

    /**
     * Draws these surfaces once more, one pixel of each in a corner: the display's textures hold what was drawn last. Waits until that is
     * done; not on the JavaFX thread. A window that is not shown draws nothing.
     *
     * @throws IllegalStateException when the display does not draw
     */
    void redraw(List<Surface> surfaces) {
        if (stage == null) {
            return;
        }
        Group pixels = on(() -> {
            Group drawn = new Group(
                    surfaces.stream().<Node>map(surface -> surface.fill(1, 1)).toList());
            ((Pane) scene.getRoot()).getChildren().add(drawn);
            return drawn;
        });
        try {
            for (int pulse = 0; pulse < PULSES; pulse++) {
                CountDownLatch drawn = new CountDownLatch(1);
                on(() -> {
                    scene.addPostLayoutPulseListener(new Runnable() {
                        @Override
                        public void run() {
                            scene.removePostLayoutPulseListener(this);
                            drawn.countDown();
                        }
                    });
                    Platform.requestNextPulse();
                    return true;
                });
                if (!drawn.await(PULSE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the screen does not draw");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            on(() -> ((Pane) scene.getRoot()).getChildren().remove(pixels));
        }
    }

    // for the film

    /** What is to be seen now. On the JavaFX thread. */
    WritableImage picture() {
        return scene.snapshot(null);
    }

    /** Ids of what can be touched now and begins so, in the order of the screen. Any thread. */
    List<String> ids(String beginning) {
        return on(() -> patches()
                .map(Patch::getId)
                .filter(id -> id.startsWith(beginning))
                .toList());
    }

    /**
     * Touches what has this id: with a real click where there is a display. Any thread.
     *
     * @return false when it is not there to be touched
     */
    boolean touch(String id) {
        Optional<Patch> found =
                on(() -> patches().filter(patch -> id.equals(patch.getId())).findFirst());
        found.ifPresent(patch -> {
            if (stage == null) {
                on(() -> {
                    patch.touch();
                    return true;
                });
            } else {
                Point2D at = on(() -> patch.localToScreen(middle(patch)));
                click(at.getX(), at.getY());
            }
        });
        return found.isPresent();
    }

    /** Whose middle lies in the window. */
    private Stream<Patch> patches() {
        return all(scene.getRoot())
                .filter(Patch.class::isInstance)
                .map(Patch.class::cast)
                .filter(patch -> patch.getId() != null
                        && scene.getRoot().getLayoutBounds().contains(patch.localToScene(middle(patch))));
    }

    private static Point2D middle(Patch patch) {
        Bounds reach = patch.reach().getBoundsInParent();
        return new Point2D(reach.getCenterX(), reach.getCenterY());
    }

    private static Stream<Node> all(Node node) {
        return node instanceof Parent parent && node.isVisible()
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(MirrorWindow::all))
                : Stream.of(node);
    }

    /** Clicks a place of the display. */
    void click(double x, double y) {
        if (stage == null) {
            return;
        }
        on(() -> {
            Robot robot = new Robot();
            robot.mouseMove(x, y);
            robot.mousePress(MouseButton.PRIMARY);
            robot.mouseRelease(MouseButton.PRIMARY);
            return true;
        });
    }

    boolean shown() {
        return stage != null;
    }

    /** Does something on the JavaFX thread and waits for it. */
    static <T extends @Nullable Object> T on(Supplier<T> what) {
        if (Platform.isFxApplicationThread()) {
            return what.get();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(what.get());
            } catch (RuntimeException fault) {
                done.completeExceptionally(fault);
            }
        });
        return done.join();
    }

    static Executor thread() {
        return Platform::runLater;
    }
}
