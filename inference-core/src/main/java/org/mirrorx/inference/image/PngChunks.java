package org.mirrorx.inference.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Walks the chunks of a PNG file (ISO/IEC 15948) to {@code IEND} and checks the critical ones' check sums. */
final class PngChunks {
    private static final int SIGNATURE = 8;
    /** Length, type and check sum around a chunk's content. */
    private static final int FRAME = 12;

    private PngChunks() {}

    static Container walk(byte[] bytes, String name) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int width = 0;
        int height = 0;
        boolean pixels = false;
        byte[] profile = null;
        Orientation orientation = Orientation.UPRIGHT;
        int at = SIGNATURE;
        while (true) {
            if (at + FRAME > bytes.length) {
                throw Container.cutShort(name);
            }
            int length = file.getInt(at);
            if (length < 0) {
                throw Container.damaged(name, "a chunk has an impossible length");
            }
            if (length > bytes.length - at - FRAME) {
                throw Container.cutShort(name);
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            int content = at + 8;
            boolean critical = Character.isUpperCase(type.charAt(0));
            if (critical && !checkSumFits(bytes, at + 4, length + 4, file.getInt(content + length))) {
                throw Container.damaged(name, "the check sum of its part " + type + " is wrong");
            }
            if (at == SIGNATURE) {
                if (!"IHDR".equals(type) || length != 13) {
                    throw Container.damaged(name, "it does not begin with its size");
                }
                width = file.getInt(content);
                height = file.getInt(content + 4);
                if (width <= 0 || height <= 0) {
                    throw Container.damaged(name, "its size is 0");
                }
            }
            switch (type) {
                case "IDAT" -> pixels = true;
                case "iCCP" -> profile = profile(bytes, content, length);
                case "eXIf" -> orientation = ExifTurn.of(bytes, content, length);
                case "IEND" -> {
                    if (!pixels) {
                        throw Container.damaged(name, "it has no pixels");
                    }
                    return new Container(
                            new PictureHeader(PictureHeader.Format.PNG, width, height, orientation), profile);
                }
                default -> {
                    // every other chunk is the decoder's business or nobody's
                }
            }
            at = content + length + 4;
        }
    }

    private static boolean checkSumFits(byte[] bytes, int from, int length, int expected) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue() == expected;
    }

    /** The inflated profile; null when it is damaged or larger than any real one, for then the colours are taken as sRGB. */
    private static byte @Nullable [] profile(byte[] bytes, int from, int length) {
        int nameEnd = from;
        while (nameEnd < from + length && bytes[nameEnd] != 0) {
            nameEnd++;
        }
        int compressed = nameEnd + 2; // the terminator and the compression method
        if (compressed >= from + length) {
            return null;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, compressed, from + length - compressed);
            ByteArrayOutputStream profile = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!inflater.finished()) {
                int read = inflater.inflate(part);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())
                        || profile.size() + read > Container.LONGEST_PROFILE) {
                    return null;
                }
                profile.write(part, 0, read);
            }
            return profile.toByteArray();
        } catch (DataFormatException damaged) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
