package org.mirrorx.inference.fashn;

import java.util.EnumSet;
import java.util.Set;
import org.mirrorx.inference.body.ParserLabel;
import org.mirrorx.inference.garment.GarmentKind;

/** What FASHN VTON puts on: the number it was trained with, and the parser's labels that it concerns (fashn-vton.md §4 and §5). */
enum Category {
    TOPS(
            1,
            EnumSet.of(ParserLabel.TOP, ParserLabel.DRESS, ParserLabel.SCARF),
            EnumSet.of(ParserLabel.ARMS, ParserLabel.TORSO),
            EnumSet.of(ParserLabel.LEGS, ParserLabel.HANDS)),
    BOTTOMS(
            2,
            EnumSet.of(ParserLabel.SKIRT, ParserLabel.PANTS, ParserLabel.BELT),
            EnumSet.of(ParserLabel.LEGS),
            EnumSet.of(ParserLabel.ARMS, ParserLabel.FEET)),
    ONE_PIECES(
            3,
            EnumSet.of(
                    ParserLabel.TOP,
                    ParserLabel.DRESS,
                    ParserLabel.SCARF,
                    ParserLabel.SKIRT,
                    ParserLabel.PANTS,
                    ParserLabel.BELT),
            EnumSet.of(ParserLabel.ARMS, ParserLabel.TORSO, ParserLabel.LEGS),
            EnumSet.of(ParserLabel.HANDS, ParserLabel.FEET));

    private final int number;
    private final Set<ParserLabel> garments;
    private final Set<ParserLabel> limbs;
    private final Set<ParserLabel> spared;

    Category(int number, Set<ParserLabel> garments, Set<ParserLabel> limbs, Set<ParserLabel> spared) {
        this.number = number;
        this.garments = garments;
        this.limbs = limbs;
        this.spared = spared;
    }

    static Category of(GarmentKind kind) {
        return switch (kind) {
            case UPPER -> TOPS;
            case LOWER -> BOTTOMS;
            case DRESS -> ONE_PIECES;
        };
    }

    /** The category input of the network; 0 is "no category". */
    int number() {
        return number;
    }

    /** What a garment's photograph keeps. */
    Set<ParserLabel> garments() {
        return garments;
    }

    /** What a person's mask hides: the garments and the limbs that they may cover. */
    Set<ParserLabel> hidden() {
        EnumSet<ParserLabel> hidden = EnumSet.copyOf(garments);
        hidden.addAll(limbs);
        return hidden;
    }

    /** What a person's mask never hides: who the person is, and limbs the garment does not reach. */
    Set<ParserLabel> kept() {
        EnumSet<ParserLabel> kept = EnumSet.copyOf(ParserLabel.IDENTITY);
        kept.addAll(spared);
        return kept;
    }
}
