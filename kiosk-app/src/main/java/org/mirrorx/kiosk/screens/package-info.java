/**
 * What a shopper sees and touches. In come a state of the flow, words, garments and surfaces of pixels; out go events. Knows no
 * camera, no network of a model, no store and no rule of the flow: a screen shows its state and tells what was touched.
 */
@NullMarked
package org.mirrorx.kiosk.screens;

import org.jspecify.annotations.NullMarked;
