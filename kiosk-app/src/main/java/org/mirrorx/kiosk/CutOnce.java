package org.mirrorx.kiosk;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentCutFile;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.kiosk.store.GarmentWork;

/** What is done once for every garment of the catalog: cut it out and keep the cut as a file. */
final class CutOnce implements GarmentWork {
    /** Raise the number whenever a cut would come out different, so that every garment is cut again. */
    private static final String VERSION = "cut-3";

    private final BiFunction<GarmentPhoto, Arena, CutOutcome> cut;
    private final List<String> parsers;

    /** @param parsers what else sees worn garments, as short hashes: with others a cut would come out different */
    CutOnce(BiFunction<GarmentPhoto, Arena, CutOutcome> cut, List<String> parsers) {
        this.cut = cut;
        this.parsers = List.copyOf(parsers);
    }

    @Override
    public String version() {
        return parsers.isEmpty() ? VERSION : VERSION + "-" + String.join("-", parsers);
    }

    @Override
    public Done of(GarmentPhoto photo) {
        try (Arena memory = Arena.ofShared()) {
            return switch (cut.apply(photo, memory)) {
                case CutOutcome.Cut(GarmentCut garment) -> new Done.Kept(GarmentCutFile.write(garment), doubt(garment));
                case CutOutcome.Unreadable(String sentence) -> new Done.Unreadable(sentence);
            };
        }
    }

    /** A sure cut may have small doubts; only an unsure one asks staff. */
    private static Optional<String> doubt(GarmentCut garment) {
        List<String> doubts = garment.doubts();
        return garment.landmarks().confidence() >= GarmentCut.SURE
                ? Optional.empty()
                : Optional.of(doubts.isEmpty() ? "Its points are unsure." : String.join(" ", doubts));
    }
}
