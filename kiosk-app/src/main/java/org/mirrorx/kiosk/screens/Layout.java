package org.mirrorx.kiosk.screens;

import javafx.scene.transform.Affine;
import javafx.scene.transform.Transform;

/**
 * Where things lie. Screens are drawn in design pixels of the portrait 1080×1920; what lies on the picture and what lies on the sheet are
 * two layers, so that a landscape display shows the same two side by side: mirror left (3:4), sheet right.
 *
 * @param width of the display, in its own px
 * @param height of the display, in its own px
 * @param reach everything within reach of a seated person
 * @param reachTop in design px: nothing to touch lies above; {@link #SHEET_TOP} where no mount height is set
 */
public record Layout(double width, double height, boolean reach, double reachTop) {
    /** Of the portrait design, in px. */
    public static final double WIDTH = 1080;

    public static final double HEIGHT = 1920;
    /** Left and right. */
    public static final double LEFT = 72;

    public static final double RIGHT = 1008;
    public static final double COLUMNS = RIGHT - LEFT;
    /** Six columns: each 136 wide and 160 from the next. */
    public static final double COLUMN_STEP = 160;
    /** Where the hem row begins. */
    public static final double HEM = 1776;
    /** The highest touch target of any screen (search). */
    public static final double SHEET_TOP = 824;

    /** The landscape design: 1920×1080, mirror 810 wide. */
    private static final double LANDSCAPE_MIRROR = 810;

    private static final double LANDSCAPE_MARGIN = 87;

    public static Layout of(double width, double height) {
        return new Layout(width, height, false, SHEET_TOP);
    }

    public Layout withReach(boolean on) {
        return new Layout(width, height, on, reachTop);
    }

    /** The technician's mount height as the highest y to touch in reach mode. */
    public Layout withReachTop(double top) {
        return new Layout(width, height, reach, top);
    }

    public boolean landscape() {
        return width > height;
    }

    /** From design px to px of the display. */
    public double scale() {
        return landscape() ? Math.min(width / HEIGHT, height / WIDTH) : Math.min(width / WIDTH, height / HEIGHT);
    }

    /** How high the opening of the picture is, in the picture layer's px; it is 1080 wide. */
    public double pictureHeight() {
        return landscape() ? 1440 : HEIGHT;
    }

    /** In landscape nothing of the sheet lies over the picture: titles that stand white on a scrim become ink on paper. */
    public boolean besides() {
        return landscape();
    }

    /** Picture layer → display. */
    public Transform picture() {
        var all = whole();
        if (landscape()) {
            all.appendScale(LANDSCAPE_MIRROR / WIDTH, LANDSCAPE_MIRROR / WIDTH);
        }
        return all;
    }

    /** Sheet layer → display; y 840 to 1920 of the portrait is all there is in landscape. */
    public Transform sheet() {
        var all = whole();
        if (landscape()) {
            all.appendTranslation(LANDSCAPE_MIRROR + LANDSCAPE_MARGIN - LEFT, WIDTH - HEIGHT);
        }
        return all;
    }

    private Affine whole() {
        var all = new Affine();
        double designWidth = landscape() ? HEIGHT : WIDTH;
        double designHeight = landscape() ? WIDTH : HEIGHT;
        double scale = scale();
        all.appendTranslation((width - designWidth * scale) / 2, height - designHeight * scale);
        all.appendScale(scale, scale);
        return all;
    }
}
