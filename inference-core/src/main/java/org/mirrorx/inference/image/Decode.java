package org.mirrorx.inference.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pictures from bytes that nobody vouches for. The file's structure is walked first: what is too large, cut short or no picture is
 * refused before a pixel is decoded. Decoding itself is Java's (ImageIO, TwelveMonkeys), whose faults are exceptions, never a crash.
 * Every result is upright 8-bit sRGB.
 *
 * <p>Reads JPEG (grey, YCbCr, RGB, CMYK, YCCK; baseline and progressive), PNG (every kind, 16-bit and palette included) and WebP (lossy
 * and lossless, no animation). Colour profiles are converted to sRGB; a damaged profile counts as sRGB.
 */
public final class Decode {
    /** Bytes of the largest file. */
    public static final int MOST_BYTES = 25 << 20;
    /** Pixels of the largest picture. */
    public static final int MOST_PIXELS = 40_000_000;
    /** Pixels of the longest side. */
    public static final int LONGEST_SIDE = 12_000;

    static {
        ImageIO.setUseCache(false);
    }

    private Decode() {}

    /**
     * @param arena owns the result's pixels
     * @throws Refusal when the file cannot be read, is too large, damaged, or no picture
     */
    public static Decoded file(Arena arena, Path file) {
        return bytes(arena, read(file), file.toString());
    }

    /**
     * @param arena owns the result's pixels
     * @param bytes a whole file
     * @param name how to call it in a refusal
     * @throws Refusal when it is too large, damaged, or no picture
     */
    public static Decoded bytes(Arena arena, byte[] bytes, String name) {
        return decode(arena, bytes, name, 1);
    }

    /**
     * A small version, on white: decoded with every {@code n}-th pixel of every {@code n}-th row, then averaged down.
     *
     * @param longSide pixels of the result's longer side; a smaller picture keeps its size
     * @throws Refusal as {@link #bytes}
     */
    public static Picture thumbnail(Arena arena, byte[] bytes, String name, int longSide) {
        if (longSide < 1) {
            throw new IllegalArgumentException("a thumbnail needs at least one pixel a side, not " + longSide);
        }
        PictureHeader header = header(bytes, name);
        int longer = Math.max(header.width(), header.height());
        if (longer <= longSide) {
            return bytes(arena, bytes, name).onWhite(arena);
        }
        // twice the wanted size is left for averaging, so that fine patterns do not turn into moiré
        int every = Math.max(1, longer / (2 * longSide));
        try (Arena scratch = Arena.ofConfined();
                Workspace workspace = new Workspace()) {
            Picture coarse = decode(scratch, bytes, name, every).onWhite(scratch);
            Natives.load();
            double scale = (double) longSide / Math.max(coarse.width(), coarse.height());
            Size size = new Size(
                    Math.max(1, Math.round(coarse.width() * scale)), Math.max(1, Math.round(coarse.height() * scale)));
            Mat view = coarse.view();
            Mat small = workspace.mat();
            Imgproc.resize(view, small, size, 0, 0, Imgproc.INTER_AREA);
            view.release();
            return Picture.copyOf(arena, small);
        }
    }

    /**
     * Size, format and turn of a picture that {@link #bytes} would begin to decode.
     *
     * @throws Refusal when it is too large, cut short, or no picture
     */
    public static PictureHeader header(byte[] bytes, String name) {
        return open(bytes, name).header();
    }

    /**
     * The bytes of a file, at most {@link #MOST_BYTES}.
     *
     * @throws Refusal when there is no such file, it cannot be read, or it is larger
     */
    public static byte[] read(Path file) {
        if (!Files.exists(file)) {
            throw new Refusal("There is no file " + file + "; check the name.");
        }
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file + " is not a file; give the file of a picture.");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            checkLength(bytes.length, file.toString());
            return bytes;
        } catch (IOException unreadable) {
            throw new Refusal(
                    file + " cannot be read (" + unreadable.getMessage() + "); check its rights.", unreadable);
        }
    }

    private static void checkLength(int length, String name) {
        if (length > MOST_BYTES) {
            throw new Refusal(name + " is larger than " + (MOST_BYTES >> 20) + " MB; save a smaller picture.");
        }
    }

    private static Container open(byte[] bytes, String name) {
        checkLength(bytes.length, name);
        Container container = Container.of(bytes, name);
        int width = container.header().width();
        int height = container.header().height();
        if (Math.max(width, height) > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
            throw new Refusal(name + " has " + width + " × " + height + " pixels, more than " + LONGEST_SIDE
                    + " a side or " + MOST_PIXELS / 1_000_000 + " million in all; save a smaller picture.");
        }
        return container;
    }

    private static Decoded decode(Arena arena, byte[] bytes, String name, int every) {
        Container container = open(bytes, name);
        BufferedImage image = image(bytes, name, container.header(), every);
        try {
            return upright(arena, image, container);
        } finally {
            wipe(image);
        }
    }

    private static BufferedImage image(byte[] bytes, String name, PictureHeader header, int every) {
        ImageReader reader = reader(header.format());
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            StringBuilder shortfall = new StringBuilder();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.contains("remature end") || warning.contains("EOI")) {
                    shortfall.append(warning);
                }
            });
            reader.setInput(stream, true, true);
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw Container.damaged(name, "it declares two different sizes");
            }
            ImageReadParam how = reader.getDefaultReadParam();
            how.setSourceSubsampling(every, every, 0, 0);
            BufferedImage image = reader.read(0, how);
            if (!shortfall.isEmpty()) {
                wipe(image);
                throw Container.damaged(name, "some of its pixels are missing");
            }
            return image;
        } catch (OutOfMemoryError tooLarge) {
            // one huge array did not fit and nothing was half done: this picture is at fault, not the program
            throw new Refusal(name + " needs more memory than MirrorX may use; save a smaller picture.", tooLarge);
        } catch (IOException | RuntimeException fault) {
            if (fault instanceof Refusal refusal) {
                throw refusal;
            }
            throw new Refusal(name + " is damaged (" + oneLine(fault) + "); copy or export the picture again.", fault);
        } finally {
            reader.dispose();
        }
    }

    private static String oneLine(Exception fault) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    /** Named classes, not whichever plug-in registered last. */
    private static ImageReader reader(PictureHeader.Format format) {
        return switch (format) {
            case JPEG -> plugIn(JPEGImageReaderSpi.class);
            case WEBP -> plugIn(WebPImageReaderSpi.class);
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
        };
    }

    private static ImageReader plugIn(Class<? extends ImageReaderSpi> kind) {
        ImageReaderSpi provider = IIORegistry.getDefaultInstance().getServiceProviderByClass(kind);
        if (provider == null) {
            throw new IllegalStateException(kind.getName() + " is missing from the class path");
        }
        try {
            return provider.createReaderInstance(null);
        } catch (IOException fault) {
            throw new IllegalStateException(kind.getName() + " does not start", fault);
        }
    }

    private static Decoded upright(Arena arena, BufferedImage image, Container container) {
        int width = image.getWidth();
        int height = image.getHeight();
        Orientation turn = container.header().orientation();
        SrgbRows rows = new SrgbRows(image, container.profile());
        Picture picture = Picture.allocate(arena, turn.uprightWidth(width, height), turn.uprightHeight(width, height));
        Mask mask = rows.hasAlpha() ? Mask.allocate(arena, picture.width(), picture.height()) : null;
        MemorySegment pixels = picture.pixels();
        byte[] rgb = new byte[3 * width];
        byte[] alpha = new byte[width];
        int step = turn.step(width, height);
        boolean opaque = true;
        for (int y = 0; y < height; y++) {
            rows.row(y, rgb, alpha);
            int start = turn.start(y, width, height);
            if (step == 1) {
                MemorySegment.copy(rgb, 0, pixels, ValueLayout.JAVA_BYTE, 3L * start, rgb.length);
            } else {
                for (int x = 0; x < width; x++) {
                    MemorySegment.copy(rgb, 3 * x, pixels, ValueLayout.JAVA_BYTE, 3L * (start + x * step), 3);
                }
            }
            if (mask != null) {
                for (int x = 0; x < width; x++) {
                    opaque &= alpha[x] == (byte) 255;
                    mask.coverage().set(ValueLayout.JAVA_BYTE, start + (long) x * step, alpha[x]);
                }
            }
        }
        Arrays.fill(rgb, (byte) 0);
        return new Decoded(picture, opaque ? Optional.empty() : Optional.ofNullable(mask));
    }

    /** A photograph may show a shopper: its copy on Java's heap does not wait for the collector. */
    private static void wipe(BufferedImage image) {
        DataBuffer buffer = image.getRaster().getDataBuffer();
        for (int bank = 0; bank < buffer.getNumBanks(); bank++) {
            switch (buffer) {
                case DataBufferByte b -> Arrays.fill(b.getData(bank), (byte) 0);
                case DataBufferUShort u -> Arrays.fill(u.getData(bank), (short) 0);
                case DataBufferInt i -> Arrays.fill(i.getData(bank), 0);
                default -> throw new IllegalStateException("no decoder makes a " + buffer.getClass());
            }
        }
    }
}
