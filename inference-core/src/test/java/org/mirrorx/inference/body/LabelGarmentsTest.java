package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Mask;

/** Labels of a drawn body of whom everything is known; without the optional parser. */
class LabelGarmentsTest {
    @Test
    void personAndOldTopAreFoundToThePixel() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body = DrawnBody.standing();
            GarmentLabels labels = label(body, arena);
            assertTrue(
                    overlap(labels.person(), body.person(arena)) > 0.985,
                    () -> "person " + overlap(labels.person(), body.person(arena)));
            assertTrue(
                    overlap(labels.top(), body.top(arena)) > 0.97,
                    () -> "top " + overlap(labels.top(), body.top(arena)));
        }
    }

    @Test
    void theWaistLiesWhereTheTopEnds() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body = DrawnBody.standing();
            double row = label(body, arena).waist().orElseThrow().at(384);
            assertEquals(body.waistRow(), row, 4);
        }
    }

    /** Top and trousers of one colour look like one garment; a parser that names them knows better. */
    @Test
    void aParserFindsTheWaistThatColoursDoNotShow() {
        try (Arena arena = Arena.ofShared()) {
            DrawnBody body = DrawnBody.standing().top(70, 90, 150).lower(70, 90, 150);
            GarmentLabels byColour = label(body, arena);
            assertTrue(byColour.waist().isEmpty());
            Mask named = Mask.allocate(arena, DrawnBody.WIDTH, DrawnBody.HEIGHT);
            for (int y = 0; y < DrawnBody.HEIGHT; y++) {
                ParsedLabel label = y < body.waistRow() ? ParsedLabel.UPPER_CLOTHES : ParsedLabel.PANTS;
                for (int x = 0; x < DrawnBody.WIDTH; x++) {
                    if (value(byColour.top(), x, y) >= 128) {
                        named.coverage()
                                .set(ValueLayout.JAVA_BYTE, (long) y * DrawnBody.WIDTH + x, (byte) label.value());
                    }
                }
            }
            BodyReading reading = body.reading(arena)
                    .withParse(new BodyReading.Parse(
                            byColour.skin(), byColour.top(), byColour.hair(), Optional.of(named)));
            GarmentLabels parsed = new LabelGarments().label(body.picture(arena), reading, arena);
            assertEquals(body.waistRow(), parsed.waist().orElseThrow().mean(), 6);
            assertEquals(Region.TOP, region(parsed, 384, (int) body.waistRow() - 40));
            assertEquals(Region.LOWER, region(parsed, 384, (int) body.waistRow() + 40));
        }
    }

    @Test
    void aDressHasNoWaist() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body = DrawnBody.standing().fullLength().dress();
            GarmentLabels labels = label(body, arena);
            assertTrue(labels.waist().isEmpty(), "no waist");
            assertTrue(labels.onePiece() > GarmentLabels.ONE_PIECE, () -> "likeness " + labels.onePiece());
            assertTrue(
                    overlap(labels.top(), body.top(arena)) > 0.95,
                    () -> "dress " + overlap(labels.top(), body.top(arena)));
        }
    }

    @Test
    void aGapThatTheMaskFillsIsOpened() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body = DrawnBody.standing().gapsFilledInTheMask();
            GarmentLabels labels = label(body, arena);
            assertTrue(
                    overlap(labels.person(), body.person(arena)) > 0.975,
                    () -> "person " + overlap(labels.person(), body.person(arena)));
        }
    }

    @Test
    void barenessOfArmsIsSeenOnDarkAndOnFairSkin() {
        int[][] skins = {{92, 62, 48}, {141, 97, 74}, {232, 196, 176}};
        for (int[] skin : skins) {
            try (Arena arena = Arena.ofConfined()) {
                DrawnBody body = DrawnBody.standing()
                        .skin(skin[0], skin[1], skin[2])
                        .top(160, 40, 70)
                        .sleeve(0);
                GarmentLabels labels = label(body, arena);
                assertTrue(
                        overlap(labels.top(), body.top(arena)) > 0.96,
                        () -> Arrays.toString(skin) + " top " + overlap(labels.top(), body.top(arena)));
                assertEquals(Region.ARM, region(labels, 220, 470));
                assertEquals(Region.ARM, region(labels, 547, 470));
            }
        }
    }

    @Test
    void aTopOfTheColourOfSkinIsStillATop() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body =
                    DrawnBody.standing().skin(205, 160, 135).top(226, 178, 166).sleeve(0);
            GarmentLabels labels = label(body, arena);
            assertTrue(
                    overlap(labels.top(), body.top(arena)) > 0.9,
                    () -> "top " + overlap(labels.top(), body.top(arena)));
        }
    }

    @Test
    void longSleevesCoverTheArmDownToTheHand() {
        try (Arena arena = Arena.ofConfined()) {
            GarmentLabels labels = label(DrawnBody.standing().sleeve(1), arena);
            assertEquals(Region.TOP, region(labels, 208, 560));
            assertEquals(Region.HAND, region(labels, 199, 656));
        }
    }

    @Test
    void armsAreTheirOwnLimbs() {
        try (Arena arena = Arena.ofConfined()) {
            GarmentLabels labels = label(DrawnBody.standing(), arena);
            assertEquals(GarmentLabels.LEFT_ARM, value(labels.limbs(), 210, 540));
            assertEquals(GarmentLabels.RIGHT_ARM, value(labels.limbs(), 558, 540));
            assertEquals(GarmentLabels.TRUNK, value(labels.limbs(), 384, 480));
        }
    }

    @Test
    void hairIsFoundWithoutItsNetwork() {
        try (Arena arena = Arena.ofConfined()) {
            GarmentLabels labels = label(DrawnBody.standing(), arena);
            assertEquals(Region.HAIR, region(labels, 384, 56));
            assertEquals(Region.HEAD, region(labels, 384, 170));
            assertEquals(Region.NECK, region(labels, 384, 250));
        }
    }

    @Test
    void twoRunsAreBitEqual() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body = DrawnBody.standing();
            GarmentLabels first = label(body, arena);
            GarmentLabels second = label(body, arena);
            assertEquals(
                    -1, first.regions().coverage().mismatch(second.regions().coverage()));
            assertEquals(-1, first.person().coverage().mismatch(second.person().coverage()));
            assertEquals(-1, first.top().coverage().mismatch(second.top().coverage()));
            assertEquals(-1, first.colours().pixels().mismatch(second.colours().pixels()));
        }
    }

    @Test
    void farFromTheOutlineColoursAreTheCaptures() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnBody body = DrawnBody.standing();
            var capture = body.picture(arena);
            GarmentLabels labels = new LabelGarments().label(capture, body.reading(arena), arena);
            for (int x : new int[] {20, 384, 700}) {
                long at = 3L * (500 * DrawnBody.WIDTH + x);
                assertEquals(
                        capture.pixels().get(ValueLayout.JAVA_BYTE, at),
                        labels.colours().pixels().get(ValueLayout.JAVA_BYTE, at));
            }
        }
    }

    private static GarmentLabels label(DrawnBody body, Arena arena) {
        return new LabelGarments().label(body.picture(arena), body.reading(arena), arena);
    }

    private static int value(Mask mask, int x, int y) {
        return mask.coverage().get(ValueLayout.JAVA_BYTE, (long) y * mask.width() + x) & 0xff;
    }

    private static Region region(GarmentLabels labels, int x, int y) {
        return Region.of(value(labels.regions(), x, y));
    }

    /** Intersection over union at one half. */
    static double overlap(Mask one, Mask other) {
        byte[] a = one.coverage().toArray(ValueLayout.JAVA_BYTE);
        byte[] b = other.coverage().toArray(ValueLayout.JAVA_BYTE);
        double both = 0;
        double either = 0;
        for (int i = 0; i < a.length; i++) {
            boolean inA = (a[i] & 0xff) >= 128;
            boolean inB = (b[i] & 0xff) >= 128;
            both += inA && inB ? 1 : 0;
            either += inA || inB ? 1 : 0;
        }
        return either == 0 ? 1 : both / either;
    }
}
