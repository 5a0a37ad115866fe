package org.mirrorx.inference;

import java.util.function.Consumer;
import org.opencv.core.Mat;

/**
 * Watches an engine work: the durations of its steps, and each stage as a picture ({@code --explain}). Pictures are made only when
 * somebody wants them.
 */
public interface Trace {
    /** Nobody watches. */
    Trace NONE = new Trace() {
        @Override
        public AutoCloseableStep step(String name) {
            return () -> {};
        }

        @Override
        public void picture(String name, Consumer<Mat> draw) {}
    };

    /** Starts the clock of a step; closing the result stops it, on the same thread. Use in try-with-resources. Any thread may. */
    AutoCloseableStep step(String name);

    /**
     * Offers a stage as a picture. Only the thread that runs the engine does.
     *
     * @param name file name without ending, lower case with dashes, such as {@code garment-landmarks}
     * @param draw called only if pictures are wanted; fills an empty matrix as {@code CV_8UC3} in R, G, B order (or {@code CV_8UC1})
     */
    void picture(String name, Consumer<Mat> draw);

    /** A running step. */
    interface AutoCloseableStep extends AutoCloseable {
        @Override
        void close();
    }
}
