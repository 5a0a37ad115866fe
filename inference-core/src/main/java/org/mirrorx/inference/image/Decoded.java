package org.mirrorx.inference.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * A decoded file.
 *
 * @param picture the colours, upright, sRGB; where transparent, whatever the file holds there
 * @param alpha how much of each pixel is there, of the same size; empty when all of it is
 */
public record Decoded(Picture picture, Optional<Mask> alpha) {

    /** The picture as it looks on a white sheet; the picture itself when nothing is transparent. */
    public Picture onWhite(Arena arena) {
        if (alpha.isEmpty()) {
            return picture;
        }
        Picture flat = Picture.allocate(arena, picture.width(), picture.height());
        MemorySegment coverage = alpha.get().coverage();
        long pixels = coverage.byteSize();
        for (long i = 0; i < pixels; i++) {
            int share = Byte.toUnsignedInt(coverage.get(ValueLayout.JAVA_BYTE, i));
            for (long at = 3 * i; at < 3 * i + 3; at++) {
                int colour = Byte.toUnsignedInt(picture.pixels().get(ValueLayout.JAVA_BYTE, at));
                int mixed = (colour * share + 255 * (255 - share) + 127) / 255;
                flat.pixels().set(ValueLayout.JAVA_BYTE, at, (byte) mixed);
            }
        }
        return flat;
    }
}
