package org.mirrorx.kiosk.flow;

import java.util.List;
import java.util.Optional;

/**
 * What one shopper chose. Holds no pixels: those are in the visit's memory, looks by their number.
 *
 * @param language tag of the words shown: "en", "hi", "ta", …
 * @param outfit stock numbers of what is chosen now
 * @param shortlist stock numbers, the first kept first
 * @param looks what was made so far, the oldest first
 * @param loved numbers of the looks with a heart
 * @param captured whether there is a picture of the shopper
 * @param reach everything within reach of a seated person
 * @param calm reduced motion
 * @param help whether the help sheet lies over the screen
 * @param patience 1, or 2 after "more time": every wait is multiplied by it
 * @param cameraLost the mirror's picture is missing for the moment
 * @param notice a sentence to show once, such as an unknown tag
 */
public record Visit(
        String language,
        Chosen outfit,
        List<String> shortlist,
        List<LookCard> looks,
        List<Integer> loved,
        boolean captured,
        boolean reach,
        boolean calm,
        boolean help,
        int patience,
        boolean cameraLost,
        Optional<Notice> notice) {
    public Visit {
        shortlist = List.copyOf(shortlist);
        looks = List.copyOf(looks);
        loved = List.copyOf(loved);
    }

    /** Said once, over the screen. */
    public enum Notice {
        UNKNOWN_TAG,
        ALREADY_WORN,
        CANNOT_TRY_THIS,
        ENOUGH_LOOKS
    }
}
