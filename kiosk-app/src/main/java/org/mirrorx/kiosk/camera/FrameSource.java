package org.mirrorx.kiosk.camera;

import org.opencv.core.Mat;

/** An open camera. One thread reads it. */
public interface FrameSource extends AutoCloseable {
    /** What staff calls it. */
    String name();

    /**
     * Waits for the next frame.
     *
     * @param into becomes the frame: {@code CV_8UC3}, B, G, R
     * @return false when there is none: the device is gone
     */
    boolean read(Mat into);

    /** Lets go of the device. Does nothing the second time. */
    @Override
    void close();
}
