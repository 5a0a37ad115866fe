/** Measures the mirror as a whole process: frames shown, processor time, memory. In come pictures; out come figures. */
@NullMarked
package org.mirrorx.benchmarks.mirror;

import org.jspecify.annotations.NullMarked;
