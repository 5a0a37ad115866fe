package org.mirrorx.kiosk.flow;

import java.util.ArrayList;
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

    /** Looks a visit keeps at most: one more takes the place of the oldest without a heart. */
    public static final int MOST_LOOKS = 8;

    /** A visit as it begins. */
    public static Visit begin(String language) {
        return new Visit(
                language,
                Chosen.NOTHING,
                List.of(),
                List.of(),
                List.of(),
                false,
                false,
                false,
                false,
                1,
                false,
                Optional.empty());
    }

    Visit in(String other) {
        return new Visit(
                other, outfit, shortlist, looks, loved, captured, reach, calm, help, patience, cameraLost, notice);
    }

    Visit wearing(Chosen other) {
        return new Visit(
                language, other, shortlist, looks, loved, captured, reach, calm, help, patience, cameraLost, notice);
    }

    /** Keeps a garment on the shortlist, or takes it off again. */
    Visit keeping(String sku) {
        return new Visit(
                language,
                outfit,
                toggled(shortlist, sku),
                looks,
                loved,
                captured,
                reach,
                calm,
                help,
                patience,
                cameraLost,
                notice);
    }

    /** Gives a look a heart, or takes it. */
    Visit loving(int number) {
        boolean known = looks.stream().anyMatch(look -> look.number() == number);
        return known ? withLooks(looks, toggled(loved, number)) : this;
    }

    Visit withLook(LookCard look) {
        List<LookCard> more = new ArrayList<>(looks);
        more.removeIf(old -> old.number() == look.number());
        more.add(look);
        return withLooks(more, loved);
    }

    /** Without the look of this number. */
    Visit without(int number) {
        List<LookCard> fewer = new ArrayList<>(looks);
        fewer.removeIf(old -> old.number() == number);
        List<Integer> hearts = new ArrayList<>(loved);
        hearts.removeIf(loved -> loved == number);
        return withLooks(fewer, hearts);
    }

    private Visit withLooks(List<LookCard> others, List<Integer> hearts) {
        return new Visit(
                language, outfit, shortlist, others, hearts, captured, reach, calm, help, patience, cameraLost, notice);
    }

    Visit captured(boolean yes) {
        return new Visit(
                language, outfit, shortlist, looks, loved, yes, reach, calm, help, patience, cameraLost, notice);
    }

    Visit reach(boolean on) {
        return new Visit(
                language, outfit, shortlist, looks, loved, captured, on, calm, help, patience, cameraLost, notice);
    }

    Visit calm(boolean on) {
        return new Visit(
                language, outfit, shortlist, looks, loved, captured, reach, on, help, patience, cameraLost, notice);
    }

    Visit help(boolean open) {
        return new Visit(
                language, outfit, shortlist, looks, loved, captured, reach, calm, open, patience, cameraLost, notice);
    }

    Visit moreTime() {
        return new Visit(language, outfit, shortlist, looks, loved, captured, reach, calm, help, 2, cameraLost, notice);
    }

    Visit cameraLost(boolean lost) {
        return new Visit(
                language, outfit, shortlist, looks, loved, captured, reach, calm, help, patience, lost, notice);
    }

    Visit saying(Optional<Notice> sentence) {
        return new Visit(
                language, outfit, shortlist, looks, loved, captured, reach, calm, help, patience, cameraLost, sentence);
    }

    /** The number for the next look; empty when all are taken by looks with hearts. */
    Optional<Integer> nextNumber() {
        for (int number = 0; number < MOST_LOOKS; number++) {
            int free = number;
            if (looks.stream().noneMatch(look -> look.number() == free)) {
                return Optional.of(number);
            }
        }
        return looks.stream()
                .map(LookCard::number)
                .filter(number -> !loved.contains(number))
                .findFirst();
    }

    private static <T> List<T> toggled(List<T> list, T one) {
        List<T> other = new ArrayList<>(list);
        if (!other.remove(one)) {
            other.add(one);
        }
        return other;
    }

    /** Said once, over the screen. */
    public enum Notice {
        UNKNOWN_TAG,
        ALREADY_WORN,
        CANNOT_TRY_THIS,
        ENOUGH_LOOKS
    }
}
