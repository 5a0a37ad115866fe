package org.mirrorx.kiosk.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.image.WritableImage;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.flow.Event;
import org.mirrorx.kiosk.flow.Hint;
import org.mirrorx.kiosk.flow.Shelf;
import org.mirrorx.kiosk.flow.State;
import org.mirrorx.kiosk.screens.Gallery;
import org.mirrorx.models.Refusal;

/**
 * One scripted visit from attract to erased, every screen of it written as a PNG. On a display everything is touched by real clicks; without
 * one the same nodes are touched directly.
 */
final class Film {
    private static final long LONGEST_SECONDS = 60;

    private final Kiosk kiosk;
    private final Path folder;
    private int number;

    Film(Kiosk kiosk, Path folder) {
        this.kiosk = kiosk;
        this.folder = folder;
    }

    /**
     * Plays the visit.
     *
     * @throws Refusal when a screen does not come, or a picture cannot be written
     */
    void shoot() throws InterruptedException {
        create();
        await("the first screen", state -> kiosk.loaded() && state instanceof State.Attract);
        settle();
        write("attract");
        wake();
        await("consent", State.Consent.class::isInstance);
        write("consent");
        touch("consent.read");
        await("the notice", state -> state instanceof State.Consent consent && consent.notice());
        write("notice");
        touch("notice.close");
        await("consent", state -> state instanceof State.Consent consent && !consent.notice());
        touch("consent.yes");
        await("framing", State.Framing.class::isInstance);
        write("framing-start");
        await(
                "a person in the mirror",
                state -> state instanceof State.Framing framing
                                && framing.hint() != Hint.CAMERA_STARTING
                                && framing.hint() != Hint.NOBODY
                        || state instanceof State.Countdown);
        settle();
        write("framing");
        if (kiosk.shown() instanceof State.Framing) {
            touch("framing.take");
        }
        await("countdown", State.Countdown.class::isInstance);
        write("countdown");
        await("the picture", State.Review.class::isInstance);
        settle();
        write("review");
        touch("review.use");
        await("the picker", State.Picker.class::isInstance);
        settle();
        write("picker");
        firstLook();
        touch("hem.erase");
        await("erasing", state -> state instanceof State.Erasing || state instanceof State.Goodbye);
        write("erasing");
        await("goodbye", State.Goodbye.class::isInstance);
        Thread.sleep(2800); // the seam is pulled out first
        write("goodbye");
        await("attract again", State.Attract.class::isInstance);
    }

    private void firstLook() throws InterruptedException {
        Optional<Garments.Item> top = kiosk.garments().all().stream()
                .filter(item -> item.kind() == GarmentKind.UPPER)
                .findFirst();
        if (top.isEmpty()) {
            return;
        }
        kiosk.driver().act(new Event.Search(true));
        await("search", state -> state instanceof State.Picker picker && picker.searching());
        settle();
        write("search");
        kiosk.driver().act(new Event.Search(false));
        kiosk.driver().act(new Event.Browse(Shelf.ALL));
        kiosk.driver().act(new Event.Choose(top.get().sku(), GarmentKind.UPPER));
        await(
                "a chosen garment",
                state -> state instanceof State.Picker picker
                        && !picker.visit().outfit().isEmpty());
        Thread.sleep(1500);
        write("picker-chosen");
        kiosk.driver().act(new Event.TryOn());
        await(
                "processing",
                state -> state instanceof State.Processing
                        || state instanceof State.Result
                        || state instanceof State.NoLook);
        write("processing");
        await("a look", state -> state instanceof State.Result || state instanceof State.NoLook);
        Thread.sleep(1200);
        write(kiosk.shown() instanceof State.Result ? "result" : "nolook");
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
            throw new Refusal("The film cannot go on: there is nothing called " + id + " on the screen "
                    + name(kiosk.shown()) + ".");
        }
    }

    private void await(String what, Predicate<State> condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        while (!condition.test(kiosk.shown())) {
            if (kiosk.shown() instanceof State.OutOfService || kiosk.shown() instanceof State.Apology) {
                throw new Refusal(
                        "The film cannot go on: instead of " + what + " the screen says " + kiosk.shown() + ".");
            }
            if (System.nanoTime() > end) {
                throw new Refusal("The film cannot go on: " + what + " did not come within " + LONGEST_SECONDS
                        + " s; the screen is " + name(kiosk.shown()) + ".");
            }
            Thread.sleep(20);
        }
    }

    private static void settle() throws InterruptedException {
        Thread.sleep(600);
    }

    private static String name(State state) {
        return state.getClass().getSimpleName();
    }

    private void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new Refusal("The folder " + folder + " cannot be made: " + fault.getMessage() + ".", fault);
        }
    }

    private void write(String name) throws InterruptedException {
        Thread.sleep(50);
        WritableImage picture = MirrorWindow.on(() -> kiosk.window().picture());
        Path file = folder.resolve(String.format(java.util.Locale.ROOT, "%02d-%s.png", ++number, name));
        try {
            Gallery.save(picture, file);
        } catch (IOException fault) {
            throw new Refusal("The picture " + file + " cannot be written: " + fault.getMessage() + ".", fault);
        }
    }
}
