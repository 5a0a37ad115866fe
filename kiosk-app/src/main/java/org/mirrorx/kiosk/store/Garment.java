package org.mirrorx.kiosk.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * One garment of the catalog: one look in one colour, in all its sizes.
 *
 * @param sku the shop's stock number, unique; that of the first row where sizes have their own
 * @param style groups the colours of one model; empty when the shop does not say
 * @param kind where it is worn; empty when its shape must decide
 * @param category the shop's own word: "Kurtas", "T-shirts"
 * @param names by language tag ("hi", "ta", …); key "" holds the name whose language the shop does not say
 * @param colours the shop's own words
 * @param sizes on the rack, in the order of the table
 * @param barcodes in alphabetical order
 * @param hangsAt where in the shop it hangs: "Rail 3", "Women, left"
 * @param mrp maximum retail price, taxes included
 * @param price what the shop asks; never above {@code mrp}
 * @param hsn customs heading, opaque
 * @param pictures the first is the one to try on
 * @param active false hides it from shoppers
 */
public record Garment(
        String sku,
        String style,
        Optional<GarmentKind> kind,
        String category,
        Map<String, String> names,
        List<String> colours,
        List<RackSize> sizes,
        List<Barcode> barcodes,
        String hangsAt,
        Optional<Price> mrp,
        Optional<Price> price,
        String hsn,
        List<GarmentPicture> pictures,
        boolean active) {
    public Garment {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        colours = List.copyOf(colours);
        sizes = List.copyOf(sizes);
        barcodes = List.copyOf(barcodes);
        pictures = List.copyOf(pictures);
    }

    /** The name in a language, else the one without a language, else any, else the stock number. */
    public String name(String language) {
        String name = names.get(language);
        if (name == null) {
            name = names.get("");
        }
        return name != null ? name : names.values().stream().findFirst().orElse(sku);
    }

    /** The picture to try on. */
    public Optional<GarmentPicture> picture() {
        return pictures.stream().findFirst();
    }
}
