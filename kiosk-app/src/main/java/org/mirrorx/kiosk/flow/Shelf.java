package org.mirrorx.kiosk.flow;

import java.util.Optional;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * Which garments the picker shows.
 *
 * @param kind only these; empty for all
 * @param colour the shop's word; empty for all
 * @param size normalised; empty for all
 * @param words searched for; "" for none
 * @param shortlisted only those the shopper kept
 */
public record Shelf(
        Optional<GarmentKind> kind, Optional<String> colour, Optional<String> size, String words, boolean shortlisted) {
    public static final Shelf ALL = new Shelf(Optional.empty(), Optional.empty(), Optional.empty(), "", false);
}
