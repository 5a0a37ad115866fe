package org.mirrorx.inference.drape;

/** What becomes of fitting one garment to one body. */
public sealed interface Fitting permits Fit, Unfit {}
