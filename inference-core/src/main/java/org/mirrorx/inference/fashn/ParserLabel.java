package org.mirrorx.inference.fashn;

import java.util.EnumSet;
import java.util.Set;

/** The classes of FASHN's human parser in its order; a pixel of a label map holds the place of its class. */
enum ParserLabel {
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
    static final Set<ParserLabel> IDENTITY = EnumSet.of(FACE, HAIR, JEWELRY, BAG, GLASSES, HAT);

    /** The value of this class in a label map. */
    @SuppressWarnings("EnumOrdinal") // the enum is the parser's order
    int value() {
        return ordinal();
    }
}
