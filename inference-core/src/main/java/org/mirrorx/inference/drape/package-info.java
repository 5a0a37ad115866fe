/**
 * The built-in engine without diffusion: a cut garment and a measured shopper come in, the shopper wearing it comes out, or the
 * reason why it would not look right. Fitting (points to {@link org.mirrorx.inference.drape.Sheet}s) stands apart from rendering so
 * that the live mirror can render the same sheets small. Must not know files, screens, networks or how a garment was cut.
 */
@NullMarked
package org.mirrorx.inference.drape;

import org.jspecify.annotations.NullMarked;
