package org.mirrorx.kiosk.flow;

import java.util.List;

/**
 * What follows an event.
 *
 * @param effects in the order they are to be begun
 */
public record Step(Situation situation, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
