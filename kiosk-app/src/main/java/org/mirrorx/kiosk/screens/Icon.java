package org.mirrorx.kiosk.screens;

import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;

/** Pictograms, drawn with a line on a grid of 48: round ends, no fill. */
public enum Icon {
    CLOSE("M11 11 L37 37 M37 11 L11 37"),
    CAMERA("M8 15 h8 l3 -5 h10 l3 5 h8 a3 3 0 0 1 3 3 v18 a3 3 0 0 1 -3 3 h-32 a3 3 0 0 1 -3 -3 v-18 a3 3 0 0 1 3 -3 z"
            + " M31 26 a7 7 0 1 1 -14 0 a7 7 0 1 1 14 0"),
    CAMERA_OFF("M15 15 h1 l3 -5 h10 l3 5 h8 a3 3 0 0 1 3 3 v17 M38 39 h-30 a3 3 0 0 1 -3 -3 v-18 a3 3 0 0 1 3 -3"
            + " M20 21 a7 7 0 0 0 9.5 10 M29 20.6 a7 7 0 0 1 2 5 M5 6 L43 42"),
    MACHINE(
            "M13 4 h22 a3.5 3.5 0 0 1 3.5 3.5 v33 a3.5 3.5 0 0 1 -3.5 3.5 h-22 a3.5 3.5 0 0 1 -3.5 -3.5 v-33 a3.5 3.5 0 0 1 3.5 -3.5 z"
                    + " M18 24 h12 v9 h-12 z M20 24 v-3.5 a4 4 0 0 1 8 0 v3.5"),
    THREAD("M2 39 h6 M14 39 h6 M26 39 c7 0 11 -2 10 -8 c-1 -5 -8 -6 -7 -12 c0.6 -4 5 -6 12 -9"),
    HELP(
            "M42 24 a18 18 0 1 1 -36 0 a18 18 0 1 1 36 0 M18.5 19.5 a5.5 5.5 0 1 1 8.2 4.8 c-1.9 1.1 -2.7 2.2 -2.7 4.2 M24 33.6 v0.4"),
    REACH("M20 7.5 a2.4 2.4 0 1 1 -4.8 0 a2.4 2.4 0 1 1 4.8 0 M18 14 v14 h13 l5 11 l4 -1.6 M18 20.5 h11"
            + " M14 23 a11.5 11.5 0 1 0 15.6 14.6"),
    ARROW_LEFT("M44 24 h-40 M17 10 L4 24 L17 38"),
    ARROW_RIGHT("M4 24 h40 M31 10 L44 24 L31 38"),
    ARROW_UP("M24 44 v-40 M10 17 L24 4 L38 17"),
    ARROW_DOWN("M24 4 v40 M10 31 L24 44 L38 31"),
    CHEVRON_LEFT("M29 10 L16 24 L29 38"),
    CHEVRON_RIGHT("M19 10 L32 24 L19 38"),
    SEARCH("M33 20 a13 13 0 1 1 -26 0 a13 13 0 1 1 26 0 M30 30 L42 42"),
    HEART("M24 41 C10 31 5 24.5 5 17.5 C5 11.5 9.6 7.5 14.6 7.5 C18.6 7.5 22 9.8 24 13.2 C26 9.8 29.4 7.5 33.4 7.5"
            + " C38.4 7.5 43 11.5 43 17.5 C43 24.5 38 31 24 41 Z"),
    CHECK("M7 26 L18 37 L41 12"),
    PLACE(
            "M24 44 C15 33 9.5 26.5 9.5 19 a14.5 14.5 0 0 1 29 0 C38.5 26.5 33 33 24 44 Z M29 19 a5 5 0 1 1 -10 0 a5 5 0 1 1 10 0"),
    PLUS("M24 8 v32 M8 24 h32"),
    MINUS("M8 24 h32"),
    BACKSPACE("M16 10 h26 v28 h-26 L4 24 Z M22 18 L34 30 M34 18 L22 30"),
    ONE_PERSON("M31 13 a7 7 0 1 1 -14 0 a7 7 0 1 1 14 0 M9 43 c0 -11 6 -17 15 -17 c9 0 15 6 15 17"),
    LIGHT("M32 24 a8 8 0 1 1 -16 0 a8 8 0 1 1 16 0 M24 4 v5 M24 39 v5 M4 24 h5 M39 24 h5 M9.9 9.9 l3.5 3.5"
            + " M34.6 34.6 l3.5 3.5 M38.1 9.9 l-3.5 3.5 M13.4 34.6 l-3.5 3.5"),
    ARMS("M24 6 v36 M18 24 h-14 M9 18 L4 24 L9 30 M30 24 h14 M39 18 L44 24 L39 30"),
    STILL("M42 24 a18 18 0 1 1 -36 0 a18 18 0 1 1 36 0 M19 17 v14 M29 17 v14"),
    TURN("M38 16 a17 17 0 1 0 2 13 M39 6 v10.5 h-10.5"),
    BACK("M40 24 h-32 M20 11 L8 24 L20 37"),
    RETAKE("M38 16 a17 17 0 1 0 2 13 M39 6 v10.5 h-10.5"),
    CALL("M8 36 c4 -3 5 -8 5 -15 a11 11 0 0 1 22 0 c0 7 1 12 5 15 z M20 41 a4.4 4.4 0 0 0 8 0 M24 6 v3"),
    TOUCH(
            "M19 27 v-17 a4 4 0 0 1 8 0 v14 M27 24 v-3 a4 4 0 0 1 7 0 v4 a3.6 3.6 0 0 1 7 0 v7 c0 8 -5 12 -12 12 c-6 0 -9 -2 -12 -7 l-6 -9 c-2 -4 3 -7 6 -4 l2 3"),
    TAG("M6 12 v24 M13 12 v24 M18 12 v24 M26 12 v24 M31 12 v24 M42 12 v24 M36.5 12 v24"),
    CALM("M6 18 c6 -6 12 -6 18 0 c6 6 12 6 18 0 M6 31 c6 -6 12 -6 18 0 c6 6 12 6 18 0"),
    STAR("M24 5 L29.6 17.6 L43 19 L33 28.2 L35.8 41.5 L24 34.8 L12.2 41.5 L15 28.2 L5 19 L18.4 17.6 Z");

    /** Thickness of the line, in units of the grid. */
    private static final double LINE = 3.4;

    private static final double GRID = 48;

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /**
     * The pictogram, its upper left corner at x, y.
     *
     * @param size of its square, in px
     */
    public SVGPath draw(Color color, double x, double y, double size) {
        var drawn = new SVGPath();
        drawn.setContent(path);
        drawn.setFill(null);
        drawn.setStroke(color);
        drawn.setStrokeWidth(LINE);
        drawn.setStrokeLineCap(StrokeLineCap.ROUND);
        drawn.setStrokeLineJoin(StrokeLineJoin.ROUND);
        drawn.setLayoutX(x);
        drawn.setLayoutY(y);
        drawn.getTransforms().add(new Scale(size / GRID, size / GRID));
        drawn.setMouseTransparent(true);
        return drawn;
    }
}
