package org.mirrorx.inference;

import java.util.List;
import org.mirrorx.models.store.Licence;

/**
 * How a look came to be, for staff and for {@code --json}.
 *
 * @param engine name of the engine that made the picture, such as {@code drape}
 * @param use what a shop may do with looks of this engine's weights
 * @param networks the networks read, as {@code name sha256-prefix}
 * @param head how the head came into the look, one sentence
 * @param notes one sentence each: a fallback taken, a part of the outfit not shown, a retry
 * @param milliseconds duration of each step in the order they ran
 */
public record Provenance(
        String engine,
        Licence.Use use,
        List<String> networks,
        String head,
        List<String> notes,
        List<Timing> milliseconds) {
    public Provenance {
        networks = List.copyOf(networks);
        notes = List.copyOf(notes);
        milliseconds = List.copyOf(milliseconds);
    }

    /**
     * @param step name of the step in lower case, such as {@code warp}; a step inside another is {@code outer/inner}
     * @param milliseconds wall time
     */
    public record Timing(String step, double milliseconds) {}
}
