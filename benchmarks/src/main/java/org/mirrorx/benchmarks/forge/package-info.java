/**
 * Measures how checkpoints become networks. In come sizes and a seed, or a checkpoint; out come a checkpoint of random numbers, and
 * figures about forging and running it. Must not know any shopper.
 */
@NullMarked
package org.mirrorx.benchmarks.forge;

import org.jspecify.annotations.NullMarked;
