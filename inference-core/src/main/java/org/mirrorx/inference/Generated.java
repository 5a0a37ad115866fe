package org.mirrorx.inference;

import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * An engine's picture before the head is put back and judged.
 *
 * @param picture same size as the capture
 * @param changed 0 where {@code picture} is bit-identical to the capture
 * @param preview true when the engine itself calls the result a rough preview
 */
public record Generated(Picture picture, Mask changed, boolean preview) implements Generation {}
