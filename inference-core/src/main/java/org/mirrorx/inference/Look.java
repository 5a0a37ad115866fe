package org.mirrorx.inference;

import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * The shopper wearing the outfit, judged fit to be shown.
 *
 * @param picture same size as the capture
 * @param changed 0 where {@code picture} is bit-identical to the capture
 * @param preview true when the screen must tag it as a preview
 */
public record Look(Picture picture, Mask changed, boolean preview, Provenance provenance, Measures measures)
        implements Outcome {}
