/** Measures the living mirror: overlays over photographs. In come folders of people and garments; out come milliseconds and a contact sheet. */
@NullMarked
package org.mirrorx.benchmarks.live;

import org.jspecify.annotations.NullMarked;
