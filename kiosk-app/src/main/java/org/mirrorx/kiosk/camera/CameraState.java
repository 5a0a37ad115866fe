package org.mirrorx.kiosk.camera;

/** How the camera is. */
public enum CameraState {
    /** Nobody asked for it. */
    CLOSED,
    /** Being opened. */
    STARTING,
    /** Frames come, and they change. */
    LIVE,
    /** Frames come, but they are black: a lid, or no light. */
    BLACK,
    /** The same frame came for two seconds; it is being opened again. */
    FROZEN,
    /** It is gone; it is looked for again and again. */
    LOST,
    /** There is none at all; it is looked for again and again. */
    NONE,
    /** It neither gives a frame nor lets go; only a restart of the program helps. */
    STUCK;

    /** Whether there is a picture to show. */
    public boolean seeing() {
        return this == LIVE || this == BLACK;
    }
}
