package org.mirrorx.kiosk.mirror;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.kiosk.screens.GarmentCard;
import org.mirrorx.kiosk.screens.Poster;

/** What the attract screen shows: never a visitor. */
final class Posters {
    /** Of the drawn shopper's picture, as a share of its height. */
    private static final double HEAD_TOP = 0.064;

    List<Poster> of(String language) {
        Image shopper = new Image(new ByteArrayInputStream(
                SampleAssets.read(SampleAssets.shoppers().getFirst())));
        return List.of(new Poster(
                shopper,
                Optional.empty(),
                HEAD_TOP,
                new GarmentCard("", Optional.empty(), "", "", "", List.of(), shopper)));
    }
}
