package org.mirrorx.kiosk.mirror;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
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

/**
 * The kiosk's window: undecorated, as large as the display by its own setting of bounds (full screen without a window manager is a lie),
 * deaf to every key but the scanner's and the configured way out, without a pointer.
 */
final class MirrorWindow {
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
        return "Headless".equalsIgnoreCase(System.getProperty("glass.platform", ""));
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
                        Stream.of(node), parent.getChildrenUnmodifiable().stream().flatMap(MirrorWindow::all))
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
