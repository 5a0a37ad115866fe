package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The planes of one rendering. {@link #close()} overwrites them all, so that no pixel of a shopper waits for the garbage collector.
 * Two threads may take arrays at once; each array is its taker's until both have ended.
 */
final class Scratch implements AutoCloseable {
    private final List<float[]> taken = new ArrayList<>();

    /** An array of zeros of this length, wiped when this closes. */
    float[] floats(int length) {
        float[] fresh = new float[length];
        synchronized (taken) {
            taken.add(fresh);
        }
        return fresh;
    }

    @Override
    public void close() {
        synchronized (taken) {
            for (float[] values : taken) {
                Arrays.fill(values, 0f);
            }
            taken.clear();
        }
    }
}
