package org.mirrorx.inference;

import java.util.function.Consumer;
import org.opencv.core.Mat;

/** Told what an engine is doing. Called from the thread that works; implementations return at once. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = (step, done) -> {};

    /**
     * @param step what begins now
     * @param done share of the whole work already done, 0 to 1
     */
    void at(Step step, double done);

    /**
     * Shows what the look is becoming, where an engine draws it step by step. The pixels are the shopper's.
     *
     * @param draw called at once or not at all; fills an empty matrix as {@code CV_8UC3} in R, G, B order, of the capture's proportions
     */
    default void preview(Consumer<Mat> draw) {}

    /** The steps a shopper may be told of, in order. */
    enum Step {
        READING_BODY,
        CUTTING_GARMENT,
        FITTING,
        DRAPING,
        KEEPING_HEAD,
        CHECKING
    }
}
