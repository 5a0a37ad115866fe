/**
 * The small networks that come with MirrorX: their published files are resources of this package, forged into ONNX in memory when
 * they are first wanted. Goes out: the bytes of an ONNX model. Must not know who runs it or what for.
 */
@NullMarked
package org.mirrorx.models.bodylite;

import org.jspecify.annotations.NullMarked;
