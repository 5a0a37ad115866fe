package org.mirrorx.inference.garment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.models.golden.SharedData;

/** The wanted places were read off the photographs by eye, pixels of 768×1024; nothing of the photographs is stored here. */
class GarmentPhotographsTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    private CutOutcome cut(String name) {
        Path file = SharedData.PHOTOS.resolve("garments/" + name + ".jpg");
        return new CutGarment().cut(GarmentPhoto.of(Decode.file(arena, file).picture(), "00"), arena);
    }

    private GarmentCut garment(String name) {
        return assertInstanceOf(CutOutcome.Cut.class, cut(name)).garment();
    }

    private static void near(Point2 wanted, Point2 found, double pixels, String what) {
        assertTrue(wanted.distance(found) <= pixels, what + " at " + found + ", seen at " + wanted);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "00055_00,UPPER", "00470_00,UPPER", "03032_00,UPPER", "04743_00,UPPER", "050105_1,UPPER", "050181_1,UPPER",
        "07764_00,UPPER", "09163_00,UPPER", "09176_00,UPPER", "09263_00,UPPER", "09305_00,UPPER", "10165_00,UPPER",
        "14673_00,UPPER", "02015_00,UPPER", "051412_1,LOWER", "051517_1,LOWER", "051827_1,LOWER", "051946_1,LOWER",
        "051991_1,LOWER", "052234_1,DRESS", "053290_1,DRESS", "053319_1,DRESS", "053790_1,DRESS"
    })
    void ordinaryGarmentsAreCutAndKnownWithoutHelp(String name, GarmentKind kind) {
        GarmentCut cut = garment(name);
        assertEquals(kind, cut.kind());
        assertTrue(cut.landmarks().confidence() >= GarmentCut.SURE, "unsure: " + cut.doubts());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"049920_1", "049947_1", "053744_1", "04825_00", "09236_00", "04469_00"})
    void tiersBellsSheerClothHaltersAndTiesGoToStaff(String name) {
        GarmentCut cut = garment(name);
        assertTrue(cut.landmarks().confidence() < GarmentCut.SURE, "sure of " + name);
        assertTrue(
                cut.doubts().stream().allMatch(doubt -> doubt.endsWith(".")),
                cut.doubts().toString());
    }

    @Test
    void longSleevesThatHangBesideTheBodyAreFound() {
        for (String name : new String[] {"00470_00", "09176_00", "09263_00", "10165_00"}) {
            Upper u = assertInstanceOf(Upper.class, garment(name).landmarks());
            double left = u.tipLeft().distance(u.sleeveLeft().orElseThrow().cuffOuter());
            double right = u.tipRight().distance(u.sleeveRight().orElseThrow().cuffOuter());
            assertTrue(left > u.torsoWidth(), name + " has a left sleeve of " + left);
            assertTrue(Math.abs(left - right) < 0.1 * left, name + ": " + left + " and " + right);
        }
    }

    @Test
    void aRingerTeesLandmarksLieWhereOneSeesThem() {
        Upper u = assertInstanceOf(Upper.class, garment("00055_00").landmarks());
        near(new Point2(193, 406), u.armpitLeft(), 10, "the left armpit");
        near(new Point2(575, 403), u.armpitRight(), 12, "the right armpit");
        near(new Point2(65, 415), u.sleeveLeft().orElseThrow().cuffOuter(), 20, "the left cuff");
        near(new Point2(188, 868), u.hemLeft(), 16, "the left hem");
        assertEquals(238, u.neckLeft().y() + u.neckline().depth(), 12);
    }

    @Test
    void aPoloShirtIsFoundWithItsSeamsAndHem() {
        Upper u = assertInstanceOf(Upper.class, garment("09163_00").landmarks());
        near(new Point2(160, 920), u.hemLeft(), 16, "the left hem");
        near(new Point2(616, 920), u.hemRight(), 16, "the right hem");
        near(new Point2(197, 386), u.armpitLeft(), 16, "the left armpit");
    }

    @Test
    void trousersHaveTheirCrotchAndHems() {
        Lower l = assertInstanceOf(Lower.class, garment("051991_1").landmarks());
        near(new Point2(383, 300), l.crotch().orElseThrow(), 24, "the crotch");
        near(new Point2(220, 905), l.hemLeftOuter(), 20, "the outer hem");
    }

    @Test
    void aModelsShirtIsTakenOffHim() {
        Path file = SharedData.PHOTOS.resolve("garments/fashn_garment.jpg");
        try (BodyLite bodies = BodyLite.open(Optional.empty())) {
            GarmentPhoto photo = new GarmentPhoto(
                    Decode.file(arena, file).picture(),
                    Optional.empty(),
                    Optional.of(GarmentKind.UPPER),
                    Optional.empty(),
                    "00");
            GarmentCut cut = assertInstanceOf(CutOutcome.Cut.class, new CutAnyGarment(bodies::read).cut(photo, arena))
                    .garment();
            assertEquals(GarmentCut.Source.WORN, cut.source());
            Upper u = assertInstanceOf(Upper.class, cut.landmarks());
            assertTrue(u.sleeveLeft().isPresent() && u.sleeveRight().isPresent());
            assertTrue(u.neckLeft().y() > 250, "the head came along");
        }
    }

    @Test
    void aPrintedPortraitDoesNotMakeAShirtAModel() {
        Path file = SharedData.PHOTOS.resolve("garments/03032_00.jpg");
        try (BodyLite bodies = BodyLite.open(Optional.empty())) {
            GarmentPhoto photo = GarmentPhoto.of(Decode.file(arena, file).picture(), "00");
            GarmentCut cut = assertInstanceOf(CutOutcome.Cut.class, new CutAnyGarment(bodies::read).cut(photo, arena))
                    .garment();
            assertEquals(GarmentCut.Source.FLAT, cut.source());
        }
    }
}
