/**
 * From a capture to what is known of the body in it: each network's raw reading, and the fused map. Knows no garment.
 */
@NullMarked
package org.mirrorx.inference.body;

import org.jspecify.annotations.NullMarked;
