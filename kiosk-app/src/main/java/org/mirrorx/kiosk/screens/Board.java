package org.mirrorx.kiosk.screens;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * The nodes of one screen in their layers, the lowest first: what lies on the picture (1080 wide, {@link Layout#pictureHeight} high), what
 * lies on the sheet, the hem row. Coordinates are the portrait design's; the layout's transforms bring them to the display.
 */
public final class Board extends Pane {
    private final Group picture = new Group();
    private final Group sheet = new Group();
    private final Group rising = new Group();
    private final Group hem = new Group();

    public Board(Layout layout) {
        picture.getTransforms().setAll(layout.picture());
        sheet.getTransforms().setAll(layout.sheet());
        hem.getTransforms().setAll(layout.hem());
        rising.getChildren().add(sheet);
        getChildren().addAll(picture, rising, hem);
        setPickOnBounds(false);
        setPrefSize(layout.width(), layout.height());
    }

    /** Adds to the picture's layer. */
    public Board picture(Node... nodes) {
        picture.getChildren().addAll(nodes);
        return this;
    }

    /** Adds to the sheet's layer. */
    public Board sheet(Node... nodes) {
        sheet.getChildren().addAll(nodes);
        return this;
    }

    /** Puts the hem row at the foot. */
    public Board hem(Node row) {
        hem.getChildren().setAll(row);
        // Painted once, not for every frame of a living picture.
        row.setCache(true);
        return this;
    }

    /** The picture's layer. */
    public Group picture() {
        return picture;
    }

    /** The sheet's layer. */
    public Group sheet() {
        return sheet;
    }

    /** What slides when the screen arrives, in px of the display. */
    Group rising() {
        return rising;
    }

    Group hem() {
        return hem;
    }
}
