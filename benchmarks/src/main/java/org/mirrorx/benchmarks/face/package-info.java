/** How long it takes to keep a head and to measure its seam. */
@NullMarked
package org.mirrorx.benchmarks.face;

import org.jspecify.annotations.NullMarked;
