package org.mirrorx.inference.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.util.Arrays;

/** Reads the orientation out of an EXIF block (a small TIFF file) that a container walk found. */
final class ExifTurn {
    /** A JPEG segment has at most 65,533 bytes; longer blocks of other containers are not worth the risk. */
    private static final int LONGEST_BLOCK = 1 << 16;

    private ExifTurn() {}

    /** Upright when the block is damaged: a wrong turn is seen by staff, an unread picture is not. */
    static Orientation of(byte[] bytes, int from, int length) {
        if (length < 8 || length > LONGEST_BLOCK) {
            return Orientation.UPRIGHT;
        }
        Metadata metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(Arrays.copyOfRange(bytes, from, from + length)), metadata);
        } catch (RuntimeException damaged) {
            return Orientation.UPRIGHT;
        }
        ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer value = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return value == null ? Orientation.UPRIGHT : Orientation.ofExif(value);
    }
}
