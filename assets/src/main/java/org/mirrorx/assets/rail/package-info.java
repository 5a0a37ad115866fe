/**
 * The sample rail: patterns of tops, trousers, skirts, dresses and drapes, and the thirty-odd garments cut from them. Comes in: cloth; goes
 * out: product photographs and their rows of the catalog. Knows nothing of shoppers.
 */
@NullMarked
package org.mirrorx.assets.rail;

import org.jspecify.annotations.NullMarked;
