package org.mirrorx.kiosk.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Picture;

final class PhotographsTest {
    @Test
    void longThinPicturesKeepARow() throws IOException {
        for (int[] size : new int[][] {{12_000, 1}, {1, 12_000}, {1, 1}, {6000, 2}}) {
            try (Arena memory = Arena.ofConfined()) {
                Picture picture = Photographs.person(
                        png(size[0], size[1], BufferedImage.TYPE_INT_RGB),
                        "thin",
                        Photographs.WORKING_LONG_SIDE,
                        memory);
                assertTrue(picture.width() >= 1 && picture.height() >= 1);
                assertTrue(Math.max(picture.width(), picture.height()) <= Photographs.WORKING_LONG_SIDE);
            }
        }
    }

    @Test
    void aPictureOfNothingButTransparencyIsAPicture() throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            Picture picture = Photographs.person(
                    png(30, 40, BufferedImage.TYPE_INT_ARGB), "clear", Photographs.WORKING_LONG_SIDE, memory);
            assertEquals(30, picture.width());
        }
    }

    private static byte[] png(int width, int height, int type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, type), "png", bytes);
        return bytes.toByteArray();
    }
}
