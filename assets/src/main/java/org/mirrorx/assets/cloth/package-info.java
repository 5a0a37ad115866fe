/**
 * Cloth and how it is photographed: weaves, prints, folds, panels and the studio that lights them. Outlines and fabrics come in, a product
 * photograph goes out; what a kurta or a pair of jeans is, {@code rail} knows.
 */
@NullMarked
package org.mirrorx.assets.cloth;

import org.jspecify.annotations.NullMarked;
