/**
 * What one shopper's visit holds in memory, and how it is erased. In come requests for memory and the order to erase; out goes memory of
 * one bounded arena, and the word that it is gone. Knows no screen and no flow.
 */
@NullMarked
package org.mirrorx.kiosk.visit;

import org.jspecify.annotations.NullMarked;
