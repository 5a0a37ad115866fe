package org.mirrorx.kiosk.mirror;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mirrorx.kiosk.flow.Shelf;
import org.mirrorx.kiosk.screens.GarmentCard;
import org.mirrorx.kiosk.screens.Poster;
import org.mirrorx.kiosk.screens.Rail;
import org.mirrorx.kiosk.screens.Shop;
import org.mirrorx.kiosk.screens.StaffDesk;

/** The shop as its screens ask about it: settings, garments, posters. */
final class CatalogShop implements Shop {
    /** What is seen of a shelf before it is slid, and a little more. */
    private static final int FIRST = 12;

    private final Settings settings;
    private final List<String> languages;
    private final Supplier<Garments> garments;
    private final Posters posters;
    private final Notices notices;
    private final StaffDesk desk;
    private final Rail rail;
    private final Tiles tiles;

    /** @param language the visit's when it is another than the shop's own */
    CatalogShop(
            Settings settings,
            Optional<String> language,
            Supplier<Garments> garments,
            Posters posters,
            StaffDesk desk) {
        this.desk = desk;
        this.settings = settings;
        this.languages = java.util.stream.Stream.concat(language.stream(), settings.languages().stream())
                .distinct()
                .toList();
        this.garments = garments;
        this.tiles = new Tiles(garments);
        this.posters = posters;
        this.notices = new Notices(settings);
        this.rail = new ShopRail(garments, this::card);
    }

    /** Has the first shelf's garments cut out before somebody looks at it. On the JavaFX thread. */
    void prepare() {
        rail.shelf(Shelf.ALL, List.of(), languages.getFirst(), FIRST);
    }

    @Override
    public String name() {
        return settings.shopName();
    }

    @Override
    public List<String> languages() {
        return languages;
    }

    @Override
    public Optional<GarmentCard> garment(String sku, String language) {
        return garments.get().find(sku).map(item -> card(item, language));
    }

    GarmentCard card(Garments.Item item, String language) {
        return new GarmentCard(
                item.sku(),
                Optional.of(item.kind()),
                item.name(language),
                item.price(),
                item.hangsAt(),
                item.sizes(),
                tiles.of(item));
    }

    @Override
    public List<Poster> posters(String language) {
        return posters.of(item -> card(item, language));
    }

    @Override
    public String notice(String language) {
        return notices.text(language);
    }

    @Override
    public Rail rail() {
        return rail;
    }

    @Override
    public StaffDesk staff() {
        return desk;
    }
}
