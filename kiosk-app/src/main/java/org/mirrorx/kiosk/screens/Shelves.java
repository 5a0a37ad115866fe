package org.mirrorx.kiosk.screens;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;

/** A row of tiles that a finger slides sideways; what is past the edge shows that there is more. */
final class Shelves extends Group {
    static final double TILE = 256;
    static final double STEP = 280;

    /** A finger that moved less than this meant to touch. */
    private static final double SLIDE = 12;

    private final Tailor tailor;
    private final double height;
    private final Group row = new Group();
    private double from;
    private double start;
    private boolean sliding;
    private double longest;

    /**
     * An empty shelf.
     *
     * @param top, height of the tiles' wells
     */
    Shelves(Tailor tailor, double top, double height) {
        this.tailor = tailor;
        this.height = height;
        var window = new Group(row);
        window.setClip(new Rectangle(0, -12, Layout.WIDTH, height + 110));
        setLayoutY(top);
        getChildren().add(window);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            from = event.getSceneX();
            start = row.getLayoutX();
            sliding = false;
        });
        addEventFilter(MouseEvent.MOUSE_DRAGGED, this::slide);
    }

    private void slide(MouseEvent event) {
        double moved = (event.getSceneX() - from) / tailor.layout().scale();
        if (!sliding && Math.abs(moved) > SLIDE) {
            sliding = true;
            letGo(row);
        }
        if (sliding) {
            row.setLayoutX(Math.clamp(start + moved, Math.min(0, Layout.RIGHT - longest), 0));
        }
    }

    private static void letGo(Node node) {
        switch (node) {
            case Patch patch -> patch.letGo();
            case Group group -> group.getChildren().forEach(Shelves::letGo);
            default -> {}
        }
    }

    /**
     * Hangs garments up.
     *
     * @param worn which of them have a line round them
     */
    void hang(List<GarmentCard> cards, Predicate<String> worn, Consumer<GarmentCard> touched) {
        row.getChildren().clear();
        double x = Layout.LEFT;
        for (GarmentCard card : cards) {
            Patch tile = tailor.tile(
                    "tile." + card.sku(),
                    card.tile(),
                    card.name(),
                    card.price(),
                    x,
                    0,
                    TILE,
                    height,
                    () -> touched.accept(card));
            tile.select(worn.test(card.sku()));
            row.getChildren().add(tile);
            x += STEP;
        }
        longest = x;
        row.setLayoutX(Math.clamp(row.getLayoutX(), Math.min(0, Layout.RIGHT - longest), 0));
    }

    /** Marks what is worn now. */
    void mark(Predicate<String> worn) {
        for (Node node : row.getChildren()) {
            if (node instanceof Patch tile && tile.getId() != null) {
                tile.select(worn.test(tile.getId().substring("tile.".length())));
            }
        }
    }
}
