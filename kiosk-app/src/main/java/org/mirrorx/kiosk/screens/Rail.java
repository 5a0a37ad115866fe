package org.mirrorx.kiosk.screens;

import java.util.List;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.flow.Shelf;

/** What hangs in the shop, as the picker asks about it. Answers at once. */
public interface Rail {
    /**
     * Garments of a shelf, in the shop's order or the best match first.
     *
     * @param shortlist stock numbers the shopper kept, for a shelf of those
     * @param most no more than this
     */
    List<GarmentCard> shelf(Shelf shelf, List<String> shortlist, String language, int most);

    /** Kinds there are. */
    List<GarmentKind> kinds();

    /** The shop's words for colours, the most frequent first. */
    List<String> colours();

    /** Sizes on the rack, small to large. */
    List<String> sizes();
}
