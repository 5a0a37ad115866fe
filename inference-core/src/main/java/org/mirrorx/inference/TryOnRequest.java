package org.mirrorx.inference;

import org.mirrorx.inference.body.Readings;
import org.mirrorx.inference.image.Picture;

/**
 * One look to make.
 *
 * @param capture the shopper, upright, not mirrored
 * @param readings what the networks say of {@code capture}; computed on demand, at most once
 * @param outfit the garments
 * @param seed of every random number the engine uses: same request and seed, same bits
 */
public record TryOnRequest(Picture capture, Readings readings, Outfit outfit, long seed) {}
