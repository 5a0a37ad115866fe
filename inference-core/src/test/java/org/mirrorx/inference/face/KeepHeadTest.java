package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.AtelierFixture;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

final class KeepHeadTest {
    private static final int WIDTH = AtelierFixture.WIDTH;
    private static final int HEIGHT = AtelierFixture.HEIGHT;
    private static final int OWN = 40;
    private static final int NEW = 240;
    private static final int CHIN = 60;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void theFaceIsTheCapturesBitForBitAndMarkedUnchanged() {
        KeepHead.Kept kept = keep(Mask.allocate(arena, WIDTH, HEIGHT));
        assertEquals(OWN, level(kept.picture(), 60, 40));
        assertEquals(0, coverage(kept.changed(), 60, 40));
        assertEquals(255, coverage(kept.head(), 60, 40));
    }

    @Test
    void theGeneratedSideFadesIntoTheHeadAboveTheChinOnly() {
        KeepHead.Kept kept = keep(Mask.allocate(arena, WIDTH, HEIGHT));
        int beside = firstOutside(kept, 40);
        int faded = level(kept.picture(), beside, 40);
        assertTrue(faded > OWN && faded < NEW, "beside the cheek: " + faded);
        int below = CHIN;
        while (coverage(kept.head(), 60, below) != 0) {
            below++;
        }
        assertEquals(NEW, level(kept.picture(), 60, below), "no old collar comes along below the chin");
    }

    @Test
    void hairThatJoinsTheHeadAboveTheChinIsKeptAndOtherHairIsNot() {
        Mask hair = Mask.allocate(arena, WIDTH, HEIGHT);
        paint(hair, 46, 5, 74, 24);
        paint(hair, 100, 5, 110, 24);
        paint(hair, 40, 80, 50, 120);
        KeepHead.Kept kept = keep(hair);
        assertEquals(OWN, level(kept.picture(), 60, 10), "hair on the head");
        assertEquals(NEW, level(kept.picture(), 105, 10), "hair of somebody else");
        assertEquals(NEW, level(kept.picture(), 45, 100), "hair over the garment is the engine's");
    }

    private KeepHead.Kept keep(Mask hair) {
        Picture capture = Picture.allocate(arena, WIDTH, HEIGHT);
        capture.pixels().fill((byte) OWN);
        Picture generated = Picture.allocate(arena, WIDTH, HEIGHT);
        generated.pixels().fill((byte) NEW);
        Mask changed = Mask.allocate(arena, WIDTH, HEIGHT);
        changed.coverage().fill((byte) 255);
        return AtelierFixture.keepHead()
                .keep(
                        capture,
                        AtelierFixture.body(arena, hair),
                        new Generated(generated, changed, false, Map.of()),
                        arena);
    }

    private static int firstOutside(KeepHead.Kept kept, int y) {
        int x = 60;
        while (coverage(kept.head(), x, y) != 0) {
            x++;
        }
        return x;
    }

    private static void paint(Mask mask, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            mask.coverage().asSlice((long) y * WIDTH + left, right - left).fill((byte) 255);
        }
    }

    private static int level(Picture picture, int x, int y) {
        return picture.pixels().get(ValueLayout.JAVA_BYTE, 3L * (y * WIDTH + x)) & 0xff;
    }

    private static int coverage(Mask mask, int x, int y) {
        return mask.coverage().get(ValueLayout.JAVA_BYTE, (long) y * WIDTH + x) & 0xff;
    }
}
