package org.mirrorx.inference.image;

import org.jspecify.annotations.Nullable;
import org.mirrorx.models.Refusal;

/**
 * The outer structure of a picture file, walked once before any decoder sees it: sizes, turn, colour profile, and that the file is
 * whole.
 *
 * @param header format, size, turn
 * @param profile the embedded ICC profile where this program must apply it because the decoder does not (PNG); null when there is none
 */
record Container(PictureHeader header, byte @Nullable [] profile) {

    /** Bytes of the longest profile that is applied; printer profiles with large tables are about 2 MB. */
    static final int LONGEST_PROFILE = 4 << 20;

    /**
     * @param bytes the whole file
     * @param name how the file is called in a refusal
     * @throws Refusal when it is none of the formats or not whole
     */
    static Container of(byte[] bytes, String name) {
        if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return JpegMarkers.walk(bytes, name);
        }
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return PngChunks.walk(bytes, name);
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return WebpChunks.walk(bytes, name);
        }
        if (bytes.length == 0) {
            throw new Refusal(name + " is empty; copy the picture again.");
        }
        if (startsWith(bytes, 4, 'f', 't', 'y', 'p')) {
            throw new Refusal(name + " is a HEIC, AVIF or video file; save it as JPEG, PNG or WebP.");
        }
        throw new Refusal(name + " is not a JPEG, PNG or WebP picture; save it as one of these.");
    }

    static boolean startsWith(byte[] bytes, int offset, int... expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    static Refusal cutShort(String name) {
        return new Refusal(name + " is cut short: its end is missing; copy the picture again.");
    }

    static Refusal damaged(String name, String what) {
        return new Refusal(name + " is damaged: " + what + "; copy or export the picture again.");
    }
}
