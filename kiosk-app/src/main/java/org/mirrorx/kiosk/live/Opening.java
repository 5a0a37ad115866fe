package org.mirrorx.kiosk.live;

import org.opencv.core.Rect;

/**
 * The part of a frame that the mirror shows: as large as fits with the mirror's proportions, in the middle; what is too high is cut at the
 * foot, so that heads stay.
 */
record Opening(int x, int y, int width, int height) {
    static Opening of(int frameWidth, int frameHeight, int mirrorWidth, int mirrorHeight) {
        double proportion = (double) mirrorWidth / mirrorHeight;
        int width = Math.min(frameWidth, (int) Math.round(frameHeight * proportion));
        int height = Math.min(frameHeight, (int) Math.round(frameWidth / proportion));
        return new Opening((frameWidth - width) / 2, 0, Math.max(1, width), Math.max(1, height));
    }

    Rect rect() {
        return new Rect(x, y, width, height);
    }
}
