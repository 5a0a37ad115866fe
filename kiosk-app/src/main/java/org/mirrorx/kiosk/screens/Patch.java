package org.mirrorx.kiosk.screens;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Text;

/**
 * Something to touch. Acts when the finger leaves it, once in 300 ms; is painted pressed while the finger rests on it, and never because a
 * pointer hovers. What cannot be used now still answers, with one sentence why.
 */
public final class Patch extends Group {
    /** The least side of a touch target, px: 44 mm at 43", 22 mm at 21.5". */
    public static final double LEAST = 88;

    private static final double FOCUS = 6;
    private final Rectangle ground;
    private final Rectangle reach;
    private final Rectangle focus;
    private final Group content = new Group();
    private final Look rest;
    private final Look pressed;
    private final Look selected;
    private final Debounce debounce;
    private final Runnable act;
    private final Consumer<String> excuse;
    private Optional<String> why = Optional.empty();
    private boolean chosen;
    private boolean down;

    Patch(
            String id,
            double x,
            double y,
            double width,
            double height,
            double radius,
            Look rest,
            Look pressed,
            Look selected,
            Debounce debounce,
            Consumer<String> excuse,
            Runnable act) {
        this.rest = rest;
        this.pressed = pressed;
        this.selected = selected;
        this.debounce = debounce;
        this.excuse = excuse;
        this.act = act;
        ground = box(0, 0, width, height, radius);
        double wider = Math.max(0, LEAST - width) / 2;
        double higher = Math.max(0, LEAST - height) / 2;
        reach = box(-wider, -higher, width + 2 * wider, height + 2 * higher, 0);
        reach.setFill(Color.TRANSPARENT);
        focus = box(-FOCUS * 1.5, -FOCUS * 1.5, width + FOCUS * 3, height + FOCUS * 3, radius + FOCUS * 1.5);
        focus.setFill(null);
        focus.setStrokeWidth(FOCUS);
        focus.setStroke(Tokens.PEACOCK);
        focus.setMouseTransparent(true);
        focus.visibleProperty().bind(focusVisibleProperty());
        getChildren().addAll(reach, ground, content, focus);
        content.setMouseTransparent(true);
        setLayoutX(x);
        setLayoutY(y);
        setId(id);
        setFocusTraversable(true);
        listen();
        paint();
    }

    /** The area that answers to a finger, in this node's px: at least {@link #LEAST} each way. */
    public Rectangle reach() {
        return reach;
    }

    /** Adds a label, a pictogram or a picture, in px of this patch. */
    public Patch with(Node... nodes) {
        content.getChildren().addAll(nodes);
        paint();
        return this;
    }

    /** Takes what it shows away again. */
    public void bare() {
        content.getChildren().clear();
    }

    /** Paints it chosen, or not. */
    public void select(boolean on) {
        if (chosen != on) {
            chosen = on;
            paint();
        }
    }

    /** Cannot be used now; a touch answers with the sentence. Empty: it can. */
    public void forbid(Optional<String> because) {
        why = because;
        paint();
    }

    /** White line of focus, for patches on pictures. */
    Patch onPicture() {
        focus.setStroke(Color.WHITE);
        return this;
    }

    /** Forgets that a finger is on it: the finger went on to slide the shelf that it lies on. */
    public void letGo() {
        if (down) {
            down = false;
            paint();
        }
    }

    /** As if touched: for a keyboard, and for what stands for a touch. */
    public void touch() {
        if (!debounce.lets()) {
            return;
        }
        if (why.isPresent()) {
            excuse.accept(why.get());
            return;
        }
        act.run();
    }

    private void listen() {
        setOnMousePressed(event -> {
            down = true;
            paint();
            event.consume();
        });
        setOnMouseDragged(event -> {
            if (down && !reach.contains(event.getX(), event.getY())) {
                letGo();
            }
        });
        setOnMouseReleased(this::released);
        setOnKeyPressed(event -> {
            if (isFocusVisible() && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                event.consume();
                touch();
            }
        });
    }

    private void released(MouseEvent event) {
        event.consume();
        if (!down) {
            return;
        }
        letGo();
        touch();
    }

    private void paint() {
        Look look = why.isPresent() ? Look.OFF : down ? pressed : chosen ? selected : rest;
        ground.setFill(look.fill());
        ground.setStroke(look.thick() > 0 ? look.line() : null);
        ground.setStrokeWidth(look.thick());
        ink(content, look.ink());
    }

    private static void ink(Node node, Color color) {
        switch (node) {
            case Text text -> text.setFill(color);
            case SVGPath icon -> icon.setStroke(color);
            case Group group -> group.getChildren().forEach(child -> ink(child, color));
            default -> {}
        }
    }

    private static Rectangle box(double x, double y, double width, double height, double radius) {
        var box = new Rectangle(x, y, width, height);
        box.setArcWidth(radius * 2);
        box.setArcHeight(radius * 2);
        box.setStrokeType(StrokeType.INSIDE);
        return box;
    }
}
