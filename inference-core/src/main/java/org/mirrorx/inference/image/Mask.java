package org.mirrorx.inference.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Coverage of each pixel of a picture, 0 (not at all) to 255 (whole); rows from the top without padding.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param coverage {@code width * height} bytes, unsigned
 */
public record Mask(int width, int height, MemorySegment coverage) {
    public Mask {
        if (width < 1 || height < 1 || coverage.byteSize() != (long) width * height) {
            throw new IllegalArgumentException("a mask of " + width + "×" + height + " needs " + (long) width * height
                    + " bytes, not " + coverage.byteSize());
        }
    }

    /** An empty mask (all 0) in memory of {@code arena}. */
    public static Mask allocate(Arena arena, int width, int height) {
        return new Mask(width, height, arena.allocate((long) width * height, 64));
    }

    /** A copy of a {@code CV_8UC1} matrix. */
    public static Mask copyOf(Arena arena, Mat grey) {
        if (grey.type() != CvType.CV_8UC1) {
            throw new IllegalArgumentException("expected CV_8UC1, got " + CvType.typeToString(grey.type()));
        }
        Mask copy = allocate(arena, grey.cols(), grey.rows());
        Mat view = copy.view();
        grey.copyTo(view);
        view.release();
        return copy;
    }

    /** A {@code CV_8UC1} matrix over the very same memory. Release it when done; it must not outlive the arena. */
    public Mat view() {
        return new Mat(height, width, CvType.CV_8UC1, coverage.asByteBuffer());
    }
}
