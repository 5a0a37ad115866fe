/**
 * The sample shopper: a body of soft solids, dressed plainly, posed, and ray-marched under a soft light. Poses come in, a photograph-like
 * picture goes out; it does not know the garments of the rail.
 */
@NullMarked
package org.mirrorx.assets.shopper;

import org.jspecify.annotations.NullMarked;
