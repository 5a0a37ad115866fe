package org.mirrorx.kiosk.camera;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/** A mailbox for one frame: the newest replaces what nobody read. Allocates nothing while frames keep their size. Any thread. */
public final class LatestFrame {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition newer = lock.newCondition();
    private final Mat newest;
    private final Rotation rotation;
    private long number;
    private long takenAt;

    public LatestFrame(Rotation rotation) {
        Natives.load();
        this.rotation = rotation;
        newest = new Mat();
    }

    /**
     * Puts a frame in.
     *
     * @param frame as the camera gives it; copied
     * @param nanoseconds when it was taken
     */
    void put(Mat frame, long nanoseconds) {
        lock.lock();
        try {
            keepOnly(newest, rotation.turned(frame.size()));
            rotation.turn(frame, newest);
            takenAt = nanoseconds;
            number++;
            newer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Copies the newest frame if it is newer than the one the caller saw.
     *
     * @param seen number of the frame the caller saw last; 0 for none
     * @param into becomes the frame: {@code CV_8UC3}, B, G, R, upright
     * @return the frame's number; {@code seen} when there is none newer
     */
    public long copyNewer(long seen, Mat into) {
        lock.lock();
        try {
            if (number <= seen || newest.empty()) {
                return seen;
            }
            keepOnly(into, newest.size());
            newest.copyTo(into);
            return number;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a frame newer than {@code seen}.
     *
     * @return false when none came in time
     */
    public boolean awaitNewer(long seen, long milliseconds) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
            while (number <= seen || newest.empty()) {
                if (left <= 0) {
                    return false;
                }
                left = newer.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Overwrites a matrix that is about to get another size: its memory would be freed as it is. */
    private static void keepOnly(Mat mat, Size size) {
        if (!mat.size().equals(size)) {
            Workspace.wipe(mat);
        }
    }

    /** When the newest frame was taken, nanoseconds of the keeper's clock. */
    public long takenAt() {
        lock.lock();
        try {
            return takenAt;
        } finally {
            lock.unlock();
        }
    }

    /** Overwrites every pixel with zero and forgets the frame. Numbers go on. */
    public void clear() {
        lock.lock();
        try {
            Workspace.wipe(newest);
        } finally {
            lock.unlock();
        }
    }
}
