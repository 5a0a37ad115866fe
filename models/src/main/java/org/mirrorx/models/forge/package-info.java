/**
 * One class an architecture: comes in: a checkpoint as published; goes out: the same network as an ONNX graph. Reads like the table
 * of contents of the network and spells tensors as their publisher does. Must not know where files lie or who runs the result.
 */
@NullMarked
package org.mirrorx.models.forge;

import org.jspecify.annotations.NullMarked;
