package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.mirrorx.models.Refusal;

class DecodeFuzzTest {
    private static final int FILES = 1200;

    /** A gradient of 16×16 pixels, lossy. */
    private static final byte[] LOSSY_WEBP = Base64.getDecoder()
            .decode(
                    "UklGRkwAAABXRUJQVlA4IEAAAAAQAgCdASoQABAAAsBMJbDuAGMPgB+gAIPwAP7wxzf6ny/hu164XSN6fEyIWEVZ/9mLPo8g//pOp//4JzTO76AA");

    /** A gradient of 12×9 pixels, lossless. */
    private static final byte[] LOSSLESS_WEBP = Base64.getDecoder()
            .decode("UklGRkAAAABXRUJQVlA4TDQAAAAvCwACAEcQAoEUbnICgcTfskme/+gAZAAAIWQrSiGFFFJIIYUUTuHAFyKi//l5HMvQFEkA");

    @Test
    void aDamagedFileIsDecodedOrRefusedInASentence() {
        long seed = Long.getLong("mirrorx.seed", 20_261_126L);
        System.out.println("aDamagedFileIsDecodedOrRefusedInASentence: seed " + seed);
        Random random = new Random(seed);
        BufferedImage noise = new BufferedImage(37, 23, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 37 * 23; i++) {
            noise.setRGB(i % 37, i / 37, random.nextInt());
        }
        BufferedImage opaque = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(noise, 0, 0, null);
        List<byte[]> whole = List.of(
                PictureFiles.withChunk(PictureFiles.png(noise), "iCCP", PictureFiles.linearProfileChunk()),
                PictureFiles.withChunk(PictureFiles.png(opaque), "eXIf", PictureFiles.exif(5)),
                PictureFiles.withSegment(PictureFiles.jpeg(opaque), 0xE1, PictureFiles.exifSegment(8)),
                PictureFiles.withSegment(
                        PictureFiles.jpeg(opaque), 0xE2, PictureFiles.profileSegment(PictureFiles.linearProfile())),
                LOSSY_WEBP,
                LOSSLESS_WEBP);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = damaged(whole.get(i % whole.size()), random);
            try (Arena arena = Arena.ofConfined()) {
                Decode.bytes(arena, bytes, "file " + i);
            } catch (Refusal refusal) {
                String sentence = String.valueOf(refusal.getMessage());
                assertFalse(sentence.isBlank() || sentence.contains("\n"), "seed " + seed + ": " + sentence);
            }
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(8) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        return Container.startsWith(bytes, 0, 0x89, 'P', 'N', 'G') ? withCheckSums(bytes) : bytes;
    }

    /** Corrects the check sums, else nothing damaged would ever reach the decoder. */
    private static byte[] withCheckSums(byte[] png) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, Math.min(8, png.length));
        int at = 8;
        while (at + 12 <= png.length) {
            int length = ByteBuffer.wrap(png).getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(png, at + 4, length + 4);
            out.write(png, at, length + 8);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
            at += length + 12;
        }
        if (at < png.length) {
            out.write(png, at, png.length - at);
        }
        return out.toByteArray();
    }
}
