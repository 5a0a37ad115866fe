package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Point2;

/**
 * One place of a garment and where it belongs on the body.
 *
 * @param garment pixels of the garment's picture
 * @param body pixels of the capture
 */
public record Pin(Point2 garment, Point2 body) {}
