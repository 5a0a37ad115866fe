/**
 * From a published file to a runnable network: readers of checkpoints, a writer of ONNX, one forge class an architecture, and the
 * small networks that come with MirrorX. Comes in: files as somebody published them; goes out: the bytes of an ONNX model. Knows no
 * runtime: ONNX Runtime is loaded by {@code org.mirrorx.inference.ort} only.
 */
@NullMarked
package org.mirrorx.models;

import org.jspecify.annotations.NullMarked;
