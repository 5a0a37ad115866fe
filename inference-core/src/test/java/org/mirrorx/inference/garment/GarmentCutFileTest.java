package org.mirrorx.inference.garment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.models.Refusal;

class GarmentCutFileTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    private GarmentCut cut(Picture picture) {
        return assertInstanceOf(CutOutcome.Cut.class, new CutGarment().cut(GarmentPhoto.of(picture, "ab12"), arena))
                .garment();
    }

    private GarmentCut shirt() {
        return cut(DrawnGarment.shirt(arena, 0.4, 0, 0, DrawnGarment.GROUND, DrawnGarment.CLOTH));
    }

    @Test
    void aStoredShirtComesBackPixelForPixel() {
        GarmentCut cut = shirt();
        GarmentCut back = GarmentCutFile.read(GarmentCutFile.write(cut), "shirt", arena);
        assertEquals(-1, cut.colours().pixels().mismatch(back.colours().pixels()));
        assertEquals(-1, cut.alpha().coverage().mismatch(back.alpha().coverage()));
        assertEquals(cut.kind(), back.kind());
        assertEquals(cut.sha256(), back.sha256());
        assertEquals(cut.doubts(), back.doubts());
        assertEquals(cut.source(), back.source());
        Upper was = assertInstanceOf(Upper.class, cut.landmarks());
        Upper is = assertInstanceOf(Upper.class, back.landmarks());
        assertTrue(was.armpitLeft().distance(is.armpitLeft()) < 0.02);
        assertTrue(was.sleeveRight()
                        .orElseThrow()
                        .cuffInner()
                        .distance(is.sleeveRight().orElseThrow().cuffInner())
                < 0.02);
        assertEquals(was.hemY(), is.hemY(), 0.02);
        assertEquals(was.axis(), is.axis(), 0.02);
        assertEquals(was.torsoWidth(), is.torsoWidth());
        assertEquals(was.confidence(), is.confidence());
    }

    @Test
    void storedTrousersComeBackToo() {
        GarmentCut cut = cut(DrawnGarment.trousers(arena));
        GarmentCut back = GarmentCutFile.read(GarmentCutFile.write(cut), "trousers", arena);
        assertEquals(cut.landmarks().confidence(), back.landmarks().confidence());
        assertEquals(GarmentKind.LOWER, back.kind());
    }

    @Test
    void damagedFilesAreRefusedInOneSentence() {
        byte[] whole = GarmentCutFile.write(shirt());
        long seed = 20261125;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = java.util.Arrays.copyOf(whole, round % 2 == 0 ? whole.length : random.nextInt(whole.length));
            if (bytes.length > 0 && round % 2 == 0) {
                bytes[random.nextInt(Math.min(bytes.length, 3000))] ^= (byte) (1 + random.nextInt(255));
            }
            try {
                GarmentCutFile.read(bytes, "shirt.cut", arena);
            } catch (Refusal refusal) {
                assertTrue(
                        String.valueOf(refusal.getMessage()).contains("shirt.cut"),
                        "seed " + seed + ": " + refusal.getMessage());
            }
        }
    }

    @Test
    void aLandmarkFileRoundTrips() {
        GarmentCut cut = shirt();
        LandmarkFile written = LandmarkFile.of(cut, cut.colours());
        LandmarkFile read = LandmarkFile.read(written.write(), "shirt.landmarks.json");
        assertEquals(written.points().keySet(), read.points().keySet());
        assertEquals(written.paths().keySet(), read.paths().keySet());
        assertEquals(written.kind(), read.kind());
    }

    @Test
    void aLandmarkFileSaysWhatIsWrongWithIt() {
        for (String json : new String[] {
            "",
            "[]",
            "{",
            "{\"kind\": \"sock\"}",
            "{\"points\": {\"tipLeft\": [1]}}",
            "{\"points\": {\"tipLeft\": [\"a\", 2]}}",
            "{\"neckline\": {\"depth\": -3}}",
            "{\"paths\": {\"sleeveOuterLeft\": [[1, 2]]}}",
            "{\"sleeveless\": 3}",
            "{\"format\": \"other/2\"}",
            "{\"points\": {\"tipLeft\": [1e9, 2]}}"
        }) {
            Refusal refusal = assertThrows(
                    Refusal.class,
                    () -> LandmarkFile.read(json.getBytes(StandardCharsets.UTF_8), "a.landmarks.json"),
                    json);
            assertTrue(
                    String.valueOf(refusal.getMessage()).startsWith("The landmark file a.landmarks.json "),
                    refusal.getMessage());
            assertTrue(String.valueOf(refusal.getMessage()).endsWith("."), refusal.getMessage());
        }
    }

    @Test
    void aLandmarkFileMayHoldMoreThanIsKnown() {
        LandmarkFile read = LandmarkFile.read(
                "{\"note\": \"by Asha\", \"kind\": \" Upper \", \"points\": {\"tipLeft\": {\"x\": 3, \"y\": 4}, \"elbow\": 5}}"
                        .getBytes(StandardCharsets.UTF_8),
                "a.landmarks.json");
        assertEquals(GarmentKind.UPPER, read.kind().orElseThrow());
        assertEquals(1, read.points().size());
    }
}
