package org.mirrorx.kiosk.mirror;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;

/** What hangs in the shop, as the mirror needs it. Any thread. */
public interface Garments {
    /**
     * One garment.
     *
     * @param names by language tag; "" where the language is not said
     * @param price as printed, "" where there is none
     * @param sizes on the rack, normalised
     * @param picture reads its photograph
     */
    record Item(
            String sku,
            GarmentKind kind,
            Map<String, String> names,
            String price,
            String hangsAt,
            List<String> sizes,
            List<String> colours,
            Supplier<byte[]> picture) {
        /** The name in a language, else any. */
        String name(String language) {
            String name = names.getOrDefault(language, names.getOrDefault("", ""));
            return !name.isEmpty() ? name : names.values().stream().findFirst().orElse(sku);
        }
    }

    /** Those that can be tried on, in the shop's order. */
    List<Item> all();

    /** Those whose name, colour or category has these words, the best first. */
    List<Item> search(String words);

    /** By stock number or barcode. */
    Optional<Item> find(String code);

    /**
     * Cut out of its photograph; empty when its photograph is no good.
     *
     * @param memory where the cut lives
     */
    Optional<GarmentCut> cut(String sku, Arena memory);
}
