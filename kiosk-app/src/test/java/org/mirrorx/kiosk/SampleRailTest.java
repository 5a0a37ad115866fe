package org.mirrorx.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.assets.SampleAssets;
import org.mirrorx.inference.garment.CutGarment;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.kiosk.cli.Photographs;

/** The drawn garments are good enough photographs for the scissors that cut real ones. */
final class SampleRailTest {

    private static Optional<GarmentKind> kind(SampleAssets.SampleGarment garment) {
        return garment.kind().isEmpty()
                ? Optional.empty()
                : Optional.of(GarmentKind.valueOf(garment.kind().toUpperCase(Locale.ROOT)));
    }

    private static GarmentCut cut(SampleAssets.SampleGarment garment, Optional<GarmentKind> kind, Arena memory) {
        GarmentPhoto photo = Photographs.garment(
                SampleAssets.read(garment.resource()), garment.sku(), Optional.empty(), kind, memory);
        return assertInstanceOf(CutOutcome.Cut.class, new CutGarment().cut(photo, memory), garment.sku())
                .garment();
    }

    @TestFactory
    Stream<DynamicTest> everyGarmentIsCutOutWithTheKindOfItsRow() {
        return SampleAssets.garments().stream()
                .map(garment -> DynamicTest.dynamicTest(garment.sku(), () -> {
                    try (Arena memory = Arena.ofShared()) {
                        GarmentCut cut = cut(garment, kind(garment), memory);
                        kind(garment).ifPresent(said -> assertEquals(said, cut.kind()));
                        boolean draped = garment.sku().startsWith("MX-SAREE")
                                || garment.kind().isEmpty();
                        assertTrue(
                                draped || cut.landmarks().confidence() >= GarmentCut.SURE,
                                () -> cut.doubts().toString());
                    }
                }));
    }

    @Test
    void theShapeAloneTellsTrousersAndSkirtsFromTops() {
        try (Arena memory = Arena.ofShared()) {
            for (SampleAssets.SampleGarment garment : SampleAssets.garments()) {
                if (garment.kind().isEmpty()) {
                    continue;
                }
                boolean lower = cut(garment, Optional.empty(), memory).kind() == GarmentKind.LOWER;
                assertEquals(garment.kind().equals("lower"), lower, garment.sku());
            }
        }
    }
}
