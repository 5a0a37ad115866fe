package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.screens.Type.Face;

/** Sizes of type, in px at a width of 1080. Nothing is smaller than {@link #CAPTION}. */
public enum Style {
    MASTHEAD(Face.SERIF_THIN, 232, 120),
    DISPLAY(Face.SERIF, 184, 72),
    OPENING(Face.SERIF, 136, 64),
    TITLE(Face.SERIF, 104, 86),
    GARMENT(Face.SERIF, 84, 52),
    QUESTION(Face.SERIF, 60, 38),
    MARK(Face.MARK, 46, 34),
    LEAD_LARGE(Face.SANS, 52, 34),
    LEAD(Face.SANS, 46, 34),
    BUTTON(Face.SANS_MEDIUM, 46, 32),
    BUTTON_SMALL(Face.SANS_MEDIUM, 42, 30),
    BUTTON_LARGE(Face.SANS_MEDIUM, 60, 42),
    BODY(Face.SANS, 38, 30),
    BODY_MEDIUM(Face.SANS_MEDIUM, 38, 30),
    BODY_BOLD(Face.SANS_BOLD, 38, 30),
    CAPTION(Face.SANS, 30, 30),
    CAPTION_MEDIUM(Face.SANS_MEDIUM, 30, 30),
    PRICE(Face.FIGURES_MEDIUM, 60, 38),
    PRICE_SMALL(Face.FIGURES_MEDIUM, 38, 30),
    NUMBER(Face.FIGURES, 104, 60);

    private final Face face;
    private final double size;
    private final double floor;

    Style(Face face, double size, double floor) {
        this.face = face;
        this.size = size;
        this.floor = floor;
    }

    public Face face() {
        return face;
    }

    /** In px, where there is room. */
    public double size() {
        return size;
    }

    /** In px: the least that long words may shrink to. Hints, which are read from the standing mark, keep 86. */
    public double floor() {
        return floor;
    }
}
