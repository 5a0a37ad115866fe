package org.mirrorx.assets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.mirrorx.assets.icon.ProgramIcon;
import org.mirrorx.assets.rail.Rail;
import org.mirrorx.assets.shopper.Shopper;

/**
 * Run by the build: draws every picture into the folder of classes. What was drawn by the same classes is left alone, so that only a
 * changed generator costs time.
 */
public final class DrawAssets {
    private static final String STAMP = "drawn-by.sha256";
    private static final float GARMENT_QUALITY = 0.92f;
    private static final float SHOPPER_QUALITY = 0.95f;

    private DrawAssets() {}

    /** A picture to be drawn: one does not depend on another, so every processor may draw its own. */
    private record Drawing(String file, Supplier<BufferedImage> picture, float quality) {
        void into(Path folder) {
            try {
                write(folder.resolve(file), jpeg(picture.get(), quality));
            } catch (IOException failed) {
                throw new UncheckedIOException("The picture " + file + " cannot be written", failed);
            }
        }
    }

    /** @param arguments the folder of this module's classes */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        Path classes = Path.of(arguments[0]);
        Path target = classes.resolve("org/mirrorx/assets");
        Path stamp = target.resolve(STAMP);
        String drawnBy = digestOfClasses(target);
        if (Files.exists(stamp) && Files.readString(stamp).equals(drawnBy)) {
            return;
        }
        Files.deleteIfExists(stamp);
        long started = System.nanoTime();
        List<Drawing> drawings = new ArrayList<>();
        for (Shopper shopper : Shopper.values()) {
            drawings.add(new Drawing("shoppers/" + shopper.fileName(), shopper::photograph, SHOPPER_QUALITY));
        }
        for (Rail.Piece piece : Rail.pieces()) {
            drawings.add(new Drawing("garments/" + piece.sku() + ".jpg", piece::photograph, GARMENT_QUALITY));
        }
        drawings.parallelStream().forEach(drawing -> drawing.into(target));
        for (int side : ProgramIcon.SIDES) {
            write(target.resolve("icon/mirrorx-" + side + ".png"), png(ProgramIcon.draw(side)));
        }
        Files.writeString(target.resolve("icon/mirrorx.svg"), ProgramIcon.svg());
        Files.writeString(stamp, drawnBy);
        System.out.printf(
                Locale.ROOT,
                "Drew %d garments and %d pictures of the sample shopper in %.1f s%n",
                Rail.pieces().size(),
                Shopper.values().length,
                (System.nanoTime() - started) / 1e9);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static String digestOfClasses(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java platform has SHA-256", impossible);
        }
    }
}
