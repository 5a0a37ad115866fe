/**
 * From a product photograph to a {@link org.mirrorx.inference.garment.GarmentCut}: cut-out, kind, landmarks with confidence. Knows no
 * catalog; a garment worn by a model is cut with the body's readings.
 */
@NullMarked
package org.mirrorx.inference.garment;

import org.jspecify.annotations.NullMarked;
