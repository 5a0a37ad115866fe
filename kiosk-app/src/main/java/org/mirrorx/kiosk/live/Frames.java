package org.mirrorx.kiosk.live;

import org.opencv.core.Mat;

/** The camera as the live room needs it: a mailbox with the newest frame. */
public interface Frames {
    /**
     * Waits for a frame newer than the one seen.
     *
     * @return false when none came in time
     */
    boolean awaitNewer(long seen, long milliseconds) throws InterruptedException;

    /**
     * Copies the newest frame if it is newer.
     *
     * @param into becomes the frame: {@code CV_8UC3}, B, G, R, upright, not mirrored
     * @return its number; {@code seen} when there is none newer
     */
    long copyNewer(long seen, Mat into);
}
