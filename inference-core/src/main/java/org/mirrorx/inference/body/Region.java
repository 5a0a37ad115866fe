package org.mirrorx.inference.body;

/** What a pixel of a capture shows. */
public enum Region {
    BACKGROUND(0),
    HAIR(1),
    /** Face, ears and what is worn on the head. */
    HEAD(2),
    /** Bare skin of neck, shoulders and chest. */
    NECK(3),
    /** Bare skin of an upper arm or forearm. */
    ARM(4),
    HAND(5),
    /** The upper garment worn, sleeves included; the whole of a one-piece garment. */
    TOP(6),
    /** Trousers or skirt worn. */
    LOWER(7),
    /** Bare skin of the belly, between top and lower garment. */
    BELLY(8),
    /** Bare skin of the legs. */
    LEG(9),
    SHOE(10);

    private static final Region[] BY_CODE = values();

    private final int code;

    Region(int code) {
        this.code = code;
    }

    /** The value of this region's pixels in {@link GarmentLabels#regions()}. */
    public int code() {
        return code;
    }

    /** The region of a pixel value. */
    public static Region of(int code) {
        return BY_CODE[code];
    }
}
