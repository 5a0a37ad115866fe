package org.mirrorx.kiosk.camera;

import java.util.Arrays;
import org.opencv.core.Mat;

/**
 * Judges frames by a grid of their pixels: a camera that died may go on answering with its last frame, and a covered one with black. Real
 * sensors never give the same frame twice.
 */
final class Liveness {
    /** Without a changed frame for so long a camera counts as frozen. */
    static final long FROZEN_NANOSECONDS = 2_000_000_000L;

    /** Darker than this on average, 0 to 255, is black. */
    private static final double BLACK = 8;

    private static final int ROWS = 24;

    private byte[] row = new byte[0];
    private int lastHash;
    private boolean any;
    private long changedAt;
    private double brightness = 255;

    /** @param nanoseconds when the frame came */
    void see(Mat frame, long nanoseconds) {
        int length = frame.cols() * frame.channels();
        if (row.length != length) {
            row = new byte[length];
        }
        int hash = 1;
        long sum = 0;
        long n = 0;
        for (int k = 0; k < ROWS; k++) {
            frame.get((int) ((k + 0.5) * frame.rows() / ROWS), 0, row);
            hash = 31 * hash + Arrays.hashCode(row);
            for (int i = 0; i < length; i += 16) {
                sum += row[i] & 0xff;
                n++;
            }
        }
        Arrays.fill(row, (byte) 0); // it held a person's pixels
        brightness = n == 0 ? 0 : (double) sum / n;
        if (!any || hash != lastHash) {
            any = true;
            lastHash = hash;
            changedAt = nanoseconds;
        }
    }

    boolean frozen(long nanoseconds) {
        return any && nanoseconds - changedAt >= FROZEN_NANOSECONDS;
    }

    boolean black() {
        return brightness < BLACK;
    }
}
