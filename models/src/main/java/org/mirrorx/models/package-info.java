/**
 * From a published file to a runnable network. Knows no runtime: ONNX Runtime is loaded by {@code org.mirrorx.inference.ort} only.
 */
@NullMarked
package org.mirrorx.models;

import org.jspecify.annotations.NullMarked;
