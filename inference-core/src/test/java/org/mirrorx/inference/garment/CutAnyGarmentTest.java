package org.mirrorx.inference.garment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

final class CutAnyGarmentTest {
    /** Smaller than the flat cutter takes, so that its refusal tells which way was taken. */
    private static final int SIDE = 40;

    private static final String RULE = "the shoulders are too narrow";

    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void aPersonOnAPrintIsNoModel() {
        assertFalse(cut(0.68, Optional.empty()).contains(RULE));
    }

    @Test
    void aGarmentOnAModelIsTakenOffTheModel() {
        assertTrue(cut(0.80, Optional.empty()).contains(RULE));
    }

    @Test
    void aPictureWithTransparencyShowsTheGarmentAlone() {
        assertFalse(cut(0.97, Optional.of(Mask.allocate(arena, SIDE, SIDE))).contains(RULE));
    }

    private String cut(double personScore, Optional<Mask> alpha) {
        Picture picture = Picture.allocate(arena, SIDE, SIDE);
        GarmentPhoto photo = new GarmentPhoto(picture, alpha, Optional.empty(), Optional.empty(), "00");
        CutOutcome outcome =
                new CutAnyGarment((seen, memory) -> () -> Optional.of(reading(personScore))).cut(photo, arena);
        return assertInstanceOf(CutOutcome.Unreadable.class, outcome).sentence();
    }

    private BodyReading reading(double personScore) {
        List<Landmark> landmarks = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            landmarks.add(new Landmark(20, 20, 0, 1, 1));
        }
        Mask nothing = Mask.allocate(arena, SIDE, SIDE);
        return new BodyReading(
                SIDE,
                SIDE,
                personScore,
                1,
                landmarks,
                nothing,
                Optional.empty(),
                nothing,
                Optional.empty(),
                Optional.of(RULE),
                1);
    }
}
