package org.mirrorx.kiosk.store;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A folder as a shop would hand it over, for tests. */
record ShopFolder(Path path) {

    ShopFolder table(String... lines) {
        return table(StandardCharsets.UTF_8, "", lines);
    }

    ShopFolder table(Charset charset, String start, String... lines) {
        return write("catalog.csv", (start + String.join("\n", lines) + "\n").getBytes(charset));
    }

    /** A picture that no other number makes. */
    ShopFolder picture(String name, int number) {
        return write(name, picture(number, name.endsWith(".png") ? "png" : "jpeg"));
    }

    ShopFolder write(String name, byte[] bytes) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return this;
    }

    static byte[] picture(int number, String format) {
        BufferedImage image = new BufferedImage(24, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 24, 32);
        for (int bit = 0; bit < 24; bit++) {
            graphics.setColor((number >> bit & 1) == 0 ? Color.BLUE : Color.ORANGE);
            graphics.fillRect(bit % 6 * 4, bit / 6 * 8, 4, 8);
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
