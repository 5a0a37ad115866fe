package org.mirrorx.kiosk.mirror;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentCutFile;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.Garment;
import org.mirrorx.kiosk.store.GarmentPicture;
import org.mirrorx.kiosk.store.RackSize;

/** The shop's catalog as the mirror sees it: active garments with a picture. Cuts come from the wardrobe; one that is missing is made. */
public final class CatalogGarments implements Garments {
    /** More than a shopper looks through; the rest is found by search. */
    private static final int MOST = 2000;

    /** Reads a garment's photograph. */
    @FunctionalInterface
    public interface ReadPhoto {
        GarmentPhoto read(
                byte[] picture, String name, Optional<byte[]> landmarks, Optional<GarmentKind> kind, Arena memory);
    }

    private final CatalogStore store;
    private final Wardrobe wardrobe;
    private final String version;
    private final ReadPhoto readPhoto;
    private final BiFunction<GarmentPhoto, Arena, CutOutcome> cut;

    /** @param version of the cuts in the wardrobe */
    public CatalogGarments(
            CatalogStore store,
            Wardrobe wardrobe,
            String version,
            ReadPhoto readPhoto,
            BiFunction<GarmentPhoto, Arena, CutOutcome> cut) {
        this.store = store;
        this.wardrobe = wardrobe;
        this.version = version;
        this.readPhoto = readPhoto;
        this.cut = cut;
    }

    @Override
    public List<Item> all() {
        List<Item> items = new ArrayList<>();
        for (Garment garment : store.list(0, MOST)) {
            item(garment).ifPresent(items::add);
        }
        return items;
    }

    @Override
    public List<Item> search(String words) {
        return store.search(words).stream()
                .map(this::item)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Item> find(String code) {
        return store.find(code).flatMap(this::item);
    }

    private Optional<Item> item(Garment garment) {
        return garment.picture()
                .filter(picture -> garment.active())
                .map(picture -> new Item(
                        garment.sku(),
                        garment.kind().orElse(GarmentKind.UPPER),
                        garment.names(),
                        garment.price().or(garment::mrp).map(PriceTag::of).orElse(""),
                        garment.hangsAt(),
                        garment.sizes().stream()
                                .map(RackSize::label)
                                .filter(label -> !label.isEmpty())
                                .distinct()
                                .toList(),
                        garment.colours(),
                        () -> store.pictureBytes(picture)));
    }

    @Override
    public Optional<GarmentCut> cut(String sku, Arena memory) {
        return store.find(sku).filter(garment -> garment.picture().isPresent()).flatMap(garment -> {
            Optional<byte[]> kept = wardrobe.find(CatalogStore.workKey(garment, version));
            if (kept.isPresent()) {
                return Optional.of(GarmentCutFile.read(kept.get(), "the stored cut of " + sku, memory));
            }
            GarmentPicture picture = garment.picture().orElseThrow();
            GarmentPhoto photo = readPhoto.read(
                    store.pictureBytes(picture),
                    sku,
                    picture.landmarks().map(json -> json.getBytes(StandardCharsets.UTF_8)),
                    garment.kind(),
                    memory);
            return switch (cut.apply(photo, memory)) {
                case CutOutcome.Cut(GarmentCut made) -> Optional.of(made);
                case CutOutcome.Unreadable(String reason) -> Optional.<GarmentCut>empty();
            };
        });
    }
}
