package org.mirrorx.kiosk.flow;

/** What a shopper may change before the picture is taken; one at a time, the most important first. */
public enum Hint {
    CAMERA_STARTING,
    NOBODY,
    JUST_YOU,
    MORE_LIGHT,
    STEP_BACK,
    STEP_CLOSER,
    MOVE_LEFT,
    MOVE_RIGHT,
    FACE_THE_MIRROR,
    ARMS_AWAY,
    HOLD_STILL,
    RIGHT
}
