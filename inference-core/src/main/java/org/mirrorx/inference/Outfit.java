package org.mirrorx.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.models.Refusal;

/**
 * What the shopper wants to see: a top, a lower garment, both, or a dress.
 *
 * @param upper a top; never beside a dress
 * @param lower trousers or a skirt; never beside a dress
 * @param dress a one-piece garment, full-length ethnic wear included
 */
public record Outfit(Optional<GarmentCut> upper, Optional<GarmentCut> lower, Optional<GarmentCut> dress) {
    public Outfit {
        if (upper.isEmpty() && lower.isEmpty() && dress.isEmpty()) {
            throw new IllegalArgumentException("an outfit has at least one garment");
        }
        if (dress.isPresent() && (upper.isPresent() || lower.isPresent())) {
            throw new IllegalArgumentException("a dress goes neither with a top nor with a lower garment");
        }
    }

    /** An outfit of these garments, each in the place its kind says. @throws Refusal when two garments want the same place */
    public static Outfit of(List<GarmentCut> garments) {
        Optional<GarmentCut> upper = Optional.empty();
        Optional<GarmentCut> lower = Optional.empty();
        Optional<GarmentCut> dress = Optional.empty();
        for (GarmentCut garment : garments) {
            Optional<GarmentCut> place = switch (garment.kind()) {
                case UPPER -> upper;
                case LOWER -> lower;
                case DRESS -> dress;
            };
            if (place.isPresent()) {
                throw new Refusal(
                        "Two garments of the kind " + garment.kind().name().toLowerCase(java.util.Locale.ROOT)
                                + " cannot be worn at once; leave one out.");
            }
            switch (garment.kind()) {
                case UPPER -> upper = Optional.of(garment);
                case LOWER -> lower = Optional.of(garment);
                case DRESS -> dress = Optional.of(garment);
            }
        }
        if (dress.isPresent() && (upper.isPresent() || lower.isPresent())) {
            throw new Refusal("A dress is worn alone; leave the other garment out.");
        }
        return new Outfit(upper, lower, dress);
    }

    /** All garments, lower before upper. */
    public List<GarmentCut> garments() {
        List<GarmentCut> all = new ArrayList<>();
        lower.ifPresent(all::add);
        upper.ifPresent(all::add);
        dress.ifPresent(all::add);
        return all;
    }
}
