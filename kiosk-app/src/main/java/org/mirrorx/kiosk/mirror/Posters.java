package org.mirrorx.kiosk.mirror;

import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.EngineChoice;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Sitting;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.kiosk.flow.Chosen;
import org.mirrorx.kiosk.screens.GarmentCard;
import org.mirrorx.kiosk.screens.Poster;

/** What the attract screen shows: the drawn shopper, and soon the drawn shopper in garments of the shop. Never a visitor. */
final class Posters {
    /** Of the drawn shopper's picture, as a share of its height. */
    private static final double HEAD_TOP = 0.064;

    /** Looks that pass by. */
    private static final int MOST = 5;

    private static final int SEED = 20_261_126;

    /** While a shopper is there, nothing is made. */
    private static final long PAUSE_MILLISECONDS = 1000;

    private record Made(Image picture, Garments.Item garment) {}

    private final List<Made> made = new CopyOnWriteArrayList<>();
    private Optional<Image> drawn = Optional.empty();

    /**
     * In a language; on the JavaFX thread.
     *
     * @param card what is said of a garment
     */
    List<Poster> of(Function<Garments.Item, GarmentCard> card) {
        if (!made.isEmpty()) {
            return made.stream()
                    .map(look -> new Poster(look.picture(), Optional.empty(), HEAD_TOP, card.apply(look.garment())))
                    .toList();
        }
        Image shopper = drawn.orElseGet(() -> new Image(new ByteArrayInputStream(shopper())));
        drawn = Optional.of(shopper);
        return List.of(new Poster(
                shopper,
                Optional.empty(),
                HEAD_TOP,
                new GarmentCard("", Optional.empty(), "", "", "", List.of(), shopper)));
    }

    private static byte[] shopper() {
        return SampleAssets.read(SampleAssets.shoppers().getFirst());
    }

    /**
     * Makes the looks. Takes a few seconds.
     *
     * @param worktable where looks are made
     * @param idle whether nobody needs the machine
     * @param failed is told what went wrong; the others go on
     */
    void make(
            Supplier<Atelier> atelier,
            Garments garments,
            Closet closet,
            Worktable worktable,
            BooleanSupplier idle,
            Consumer<Throwable> failed)
            throws InterruptedException {
        try (Arena arena = Arena.ofShared();
                Sitting sitting = atelier.get()
                        .receive(
                                Decode.bytes(arena, shopper(), "the sample shopper")
                                        .picture(),
                                arena)) {
            for (Garments.Item garment : few(garments.all())) {
                boolean done = false;
                while (!done) {
                    if (idle.getAsBoolean()) {
                        done = worktable.work(stop -> make(sitting, garment, closet, arena, stop), failed);
                    } else {
                        Thread.sleep(PAUSE_MILLISECONDS);
                    }
                }
            }
        }
    }

    private void make(Sitting sitting, Garments.Item garment, Closet closet, Arena arena, Cancellation stop) {
        Optional<Outfit> outfit = closet.outfit(Chosen.NOTHING.with(garment.sku(), garment.kind()));
        if (outfit.isPresent()
                && sitting.look(
                                outfit.get(),
                                new EngineChoice.Auto(),
                                SEED,
                                arena,
                                (step, share) -> {},
                                stop,
                                Trace.NONE)
                        instanceof Look look) {
            made.add(new Made(image(look.picture()), garment));
        }
    }

    /** From all over the rail, in its order. */
    private static List<Garments.Item> few(List<Garments.Item> all) {
        List<Garments.Item> few = new ArrayList<>();
        int count = Math.min(MOST, all.size());
        for (int i = 0; i < count; i++) {
            few.add(all.get((int) ((long) i * all.size() / count)));
        }
        return few;
    }

    private static Image image(Picture picture) {
        byte[] rgb = picture.pixels().toArray(ValueLayout.JAVA_BYTE);
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getByteRgbInstance(),
                        rgb,
                        0,
                        picture.width() * 3);
        return image;
    }
}
