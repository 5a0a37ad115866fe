/**
 * A builder of ONNX networks and their writer. Comes in: operations on {@link org.mirrorx.models.onnx.Value}s, whose shapes are
 * checked at the line that makes them; goes out: a model (IR 10, opset 17, and ONNX Runtime's own operators where a method says so),
 * with the weights inside or in one file beside it. Must not know any checkpoint or runtime.
 */
@NullMarked
package org.mirrorx.models.onnx;

import org.jspecify.annotations.NullMarked;
