package org.mirrorx.kiosk.mirror;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.models.Refusal;

/**
 * A shopper who follows a script: one visit from attract to erased, two looks in it. On a display everything is touched by real clicks;
 * without one the same nodes are touched directly.
 */
final class ScriptedVisit {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** A screen answers a touch long before. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private static final int TOUCHES = 3;

    /** Between two touches, milliseconds: screens do not answer twice in 300 ms. */
    private static final long FINGER = 350;

    /** A garment is worn in the living mirror long before. */
    private static final long LIVE_SECONDS = 8;

    /** Is told what is on the screen before the script goes on; may take its time. */
    @FunctionalInterface
    interface Onlooker {
        /**
         * A screen is there.
         *
         * @param name of the screen, such as "consent"
         * @param rests how long what moves on it takes to come to rest, milliseconds
         */
        void sees(String name, long rests) throws InterruptedException;
    }

    /** A screen slides in. */
    private static final long ARRIVES = 600;

    /** The look is unveiled first. */
    private static final long UNVEILS = 1600;

    /** The seam is pulled out first. */
    private static final long UNPICKS = 2800;

    private final Kiosk kiosk;
    private final Onlooker onlooker;

    ScriptedVisit(Kiosk kiosk, Onlooker onlooker) {
        this.kiosk = kiosk;
        this.onlooker = onlooker;
    }

    /**
     * Plays the visit.
     *
     * @throws Refusal when a screen does not come
     */
    void play() throws InterruptedException {
        await("the first screen", state -> kiosk.loaded() && state instanceof State.Attract);
        onlooker.sees("attract", ARRIVES);
        wake();
        await("consent", State.Consent.class::isInstance);
        onlooker.sees("consent", ARRIVES);
        touch("consent.read", "the notice", state -> state instanceof State.Consent consent && consent.notice());
        onlooker.sees("notice", ARRIVES);
        touch("notice.close", "consent", state -> state instanceof State.Consent consent && !consent.notice());
        touch("consent.yes", "framing", State.Framing.class::isInstance);
        onlooker.sees("framing-start", ARRIVES);
        await(
                "a person in the mirror",
                state -> state instanceof State.Framing framing
                                && framing.hint() != Hint.CAMERA_STARTING
                                && framing.hint() != Hint.NOBODY
                        || state instanceof State.Countdown);
        onlooker.sees("framing", ARRIVES);
        if (kiosk.shown() instanceof State.Framing) {
            kiosk.window().touch("framing.take"); // unless the countdown begins by itself in this moment
        }
        await("countdown", State.Countdown.class::isInstance);
        onlooker.sees("countdown", 0);
        await("the picture", State.Review.class::isInstance);
        onlooker.sees("review", ARRIVES);
        touch("review.use", "the picker", State.Picker.class::isInstance);
        onlooker.sees("picker", ARRIVES);
        looks();
        touch("hem.erase", "erasing", state -> state instanceof State.Erasing || state instanceof State.Goodbye);
        onlooker.sees("erasing", 0);
        await("goodbye", State.Goodbye.class::isInstance);
        onlooker.sees("goodbye", UNPICKS);
        await("attract again", State.Attract.class::isInstance);
    }

    /** Two looks, so that there is something to compare. */
    private void looks() throws InterruptedException {
        search();
        if (!choose(0)) {
            return;
        }
        onlooker.sees("picker-chosen", ARRIVES);
        if (!tryOn("look")) {
            return;
        }
        touch("result.zoom");
        onlooker.sees("look-near", ARRIVES);
        touch("result.zoom");
        touch(
                "hem.reach",
                "the reach mode",
                state -> state instanceof State.Visiting s && s.visit().reach());
        onlooker.sees("look-reach", ARRIVES);
        touch(
                "hem.reach",
                "the usual places",
                state -> state instanceof State.Visiting s && !s.visit().reach());
        touch(
                "hem.help",
                "help",
                state -> state instanceof State.Visiting s && s.visit().help());
        onlooker.sees("help", ARRIVES);
        touch(
                "help.close",
                "no help",
                state -> state instanceof State.Visiting s && !s.visit().help());
        touch("result.another", "the picker", State.Picker.class::isInstance);
        if (choose(1) && tryOn("second-look")) {
            touch("result.compare", "the comparison", State.Compare.class::isInstance);
            onlooker.sees("comparison", ARRIVES);
        }
    }

    private void search() throws InterruptedException {
        touch("picker.search", "search", state -> state instanceof State.Picker picker && picker.searching());
        onlooker.sees("search", ARRIVES);
        List<String> keys = kiosk.window().ids("search.key.");
        if (!keys.isEmpty()) {
            touch(
                    keys.get(keys.size() / 3),
                    "a letter in the field",
                    state -> state instanceof State.Picker picker
                            && !picker.shelf().words().isEmpty());
            onlooker.sees("search-typed", ARRIVES);
        }
        touch("search.close", "the picker", state -> state instanceof State.Picker picker && !picker.searching());
        touch(
                "picker.all",
                "the whole rail",
                state -> state instanceof State.Picker picker
                        && picker.shelf().words().isEmpty());
    }

    /**
     * Touches a tile of the shelf of tops.
     *
     * @return false when there is none so far along
     */
    private boolean choose(int which) throws InterruptedException {
        if (kiosk.window().ids("picker.tops").isEmpty()) {
            return false;
        }
        touch(
                "picker.tops",
                "the rail of tops",
                state -> state instanceof State.Picker picker
                        && picker.shelf().kind().isPresent());
        List<String> tiles = kiosk.window().ids("tile.");
        if (tiles.size() <= which) {
            return false;
        }
        String tile = tiles.get(which);
        touch(
                tile,
                "a chosen garment",
                state -> state instanceof State.Picker picker
                        && picker.visit().outfit().has(tile.substring("tile.".length())));
        long worn = kiosk.live().overlays();
        long end = System.nanoTime() + LIVE_SECONDS * 1_000_000_000L;
        while (kiosk.live().overlays() == worn && System.nanoTime() < end) {
            Thread.sleep(20); // a shopper who cannot be followed wears nothing in the living mirror
        }
        return true;
    }

    private boolean tryOn(String name) throws InterruptedException {
        touch(
                "picker.try",
                "processing",
                state -> state instanceof State.Processing
                        || state instanceof State.Result
                        || state instanceof State.NoLook);
        onlooker.sees("processing", 0);
        await("a look", state -> state instanceof State.Result || state instanceof State.NoLook);
        boolean made = kiosk.shown() instanceof State.Result;
        onlooker.sees(made ? name : "no-look", UNVEILS);
        return made;
    }

    private void wake() {
        if (kiosk.window().shown()) {
            kiosk.window().click(300, 500);
        } else {
            kiosk.driver().act(new Event.Touched());
        }
    }

    private void touch(String id) throws InterruptedException {
        Thread.sleep(FINGER);
        if (!kiosk.window().touch(id)) {
            throw new Refusal("The visit cannot go on: there is nothing called " + id + " on the screen "
                    + name(kiosk.shown()) + ".");
        }
    }

    /** Touches until it helps: a screen that still slides in may miss the first touch. */
    private void touch(String id, String what, Predicate<State> condition) throws InterruptedException {
        touch(id);
        for (int again = 0; again < TOUCHES && !comes(condition, ANSWER); again++) {
            kiosk.window().touch(id);
        }
        await(what, condition);
    }

    private void await(String what, Predicate<State> condition) throws InterruptedException {
        if (!comes(condition, LONGEST)) {
            throw new Refusal("The visit cannot go on: " + what + " did not come within " + LONGEST.toSeconds()
                    + " s; the screen is " + name(kiosk.shown()) + ".");
        }
    }

    private boolean comes(Predicate<State> condition, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.test(kiosk.shown())) {
            if (kiosk.shown() instanceof State.OutOfService || kiosk.shown() instanceof State.Apology) {
                throw new Refusal("The visit cannot go on: the screen says " + kiosk.shown() + ".");
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private static String name(State state) {
        return state.getClass().getSimpleName();
    }
}
