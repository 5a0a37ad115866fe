/**
 * Faces: from a picture and a face reading to an embedding, to a look that keeps the shopper's own head, and to a verdict whether it
 * still is the shopper. Must not know engines, files or who the shopper is; an embedding never leaves memory.
 */
@NullMarked
package org.mirrorx.inference.face;

import org.jspecify.annotations.NullMarked;
