package org.mirrorx.inference.garment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.garment.GarmentLandmarks.Sleeve;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Scalar;

class CutGarmentTest {
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    private GarmentCut cut(Picture picture) {
        return cut(GarmentPhoto.of(picture, "00"));
    }

    private GarmentCut cut(GarmentPhoto photo) {
        return assertInstanceOf(CutOutcome.Cut.class, new CutGarment().cut(photo, arena))
                .garment();
    }

    private Picture shirt() {
        return DrawnGarment.shirt(arena, 1, 0, 0, DrawnGarment.GROUND, DrawnGarment.CLOTH);
    }

    private static void near(Point2 wanted, Point2 found, double pixels, String what) {
        assertTrue(wanted.distance(found) <= pixels, what + " at " + found + ", drawn at " + wanted);
    }

    @Test
    void aShirtsLandmarksLieWhereTheyWereDrawn() {
        GarmentCut cut = cut(shirt());
        assertEquals(GarmentKind.UPPER, cut.kind());
        Upper u = assertInstanceOf(Upper.class, cut.landmarks());
        Sleeve sleeve = u.sleeveLeft().orElseThrow();
        near(DrawnGarment.NECK_LEFT, u.neckLeft(), 20, "the neck corner");
        near(DrawnGarment.ARMPIT_LEFT, u.armpitLeft(), 8, "the armpit");
        near(new Point2(252, 229), u.tipLeft(), 3, "the shoulder above the armpit");
        near(DrawnGarment.CUFF_OUTER_LEFT, sleeve.cuffOuter(), 10, "the cuff's outer corner");
        near(DrawnGarment.CUFF_INNER_LEFT, sleeve.cuffInner(), 10, "the cuff's inner corner");
        near(DrawnGarment.HEM_LEFT, u.hemLeft(), 8, "the side seam's end");
        assertEquals(850, u.hemY(), 3);
        assertEquals(383.5, u.axis(), 2);
        assertTrue(u.confidence() > GarmentCut.SURE, "unsure: " + cut.doubts());
    }

    @Test
    void theBackCollarIsLeftAboveTheFrontNeckline() {
        Upper u = assertInstanceOf(Upper.class, cut(shirt()).landmarks());
        double row = u.neckLeft().y() + u.neckline().depth();
        assertEquals(DrawnGarment.NECK_LEFT.y() + DrawnGarment.NECK_DEPTH, row, 6);
    }

    @Test
    void aGarmentWithoutSleevesHasNone() {
        Upper u = assertInstanceOf(Upper.class, cut(DrawnGarment.tank(arena)).landmarks());
        assertTrue(u.sleeveLeft().isEmpty() && u.sleeveRight().isEmpty());
        near(new Point2(235, 400), u.armpitLeft(), 12, "the armhole's end");
        near(new Point2(250, 190), u.tipLeft(), 14, "the shoulder tip");
        assertEquals(130, u.neckline().depth(), 10);
    }

    @Test
    void trousersHaveACrotchAndFourHemCorners() {
        GarmentCut cut = cut(DrawnGarment.trousers(arena));
        assertEquals(GarmentKind.LOWER, cut.kind());
        Lower l = assertInstanceOf(Lower.class, cut.landmarks());
        near(new Point2(300, 150), l.waistLeft(), 6, "the waist");
        near(new Point2(383.5, 400), l.crotch().orElseThrow(), 34, "the crotch");
        near(new Point2(250, 900), l.hemLeftOuter(), 6, "the outer hem");
        near(new Point2(340, 900), l.hemLeftInner(), 6, "the inner hem");
    }

    @Test
    void aSkirtIsALowerGarmentWithoutACrotch() {
        GarmentCut cut = cut(DrawnGarment.skirt(arena));
        assertEquals(GarmentKind.LOWER, cut.kind());
        Lower l = assertInstanceOf(Lower.class, cut.landmarks());
        assertTrue(l.crotch().isEmpty());
        near(new Point2(290, 200), l.waistLeft(), 6, "the waist");
        near(new Point2(170, 800), l.hemLeftOuter(), 6, "the hem");
    }

    @Test
    void aBodyOfThreeChestWidthsIsADress() {
        assertEquals(GarmentKind.DRESS, cut(DrawnGarment.dress(arena)).kind());
    }

    @Test
    void theCatalogsKindWinsOverTheShape() {
        GarmentCut cut = cut(
                new GarmentPhoto(shirt(), Optional.empty(), Optional.of(GarmentKind.DRESS), Optional.empty(), "00"));
        assertEquals(GarmentKind.DRESS, cut.kind());
    }

    @Test
    void aWhiteShirtOnAnOffWhiteGroundIsCutWhole() {
        GarmentCut cut = cut(DrawnGarment.shirt(arena, 1, 0, 0, DrawnGarment.GROUND, new Scalar(253, 253, 253)));
        Upper u = assertInstanceOf(Upper.class, cut.landmarks());
        near(DrawnGarment.CUFF_OUTER_LEFT, u.sleeveLeft().orElseThrow().cuffOuter(), 14, "the cuff's outer corner");
        near(DrawnGarment.HEM_LEFT, u.hemLeft(), 10, "the side seam's end");
    }

    @Test
    void anEmptyPictureIsUnreadableInOneSentence() {
        CutOutcome outcome = new CutGarment().cut(GarmentPhoto.of(DrawnGarment.nothing(arena), "00"), arena);
        String sentence = assertInstanceOf(CutOutcome.Unreadable.class, outcome).sentence();
        assertTrue(sentence.endsWith("."), sentence);
    }

    @Test
    void transparencyReplacesTheSearchForTheGround() {
        Picture picture = shirt();
        Mask alpha = Mask.allocate(arena, picture.width(), picture.height());
        for (int y = 300; y < 700; y++) {
            for (int x = 250; x < 500; x++) {
                alpha.coverage().set(java.lang.foreign.ValueLayout.JAVA_BYTE, (long) y * 768 + x, (byte) 255);
            }
        }
        GarmentCut cut = cut(
                new GarmentPhoto(picture, Optional.of(alpha), Optional.of(GarmentKind.LOWER), Optional.empty(), "00"));
        Lower l = assertInstanceOf(Lower.class, cut.landmarks());
        near(new Point2(250, 300), l.waistLeft(), 3, "the waist");
    }

    @Test
    void whatStaffSetWinsAndIsSure() {
        String json = """
                {"points": {"tipLeft": [230, 250], "cuffOuterLeft": [140, 410]}, "neckline": {"depth": 77, "power": 1}}""";
        LandmarkFile marks = LandmarkFile.read(json.getBytes(StandardCharsets.UTF_8), "shirt.landmarks.json");
        GarmentCut cut = cut(new GarmentPhoto(shirt(), Optional.empty(), Optional.empty(), Optional.of(marks), "00"));
        Upper u = assertInstanceOf(Upper.class, cut.landmarks());
        assertEquals(new Point2(230, 250), u.tipLeft());
        near(new Point2(140, 410), u.sleeveLeft().orElseThrow().cuffOuter(), 0.01, "the cuff");
        assertEquals(77, u.neckline().depth());
        assertEquals(1, u.confidence());
    }

    @Test
    void beyondTheEdgeTheColoursAreTheClothsOwn() {
        GarmentCut cut = cut(shirt());
        long corner = 0;
        int red = Byte.toUnsignedInt(cut.colours().pixels().get(java.lang.foreign.ValueLayout.JAVA_BYTE, corner));
        assertTrue(red < 180, "the ground's " + red + " is still there");
    }

    @Test
    void movingTheGarmentMovesItsLandmarks() {
        Upper still = assertInstanceOf(Upper.class, cut(shirt()).landmarks());
        Upper moved = assertInstanceOf(
                Upper.class,
                cut(DrawnGarment.shirt(arena, 1, 23, -41, DrawnGarment.GROUND, DrawnGarment.CLOTH))
                        .landmarks());
        near(still.tipLeft().plus(23, -41), moved.tipLeft(), 2, "the tip");
        near(still.armpitRight().plus(23, -41), moved.armpitRight(), 2, "the armpit");
        near(
                still.sleeveRight().orElseThrow().cuffInner().plus(23, -41),
                moved.sleeveRight().orElseThrow().cuffInner(),
                3,
                "the cuff");
    }

    @Test
    void aPictureOfAnotherSizeGivesTheSameLandmarks() {
        Upper one = assertInstanceOf(Upper.class, cut(shirt()).landmarks());
        for (double scale : new double[] {0.6, 1.4, 3}) {
            GarmentCut cut = cut(DrawnGarment.shirt(arena, scale, 0, 0, DrawnGarment.GROUND, DrawnGarment.CLOTH));
            double ratio = cut.colours().height() / 1024.0;
            assertTrue(cut.colours().height() <= CutGarment.LONGEST_SIDE);
            Upper u = assertInstanceOf(Upper.class, cut.landmarks());
            Point2 tip = new Point2(u.tipLeft().x() / ratio, u.tipLeft().y() / ratio);
            near(one.tipLeft(), tip, 4, "the tip at scale " + scale);
            assertEquals(
                    one.neckLeft().y() + one.neckline().depth(),
                    (u.neckLeft().y() + u.neckline().depth()) / ratio,
                    6);
        }
    }
}
