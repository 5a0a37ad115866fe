package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.Generation;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.TryOnRequest;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.LabelGarments;
import org.mirrorx.inference.body.Photograph;
import org.mirrorx.inference.garment.CutGarment;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.models.golden.SharedData;

/** The whole engine on photographs, with the built-in networks alone; skipped where the photographs are absent. */
final class DrapePhotographsTest {
    /** What the issue asks of the outline of a garment drawn on the person who wears it in the photograph. */
    private static final double TRUE_OUTLINE = 0.92;

    private static final byte GREY = 120;

    private static @Nullable BodyLite networks;

    @BeforeAll
    static void open() {
        SharedData.PHOTOS.resolve("people");
        networks = BodyLite.open(Optional.empty());
    }

    @AfterAll
    static void close() {
        if (networks != null) {
            networks.close();
        }
    }

    @Test
    void aGarmentOnThePersonWhoReallyWearsItHasTheTrueOutline() {
        try (Arena arena = Arena.ofConfined()) {
            Picture capture = person(arena, "00055_00");
            Mask truth = labels(arena, capture).top();
            Picture greyed = greyed(arena, capture, truth);
            BodyReading reading = bodyLite().read(greyed, arena).body().orElseThrow();
            GarmentLabels labels = new LabelGarments().label(greyed, reading, arena);
            Figure figure = new MeasureFigure().measure(reading, labels, greyed);
            Fit fit = assertInstanceOf(Fit.class, new FitTop().fit(figure, labels, cut(arena, "00055_00")));
            Mask changed = Mask.allocate(arena, greyed.width(), greyed.height());
            Mask put = Mask.allocate(arena, greyed.width(), greyed.height());
            try (Scratch scratch = new Scratch()) {
                new Render(greyed, labels, figure, 1, Trace.NONE)
                        .draw(scratch, fit, greyed.copyTo(arena), changed, Optional.empty(), put);
            }
            assertTrue(overlap(put, truth) >= TRUE_OUTLINE, "overlap " + overlap(put, truth));
        }
    }

    @ParameterizedTest
    @CsvSource({"model_1,09163_00", "05997_00,03032_00", "049205_0,09305_00", "model_5,00470_00"})
    void regularTopsAreDrawnWithoutOldClothAndNothingElseChanges(String person, String garment) {
        try (Arena arena = Arena.ofConfined()) {
            Picture capture = person(arena, person);
            Generated look = assertInstanceOf(Generated.class, dress(arena, capture, garment, 3));
            Map<String, Double> measures = look.measures();
            assertTrue(measures.getOrDefault("leak", 1.0) <= 0.005, "leak " + measures);
            assertTrue(measures.getOrDefault("foldedCells", 99.0) <= 25, "folds " + measures);
            assertTrue(Math.abs(measures.getOrDefault("necklineError", 99.0)) <= 3, "neckline " + measures);
            for (long i = 0; i < (long) capture.width() * capture.height(); i++) {
                if (look.changed().coverage().get(ValueLayout.JAVA_BYTE, i) == 0) {
                    for (int c = 0; c < 3; c++) {
                        assertEquals(
                                capture.pixels().get(ValueLayout.JAVA_BYTE, 3 * i + c),
                                look.picture().pixels().get(ValueLayout.JAVA_BYTE, 3 * i + c));
                    }
                }
            }
        }
    }

    @Test
    void theSameRequestGivesTheSameBits() {
        try (Arena arena = Arena.ofConfined()) {
            Picture capture = person(arena, "model_7");
            Generated one = assertInstanceOf(Generated.class, dress(arena, capture, "09163_00", 11));
            Generated two = assertInstanceOf(Generated.class, dress(arena, capture, "09163_00", 11));
            assertEquals(-1, one.picture().pixels().mismatch(two.picture().pixels()));
        }
    }

    @Test
    void aCropTopOverALongTopIsDeclinedBecauseItWouldBareTheBelly() {
        try (Arena arena = Arena.ofConfined()) {
            Declined no = assertInstanceOf(Declined.class, dress(arena, person(arena, "049205_0"), "02015_00", 1));
            assertEquals(Declined.Reason.DOES_NOT_FIT_OVER, no.reason());
        }
    }

    private static Generation dress(Arena arena, Picture capture, String garment, long seed) {
        TryOnRequest request = new TryOnRequest(
                capture, bodyLite().read(capture, arena), Outfit.of(List.of(cut(arena, garment))), seed);
        return new Drape().generate(request, arena, Progress.SILENT, new Cancellation(), Trace.NONE);
    }

    private static BodyLite bodyLite() {
        BodyLite open = networks;
        if (open == null) {
            throw new AssertionError("the networks are open");
        }
        return open;
    }

    private static GarmentLabels labels(Arena arena, Picture capture) {
        BodyReading reading = bodyLite().read(capture, arena).body().orElseThrow();
        return new LabelGarments().label(capture, reading, arena);
    }

    private static Picture person(Arena arena, String name) {
        return Photograph.picture(SharedData.PHOTOS.resolve("people/" + name + ".jpg"), arena);
    }

    private static GarmentCut cut(Arena arena, String name) {
        Picture picture = Photograph.picture(SharedData.PHOTOS.resolve("garments/" + name + ".jpg"), arena);
        CutOutcome outcome = new CutGarment().cut(GarmentPhoto.of(picture, "0".repeat(64)), arena);
        return assertInstanceOf(CutOutcome.Cut.class, outcome).garment();
    }

    /** Her own top in one flat grey, so that no old print or fold can help. */
    private static Picture greyed(Arena arena, Picture capture, Mask top) {
        Picture greyed = capture.copyTo(arena);
        for (long i = 0; i < top.coverage().byteSize(); i++) {
            int share = top.coverage().get(ValueLayout.JAVA_BYTE, i) & 0xff;
            for (int c = 0; c < 3 && share > 0; c++) {
                int level = capture.pixels().get(ValueLayout.JAVA_BYTE, 3 * i + c) & 0xff;
                greyed.pixels()
                        .set(ValueLayout.JAVA_BYTE, 3 * i + c, (byte) ((level * (255 - share) + GREY * share) / 255));
            }
        }
        return greyed;
    }

    /** Intersection over union. */
    private static double overlap(Mask one, Mask other) {
        long both = 0;
        long any = 0;
        for (long i = 0; i < one.coverage().byteSize(); i++) {
            boolean a = (one.coverage().get(ValueLayout.JAVA_BYTE, i) & 0xff) > 127;
            boolean b = (other.coverage().get(ValueLayout.JAVA_BYTE, i) & 0xff) > 127;
            both += a && b ? 1 : 0;
            any += a || b ? 1 : 0;
        }
        return any == 0 ? 1 : (double) both / any;
    }
}
