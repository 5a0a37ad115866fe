package org.mirrorx.inference.drape;

import org.mirrorx.inference.Declined;

/** The garment cannot be fitted to this body in this photograph. */
public record Unfit(Declined because) implements Fitting {}
