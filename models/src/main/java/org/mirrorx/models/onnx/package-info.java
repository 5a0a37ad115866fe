/**
 * A builder of ONNX networks and their writer. Comes in: operations on {@link org.mirrorx.models.onnx.Value}s, whose shapes are
 * checked at the line that makes them; goes out: the bytes of a model (IR 10, opset 17, ONNX Runtime's own operators where they are named), large weights in a file beside it. Must not know any checkpoint or runtime.
 */
@NullMarked
package org.mirrorx.models.onnx;

import org.jspecify.annotations.NullMarked;
