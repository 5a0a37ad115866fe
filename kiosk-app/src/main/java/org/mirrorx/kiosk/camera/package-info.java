/**
 * From a camera, or from a replay of one, to the newest frame. In come a device's name and the wish to open or close; out come frames (B, G,
 * R, upright, never mirrored) and how the camera is. Alone knows webcam-capture and {@code VideoCapture}; knows no screen and no visit.
 */
@NullMarked
package org.mirrorx.kiosk.camera;

import org.jspecify.annotations.NullMarked;
