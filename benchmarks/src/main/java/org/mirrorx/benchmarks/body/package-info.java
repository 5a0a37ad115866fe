/** How long the networks that read bodies take, and what lies around them. Photographs come in, figures go out. */
@NullMarked
package org.mirrorx.benchmarks.body;

import org.jspecify.annotations.NullMarked;
