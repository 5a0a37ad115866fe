package org.mirrorx.kiosk.mirror;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.kiosk.screens.GarmentCard;
import org.mirrorx.kiosk.screens.Poster;

/** What the attract screen shows: never a visitor. */
final class Posters {
    /** Of the drawn shopper's picture, as a share of its height. */
    private static final double HEAD_TOP = 0.064;

    private final Supplier<Garments> garments;
    private final BooleanSupplier loaded;

    Posters(Supplier<Garments> garments, BooleanSupplier loaded) {
        this.garments = garments;
        this.loaded = loaded;
    }

    List<Poster> of(String language) {
        Image shopper = new Image(new ByteArrayInputStream(SampleAssets.read(SampleAssets.shoppers().getFirst())));
        return List.of(new Poster(
                shopper,
                Optional.empty(),
                HEAD_TOP,
                new GarmentCard("", Optional.empty(), "", "", "", List.of(), shopper)));
    }
}
