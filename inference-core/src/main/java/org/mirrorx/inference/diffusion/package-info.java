/**
 * How diffusion and flow networks make a picture out of noise: times, solvers, guidance, the sampling loop. Comes in: a network as a
 * function, noise; goes out: numbers of a picture or a latent. Must not know which network it is, bodies or garments.
 */
@NullMarked
package org.mirrorx.inference.diffusion;

import org.jspecify.annotations.NullMarked;
