/** Networks in libtorch, to measure against. Comes in: a checkpoint; goes out: seconds. Must not be needed by anything. */
@NullMarked
package org.mirrorx.benchmarks.torch;

import org.jspecify.annotations.NullMarked;
