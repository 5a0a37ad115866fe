package org.mirrorx.kiosk.mirror;

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
    private static final long LONGEST_SECONDS = 60;

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
        touch("consent.read");
        await("the notice", state -> state instanceof State.Consent consent && consent.notice());
        onlooker.sees("notice", ARRIVES);
        touch("notice.close");
        await("consent", state -> state instanceof State.Consent consent && !consent.notice());
        touch("consent.yes");
        await("framing", State.Framing.class::isInstance);
        onlooker.sees("framing-start", ARRIVES);
        await(
                "a person in the mirror",
                state -> state instanceof State.Framing framing
                                && framing.hint() != Hint.CAMERA_STARTING
                                && framing.hint() != Hint.NOBODY
                        || state instanceof State.Countdown);
        onlooker.sees("framing", ARRIVES);
        if (kiosk.shown() instanceof State.Framing) {
            touch("framing.take");
        }
        await("countdown", State.Countdown.class::isInstance);
        onlooker.sees("countdown", 0);
        await("the picture", State.Review.class::isInstance);
        onlooker.sees("review", ARRIVES);
        touch("review.use");
        await("the picker", State.Picker.class::isInstance);
        onlooker.sees("picker", ARRIVES);
        looks();
        touch("hem.erase");
        await("erasing", state -> state instanceof State.Erasing || state instanceof State.Goodbye);
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
        touch("hem.reach");
        await("the reach mode", state -> state instanceof State.Visiting s && s.visit().reach());
        onlooker.sees("look-reach", ARRIVES);
        touch("hem.reach");
        await("the usual places", state -> state instanceof State.Visiting s && !s.visit().reach());
        touch("hem.help");
        await("help", state -> state instanceof State.Visiting s && s.visit().help());
        onlooker.sees("help", ARRIVES);
        touch("help.close");
        await("no help", state -> state instanceof State.Visiting s && !s.visit().help());
        touch("result.another");
        await("the picker", State.Picker.class::isInstance);
        if (choose(1) && tryOn("second-look")) {
            touch("result.compare");
            await("the comparison", State.Compare.class::isInstance);
            onlooker.sees("comparison", ARRIVES);
        }
    }

    private void search() throws InterruptedException {
        touch("picker.search");
        await("search", state -> state instanceof State.Picker picker && picker.searching());
        onlooker.sees("search", ARRIVES);
        List<String> keys = kiosk.window().ids("search.key.");
        if (!keys.isEmpty()) {
            touch(keys.get(keys.size() / 3));
            await(
                    "a letter in the field",
                    state -> state instanceof State.Picker picker
                            && !picker.shelf().words().isEmpty());
            onlooker.sees("search-typed", ARRIVES);
        }
        touch("search.close");
        await("the picker", state -> state instanceof State.Picker picker && !picker.searching());
        touch("picker.all");
        await(
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
        touch("picker.tops");
        await(
                "the rail of tops",
                state -> state instanceof State.Picker picker
                        && picker.shelf().kind().isPresent());
        List<String> tiles = kiosk.window().ids("tile.");
        if (tiles.size() <= which) {
            return false;
        }
        String tile = tiles.get(which);
        touch(tile);
        await(
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
        touch("picker.try");
        await(
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
        Thread.sleep(350); // as a finger does: screens do not answer twice in 300 ms
        if (!kiosk.window().touch(id)) {
            throw new Refusal("The visit cannot go on: there is nothing called " + id + " on the screen "
                    + name(kiosk.shown()) + ".");
        }
    }

    private void await(String what, Predicate<State> condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        while (!condition.test(kiosk.shown())) {
            if (kiosk.shown() instanceof State.OutOfService || kiosk.shown() instanceof State.Apology) {
                throw new Refusal(
                        "The visit cannot go on: instead of " + what + " the screen says " + kiosk.shown() + ".");
            }
            if (System.nanoTime() > end) {
                throw new Refusal("The visit cannot go on: " + what + " did not come within " + LONGEST_SECONDS
                        + " s; the screen is " + name(kiosk.shown()) + ".");
            }
            Thread.sleep(20);
        }
    }

    private static String name(State state) {
        return state.getClass().getSimpleName();
    }
}
