package org.mirrorx.kiosk.flow;

import java.util.Optional;
import org.mirrorx.inference.garment.GarmentKind;

/** Stock numbers of an outfit: a top, a lower garment, both, or a dress alone. */
public record Chosen(Optional<String> upper, Optional<String> lower, Optional<String> dress) {
    public static final Chosen NOTHING = new Chosen(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return upper.isEmpty() && lower.isEmpty() && dress.isEmpty();
    }

    /** Whether this garment is worn in it. */
    public boolean has(String sku) {
        return upper.equals(Optional.of(sku)) || lower.equals(Optional.of(sku)) || dress.equals(Optional.of(sku));
    }

    /** With this garment; what cannot be worn beside it comes off. */
    public Chosen with(String sku, GarmentKind kind) {
        Optional<String> one = Optional.of(sku);
        Chosen bare = without(sku);
        return switch (kind) {
            case UPPER -> new Chosen(one, bare.lower, Optional.empty());
            case LOWER -> new Chosen(bare.upper, one, Optional.empty());
            case DRESS -> new Chosen(Optional.empty(), Optional.empty(), one);
        };
    }

    /** Without this garment. */
    Chosen without(String sku) {
        return new Chosen(
                upper.filter(worn -> !worn.equals(sku)),
                lower.filter(worn -> !worn.equals(sku)),
                dress.filter(worn -> !worn.equals(sku)));
    }
}
