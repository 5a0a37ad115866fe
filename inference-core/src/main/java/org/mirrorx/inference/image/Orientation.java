package org.mirrorx.inference.image;

/**
 * How the stored rows of a photograph must be turned to stand upright (EXIF 2.32, tag 0x0112, values 1 to 8).
 */
public enum Orientation {
    UPRIGHT(1, false, false, false),
    MIRRORED(2, false, true, false),
    UPSIDE_DOWN(3, false, true, true),
    FLIPPED(4, false, false, true),
    TRANSPOSED(5, true, false, false),
    TURN_RIGHT(6, true, true, false),
    TRANSVERSED(7, true, true, true),
    TURN_LEFT(8, true, false, true);

    private final int exif;
    private final boolean swapsSides;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(int exif, boolean swapsSides, boolean fromRight, boolean fromBottom) {
        this.exif = exif;
        this.swapsSides = swapsSides;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The orientation of an EXIF value; anything but 2 to 8 stands upright. */
    public static Orientation ofExif(int value) {
        for (Orientation orientation : values()) {
            if (orientation.exif == value) {
                return orientation;
            }
        }
        return UPRIGHT;
    }

    /** Width when upright of a picture stored as {@code width * height}. */
    public int uprightWidth(int width, int height) {
        return swapsSides ? height : width;
    }

    /** Height when upright of a picture stored as {@code width * height}. */
    public int uprightHeight(int width, int height) {
        return swapsSides ? width : height;
    }

    /** Index, in the upright picture, of the first pixel of stored row {@code y}. */
    int start(int y, int width, int height) {
        int across = uprightWidth(width, height);
        int down = uprightHeight(width, height);
        int column = swapsSides ? y : 0;
        int row = swapsSides ? 0 : y;
        return (fromBottom ? down - 1 - row : row) * across + (fromRight ? across - 1 - column : column);
    }

    /** What must be added to that index for each pixel along the stored row. */
    int step(int width, int height) {
        if (swapsSides) {
            int across = uprightWidth(width, height);
            return fromBottom ? -across : across;
        }
        return fromRight ? -1 : 1;
    }
}
