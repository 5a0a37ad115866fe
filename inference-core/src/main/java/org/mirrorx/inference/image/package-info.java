/**
 * Pictures, masks and the arithmetic on them. Files come in through {@code Decode}, bounded;
 * what goes out are views over memory the caller owns. Knows nothing of bodies, garments or engines.
 */
@NullMarked
package org.mirrorx.inference.image;

import org.jspecify.annotations.NullMarked;
