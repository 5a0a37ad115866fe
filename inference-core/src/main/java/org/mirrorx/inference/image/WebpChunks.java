package org.mirrorx.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mirrorx.models.Refusal;

/** Walks the chunks of a WebP file (RFC 9649). Animations are refused. */
final class WebpChunks {
    private static final int HEADER = 12;
    private static final int ANIMATION_FLAG = 0x02;

    private WebpChunks() {}

    static Container walk(byte[] bytes, String name) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long end = 8 + Integer.toUnsignedLong(file.getInt(4));
        if (end > bytes.length) {
            throw Container.cutShort(name);
        }
        int[] canvas = null;
        int[] frame = null;
        Orientation orientation = Orientation.UPRIGHT;
        long at = HEADER;
        while (at + 8 <= end) {
            int here = (int) at;
            String type = new String(bytes, here, 4, StandardCharsets.ISO_8859_1);
            long length = Integer.toUnsignedLong(file.getInt(here + 4));
            if (at + 8 + length > end) {
                throw Container.cutShort(name);
            }
            int content = here + 8;
            int size = (int) length;
            switch (type) {
                case "VP8X" -> {
                    if (size < 10) {
                        throw Container.damaged(name, "its size is missing");
                    }
                    if ((bytes[content] & ANIMATION_FLAG) != 0) {
                        throw new Refusal(name + " is an animation; save one picture of it as JPEG, PNG or WebP.");
                    }
                    canvas = new int[] {1 + u24(bytes, content + 4), 1 + u24(bytes, content + 7)};
                }
                case "VP8 " -> frame = lossySize(bytes, content, size, name);
                case "VP8L" -> frame = losslessSize(file, content, size, name);
                case "EXIF" -> orientation = exif(bytes, content, size);
                default -> {
                    // alpha and colour profile are the decoder's business, the rest nobody's
                }
            }
            at += 8 + length + (length & 1);
        }
        if (frame == null) {
            throw Container.damaged(name, "it has no pixels");
        }
        if (canvas != null && !Arrays.equals(canvas, frame)) {
            throw Container.damaged(name, "it declares two different sizes");
        }
        return new Container(new PictureHeader(PictureHeader.Format.WEBP, frame[0], frame[1], orientation), null);
    }

    /** RFC 9649 §2.5 and RFC 6386 §9.1: frame tag, start code 9D 01 2A, then 14 bits each. */
    private static int[] lossySize(byte[] bytes, int at, int size, String name) {
        if (size < 10 || !Container.startsWith(bytes, at + 3, 0x9D, 0x01, 0x2A)) {
            throw Container.damaged(name, "its size is missing");
        }
        int width = (bytes[at + 6] & 0xFF | (bytes[at + 7] & 0x3F) << 8);
        int height = (bytes[at + 8] & 0xFF | (bytes[at + 9] & 0x3F) << 8);
        if (width == 0 || height == 0) {
            throw Container.damaged(name, "its size is 0");
        }
        return new int[] {width, height};
    }

    /** RFC 9649 §3.4: signature 2F, then 14 bits of width − 1 and of height − 1. */
    private static int[] losslessSize(ByteBuffer file, int at, int size, String name) {
        if (size < 5 || file.get(at) != 0x2F) {
            throw Container.damaged(name, "its size is missing");
        }
        int bits = file.getInt(at + 1);
        return new int[] {1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF)};
    }

    private static Orientation exif(byte[] bytes, int at, int size) {
        int preamble = Container.startsWith(bytes, at, 'E', 'x', 'i', 'f', 0, 0) && size > 6 ? 6 : 0;
        return ExifTurn.of(bytes, at + preamble, size - preamble);
    }

    private static int u24(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }
}
