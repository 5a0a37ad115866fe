package org.mirrorx.inference;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Readings;
import org.mirrorx.inference.face.JudgeIdentity;
import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.face.SeamMeasures;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.SideBySide;
import org.mirrorx.models.Refusal;
import org.opencv.core.Mat;

/**
 * One capture and the looks made of it ({@link Atelier#receive}). Closing it forgets the face's embedding; the pixels belong to the
 * caller. One thread at a time.
 */
public final class Sitting implements AutoCloseable {
    /** Added to the seed for the one retry (the golden ratio's 64 bits: far from any seed a caller counts up). */
    private static final long OTHER_SEED = 0x9E3779B97F4A7C15L;

    /** Share of the whole work after which an engine begins, and after which it is done; measured with {@code drape}. */
    private static final double ENGINE_BEGINS = 0.3;

    private static final double ENGINE_ENDS = 0.9;

    private final Atelier atelier;
    private final Picture capture;
    private final Readings readings;
    private final KeepHead keepHead;
    private JudgeIdentity.@Nullable Face captureFace;

    Sitting(Atelier atelier, Picture capture, Readings readings, KeepHead keepHead) {
        this.atelier = atelier;
        this.capture = capture;
        this.readings = readings;
        this.keepHead = keepHead;
    }

    /** What the networks say of the capture; shared by every look of this sitting. */
    public Readings readings() {
        return readings;
    }

    /** Does ahead what depends on the capture alone: reads the body, remembers the face. Else the first look does it. */
    public void prepare() {
        if (readings.body().isPresent()) {
            captureFace();
        }
    }

    /**
     * Makes one look.
     *
     * @param memory where the look's picture lives
     * @param seed same capture, outfit, engine and seed: same bits
     * @throws Refusal when there is no engine of that name
     * @throws EngineFault when every engine asked failed; nothing may be shown
     * @throws CancellationException soon after a cancellation
     */
    public Outcome look(
            Outfit outfit,
            EngineChoice choice,
            long seed,
            Arena memory,
            Progress progress,
            Cancellation cancellation,
            Trace trace) {
        List<TryOn> candidates = atelier.candidates(choice);
        Stopwatch stopwatch = new Stopwatch(trace, atelier.nanoseconds());
        cancellation.check();
        progress.at(Progress.Step.READING_BODY, 0);
        Optional<BodyReading> body;
        try (var _ = stopwatch.step("read-body")) {
            body = readings.body();
        }
        cancellation.check();
        try (var _ = stopwatch.step("judge-photo")) {
            Optional<Declined> unfit = atelier.judgePhoto().judge(capture, readings, outfit);
            if (unfit.isPresent()) {
                return unfit.get();
            }
        }
        if (body.isEmpty()) {
            return new Declined(Declined.Reason.NOBODY_THERE, "No body was found in the capture.");
        }
        return new Attempt(outfit, body.get(), memory, progress, cancellation, stopwatch).ask(candidates, seed);
    }

    @Override
    public void close() {
        if (captureFace != null) {
            captureFace.forget();
            captureFace = null;
        }
    }

    /** An engine's progress as a part of the whole. */
    private record EngineShare(Progress whole) implements Progress {
        @Override
        public void at(Step step, double done) {
            whole.at(step, ENGINE_BEGINS + done * (ENGINE_ENDS - ENGINE_BEGINS));
        }

        @Override
        public void preview(Consumer<Mat> draw) {
            whole.preview(draw);
        }
    }

    private JudgeIdentity.Face captureFace() {
        JudgeIdentity.Face face = captureFace;
        if (face == null) {
            face = atelier.judgeIdentity().remember(capture);
            captureFace = face;
        }
        return face;
    }

    /** The engines' turn: one look after the photograph was found fit. */
    private final class Attempt {
        private final Outfit outfit;
        private final BodyReading body;
        private final Arena memory;
        private final Progress progress;
        private final Cancellation cancellation;
        private final Stopwatch stopwatch;
        private final List<String> notes = new ArrayList<>();

        Attempt(
                Outfit outfit,
                BodyReading body,
                Arena memory,
                Progress progress,
                Cancellation cancellation,
                Stopwatch stopwatch) {
            this.outfit = outfit;
            this.body = body;
            this.memory = memory;
            this.progress = progress;
            this.cancellation = cancellation;
            this.stopwatch = stopwatch;
        }

        /** The first engine's look; its reason to decline counts when no other engine can either. */
        Outcome ask(List<TryOn> engines, long seed) {
            Optional<Declined> firstReason = Optional.empty();
            @Nullable EngineFault lastFault = null;
            for (TryOn engine : engines) {
                try {
                    Outcome outcome = withOneRetry(engine, seed);
                    switch (outcome) {
                        case Look look -> {
                            return look;
                        }
                        case Declined declined -> {
                            notes.add(engine.name() + " declined: " + declined.detail());
                            firstReason = firstReason.or(() -> Optional.of(declined));
                        }
                    }
                } catch (CancellationException | Refusal notTheEnginesFault) {
                    throw notTheEnginesFault;
                } catch (EngineFault fault) {
                    lastFault = fault;
                    notes.add(fault.getMessage());
                } catch (RuntimeException bug) {
                    lastFault = new EngineFault("The engine " + engine.name() + " failed: " + bug + ".", bug);
                    notes.add(lastFault.getMessage());
                }
            }
            if (firstReason.isPresent()) {
                return firstReason.get();
            }
            throw java.util.Objects.requireNonNull(lastFault, "no engine was asked");
        }

        private Outcome withOneRetry(TryOn engine, long seed) {
            try {
                return counted(once(engine, seed), FaceFidelity.Result.PASSED_AT_ONCE);
            } catch (EngineFault brokenPromise) {
                if (brokenPromise.getCause() instanceof Refusal) {
                    throw brokenPromise; // another seed mends no pack and no device
                }
                notes.add(brokenPromise.getMessage() + " Tried again with another seed.");
                return again(engine, seed ^ OTHER_SEED);
            }
        }

        private Outcome again(TryOn engine, long seed) {
            try {
                return counted(once(engine, seed), FaceFidelity.Result.PASSED_WITH_ANOTHER_SEED);
            } catch (FaceFault anotherFace) {
                atelier.faceFidelity().count(FaceFidelity.Result.DECLINED);
                return new Declined(Declined.Reason.FACE_NOT_KEPT, String.valueOf(anotherFace.getMessage()));
            }
        }

        private Outcome counted(Outcome outcome, FaceFidelity.Result passed) {
            if (outcome instanceof Look) {
                atelier.faceFidelity().count(passed);
            }
            return outcome;
        }

        private Outcome once(TryOn engine, long seed) {
            cancellation.check();
            // The capture's face is needed when the engine is done, and needs nothing of it.
            Generation generation = SideBySide.of(
                            () -> engine.generate(
                                    new TryOnRequest(capture, readings, outfit, seed),
                                    memory,
                                    new EngineShare(progress),
                                    cancellation,
                                    stopwatch),
                            Sitting.this::captureFace)
                    .first();
            return switch (generation) {
                case Declined declined -> declined;
                case Generated generated -> judged(engine, generated);
            };
        }

        private Look judged(TryOn engine, Generated generated) {
            cancellation.check();
            progress.at(Progress.Step.KEEPING_HEAD, ENGINE_ENDS);
            final KeepHead.Kept kept;
            JudgeChange.Verdict change;
            try (var _ = stopwatch.step("keep-head")) {
                JudgeChange.requireHonestRegion(engine.name(), capture, generated);
                kept = keepHead.keep(capture, body, generated, memory);
            }
            stopwatch.picture("head-kept", kept::drawHead);
            stopwatch.picture("changed", canvas -> JudgeChange.drawChanged(kept.picture(), kept.changed(), canvas));
            try (var _ = stopwatch.step("judge-change")) {
                change = JudgeChange.judge(engine.name(), capture, kept);
            }
            cancellation.check();
            progress.at(Progress.Step.CHECKING, (1 + ENGINE_ENDS) / 2);
            OptionalDouble distance;
            SeamMeasures seam;
            try (var _ = stopwatch.step("judge-seam")) {
                seam = SeamMeasures.of(capture, kept.picture(), kept.changed(), kept.head());
            }
            try (var _ = stopwatch.step("judge-identity")) {
                distance = atelier.judgeIdentity().distance(captureFace(), kept.picture());
                atelier.judgeIdentity().requireSamePerson(engine.name(), captureFace(), distance);
            }
            return new Look(
                    kept.picture(),
                    kept.changed(),
                    generated.preview(),
                    new Provenance(
                            engine.name(),
                            atelier.use(engine),
                            atelier.networks(),
                            kept.path(),
                            notes,
                            stopwatch.timings()),
                    new Measures(
                            change.changedShare(),
                            change.headIdentical(),
                            change.outsideIdentical(),
                            distance,
                            seam,
                            generated.measures()));
        }
    }
}
