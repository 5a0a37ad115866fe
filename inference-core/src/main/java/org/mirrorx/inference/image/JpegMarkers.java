package org.mirrorx.inference.image;

import org.mirrorx.models.Refusal;

/** Walks the marker segments of a JPEG file (ITU-T T.81, annex B) to its end-of-image marker. */
final class JpegMarkers {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xE1;
    /** Encoders write about 10 scans, the most careful optimisers some 20; every further one costs the decoder a pass over all blocks. */
    private static final int MOST_SCANS = 32;

    private JpegMarkers() {}

    static Container walk(byte[] bytes, String name) {
        int width = 0;
        int height = 0;
        int scans = 0;
        Orientation orientation = Orientation.UPRIGHT;
        int at = 2;
        while (true) {
            at = nextMarker(bytes, at);
            if (at < 0) {
                throw Container.cutShort(name);
            }
            int marker = bytes[at - 1] & 0xFF;
            if (marker == END_OF_IMAGE) {
                break;
            }
            if (marker >= 0xD0 && marker <= 0xD8 || marker == 0x01) {
                continue; // markers without a segment
            }
            if (at + 2 > bytes.length) {
                throw Container.cutShort(name);
            }
            int length = u16(bytes, at);
            if (length < 2) {
                throw Container.damaged(name, "a segment says it has " + length + " bytes");
            }
            if (at + length > bytes.length) {
                throw Container.cutShort(name);
            }
            if (isStartOfFrame(marker)) {
                if (width != 0) {
                    throw Container.damaged(name, "it declares its size twice");
                }
                if (length < 8) {
                    throw Container.damaged(name, "its size is missing");
                }
                height = u16(bytes, at + 3);
                width = u16(bytes, at + 5);
                if (width == 0 || height == 0) {
                    throw Container.damaged(name, "its size is 0");
                }
            } else if (marker == APP1 && Container.startsWith(bytes, at + 2, 'E', 'x', 'i', 'f', 0, 0)) {
                orientation = ExifTurn.of(bytes, at + 8, length - 8);
            } else if (marker == START_OF_SCAN) {
                if (width == 0) {
                    throw Container.damaged(name, "pixels come before the size");
                }
                if (++scans > MOST_SCANS) {
                    throw new Refusal(name + " has more than " + MOST_SCANS
                            + " scans, which no camera writes; export the picture again.");
                }
            }
            at += length;
        }
        if (scans == 0) {
            throw Container.damaged(name, "it has no pixels");
        }
        return new Container(new PictureHeader(PictureHeader.Format.JPEG, width, height, orientation), null);
    }

    /** The place after the next marker's two bytes, stepping over entropy-coded bytes; −1 at the end of the file. */
    private static int nextMarker(byte[] bytes, int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xFF && bytes[i + 1] != 0 && bytes[i + 1] != (byte) 0xFF) {
                return i + 2;
            }
        }
        return -1;
    }

    /** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
