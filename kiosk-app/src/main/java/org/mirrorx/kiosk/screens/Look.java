package org.mirrorx.kiosk.screens;

import javafx.scene.paint.Color;

/**
 * How a control is painted in one of its states.
 *
 * @param fill of its patch
 * @param line around it
 * @param thick of that line, px; 0 for none
 * @param ink of its label and pictogram
 */
public record Look(Color fill, Color line, double thick, Color ink) {
    static final Look PRIMARY = plain(Tokens.SINDOOR, Color.WHITE);
    static final Look PRIMARY_PRESSED = plain(Tokens.SINDOOR_DEEP, Color.WHITE);
    static final Look SECONDARY = new Look(Color.TRANSPARENT, Tokens.INK, 3, Tokens.INK);
    static final Look SECONDARY_PRESSED = new Look(Tokens.INK, Tokens.INK, 3, Tokens.PAPER);
    static final Look ON_PICTURE = new Look(Tokens.night(0.72), Color.WHITE, 3, Color.WHITE);
    static final Look ON_PICTURE_PRESSED = new Look(Color.WHITE, Color.WHITE, 3, Tokens.INK);
    static final Look WELL = plain(Tokens.WELL, Tokens.INK);
    static final Look VOWEL = plain(Tokens.VOWEL, Tokens.INK);
    static final Look SELECTED = plain(Tokens.PEACOCK, Color.WHITE);
    static final Look TOOL = plain(Tokens.night(0.78), Color.WHITE);
    static final Look TOOL_PRESSED = plain(Color.WHITE, Tokens.INK);
    static final Look BARE = plain(Color.TRANSPARENT, Tokens.INK);
    static final Look BARE_PRESSED = plain(Tokens.WELL, Tokens.INK);
    static final Look BARE_WHITE = plain(Color.TRANSPARENT, Color.WHITE);
    static final Look LINK = plain(Color.TRANSPARENT, Tokens.PEACOCK);
    static final Look TILE = plain(Tokens.WELL, Tokens.INK);
    static final Look TILE_SELECTED = new Look(Tokens.PAPER_WHITE, Tokens.PEACOCK, 6, Tokens.INK);
    static final Look HEART = new Look(Tokens.PAPER, Tokens.INK, 4, Tokens.INK);
    static final Look LOVED = new Look(Tokens.SINDOOR, Tokens.SINDOOR, 4, Color.WHITE);
    static final Look OFF = plain(Tokens.WELL, Tokens.INK_OFF);

    /** Without a line. */
    public static Look plain(Color fill, Color ink) {
        return new Look(fill, Color.TRANSPARENT, 0, ink);
    }
}
