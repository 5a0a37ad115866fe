package org.mirrorx.inference;

/** What an engine makes of a request: a picture with the region it changed, or a reason why it cannot. */
public sealed interface Generation permits Generated, Declined {}
