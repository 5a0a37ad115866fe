package org.mirrorx.inference.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Picture files for tests, written byte by byte where a library would not write what the test is about. */
final class PictureFiles {
    private PictureFiles() {}

    static byte[] png(BufferedImage image) {
        return written(image, "png");
    }

    static byte[] jpeg(BufferedImage image) {
        return written(image, "jpeg");
    }

    private static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Java does not write this image as " + format);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    static BufferedImage filled(int width, int height, int type, int argb) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return image;
    }

    /** A PNG with one more chunk right after its header. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        int afterHeader = 8 + 12 + 13;
        byte[] chunk = chunk(type, content);
        ByteBuffer out = ByteBuffer.allocate(png.length + chunk.length);
        out.put(png, 0, afterHeader).put(chunk).put(png, afterHeader, png.length - afterHeader);
        return out.array();
    }

    /** A PNG whose header is replaced. */
    static byte[] withSize(byte[] png, int width, int height) {
        byte[] header = Arrays.copyOfRange(png, 16, 16 + 13);
        ByteBuffer.wrap(header).putInt(0, width).putInt(4, height);
        ByteBuffer out = ByteBuffer.wrap(png.clone());
        out.put(8, chunk("IHDR", header));
        return out.array();
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /** The content of an iCCP chunk that holds Java's linear RGB profile. */
    static byte[] linearProfileChunk() {
        return profileChunk(linearProfile());
    }

    static byte[] profileChunk(byte[] profile) {
        Deflater deflater = new Deflater();
        deflater.setInput(profile);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("p\0\0".getBytes(StandardCharsets.ISO_8859_1));
        byte[] part = new byte[65536];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] linearProfile() {
        return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    }

    /** A JPEG with one more segment right after its start marker. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + content.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** The content of an APP2 segment that holds a profile. */
    static byte[] profileSegment(byte[] profile) {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(name.length + profile.length)
                .put(name)
                .put(profile)
                .array();
    }

    /** A TIFF block with nothing but the orientation in it. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] exifSegment(int orientation) {
        byte[] block = exif(orientation);
        return ByteBuffer.allocate(6 + block.length)
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(block)
                .array();
    }
}
