/**
 * The one door to ONNX Runtime. Comes in: the bytes or the file of an ONNX model; goes out: a {@link
 * org.mirrorx.inference.ort.Network} with typed, reusable buffers. Must not know what any network is for.
 */
@NullMarked
package org.mirrorx.inference.ort;

import org.jspecify.annotations.NullMarked;
