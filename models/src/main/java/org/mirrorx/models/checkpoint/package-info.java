/**
 * Readers of published weight files. Comes in: the bytes of a file nobody vouches for; goes out: {@link
 * org.mirrorx.models.checkpoint.Tensors}, named and typed views of those bytes, or a {@link org.mirrorx.models.Refusal} that names
 * file, tensor and byte. Must not know what the networks are for, and never runs or loads anything a file asks for.
 */
@NullMarked
package org.mirrorx.models.checkpoint;

import org.jspecify.annotations.NullMarked;
