package org.mirrorx.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.face.JudgeIdentity;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.models.Refusal;

final class AtelierTest {
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void aLookCarriesEngineStepsNumbersAndTheEnginesPixels() {
        Look look = assertInstanceOf(Look.class, look(AtelierFixture.painter("painter", 100, 140, 200)));
        assertEquals(200, AtelierFixture.level(look.picture(), 60, 120));
        assertEquals("painter", look.provenance().engine());
        assertEquals(List.of("pose 0123abcd"), look.provenance().networks());
        assertEquals(
                List.of(
                        "read-body",
                        "judge-photo",
                        "paint",
                        "keep-head",
                        "judge-change",
                        "judge-seam",
                        "judge-identity"),
                look.provenance().milliseconds().stream()
                        .map(Provenance.Timing::step)
                        .toList());
        assertEquals(Map.of("leak", 0.25), look.measures().engine());
        assertEquals(0.25, look.measures().changedShare());
        assertEquals(0, look.measures().faceDistance().orElseThrow());
    }

    @Test
    void anUnchangedPictureIsNeverALook() {
        AtelierFixture.Engine idle = new AtelierFixture.Engine(
                "idle",
                (request, memory) -> new Generated(
                        request.capture().copyTo(memory),
                        Mask.allocate(memory, AtelierFixture.WIDTH, AtelierFixture.HEIGHT),
                        false,
                        Map.of()));
        EngineFault fault = assertThrows(EngineFault.class, () -> look(idle));
        assertTrue(String.valueOf(fault.getMessage()).contains("0.000 %"), fault.getMessage());
        assertEquals(2, idle.seeds.size(), "one retry");
        assertNotEquals(idle.seeds.get(0), idle.seeds.get(1));
    }

    @Test
    void aChangeNobodyCanSeeIsNoLook() {
        assertThrows(EngineFault.class, () -> look(AtelierFixture.painter("timid", 100, 140, AtelierFixture.GREY + 2)));
    }

    @Test
    void whatAnEnginePaintsOverTheHeadIsUndone() {
        Look look = assertInstanceOf(Look.class, look(AtelierFixture.painter("bold", 0, 160, 200)));
        assertEquals(AtelierFixture.GREY, AtelierFixture.level(look.picture(), 60, 40), "the middle of the face");
        assertEquals(200, AtelierFixture.level(look.picture(), 60, 120), "the trunk");
        assertTrue(look.measures().headIdentical());
        assertTrue(look.measures().changedShare() < 1);
    }

    @Test
    void anEngineThatTouchesMoreThanItSaysIsAtFault() {
        AtelierFixture.Engine liar = new AtelierFixture.Engine("liar", (request, memory) -> {
            Generated honest = (Generated) AtelierFixture.painter("honest", 100, 140, 200)
                    .generate(request, memory, Progress.SILENT, new Cancellation(), Trace.NONE);
            AtelierFixture.fillRows(honest.picture(), 150, 151, 7);
            return honest;
        });
        EngineFault fault = assertThrows(EngineFault.class, () -> look(liar));
        assertTrue(String.valueOf(fault.getMessage()).contains("120 pixels"), fault.getMessage());
    }

    @Test
    void afterAFaultTheNextEngineIsAskedAndProvenanceSaysWhy() {
        AtelierFixture.Engine broken = new AtelierFixture.Engine("broken", (request, memory) -> {
            throw new IllegalStateException("no more memory on the card");
        });
        Look look = assertInstanceOf(Look.class, look(broken, AtelierFixture.painter("painter", 100, 140, 200)));
        assertEquals("painter", look.provenance().engine());
        assertEquals(1, broken.seeds.size());
        assertTrue(look.provenance().notes().getFirst().contains("no more memory on the card"));
    }

    @Test
    void theBestEnginesReasonCountsWhenNoneCan() {
        Declined.Reason[] reasons = {Declined.Reason.ARMS_CROSSED, Declined.Reason.TOO_DARK};
        List<TryOn> engines = new ArrayList<>();
        for (Declined.Reason reason : reasons) {
            engines.add(new AtelierFixture.Engine(
                    reason.name(), (request, memory) -> new Declined(reason, "as the test wants")));
        }
        Declined declined = assertInstanceOf(Declined.class, look(engines.toArray(TryOn[]::new)));
        assertEquals(Declined.Reason.ARMS_CROSSED, declined.reason());
    }

    @Test
    void aNamedEngineIsAskedAlone() {
        AtelierFixture.Engine first =
                new AtelierFixture.Engine("first", (request, memory) -> new Declined(Declined.Reason.TOO_DARK, "no"));
        Atelier atelier = AtelierFixture.atelier(
                arena, AtelierFixture.sameFaceAlways(), first, AtelierFixture.painter("second", 100, 140, 200));
        assertInstanceOf(Look.class, look(atelier, EngineChoice.of("second"), new Cancellation()));
        assertEquals(0, first.seeds.size());
        Refusal refusal =
                assertThrows(Refusal.class, () -> look(atelier, EngineChoice.of("third"), new Cancellation()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("auto, first, second"), refusal.getMessage());
    }

    @Test
    void aPhotographFoundUnfitAsksNoEngine() {
        AtelierFixture.Engine engine =
                new AtelierFixture.Engine("engine", (request, memory) -> new Declined(Declined.Reason.TOO_DARK, "no"));
        Atelier atelier = new Atelier(
                (capture, memory) -> Optional::<BodyReading>empty,
                (capture, readings, outfit) ->
                        Optional.of(new Declined(Declined.Reason.NOBODY_THERE, "the detector's score is 0.1")),
                AtelierFixture.keepHead(),
                AtelierFixture.sameFaceAlways(),
                List.of(engine),
                List.of(),
                List.of(),
                org.mirrorx.models.store.Licence.Use.COMMERCIAL,
                System::nanoTime);
        Declined declined =
                assertInstanceOf(Declined.class, look(atelier, new EngineChoice.Auto(), new Cancellation()));
        assertEquals(Declined.Reason.NOBODY_THERE, declined.reason());
        assertEquals(0, engine.seeds.size());
    }

    @Test
    void aCancelledLookEndsInACancellation() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        Atelier atelier = AtelierFixture.atelier(
                arena, AtelierFixture.sameFaceAlways(), AtelierFixture.painter("painter", 100, 140, 200));
        assertThrows(CancellationException.class, () -> look(atelier, new EngineChoice.Auto(), cancellation));
    }

    @Test
    void aStepInsideAnotherIsNamedAfterItSoThatASumCountsNothingTwice() {
        TryOn painter = AtelierFixture.painter("painter", 100, 140, 200);
        TryOn nested = new TryOn() {
            @Override
            public String name() {
                return "nested";
            }

            @Override
            public Generation generate(
                    TryOnRequest request, Arena memory, Progress progress, Cancellation cancellation, Trace trace) {
                try (var _ = trace.step("render");
                        var _ = trace.step("warp")) {
                    return painter.generate(request, memory, progress, cancellation, trace);
                }
            }
        };
        Look look = assertInstanceOf(Look.class, look(nested));
        List<String> steps = look.provenance().milliseconds().stream()
                .map(Provenance.Timing::step)
                .toList();
        assertEquals(List.of("render/warp/paint", "render/warp", "render", "keep-head"), steps.subList(2, 6));
    }

    @Test
    void progressOnlyGrows() {
        List<Double> seen = new ArrayList<>();
        Atelier atelier = AtelierFixture.atelier(
                arena, AtelierFixture.sameFaceAlways(), AtelierFixture.painter("painter", 100, 140, 200));
        Picture capture = AtelierFixture.capture(arena);
        try (Sitting sitting = atelier.receive(capture, arena)) {
            sitting.look(
                    AtelierFixture.outfit(arena),
                    new EngineChoice.Auto(),
                    1,
                    arena,
                    (step, done) -> seen.add(done),
                    new Cancellation(),
                    Trace.NONE);
        }
        assertEquals(seen.stream().sorted().toList(), seen);
        assertTrue(seen.getLast() < 1);
    }

    private Outcome look(TryOn... engines) {
        return look(
                AtelierFixture.atelier(arena, AtelierFixture.sameFaceAlways(), engines),
                new EngineChoice.Auto(),
                new Cancellation());
    }

    private Outcome look(Atelier atelier, EngineChoice choice, Cancellation cancellation) {
        try (Sitting sitting = atelier.receive(AtelierFixture.capture(arena), arena)) {
            return sitting.look(
                    AtelierFixture.outfit(arena), choice, 1, arena, Progress.SILENT, cancellation, Trace.NONE);
        }
    }

    @Test
    void anotherFaceIsTriedOnceMoreAndThenDeclined() {
        AtelierFixture.Engine engine = (AtelierFixture.Engine) AtelierFixture.painter("painter", 100, 140, 200);
        AtomicInteger asked = new AtomicInteger();
        JudgeIdentity stranger = new JudgeIdentity(picture -> Optional.of(new float[] {asked.getAndIncrement()}));
        Atelier atelier = AtelierFixture.atelier(arena, stranger, engine);
        Declined declined =
                assertInstanceOf(Declined.class, look(atelier, new EngineChoice.Auto(), new Cancellation()));
        assertEquals(Declined.Reason.FACE_NOT_KEPT, declined.reason());
        assertEquals(2, engine.seeds.size(), "one retry");
        assertEquals(0, atelier.faceFidelity().share().orElseThrow());
    }

    @Test
    void aFaceKeptAtOnceCountsForFidelity() {
        Atelier atelier = AtelierFixture.atelier(
                arena, AtelierFixture.sameFaceAlways(), AtelierFixture.painter("painter", 100, 140, 200));
        assertTrue(atelier.faceFidelity().share().isEmpty());
        look(atelier, new EngineChoice.Auto(), new Cancellation());
        assertEquals(1, atelier.faceFidelity().share().orElseThrow());
    }
}
