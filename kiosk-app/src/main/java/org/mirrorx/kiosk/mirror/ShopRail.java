package org.mirrorx.kiosk.mirror;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.kiosk.flow.Shelf;
import org.mirrorx.kiosk.screens.GarmentCard;
import org.mirrorx.kiosk.screens.Rail;

/** The rail of a shop's garments. */
final class ShopRail implements Rail {
    /** An import may have brought others meanwhile. */
    private static final long FRESH_NANOSECONDS = 30_000_000_000L;

    private final Supplier<Garments> garments;
    private final BiFunction<Garments.Item, String, GarmentCard> card;
    private @Nullable List<Garments.Item> all;
    private long readAt;

    ShopRail(Supplier<Garments> garments, BiFunction<Garments.Item, String, GarmentCard> card) {
        this.garments = garments;
        this.card = card;
    }

    private List<Garments.Item> all() {
        List<Garments.Item> known = all;
        long now = System.nanoTime();
        if (known == null || now - readAt > FRESH_NANOSECONDS) {
            readAt = now;
            known = garments.get().all();
            all = known;
        }
        return known;
    }

    @Override
    public List<GarmentCard> shelf(Shelf shelf, List<String> shortlist, String language, int most) {
        Stream<Garments.Item> items = shelf.shortlisted()
                ? shortlist.stream().map(garments.get()::find).flatMap(java.util.Optional::stream)
                : shelf.words().isBlank() ? all().stream() : garments.get().search(shelf.words()).stream();
        return items.filter(item -> shelf.kind().isEmpty() || shelf.kind().get() == item.kind())
                .filter(item -> shelf.colour().isEmpty()
                        || item.colours().contains(shelf.colour().get()))
                .filter(item -> shelf.size().isEmpty()
                        || item.sizes().contains(shelf.size().get()))
                .limit(most)
                .map(item -> card.apply(item, language))
                .toList();
    }

    @Override
    public List<GarmentKind> kinds() {
        Set<GarmentKind> kinds = new LinkedHashSet<>();
        for (GarmentKind kind : GarmentKind.values()) {
            if (all().stream().anyMatch(item -> item.kind() == kind)) {
                kinds.add(kind);
            }
        }
        return List.copyOf(kinds);
    }

    @Override
    public List<String> colours() {
        Map<String, Integer> count = new LinkedHashMap<>();
        all().forEach(item -> item.colours().forEach(colour -> count.merge(colour, 1, Integer::sum)));
        return count.entrySet().stream()
                .filter(entry -> !entry.getKey().isBlank())
                .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<String> sizes() {
        List<String> order = List.of("XS", "S", "M", "L", "XL", "2XL", "XXL", "3XL");
        Set<String> there = new LinkedHashSet<>();
        all().forEach(item -> there.addAll(item.sizes()));
        List<String> sorted =
                new ArrayList<>(order.stream().filter(there::contains).toList());
        there.stream()
                .filter(size -> !order.contains(size) && !size.isBlank())
                .sorted()
                .forEach(sorted::add);
        return sorted;
    }
}
