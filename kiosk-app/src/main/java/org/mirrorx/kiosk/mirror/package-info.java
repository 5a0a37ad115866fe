/**
 * The running mirror: one window, one camera, one visit after the other. In come a shop's garments and the parts of the program; out goes
 * what a shopper sees and does. Puts screens, flow, camera, live mirror and atelier together, and owns their order at erasure.
 */
@NullMarked
package org.mirrorx.kiosk.mirror;

import org.jspecify.annotations.NullMarked;
