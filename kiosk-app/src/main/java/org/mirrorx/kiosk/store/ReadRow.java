package org.mirrorx.kiosk.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * A row of a shop's table, understood.
 *
 * @param line where it begins, from 1
 * @param pictures as written: file names or web addresses, the first the one to try on
 * @param morePictures true for a row that only adds pictures to the garments of its style
 */
record ReadRow(
        long line,
        String sku,
        String style,
        List<String> barcodes,
        Optional<GarmentKind> kind,
        String category,
        Map<String, String> names,
        List<String> colours,
        List<RackSize> sizes,
        String hangsAt,
        Optional<Price> mrp,
        Optional<Price> price,
        String hsn,
        List<String> pictures,
        boolean active,
        boolean morePictures) {

    /** Rows with the same family are one garment: one model in one colour, or one stock number. */
    String family() {
        return style.isEmpty()
                ? "sku\n" + sku
                : "style\n" + style + "\n" + String.join("|", colours).toLowerCase(Locale.ROOT);
    }

    /** The size that the row's barcodes stand for; empty when they stand for several. */
    String sizeOfBarcodes() {
        return sizes.size() == 1 ? sizes.getFirst().label() : "";
    }
}
