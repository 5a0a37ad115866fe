package org.mirrorx.inference.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A picture: 8-bit sRGB, interleaved <b>R, G, B</b>, rows from the top without padding, upright (any EXIF turn already applied).
 * The pixels live in memory of the caller's {@link Arena}; the picture is valid as long as that arena is open.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param pixels {@code 3 * width * height} bytes
 */
public record Picture(int width, int height, MemorySegment pixels) {
    public Picture {
        if (width < 1 || height < 1 || pixels.byteSize() != 3L * width * height) {
            throw new IllegalArgumentException("a picture of " + width + "×" + height + " needs " + 3L * width * height
                    + " bytes, not " + pixels.byteSize());
        }
    }

    /** A black picture in memory of {@code arena}. */
    public static Picture allocate(Arena arena, int width, int height) {
        return new Picture(width, height, arena.allocate(3L * width * height, 64));
    }

    /** A copy of a {@code CV_8UC3} matrix in R, G, B order. */
    public static Picture copyOf(Arena arena, Mat rgb) {
        if (rgb.type() != CvType.CV_8UC3) {
            throw new IllegalArgumentException("expected CV_8UC3, got " + CvType.typeToString(rgb.type()));
        }
        Picture copy = allocate(arena, rgb.cols(), rgb.rows());
        Mat view = copy.view();
        rgb.copyTo(view);
        view.release();
        return copy;
    }

    /** A copy in memory of another arena. */
    public Picture copyTo(Arena arena) {
        Picture copy = allocate(arena, width, height);
        copy.pixels.copyFrom(pixels);
        return copy;
    }

    /**
     * A {@code CV_8UC3} matrix (R, G, B order) over the very same memory: writing to it writes the picture. Release it when done;
     * it must not outlive the arena.
     */
    public Mat view() {
        return new Mat(height, width, CvType.CV_8UC3, pixels.asByteBuffer());
    }
}
