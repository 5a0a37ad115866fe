package org.mirrorx.inference.image;

/**
 * What the first bytes of a picture file say, read without decoding a pixel.
 *
 * @param format how the file is written
 * @param width pixels of a stored row
 * @param height stored rows
 * @param orientation the turn that makes it stand upright
 */
public record PictureHeader(Format format, int width, int height, Orientation orientation) {
    /** The formats that MirrorX reads. */
    public enum Format {
        JPEG("jpg"),
        PNG("png"),
        WEBP("webp");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** The usual ending of a file's name, without the dot. */
        public String ending() {
            return ending;
        }
    }

    /** Width once upright. */
    public int uprightWidth() {
        return orientation.uprightWidth(width, height);
    }

    /** Height once upright. */
    public int uprightHeight() {
        return orientation.uprightHeight(width, height);
    }
}
