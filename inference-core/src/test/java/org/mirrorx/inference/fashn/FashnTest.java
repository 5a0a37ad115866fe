package org.mirrorx.inference.fashn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.EngineFault;
import org.mirrorx.inference.Generated;
import org.mirrorx.inference.Generation;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.Progress;
import org.mirrorx.inference.Trace;
import org.mirrorx.inference.TryOnRequest;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentLandmarks;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.forge.Precision;
import org.mirrorx.models.forge.SyntheticFashn;
import org.mirrorx.models.store.Licence;
import org.opencv.core.Mat;

/** The engine around a network of made-up weights: what comes back into the capture, and what happens when something is wrong. */
final class FashnTest {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 320;
    private static final double OVERFLOWING = 70;
    private static final FashnSettings FEW = new FashnSettings(3, 1.5, 1);

    @TempDir
    static Path folder;

    private static Path checkpoint;

    @BeforeAll
    static void checkpoint() throws IOException {
        Natives.load();
        checkpoint = folder.resolve("model.safetensors");
        SyntheticFashn.write(SyntheticFashn.TINY, 4 * SyntheticFashn.SPREAD, checkpoint);
    }

    private static FashnNetwork network(Precision precision) {
        try {
            return TinyNetwork.open(checkpoint, SyntheticFashn.TINY, precision);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Fashn engine(FashnNetwork network) {
        return new Fashn(
                new Fashn.Parts(
                        () -> network, Optional.empty(), Optional.empty(), Optional.empty(), Licence.Use.COMMERCIAL),
                FEW,
                StepChoice.always(3),
                System::nanoTime);
    }

    /** Somebody who fills the middle third of an even wall. */
    private static TryOnRequest request(Arena arena, double presence, GarmentKind... kinds) {
        Picture capture = Picture.allocate(arena, WIDTH, HEIGHT);
        capture.pixels().fill((byte) 120);
        Mask person = Mask.allocate(arena, WIDTH, HEIGHT);
        for (int y = 40; y < 300; y++) {
            for (int x = 80; x < 160; x++) {
                person.coverage().set(ValueLayout.JAVA_BYTE, y * WIDTH + x, (byte) 255);
            }
        }
        List<Landmark> landmarks = new ArrayList<>();
        for (Joint joint : Joint.values()) {
            double x = joint.name().startsWith("LEFT") ? 140 : 100;
            landmarks.add(new Landmark(x, 60 + 7.0 * landmarks.size(), 0, 1, presence));
        }
        BodyReading body = new BodyReading(
                WIDTH,
                HEIGHT,
                0.9,
                1,
                landmarks,
                person,
                Optional.empty(),
                Mask.allocate(arena, WIDTH, HEIGHT),
                Optional.empty(),
                Optional.empty(),
                1);
        List<GarmentCut> garments = new ArrayList<>();
        for (GarmentKind kind : kinds) {
            garments.add(garment(arena, kind));
        }
        return new TryOnRequest(capture, () -> Optional.of(body), Outfit.of(garments), 5);
    }

    private static GarmentCut garment(Arena arena, GarmentKind kind) {
        Picture colours = Picture.allocate(arena, 60, 80);
        colours.pixels().fill((byte) 200);
        Mask alpha = Mask.allocate(arena, 60, 80);
        alpha.coverage().asSlice(60 * 10, 60 * 50).fill((byte) 255);
        Point2 somewhere = new Point2(3, 3);
        return new GarmentCut(
                kind,
                colours,
                alpha,
                new GarmentLandmarks.Lower(
                        somewhere, somewhere, Optional.empty(), somewhere, somewhere, somewhere, somewhere, 1),
                List.of(),
                "00");
    }

    private static Generation generate(Fashn engine, TryOnRequest request, Arena arena, Progress progress) {
        return engine.generate(request, arena, progress, new Cancellation(), Trace.NONE);
    }

    @Test
    void onlyTheNeighbourhoodOfThePersonChanges() {
        try (FashnNetwork network = network(Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            TryOnRequest request = request(arena, 1, GarmentKind.UPPER);
            Generated generated =
                    assertInstanceOf(Generated.class, generate(engine(network), request, arena, Progress.SILENT));
            int changed = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                if (generated.changed().coverage().get(ValueLayout.JAVA_BYTE, i) == 0) {
                    for (int channel = 0; channel < 3; channel++) {
                        assertEquals(120, generated.picture().pixels().get(ValueLayout.JAVA_BYTE, 3L * i + channel));
                    }
                } else {
                    changed++;
                }
            }
            assertTrue(changed > 2000 && changed < WIDTH * HEIGHT * 2 / 3, changed + " pixels changed");
            assertEquals(5.0, generated.measures().get("passes"));
            assertTrue(generated.preview(), "three steps are unproven");
        }
    }

    @Test
    void theSameRequestGivesTheSameBits() {
        try (FashnNetwork network = network(Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            TryOnRequest request = request(arena, 1, GarmentKind.DRESS);
            Generated first = (Generated) generate(engine(network), request, arena, Progress.SILENT);
            Generated second = (Generated) generate(engine(network), request, arena, Progress.SILENT);
            assertEquals(-1, first.picture().pixels().mismatch(second.picture().pixels()));
        }
    }

    @Test
    void anOutfitIsDrawnGarmentByGarmentWithPreviewsOfTheWholeCapture() {
        List<Double> shares = new ArrayList<>();
        List<String> previews = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void at(Step step, double done) {
                shares.add(done);
            }

            @Override
            public void preview(Consumer<Mat> draw) {
                Mat drawn = new Mat();
                draw.accept(drawn);
                previews.add(drawn.cols() + "×" + drawn.rows());
                drawn.release();
            }
        };
        try (FashnNetwork network = network(Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            Fashn engine = new Fashn(
                    new Fashn.Parts(
                            () -> network,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Licence.Use.COMMERCIAL),
                    FEW,
                    StepChoice.always(10),
                    System::nanoTime);
            TryOnRequest request = request(arena, 1, GarmentKind.UPPER, GarmentKind.LOWER);
            Generated generated = (Generated) generate(engine, request, arena, progress);
            assertEquals(38.0, generated.measures().get("passes"));
        }
        assertEquals(shares.stream().sorted().toList(), shares, "progress never goes back");
        assertEquals(1.0, shares.getLast());
        assertEquals(6, previews.size());
        assertTrue(previews.stream().allMatch((WIDTH + "×" + HEIGHT)::equals), previews.toString());
    }

    @Test
    void aBodyOutOfViewIsDeclined() {
        try (FashnNetwork network = network(Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            Declined declined = assertInstanceOf(
                    Declined.class,
                    generate(engine(network), request(arena, 0.1, GarmentKind.UPPER), arena, Progress.SILENT));
            assertEquals(Declined.Reason.BODY_UNCLEAR, declined.reason());
        }
    }

    @Test
    void aCancellationEndsTheLook() {
        try (FashnNetwork network = network(Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            Cancellation cancellation = new Cancellation();
            Progress progress = (step, done) -> {
                if (done > 0) {
                    cancellation.request();
                }
            };
            TryOnRequest request = request(arena, 1, GarmentKind.UPPER);
            assertThrows(
                    CancellationException.class,
                    () -> engine(network).generate(request, arena, progress, cancellation, Trace.NONE));
        }
    }

    @Test
    void aDeviceThatWillNotDoIsAFaultSoThatAnotherEngineDraws() {
        Fashn.Networks unfit = () -> {
            throw new Refusal("It needs 5.0 GB of memory and 1.0 GB are free; close other programs.");
        };
        Fashn engine = new Fashn(
                new Fashn.Parts(unfit, Optional.empty(), Optional.empty(), Optional.empty(), Licence.Use.COMMERCIAL),
                FEW,
                StepChoice.measured(),
                System::nanoTime);
        try (Arena arena = Arena.ofConfined()) {
            EngineFault fault = assertThrows(
                    EngineFault.class,
                    () -> generate(engine, request(arena, 1, GarmentKind.UPPER), arena, Progress.SILENT));
            assertTrue(String.valueOf(fault.getMessage()).contains("5.0 GB"));
        }
    }

    @Test
    void weightsThatOutgrowSixteenBitsAreDrawnInThirtyTwoFromThenOn() throws IOException {
        Path large = folder.resolve("large.safetensors");
        SyntheticFashn.write(SyntheticFashn.TINY, OVERFLOWING, large);
        List<String> opened = new ArrayList<>();
        try (FashnNetwork narrow = TinyNetwork.open(large, SyntheticFashn.TINY, Precision.FP16);
                FashnNetwork wide = TinyNetwork.open(large, SyntheticFashn.TINY, Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            Fashn engine = new Fashn(
                    new Fashn.Parts(
                            () -> {
                                opened.add("narrow");
                                return narrow;
                            },
                            Optional.of(() -> {
                                opened.add("wide");
                                return wide;
                            }),
                            Optional.empty(),
                            Optional.empty(),
                            Licence.Use.COMMERCIAL),
                    FEW,
                    StepChoice.always(3),
                    System::nanoTime);
            TryOnRequest request = request(arena, 1, GarmentKind.UPPER);
            assertInstanceOf(Generated.class, generate(engine, request, arena, Progress.SILENT));
            assertInstanceOf(Generated.class, generate(engine, request, arena, Progress.SILENT));
        }
        assertEquals(List.of("narrow", "wide", "wide"), opened);
    }

    /** An installed parser labels the clothes that are to be hidden; who is shown as they came is not parsed. */
    @Test
    void theParserLabelsWhatIsHidden() {
        List<String> parsed = new ArrayList<>();
        Fashn.ReadLabels parser = (rgb, workspace) -> {
            parsed.add(rgb.cols() + "×" + rgb.rows());
            return workspace.zeros(rgb.rows(), rgb.cols(), org.opencv.core.CvType.CV_8UC1);
        };
        try (FashnNetwork network = network(Precision.FP32);
                Arena arena = Arena.ofConfined()) {
            for (FashnSettings.Person person : FashnSettings.Person.values()) {
                Fashn engine = new Fashn(
                        new Fashn.Parts(
                                () -> network,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(parser),
                                Licence.Use.COMMERCIAL),
                        new FashnSettings(3, 1.5, 1, person),
                        StepChoice.always(3),
                        System::nanoTime);
                TryOnRequest request = request(arena, 1, GarmentKind.UPPER);
                assertInstanceOf(Generated.class, generate(engine, request, arena, Progress.SILENT));
            }
        }
        assertEquals(1, parsed.size(), "parsed: " + parsed);
    }

    @Test
    void theNumberOfStepsFollowsTheDevice() {
        StepChoice choice = StepChoice.measured();
        assertEquals(20, choice.steps(FEW.guided(), 1), "the first look");
        choice.measured(0.1);
        assertEquals(30, choice.steps(FEW.guided(), 1), "59 passes in 6 seconds");
        choice.measured(0.4);
        assertEquals(20, choice.steps(FEW.guided(), 1), "39 passes in 16 seconds");
        assertEquals(12, choice.steps(FEW.guided(), 2), "twice as many would take too long");
    }
}
