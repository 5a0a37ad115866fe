/**
 * Networks that a person adds to MirrorX. Comes in: a folder with published files; goes out: checked copies in the folder of packs
 * and, on demand, their ONNX models. Must not know which runtime runs them or where the program keeps its folders.
 */
@NullMarked
package org.mirrorx.models.store;

import org.jspecify.annotations.NullMarked;
