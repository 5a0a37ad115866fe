package org.mirrorx.kiosk.mirror;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.kiosk.flow.Chosen;

/** The cuts of garments tried lately, ready to be worn. Any thread. */
final class Closet {
    /** A cut takes about 4 MB. */
    private static final int MOST = 24;

    private final Garments garments;
    private final Map<String, GarmentCut> cuts = new LinkedHashMap<>(16, 0.75f, true);

    Closet(Garments garments) {
        this.garments = garments;
    }

    /** An outfit to wear; empty when nothing is chosen, or a garment is gone or cannot be cut out. May take half a second. */
    Optional<Outfit> outfit(Chosen chosen) {
        List<GarmentCut> worn = new ArrayList<>();
        for (String sku : Stream.of(chosen.lower(), chosen.upper(), chosen.dress())
                .flatMap(Optional::stream)
                .toList()) {
            Optional<GarmentCut> cut = cut(sku);
            if (cut.isEmpty()) {
                return Optional.empty();
            }
            worn.add(cut.get());
        }
        return worn.isEmpty() ? Optional.empty() : Optional.of(Outfit.of(worn));
    }

    private Optional<GarmentCut> cut(String sku) {
        synchronized (cuts) {
            GarmentCut known = cuts.get(sku);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<GarmentCut> cut = garments.cut(sku, Arena.ofAuto());
        cut.ifPresent(made -> {
            synchronized (cuts) {
                cuts.put(sku, made);
                if (cuts.size() > MOST) {
                    cuts.remove(cuts.keySet().iterator().next());
                }
            }
        });
        return cut;
    }
}
