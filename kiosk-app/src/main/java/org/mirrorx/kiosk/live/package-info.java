/**
 * The living mirror. In come frames of the camera; out go the mirror's picture with a garment laid over it, hints for the shopper and
 * whether somebody is there. Knows no screen and no state of the flow but its hints; keeps pixels only in buffers that can be cleared.
 */
@NullMarked
package org.mirrorx.kiosk.live;

import org.jspecify.annotations.NullMarked;
