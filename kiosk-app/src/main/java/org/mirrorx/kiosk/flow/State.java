package org.mirrorx.kiosk.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Progress;

/**
 * Where the kiosk is. Every state is one screen. {@link Public} states may be seen by the next person: no visit's pixels exist in them.
 * {@link Visiting} states belong to one shopper, from consent to erasure.
 */
public sealed interface State {
    /** Nothing of a visit is in memory, the camera is closed. */
    sealed interface Public extends State {}

    /** One shopper's; ends in {@link Erasing}, whatever happens. */
    sealed interface Visiting extends State {
        Visit visit();
    }

    /** Looks of the catalog pass by. */
    record Attract() implements Public {}

    /**
     * Language and consent.
     *
     * @param language tag of the words shown
     * @param scanned stock number of a garment whose tag woke the mirror
     * @param notice whether the full notice lies over the screen
     */
    record Consent(String language, Optional<String> scanned, boolean notice) implements Public {}

    /**
     * Living picture, stitched outline, one hint at a time.
     *
     * @param hint what to change; {@link Hint#RIGHT} when nothing
     */
    record Framing(Visit visit, Hint hint) implements Visiting {}

    /** @param seconds left, 3 to 1; 0 while the picture is being taken */
    record Countdown(Visit visit, int seconds) implements Visiting {}

    /** The picture that was taken: use it, or again. */
    record Review(Visit visit) implements Visiting {}

    /**
     * Choosing what to wear.
     *
     * @param shelf which garments are shown
     * @param searching whether the keyboard is open
     */
    record Picker(Visit visit, Shelf shelf, boolean searching) implements Visiting {}

    /**
     * A look is being made.
     *
     * @param step what the atelier does now
     * @param done share of the work, 0 to 1
     * @param left how long it will still take, as measured; empty when nothing was measured yet
     * @param cancelling the shopper asked to stop; the atelier has not let go yet
     */
    record Processing(Visit visit, Progress.Step step, double done, Optional<Duration> left, boolean cancelling)
            implements Visiting {}

    /** @param shown which of the visit's looks */
    record Result(Visit visit, LookCard shown) implements Visiting {}

    /** @param shown two to four of the visit's looks */
    record Compare(Visit visit, List<LookCard> shown) implements Visiting {
        public Compare {
            shown = List.copyOf(shown);
        }
    }

    /** @param reason in the shopper's words on the screen */
    record NoLook(Visit visit, Declined.Reason reason) implements Visiting {}

    /**
     * Nobody touched anything for a while: "still there?".
     *
     * @param before where "I'm still here" leads back to
     * @param left until the visit is erased
     */
    record StillThere(Visiting before, Duration left) implements Visiting {
        @Override
        public Visit visit() {
            return before.visit();
        }
    }

    /**
     * The curtain is closed and the visit is being erased. Leaves only by {@link Event.Erased}; without it, out of service.
     *
     * @param language of the word "Erased."
     * @param then what follows the erasure
     */
    record Erasing(String language, After then) implements State {}

    /** "Erased." is true now; shown for a moment. */
    record Goodbye(String language) implements Public {}

    /**
     * Something failed; the visit is erased.
     *
     * @param code short, for staff
     */
    record Apology(String language, String code) implements Public {}

    /** No shopper can start a visit. */
    record OutOfService(Cause cause) implements Public {}

    /**
     * The hidden staff corner: a keypad.
     *
     * @param closed whether the kiosk was out of service before
     */
    record StaffPin(Optional<Cause> closed, Pin pin) implements Public {}

    /** Staff sees how the machine is and may close or open the kiosk. */
    record StaffHealth(Optional<Cause> closed) implements Public {}

    /** What follows an erasure. */
    sealed interface After {
        record GoHome() implements After {}

        record SayGoodbye() implements After {}

        record Apologise(String code) implements After {}

        record Close(Cause cause) implements After {}

        record AskPin() implements After {}
    }

    /** Why the kiosk is out of service. */
    sealed interface Cause {
        /** Staff closed it. */
        record ClosedByStaff() implements Cause {}

        /** A visit could not be erased in time: only a restart of the program helps. */
        record NotErased() implements Cause {}

        /**
         * A part does not work.
         *
         * @param code short, for staff
         */
        record Fault(String code) implements Cause {}
    }

    /**
     * The keypad's state.
     *
     * @param pause how long no PIN is taken after wrong ones; zero when it is
     */
    record Pin(boolean wrong, Duration pause) {}
}
