package org.mirrorx.inference;

/** What becomes of a request: a look, or an honest reason why there is none. */
public sealed interface Outcome permits Look, Declined {}
