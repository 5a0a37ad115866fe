/**
 * A builder of ONNX networks and their writer. Comes in: operations on {@link org.mirrorx.models.onnx.Value}s, whose shapes are
 * checked at the line that makes them; goes out: the bytes of a model (IR 10, opset 17). Must not know any checkpoint or runtime.
 */
@NullMarked
package org.mirrorx.models.onnx;

import org.jspecify.annotations.NullMarked;
