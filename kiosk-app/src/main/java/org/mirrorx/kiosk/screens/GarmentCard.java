package org.mirrorx.kiosk.screens;

import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * A garment as a shopper reads it.
 *
 * @param sku stock number
 * @param kind where it is worn; empty when it cannot be tried on
 * @param name in the shopper's language
 * @param price as printed: "₹1,24,999"; empty where the shop names none
 * @param hangsAt where in the shop; empty where the shop does not say
 * @param sizes on the rack, as their labels say
 * @param tile its picture, cut out on nothing or on the ground of its photograph
 */
public record GarmentCard(
        String sku,
        Optional<GarmentKind> kind,
        String name,
        String price,
        String hangsAt,
        List<String> sizes,
        Image tile) {
    public GarmentCard {
        sizes = List.copyOf(sizes);
    }
}
