/**
 * Measures looks: sample pictures or a folder of photographs go in, distributions of durations and of the automatic checks, and contact
 * sheets for the eye, come out. Must not know the command line's words or where pictures of the shop are.
 */
@NullMarked
package org.mirrorx.kiosk.bench;

import org.jspecify.annotations.NullMarked;
