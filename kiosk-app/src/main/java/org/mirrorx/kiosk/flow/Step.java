package org.mirrorx.kiosk.flow;

import java.util.List;

/**
 * What follows an event.
 *
 * @param effects in the order they are to be begun
 */
public record Step(State state, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
