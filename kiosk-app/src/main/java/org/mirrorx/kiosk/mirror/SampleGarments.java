package org.mirrorx.kiosk.mirror;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.kiosk.store.Price;

/** The sample rail, for a mirror whose shop has no catalog yet. */
public final class SampleGarments implements Garments {
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, String> skus = new HashMap<>();
    private final CatalogGarments.ReadPhoto readPhoto;
    private final BiFunction<GarmentPhoto, Arena, CutOutcome> cut;

    public SampleGarments(CatalogGarments.ReadPhoto readPhoto, BiFunction<GarmentPhoto, Arena, CutOutcome> cut) {
        this.readPhoto = readPhoto;
        this.cut = cut;
        // our own table: no cell of it is quoted
        String[] lines = new String(SampleAssets.read(SampleAssets.catalog()), StandardCharsets.UTF_8).split("\r?\n");
        String[] headers = lines[0].split(",", -1);
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < headers.length; c++) {
                row.put(headers[c], cells[c]);
            }
            if (row.getOrDefault("kind", "").isEmpty()) {
                continue; // draped cloths: nothing wears them yet
            }
            items.put(cells[0], item(row));
            skus.put(row.getOrDefault("barcode", cells[0]), cells[0]);
        }
    }

    private static Item item(Map<String, String> row) {
        Map<String, String> names = new LinkedHashMap<>();
        row.forEach((header, cell) -> {
            if ((header.equals("name") || header.startsWith("name:")) && !cell.isEmpty()) {
                names.put(header.equals("name") ? "" : header.substring("name:".length()), cell);
            }
        });
        String picture = row.getOrDefault("picture", "");
        String price = row.getOrDefault("price", "");
        return new Item(
                row.getOrDefault("sku", ""),
                GarmentKind.valueOf(row.getOrDefault("kind", "").toUpperCase(Locale.ROOT)),
                names,
                price.isEmpty() ? "" : PriceTag.of(new Price(100 * Long.parseLong(price), "INR")),
                row.getOrDefault("rack", ""),
                List.of(row.getOrDefault("sizes", "").replaceAll(":\\d+", "").split("\\|")),
                List.of(row.getOrDefault("colour", row.getOrDefault("colours", ""))
                        .split("\\|")),
                () -> SampleAssets.read("garments/" + picture));
    }

    @Override
    public List<Item> all() {
        return List.copyOf(items.values());
    }

    @Override
    public List<Item> search(String words) {
        String[] wanted = words.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return items.values().stream().filter(item -> matches(item, wanted)).toList();
    }

    private static boolean matches(Item item, String[] wanted) {
        String all = String.join(" ", item.names().values()).toLowerCase(Locale.ROOT) + " "
                + item.sku().toLowerCase(Locale.ROOT) + " "
                + String.join(" ", item.colours()).toLowerCase(Locale.ROOT);
        for (String word : wanted) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Item> find(String code) {
        return Optional.ofNullable(items.get(skus.getOrDefault(code, code)));
    }

    @Override
    public Optional<GarmentCut> cut(String sku, Arena memory) {
        return find(sku).flatMap(item -> {
            GarmentPhoto photo =
                    readPhoto.read(item.picture().get(), sku, Optional.empty(), Optional.of(item.kind()), memory);
            return switch (cut.apply(photo, memory)) {
                case CutOutcome.Cut(GarmentCut made) -> Optional.of(made);
                case CutOutcome.Unreadable(String reason) -> Optional.<GarmentCut>empty();
            };
        });
    }
}
