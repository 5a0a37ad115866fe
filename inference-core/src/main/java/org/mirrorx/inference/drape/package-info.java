/**
 * The engine without diffusion. In come a capture with its readings and garments cut out; out goes the shopper wearing them, or the rule
 * that forbids it. {@code fit} (points to meshes) stands apart from {@code render}; neither may know files, screens or the clock.
 */
@NullMarked
package org.mirrorx.inference.drape;

import org.jspecify.annotations.NullMarked;
