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

    /** Highest reach of a seated person, mm over the floor (EN 301 549, 8.3). */
    private static final double HIGHEST_REACH = 1220;

    /** In reach mode nothing is made smaller than this, lest it could not be hit. */
    private static final double SMALLEST = 0.7;

    /** The landscape design: 1920×1080, mirror 810 wide. */
    private static final double LANDSCAPE_MIRROR = 810;

    private static final double LANDSCAPE_MARGIN = 87;

    public static Layout of(double width, double height) {
        return new Layout(width, height, false, SHEET_TOP);
    }

    public Layout withReach(boolean on) {
        return new Layout(width, height, on, reachTop);
    }

    /**
     * For a display that hangs at a height.
     *
     * @param bottom of the picture over the floor, mm
     * @param tall how high the picture is, mm
     */
    public Layout hung(double bottom, double tall) {
        double top = HEIGHT * (1 - (HIGHEST_REACH - bottom) / tall);
        return new Layout(width, height, reach, Math.max(SHEET_TOP, top));
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

    /**
     * Sheet layer → display; y 840 to 1920 of the portrait is all there is in landscape. Where a display hangs so high that a seated person
     * would not reach the uppermost of the sheet, reach mode makes all of it smaller, towards the hem.
     */
    public Transform sheet() {
        Affine all = hem();
        double smaller = smaller();
        if (smaller < 1) {
            all.appendTranslation(WIDTH / 2 * (1 - smaller), HEM * (1 - smaller));
            all.appendScale(smaller, smaller);
        }
        return all;
    }

    private double smaller() {
        return landscape() || !reach || reachTop <= SHEET_TOP
                ? 1
                : Math.max(SMALLEST, (HEM - reachTop) / (HEM - SHEET_TOP));
    }

    /** How much of the display lies left, and right, of a sheet that was made smaller, in px of the sheet. */
    double beside() {
        return WIDTH * (1 / smaller() - 1) / 2;
    }

    /** How much of the display lies below it, in px of the sheet. */
    double below() {
        return (HEIGHT - HEM) * (1 / smaller() - 1);
    }

    /** The hem row → display. */
    public Affine hem() {
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
