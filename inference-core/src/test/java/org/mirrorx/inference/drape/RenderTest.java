package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** A drawn shopper of whom everything is known, dressed in flat garments whose colours say their place. */
final class RenderTest {
    private static final double SHORT_SLEEVE = 70;

    /** A picture, what was changed, what was measured. */
    private record Drawn(Picture picture, Mask changed, Map<String, Double> measures, Fit fit) {}

    @BeforeAll
    static void loadOpenCv() {
        Natives.load();
    }

    @Test
    void nothingOutsideTheChangedRegionIsTouched() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnShopper shopper = DrawnShopper.standing();
            Drawn drawn = draw(arena, shopper, tee(arena), Figure.Worn.OVER, 1);
            Picture before = shopper.picture(arena);
            int changed = 0;
            for (int i = 0; i < DrawnShopper.WIDTH * DrawnShopper.HEIGHT; i++) {
                if (drawn.changed.coverage().get(ValueLayout.JAVA_BYTE, i) == 0) {
                    for (int c = 0; c < 3; c++) {
                        assertEquals(level(before, i, c), level(drawn.picture, i, c));
                    }
                } else {
                    changed++;
                }
            }
            assertTrue(changed > 10_000, changed + " pixels changed");
        }
    }

    @Test
    void theFaceStaysAsItWas() {
        try (Arena arena = Arena.ofConfined()) {
            DrawnShopper shopper = DrawnShopper.standing();
            Drawn drawn = draw(arena, shopper, tee(arena), Figure.Worn.OVER, 1);
            Picture before = shopper.picture(arena);
            for (int y = 30; y < 100; y++) {
                for (int x = 165; x < 220; x++) {
                    int i = y * DrawnShopper.WIDTH + x;
                    assertEquals(level(before, i, 0), level(drawn.picture, i, 0), "at " + x + ", " + y);
                }
            }
        }
    }

    @Test
    void noOldClothIsLeft() {
        try (Arena arena = Arena.ofConfined()) {
            for (double sleeve : new double[] {0, SHORT_SLEEVE, 160}) {
                Drawn drawn = draw(
                        arena,
                        DrawnShopper.standing(),
                        DrawnShopper.tee(arena, sleeve, 400, DrawnShopper.Dye.GREEN),
                        Figure.Worn.OVER,
                        1);
                seen("tee-sleeve-" + (int) sleeve, drawn.picture);
                int red = 0;
                for (int i = 0; i < DrawnShopper.WIDTH * DrawnShopper.HEIGHT; i++) {
                    if (level(drawn.picture, i, 0) > 140
                            && level(drawn.picture, i, 1) < 100
                            && level(drawn.picture, i, 2) < 100) {
                        red++;
                    }
                }
                assertEquals(0, red, "red pixels beside a sleeve of " + sleeve);
            }
        }
    }

    @Test
    void aGarmentWithoutSleevesLeavesTheArmsBare() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn drawn = draw(
                    arena,
                    DrawnShopper.standing(),
                    DrawnShopper.tee(arena, 0, 400, DrawnShopper.Dye.GREEN),
                    Figure.Worn.OVER,
                    1);
            int i = 185 * DrawnShopper.WIDTH + 129;
            assertTrue(Math.abs(level(drawn.picture, i, 0) - 214) < 40, "skin, not " + level(drawn.picture, i, 0));
            assertTrue(Math.abs(level(drawn.picture, i, 1) - 168) < 40, "skin, not " + level(drawn.picture, i, 1));
        }
    }

    @Test
    void wornOverTheHemEndsAtTheOldHem() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn drawn = draw(
                    arena,
                    DrawnShopper.standing(),
                    DrawnShopper.tee(arena, SHORT_SLEEVE, 390, DrawnShopper.Dye.GREEN),
                    Figure.Worn.OVER,
                    1);
            int row = (int) DrawnShopper.WAIST - 20;
            while (green(drawn.picture, 192, row)) {
                row++;
            }
            assertEquals(DrawnShopper.WAIST + 0.015 * DrawnShopper.T, row, 2.5);
        }
    }

    @Test
    void tuckedNoClothReachesBelowTheWaistband() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn drawn = draw(
                    arena,
                    DrawnShopper.standing(),
                    DrawnShopper.tee(arena, SHORT_SLEEVE, 430, DrawnShopper.Dye.GREEN),
                    Figure.Worn.TUCKED,
                    1);
            for (int y = (int) DrawnShopper.WAIST + 3; y < DrawnShopper.HEIGHT; y++) {
                for (int x = 150; x < 234; x++) {
                    assertTrue(!green(drawn.picture, x, y), "cloth at " + x + ", " + y);
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn one = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 7);
            Drawn two = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 7);
            assertEquals(-1, one.picture.pixels().mismatch(two.picture.pixels()));
            assertEquals(-1, one.changed.coverage().mismatch(two.changed.coverage()));
            Drawn other = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 8);
            assertTrue(one.picture.pixels().mismatch(other.picture.pixels()) >= 0, "another seed, other noise");
        }
    }

    @Test
    void aMirroredShopperInAMirroredGarmentIsTheMirroredLook() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn one = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 1);
            GarmentCut mirrored = DrawnShopper.tee(arena, SHORT_SLEEVE, 400, DrawnShopper.Dye.COORDINATES, true);
            Drawn two = draw(arena, DrawnShopper.mirrored(), mirrored, Figure.Worn.OVER, 1);
            seen("mirrored", two.picture);
            int far = 0;
            for (int y = 0; y < DrawnShopper.HEIGHT; y++) {
                for (int x = 0; x < DrawnShopper.WIDTH; x++) {
                    int i = y * DrawnShopper.WIDTH + x;
                    int j = y * DrawnShopper.WIDTH + DrawnShopper.WIDTH - 1 - x;
                    for (int c = 0; c < 3; c++) {
                        if (Math.abs(level(one.picture, i, c) - level(two.picture, j, c)) > 2) {
                            far++;
                        }
                    }
                }
            }
            assertTrue(far < 0.01 * 3 * DrawnShopper.WIDTH * DrawnShopper.HEIGHT, far + " values differ");
        }
    }

    @Test
    void aShopperOneStepAsideGivesTheLookOneStepAside() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn one = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 1);
            Drawn two = draw(arena, DrawnShopper.movedBy(8, 8), tee(arena), Figure.Worn.OVER, 1);
            double sum = 0;
            int count = 0;
            for (int y = 110; y < 300; y++) {
                for (int x = 100; x < 280; x++) {
                    int i = y * DrawnShopper.WIDTH + x;
                    int j = (y + 8) * DrawnShopper.WIDTH + x + 8;
                    for (int c = 0; c < 3; c++) {
                        sum += Math.abs(level(one.picture, i, c) - level(two.picture, j, c));
                        count++;
                    }
                }
            }
            assertTrue(sum / count < 2, "mean difference " + sum / count);
        }
    }

    @Test
    void theMiddleOfTheGarmentLiesOnTheMiddleOfTheBody() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn drawn = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 1);
            int i = 220 * DrawnShopper.WIDTH + 192;
            assertEquals(200 / 2.0, level(drawn.picture, i, 0), 12);
        }
    }

    @Test
    void anOrdinaryTopDoesNotFold() {
        try (Arena arena = Arena.ofConfined()) {
            Drawn drawn = draw(arena, DrawnShopper.standing(), tee(arena), Figure.Worn.OVER, 1);
            assertTrue(
                    drawn.measures.getOrDefault("foldedCells", 99.0) <= 3,
                    "folds " + drawn.measures.getOrDefault("foldedCells", 99.0));
        }
    }

    private static GarmentCut tee(Arena arena) {
        return DrawnShopper.tee(arena, SHORT_SLEEVE, 400, DrawnShopper.Dye.COORDINATES);
    }

    private static Drawn draw(Arena arena, DrawnShopper shopper, GarmentCut garment, Figure.Worn worn, long seed) {
        Picture capture = shopper.picture(arena);
        Figure figure = shopper.figure(worn);
        var labels = shopper.labels(arena);
        Fit fit = assertInstanceOf(Fit.class, new FitTop().fit(figure, labels, garment));
        Picture picture = capture.copyTo(arena);
        Mask changed = Mask.allocate(arena, picture.width(), picture.height());
        try (Scratch scratch = new Scratch()) {
            DrapeMeasures measures = new Render(capture, labels, figure, seed, Trace.NONE)
                    .draw(
                            scratch,
                            fit,
                            picture,
                            changed,
                            java.util.Optional.empty(),
                            Mask.allocate(arena, picture.width(), picture.height()));
            return new Drawn(picture, changed, measures.values(), fit);
        }
    }

    private static boolean green(Picture picture, int x, int y) {
        int i = y * picture.width() + x;
        return level(picture, i, 1) > level(picture, i, 0) + 25 && level(picture, i, 1) > level(picture, i, 2) + 15;
    }

    private static int level(Picture picture, int pixel, int channel) {
        return picture.pixels().get(ValueLayout.JAVA_BYTE, 3L * pixel + channel) & 0xff;
    }

    /** Kept for the eye, under {@code target/seen}. */
    private static void seen(String name, Picture picture) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "seen", "drape"));
            var view = picture.view();
            var bgr = new org.opencv.core.Mat();
            Imgproc.cvtColor(view, bgr, Imgproc.COLOR_RGB2BGR);
            Imgcodecs.imwrite(folder.resolve(name + ".png").toString(), bgr);
            bgr.release();
            view.release();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
