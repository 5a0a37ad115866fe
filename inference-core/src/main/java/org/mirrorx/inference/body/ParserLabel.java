package org.mirrorx.inference.body;

import java.util.EnumSet;
import java.util.Set;

/** The classes of FASHN's human parser in its order; a pixel of a label map holds the place of its class. */
public enum ParserLabel {
    BACKGROUND,
    FACE,
    HAIR,
    TOP,
    DRESS,
    SKIRT,
    PANTS,
    BELT,
    BAG,
    HAT,
    SCARF,
    GLASSES,
    ARMS,
    HANDS,
    LEGS,
    FEET,
    TORSO,
    JEWELRY;

    /** By these a person is known; they are never hidden. */
    public static final Set<ParserLabel> IDENTITY = EnumSet.of(FACE, HAIR, JEWELRY, BAG, GLASSES, HAT);

    /** The class of what the built-in networks see; their regions are coarser. */
    public static ParserLabel of(Region region) {
        return switch (region) {
            case BACKGROUND -> BACKGROUND;
            case HAIR -> HAIR;
            case HEAD -> FACE;
            case NECK, BELLY -> TORSO;
            case ARM -> ARMS;
            case HAND -> HANDS;
            case TOP -> TOP;
            case LOWER -> PANTS;
            case LEG -> LEGS;
            case SHOE -> FEET;
        };
    }

    /** The value of this class in a label map. */
    @SuppressWarnings("EnumOrdinal") // the enum is the parser's order
    public int value() {
        return ordinal();
    }
}
