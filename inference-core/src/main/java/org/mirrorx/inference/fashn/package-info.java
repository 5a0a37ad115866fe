/**
 * The photo-real engine FASHN VTON 1.5. Comes in: a capture with its readings, an outfit, the pack's opened network; goes out: a picture
 * of the size of the capture with the region it changed. Must not know files, screens or settings of the shop.
 */
@NullMarked
package org.mirrorx.inference.fashn;

import org.jspecify.annotations.NullMarked;
