package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class DecodeTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    private Decoded decoded(byte[] bytes) {
        return Decode.bytes(arena, bytes, "test");
    }

    private String refusal(byte[] bytes) {
        String sentence =
                String.valueOf(assertThrows(Refusal.class, () -> decoded(bytes)).getMessage());
        assertTrue(sentence.startsWith("test "), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
        return sentence;
    }

    private static int[] pixel(Picture picture, int x, int y) {
        long at = 3L * (y * picture.width() + x);
        return new int[] {
            Byte.toUnsignedInt(picture.pixels().get(ValueLayout.JAVA_BYTE, at)),
            Byte.toUnsignedInt(picture.pixels().get(ValueLayout.JAVA_BYTE, at + 1)),
            Byte.toUnsignedInt(picture.pixels().get(ValueLayout.JAVA_BYTE, at + 2))
        };
    }

    private static BufferedImage purple(int type) {
        return PictureFiles.filled(40, 30, type, 0xFF803CC8);
    }

    @Test
    void coloursComeOutInRedGreenBlueOrder() {
        Decoded png = decoded(PictureFiles.png(purple(BufferedImage.TYPE_INT_RGB)));
        assertEquals(40, png.picture().width());
        assertEquals(30, png.picture().height());
        assertArrayEquals(new int[] {0x80, 0x3C, 0xC8}, pixel(png.picture(), 7, 9));
        assertTrue(png.alpha().isEmpty());
        int[] jpeg = pixel(
                decoded(PictureFiles.jpeg(purple(BufferedImage.TYPE_INT_RGB))).picture(), 7, 9);
        assertEquals(0x80, jpeg[0], 3);
        assertEquals(0x3C, jpeg[1], 3);
        assertEquals(0xC8, jpeg[2], 3);
    }

    @Test
    void greySamplesAreNotBrightened() {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            grey.getRaster().setSample(i % 8, i / 8, 0, 77);
        }
        assertArrayEquals(
                new int[] {77, 77, 77}, pixel(decoded(PictureFiles.png(grey)).picture(), 3, 3));
        assertArrayEquals(
                new int[] {77, 77, 77}, pixel(decoded(PictureFiles.jpeg(grey)).picture(), 3, 3));
    }

    @Test
    void sixteenBitSamplesAreRoundedToEight() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(4, 4);
        for (int i = 0; i < 16; i++) {
            raster.setPixel(i % 4, i / 4, new int[] {128 * 257 + 100, 60 * 257 - 100, 65535});
        }
        byte[] png = PictureFiles.png(new BufferedImage(model, raster, false, null));
        assertArrayEquals(new int[] {128, 60, 255}, pixel(decoded(png).picture(), 2, 2));
    }

    @Test
    void transparencyIsKeptAsAMaskAndOpaqueAlphaIsNone() {
        BufferedImage image = PictureFiles.filled(10, 10, BufferedImage.TYPE_INT_ARGB, 0xFF102030);
        image.setRGB(4, 5, 0x40FF0000);
        Decoded decoded = decoded(PictureFiles.png(image));
        Mask alpha = decoded.alpha().orElseThrow();
        assertEquals(0x40, alpha.coverage().get(ValueLayout.JAVA_BYTE, 54));
        assertEquals((byte) 255, alpha.coverage().get(ValueLayout.JAVA_BYTE, 55));
        assertArrayEquals(new int[] {255, 0, 0}, pixel(decoded.picture(), 4, 5));
        assertArrayEquals(new int[] {255, 191, 191}, pixel(decoded.onWhite(arena), 4, 5));
        assertTrue(decoded(PictureFiles.png(purple(BufferedImage.TYPE_INT_ARGB)))
                .alpha()
                .isEmpty());
    }

    @Test
    void aPaletteWithATransparentColourIsRead() {
        BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x33, 0x66, 0x99));
        graphics.fillRect(0, 0, 6, 6);
        graphics.dispose();
        Decoded decoded = decoded(PictureFiles.png(image));
        assertArrayEquals(new int[] {0x33, 0x66, 0x99}, pixel(decoded.picture(), 2, 2));
    }

    @Test
    void aProfileIsConvertedToSrgbInPngAndJpeg() {
        // 128 of 255 in a linear space is 188 in sRGB
        byte[] grey = PictureFiles.png(PictureFiles.filled(9, 9, BufferedImage.TYPE_INT_RGB, 0xFF808080));
        int[] png = pixel(
                decoded(PictureFiles.withChunk(grey, "iCCP", PictureFiles.linearProfileChunk()))
                        .picture(),
                1,
                1);
        byte[] photo = PictureFiles.jpeg(PictureFiles.filled(9, 9, BufferedImage.TYPE_INT_RGB, 0xFF808080));
        int[] jpeg = pixel(
                decoded(PictureFiles.withSegment(
                                photo, 0xE2, PictureFiles.profileSegment(PictureFiles.linearProfile())))
                        .picture(),
                1,
                1);
        for (int band = 0; band < 3; band++) {
            assertEquals(188, png[band], 1);
            assertEquals(188, jpeg[band], 1);
        }
    }

    @Test
    void aDamagedOrEndlessProfileCountsAsSrgb() {
        byte[] png = PictureFiles.png(purple(BufferedImage.TYPE_INT_RGB));
        byte[] endless = PictureFiles.profileChunk(new byte[64 << 20]);
        for (byte[] profile : List.of(endless, new byte[] {'p', 0}, new byte[] {'p', 0, 0, 1, 2, 3}, new byte[0])) {
            Decoded decoded = decoded(PictureFiles.withChunk(png, "iCCP", profile));
            assertArrayEquals(new int[] {0x80, 0x3C, 0xC8}, pixel(decoded.picture(), 0, 0));
        }
    }

    @Test
    void aFourColourJpegIsRead() {
        WritableRaster paper = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            paper.setPixel(i % 16, i / 16, new int[] {255, 0, 0, 255});
        }
        byte[] jpeg = FourColours.jpeg(paper);
        int[] pixel = pixel(decoded(jpeg).picture(), 8, 8);
        assertTrue(pixel[0] > 200 && pixel[1] < 60 && pixel[2] < 60, Arrays.toString(pixel));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyExifTurnEndsUpright(int orientation) {
        // the stored picture holds (column, row) as its colour; where upright pixel (x, y) must come from is EXIF's own
        // table
        int width = 5;
        int height = 3;
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                stored.setRGB(x, y, 0x80000000 | (10 * x) << 16 | (10 * y) << 8);
            }
        }
        Decoded decoded =
                decoded(PictureFiles.withChunk(PictureFiles.png(stored), "eXIf", PictureFiles.exif(orientation)));
        Picture picture = decoded.picture();
        boolean turned = orientation > 4;
        assertEquals(turned ? height : width, picture.width());
        assertEquals(turned ? width : height, picture.height());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int right = width - 1;
                int bottom = height - 1;
                int[] from = switch (orientation) {
                    case 1 -> new int[] {x, y};
                    case 2 -> new int[] {right - x, y};
                    case 3 -> new int[] {right - x, bottom - y};
                    case 4 -> new int[] {x, bottom - y};
                    case 5 -> new int[] {y, x};
                    case 6 -> new int[] {y, bottom - x};
                    case 7 -> new int[] {right - y, bottom - x};
                    default -> new int[] {right - y, x};
                };
                assertArrayEquals(new int[] {10 * from[0], 10 * from[1], 0}, pixel(picture, x, y));
            }
        }
        assertEquals(picture.width(), decoded.alpha().orElseThrow().width());
    }

    @Test
    void theTurnOfAJpegIsReadFromItsExifSegment() {
        byte[] jpeg = PictureFiles.withSegment(
                PictureFiles.jpeg(purple(BufferedImage.TYPE_INT_RGB)), 0xE1, PictureFiles.exifSegment(6));
        PictureHeader header = Decode.header(jpeg, "test");
        assertEquals(Orientation.TURN_RIGHT, header.orientation());
        assertEquals(30, header.uprightWidth());
        assertEquals(30, decoded(jpeg).picture().width());
    }

    @Test
    void aThumbnailIsAveragedAndKeepsItsShape() {
        BufferedImage stripes = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 800; x++) {
                stripes.setRGB(x, y, x / 8 % 2 == 0 ? 0xFFFFFF : 0);
            }
        }
        Picture small = Decode.thumbnail(arena, PictureFiles.png(stripes), "test", 50);
        assertEquals(50, small.width());
        assertEquals(25, small.height());
        int[] middle = pixel(small, 25, 12);
        assertEquals(128, middle[0], 2);
    }

    @Test
    void aBombIsRefusedByItsHeader() {
        byte[] small = PictureFiles.png(purple(BufferedImage.TYPE_INT_RGB));
        assertTrue(refusal(PictureFiles.withSize(small, 30_000, 30_000)).contains("30000 × 30000"));
        assertTrue(refusal(PictureFiles.withSize(small, 12_001, 1)).contains("12000 a side"));
        assertTrue(refusal(PictureFiles.withSize(small, 8_000, 5_001)).contains("40 million"));
        assertTrue(refusal(new byte[Decode.MOST_BYTES + 1]).contains("25 MB"));
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        for (byte[] whole : List.of(
                PictureFiles.png(purple(BufferedImage.TYPE_INT_RGB)),
                PictureFiles.jpeg(purple(BufferedImage.TYPE_INT_RGB)))) {
            for (int length = 0; length < whole.length; length++) {
                refusal(Arrays.copyOf(whole, length));
            }
        }
    }

    @Test
    void aJpegWithMissingPixelsBeforeItsEndIsRefused() {
        BufferedImage noise = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40_000; i++) {
            noise.setRGB(i % 200, i / 200, i * 0x9E3779B1);
        }
        byte[] whole = PictureFiles.jpeg(noise);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;
        assertTrue(refusal(cut).contains("missing"));
    }

    @Test
    void whatIsNoPictureIsToldApart() {
        assertTrue(refusal("hello, I am text".getBytes(StandardCharsets.UTF_8)).contains("not a JPEG"));
        assertTrue(refusal("\0\0\0\30ftypheic\0\0\0\0".getBytes(StandardCharsets.UTF_8))
                .contains("HEIC"));
        assertTrue(refusal(new byte[0]).contains("empty"));
    }

    @Test
    void aFileThatIsNotThereIsRefused(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.png");
        String sentence = String.valueOf(
                assertThrows(Refusal.class, () -> Decode.file(arena, missing)).getMessage());
        assertTrue(sentence.contains("missing.png"), sentence);
        assertThrows(Refusal.class, () -> Decode.file(arena, folder));
        Path picture = folder.resolve("p.png");
        Files.write(picture, PictureFiles.png(purple(BufferedImage.TYPE_INT_RGB)));
        assertEquals(40, Decode.file(arena, picture).picture().width());
    }

    @Test
    void whatIsEncodedDecodesToTheSamePixels(@TempDir Path folder) {
        BufferedImage image = PictureFiles.filled(13, 7, BufferedImage.TYPE_INT_ARGB, 0xFF0A141E);
        image.setRGB(3, 2, 0x66FEDCBA);
        Decoded first = decoded(PictureFiles.png(image));
        Decoded again = decoded(Encode.png(first.picture(), first.alpha().orElseThrow()));
        assertEquals(-1, first.picture().pixels().mismatch(again.picture().pixels()));
        assertEquals(
                -1,
                first.alpha()
                        .orElseThrow()
                        .coverage()
                        .mismatch(again.alpha().orElseThrow().coverage()));
        Path file = folder.resolve("deep/look.png");
        Encode.file(first.picture(), file);
        assertEquals(
                -1,
                first.picture()
                        .pixels()
                        .mismatch(Decode.file(arena, file).picture().pixels()));
        assertThrows(Refusal.class, () -> Encode.file(first.picture(), folder.resolve("look.gif")));
        assertArrayEquals(
                new int[] {0x66, 0x66, 0x66},
                pixel(decoded(Encode.png(first.alpha().orElseThrow())).picture(), 3, 2));
    }

    @Test
    void photographsDecodeAsOpenCvDecodesThem() throws IOException {
        Path photos = Path.of(System.getProperty("mirrorx.photos", "absent"));
        if (!Boolean.getBoolean("mirrorx.requireShared")) {
            assumeTrue(Files.isDirectory(photos), "no photographs at " + photos);
        }
        Natives.load();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(photos)) {
            files = walk.filter(f -> f.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(12)
                    .toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            Picture ours = Decode.file(arena, file).picture();
            Mat theirs = Imgcodecs.imread(file.toString(), Imgcodecs.IMREAD_COLOR);
            Imgproc.cvtColor(theirs, theirs, Imgproc.COLOR_BGR2RGB);
            Picture reference = Picture.copyOf(arena, theirs);
            theirs.release();
            for (long i = 0; i < ours.pixels().byteSize(); i++) {
                int difference = Math.abs(Byte.toUnsignedInt(ours.pixels().get(ValueLayout.JAVA_BYTE, i))
                        - Byte.toUnsignedInt(reference.pixels().get(ValueLayout.JAVA_BYTE, i)));
                assertTrue(difference <= 2, file + " differs by " + difference + " at byte " + i);
            }
        }
    }
}
