/**
 * The program: wiring, places, and the way from a person's wish to the atelier.
 */
@NullMarked
package org.mirrorx.kiosk;

import org.jspecify.annotations.NullMarked;
