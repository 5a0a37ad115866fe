/**
 * Measures the catalog: how fast it searches and imports, and what it does with damaged files and sudden death. Programs here are started
 * by {@code benchmarks/scripts}; they know nothing of the store but its public face.
 */
@NullMarked
package org.mirrorx.benchmarks.catalog;

import org.jspecify.annotations.NullMarked;
