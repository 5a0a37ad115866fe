package org.mirrorx.inference.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the rows of a decoder's image as 8-bit sRGB, whatever the image is made of: 1, 2, 4, 8 or 16 bits, grey, palette, RGB,
 * with or without alpha, with or without a colour profile. Java's own grey colour space is linear and would brighten grey pictures,
 * so grey samples are taken as they are, as every viewer does.
 */
final class SrgbRows {
    /** Rows converted in one go: large enough for the colour engine, small enough for memory. */
    private static final int BAND = 64;

    private final Source source;
    private final boolean hasAlpha;

    /** Fills {@code rgb} (3 bytes a pixel) and {@code alpha} (1 byte a pixel, 255 when there is none) with one row. */
    private interface Source {
        void row(int y, byte[] rgb, byte[] alpha);
    }

    /**
     * @param profile the profile of the stored samples where the decoder ignores it; null to take the one of the image, if any
     */
    SrgbRows(BufferedImage image, byte @Nullable [] profile) {
        hasAlpha = image.getColorModel().hasAlpha();
        Optional<ICC_Profile> stored = profile == null ? profileOf(image) : parse(profile);
        source = sourceOf(image, stored);
    }

    boolean hasAlpha() {
        return hasAlpha;
    }

    void row(int y, byte[] rgb, byte[] alpha) {
        source.row(y, rgb, alpha);
    }

    private static Source sourceOf(BufferedImage image, Optional<ICC_Profile> stored) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return palette(image.getRaster(), palette, stored.filter(p -> p.getNumComponents() == 3));
        }
        boolean plainSamples = image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE
                        && image.getSampleModel().getSampleSize(0) <= 8
                || image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT
                        && image.getSampleModel().getSampleSize(0) == 16;
        int colours = image.getColorModel().getNumColorComponents();
        int family = image.getColorModel().getColorSpace().getType();
        if (plainSamples && !image.isAlphaPremultiplied() && colours == 1 && family == ColorSpace.TYPE_GRAY) {
            return grey(image.getRaster(), stored.filter(p -> p.getNumComponents() == 1));
        }
        if (plainSamples && !image.isAlphaPremultiplied() && colours == 3 && family == ColorSpace.TYPE_RGB) {
            Optional<ICC_Profile> foreign =
                    stored.filter(p -> p.getNumComponents() == 3).filter(SrgbRows::changesColours);
            return foreign.isPresent() ? converted(image.getRaster(), foreign.get()) : colours(image.getRaster());
        }
        return byColourModel(image);
    }

    private static Source colours(Raster raster) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int most = highestSample(raster);
        int[] samples = new int[width * bands];
        return (y, rgb, alpha) -> {
            raster.getPixels(0, y, width, 1, samples);
            for (int x = 0, at = 0, out = 0; x < width; x++, at += bands) {
                rgb[out++] = toByte(samples[at], most);
                rgb[out++] = toByte(samples[at + 1], most);
                rgb[out++] = toByte(samples[at + 2], most);
                alpha[x] = bands > 3 ? toByte(samples[at + 3], most) : (byte) 255;
            }
        };
    }

    private static Source converted(Raster raster, ICC_Profile profile) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bands = raster.getNumBands();
        int most = highestSample(raster);
        ColorConvertOp toSrgb =
                new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        int[] first = {0, 1, 2};
        WritableRaster band = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, BAND, 3, null);
        int[] samples = new int[width];
        return new Source() {
            private int converted = -1;

            @Override
            public void row(int y, byte[] rgb, byte[] alpha) {
                int top = y / BAND * BAND;
                if (top != converted) {
                    int rows = Math.min(BAND, height - top);
                    Raster part = raster.createChild(0, top, width, rows, 0, 0, first);
                    toSrgb.filter(part, band.createWritableChild(0, 0, width, rows, 0, 0, null));
                    converted = top;
                }
                band.getDataElements(0, y - top, width, 1, rgb);
                if (bands > 3) {
                    raster.getSamples(0, y, width, 1, 3, samples);
                }
                for (int x = 0; x < width; x++) {
                    alpha[x] = bands > 3 ? toByte(samples[x], most) : (byte) 255;
                }
            }
        };
    }

    private static Source grey(Raster raster, Optional<ICC_Profile> profile) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int most = highestSample(raster);
        byte[] red = new byte[256];
        byte[] green = new byte[256];
        byte[] blue = new byte[256];
        Optional<ICC_ColorSpace> space = profile.map(ICC_ColorSpace::new);
        for (int i = 0; i < 256; i++) {
            float[] colour = space.isPresent()
                    ? space.get().toRGB(new float[] {i / 255f})
                    : new float[] {i / 255f, i / 255f, i / 255f};
            red[i] = (byte) Math.round(colour[0] * 255);
            green[i] = (byte) Math.round(colour[1] * 255);
            blue[i] = (byte) Math.round(colour[2] * 255);
        }
        int[] samples = new int[width * bands];
        return (y, rgb, alpha) -> {
            raster.getPixels(0, y, width, 1, samples);
            for (int x = 0, at = 0, out = 0; x < width; x++, at += bands) {
                int level = Byte.toUnsignedInt(toByte(samples[at], most));
                rgb[out++] = red[level];
                rgb[out++] = green[level];
                rgb[out++] = blue[level];
                alpha[x] = bands > 1 ? toByte(samples[at + 1], most) : (byte) 255;
            }
        };
    }

    private static Source palette(Raster raster, IndexColorModel palette, Optional<ICC_Profile> profile) {
        int width = raster.getWidth();
        int size = palette.getMapSize();
        int[] argb = new int[size];
        palette.getRGBs(argb);
        if (profile.isPresent()) {
            ICC_ColorSpace space = new ICC_ColorSpace(profile.get());
            for (int i = 0; i < size; i++) {
                float[] colour = space.toRGB(new float[] {
                    (argb[i] >> 16 & 0xFF) / 255f, (argb[i] >> 8 & 0xFF) / 255f, (argb[i] & 0xFF) / 255f
                });
                argb[i] = argb[i] & 0xFF000000
                        | Math.round(colour[0] * 255) << 16
                        | Math.round(colour[1] * 255) << 8
                        | Math.round(colour[2] * 255);
            }
        }
        int[] samples = new int[width];
        return (y, rgb, alpha) -> {
            raster.getSamples(0, y, width, 1, 0, samples);
            for (int x = 0; x < width; x++) {
                // an index beyond the palette is a damaged pixel: the last colour stands for it
                put(argb[Math.min(samples[x], size - 1)], x, rgb, alpha);
            }
        };
    }

    /** Everything rare (packed integers, CMYK left by a decoder) through Java's own colour model. */
    private static Source byColourModel(BufferedImage image) {
        int width = image.getWidth();
        int[] argb = new int[width];
        return (y, rgb, alpha) -> {
            image.getRGB(0, y, width, 1, argb, 0, width);
            for (int x = 0; x < width; x++) {
                put(argb[x], x, rgb, alpha);
            }
        };
    }

    private static void put(int argb, int x, byte[] rgb, byte[] alpha) {
        rgb[3 * x] = (byte) (argb >> 16);
        rgb[3 * x + 1] = (byte) (argb >> 8);
        rgb[3 * x + 2] = (byte) argb;
        alpha[x] = (byte) (argb >>> 24);
    }

    private static int highestSample(Raster raster) {
        return (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    }

    private static byte toByte(int sample, int most) {
        return (byte) (most == 255 ? sample : (sample * 255L + most / 2) / most);
    }

    private static Optional<ICC_Profile> parse(byte[] bytes) {
        try {
            return Optional.of(ICC_Profile.getInstance(bytes));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<ICC_Profile> profileOf(BufferedImage image) {
        ColorSpace space = image.getColorModel().getColorSpace();
        boolean own = space instanceof ICC_ColorSpace
                && !space.isCS_sRGB()
                && !space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY));
        return own ? Optional.of(((ICC_ColorSpace) space).getProfile()) : Optional.empty();
    }

    /** False for profiles that only restate sRGB (most of them), and for those the colour engine cannot use. */
    private static boolean changesColours(ICC_Profile profile) {
        try {
            ICC_ColorSpace space = new ICC_ColorSpace(profile);
            for (float[] probe :
                    new float[][] {{0.5f, 0.5f, 0.5f}, {0.9f, 0.2f, 0.1f}, {0.1f, 0.8f, 0.2f}, {0.2f, 0.1f, 0.9f}}) {
                float[] srgb = space.toRGB(probe);
                for (int i = 0; i < 3; i++) {
                    if (Math.abs(srgb[i] - probe[i]) > 1.5f / 255) {
                        return true;
                    }
                }
            }
            return false;
        } catch (CMMException | IllegalArgumentException unusable) {
            return false;
        }
    }
}
