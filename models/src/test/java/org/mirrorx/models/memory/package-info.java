/**
 * Tests' search of this process's own memory. In come runs of bytes that must be gone; out comes where they still are. Knows nothing of
 * what the bytes mean.
 */
@NullMarked
package org.mirrorx.models.memory;

import org.jspecify.annotations.NullMarked;
