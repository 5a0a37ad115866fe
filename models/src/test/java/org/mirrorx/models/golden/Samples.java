package org.mirrorx.models.golden;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The stored numbers of a picture, 0…255, untouched by any colour conversion: rows from the top, channels interleaved (R, G, B). */
public final class Samples {
    private final int width;
    private final int height;
    private final int channels;
    private final int[] numbers;

    private Samples(int width, int height, int channels, int[] numbers) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.numbers = numbers;
    }

    static Samples read(Path png) {
        try {
            Raster raster = ImageIO.read(png.toFile()).getRaster();
            int[] numbers = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
            return new Samples(raster.getWidth(), raster.getHeight(), raster.getNumBands(), numbers);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + png, unreadable);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int channels() {
        return channels;
    }

    /** Width · height · channels. */
    public int count() {
        return numbers.length;
    }

    /** One number by its place in the file's order. */
    public int at(int index) {
        return numbers[index];
    }

    public int at(int row, int column, int channel) {
        return numbers[(row * width + column) * channels + channel];
    }
}
