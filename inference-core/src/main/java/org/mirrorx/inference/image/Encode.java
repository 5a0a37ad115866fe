package org.mirrorx.inference.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.mirrorx.models.Refusal;

/** Pictures to the bytes of a file. No metadata is written. */
public final class Encode {
    /** Quality of JPEG files whose name a person chose: no visible blocks on skin. */
    private static final float FILE_QUALITY = 0.95f;

    static {
        ImageIO.setUseCache(false);
    }

    private Encode() {}

    /** A PNG file, lossless, 8-bit RGB. */
    public static byte[] png(Picture picture) {
        return write("png", image(picture), -1);
    }

    /** A PNG file, lossless, 8-bit grey. */
    public static byte[] png(Mask mask) {
        byte[] levels = mask.coverage().toArray(ValueLayout.JAVA_BYTE);
        BufferedImage grey = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setDataElements(0, 0, mask.width(), mask.height(), levels);
        return write("png", grey, -1);
    }

    /** A PNG file, lossless, 8-bit RGB and alpha of the same size. */
    public static byte[] png(Picture picture, Mask alpha) {
        if (alpha.width() != picture.width() || alpha.height() != picture.height()) {
            throw new IllegalArgumentException("the alpha is " + alpha.width() + "×" + alpha.height() + ", the picture "
                    + picture.width() + "×" + picture.height());
        }
        int pixels = picture.width() * picture.height();
        byte[] rgba = new byte[4 * pixels];
        for (int i = 0; i < pixels; i++) {
            MemorySegment.copy(picture.pixels(), ValueLayout.JAVA_BYTE, 3L * i, rgba, 4 * i, 3);
            rgba[4 * i + 3] = alpha.coverage().get(ValueLayout.JAVA_BYTE, i);
        }
        return write("png", image(rgba, picture.width(), picture.height(), 4), -1);
    }

    /**
     * A JPEG file, 4:2:0.
     *
     * @param quality 0 (worst) to 1 (best)
     */
    public static byte[] jpeg(Picture picture, float quality) {
        return write("jpeg", image(picture), quality);
    }

    /**
     * Writes a picture to a file, whole or not at all: PNG or JPEG by the ending of its name.
     *
     * @throws Refusal when the ending is another or the file cannot be written
     */
    public static void file(Picture picture, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        byte[] bytes;
        if (name.endsWith(".png")) {
            bytes = png(picture);
        } else if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            bytes = jpeg(picture, FILE_QUALITY);
        } else {
            throw new Refusal(file + " ends neither in .png nor in .jpg; choose one of these.");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new Refusal(file + " is a folder; name a file in it.");
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".mirrorx-", ".part");
            try {
                Files.write(unfinished, bytes);
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException fault) {
            throw new Refusal(
                    file + " cannot be written (" + fault.getClass().getSimpleName() + "); choose another place.",
                    fault);
        }
    }

    private static BufferedImage image(Picture picture) {
        byte[] rgb = picture.pixels().toArray(ValueLayout.JAVA_BYTE);
        return image(rgb, picture.width(), picture.height(), 3);
    }

    private static BufferedImage image(byte[] samples, int width, int height, int bands) {
        int[] order = bands == 3 ? new int[] {0, 1, 2} : new int[] {0, 1, 2, 3};
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), width, height, bands * width, bands, order, null);
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                bands == 4,
                false,
                bands == 4 ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }

    private static byte[] write(String format, BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(image.getWidth() * image.getHeight());
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (quality >= 0) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image, null, null), how);
            stream.flush();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
