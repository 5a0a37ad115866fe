package org.mirrorx.kiosk.flow;

import java.util.Optional;

/** Stock numbers of an outfit: a top, a lower garment, both, or a dress alone. */
public record Chosen(Optional<String> upper, Optional<String> lower, Optional<String> dress) {
    public static final Chosen NOTHING = new Chosen(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return upper.isEmpty() && lower.isEmpty() && dress.isEmpty();
    }
}
