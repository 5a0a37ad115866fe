/**
 * How a visit goes: which screen follows which, decided by a pure function. In come events (what a person touched, what the camera saw,
 * what the atelier did, how time passes), out come the next state and effects for others to carry out. Knows no screen, no camera, no
 * pixel, no clock.
 */
@NullMarked
package org.mirrorx.kiosk.flow;

import org.jspecify.annotations.NullMarked;
