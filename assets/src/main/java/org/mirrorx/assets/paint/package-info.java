/**
 * Brushes of the generator: planes of floats, blurs, noise and linear-light colours. Numbers come in, numbers go out; the package does not
 * know cloth, bodies or files.
 */
@NullMarked
package org.mirrorx.assets.paint;

import org.jspecify.annotations.NullMarked;
