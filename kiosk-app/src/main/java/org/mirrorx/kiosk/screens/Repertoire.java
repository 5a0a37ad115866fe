package org.mirrorx.kiosk.screens;

import org.mirrorx.kiosk.flow.State;

/** Which screen shows which state. */
public final class Repertoire {
    private final Shop shop;
    private final Pictures pictures;

    public Repertoire(Shop shop, Pictures pictures) {
        this.shop = shop;
        this.pictures = pictures;
    }

    /** A screen for a state, sewn by a tailor for its language and layout; it shows the state already. */
    Played<? extends State> screen(State state, Tailor tailor) {
        return switch (state) {
            case State.Attract s -> play(State.Attract.class, s, new AttractScreen(tailor, shop));
            case State.Consent s -> play(State.Consent.class, s, new ConsentScreen(tailor, shop));
            case State.Framing s -> play(State.Framing.class, s, new FramingScreen(tailor, shop, pictures, s.visit()));
            case State.Countdown s ->
                play(State.Countdown.class, s, new CountdownScreen(tailor, shop, pictures, s.visit()));
            case State.Review s -> play(State.Review.class, s, new ReviewScreen(tailor, shop, pictures, s.visit()));
            case State.StillThere s -> play(State.StillThere.class, s, new StillThereScreen(tailor, shop, pictures, s));
            case State.NoLook s -> play(State.NoLook.class, s, new NoLookScreen(tailor, shop, s.visit()));
            case State.Erasing s -> play(State.Erasing.class, s, new ErasingScreen(tailor, shop));
            case State.Goodbye s -> play(State.Goodbye.class, s, new GoodbyeScreen(tailor, shop));
            case State.Apology s -> play(State.Apology.class, s, new ApologyScreen(tailor, shop));
            case State.OutOfService s -> play(State.OutOfService.class, s, new OutOfServiceScreen(tailor, shop));
            case State.Picker s ->
                s.searching()
                        ? play(State.Picker.class, s, new SearchScreen(tailor, shop, pictures, s))
                        : play(State.Picker.class, s, new PickerScreen(tailor, shop, pictures, s));
            case State.Processing s ->
                play(State.Processing.class, s, new ProcessingScreen(tailor, shop, pictures, s.visit()));
            case State.Result s -> play(State.Result.class, s, new ResultScreen(tailor, shop, pictures, s));
            case State.Compare s -> play(State.Compare.class, s, new CompareScreen(tailor, shop, pictures, s));
            case State.StaffPin s -> play(State.StaffPin.class, s, new StaffPinScreen(tailor, shop, s));
            case State.StaffHealth s -> play(State.StaffHealth.class, s, new StaffHealthScreen(tailor, shop, s));
        };
    }

    private static <S extends State> Played<S> play(Class<S> kind, S state, Screen<S> screen) {
        screen.update(state);
        return new Played<>(kind, screen);
    }

    /** A screen with the states it knows. */
    record Played<S extends State>(Class<S> kind, Screen<S> screen) {
        /** Updates the screen when the state is of its kind. */
        boolean takes(State state) {
            if (!kind.isInstance(state)) {
                return false;
            }
            screen.update(kind.cast(state));
            return true;
        }
    }
}
