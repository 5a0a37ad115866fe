package org.mirrorx.inference;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.mirrorx.inference.body.Readings;
import org.mirrorx.inference.face.JudgeIdentity;
import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.Licence;

/**
 * Owns a look from request to outcome: judge the photo, read the body, choose the engine, generate, put the head back, judge what
 * came out. The only thing the command line and the kiosk call.
 *
 * <pre>{@code
 * try (Sitting sitting = atelier.receive(capture, memory)) {
 *     Outcome outcome = sitting.look(outfit, new EngineChoice.Auto(), seed, memory, progress, cancellation, trace);
 * }
 * }</pre>
 */
public final class Atelier {
    /** Begins to read a capture; each network runs at most once, when its reading is first asked for. */
    @FunctionalInterface
    public interface ReadCapture {
        /** @param memory where masks of the readings live */
        Readings read(Picture capture, Arena memory);
    }

    /** Says whether a photograph is good enough for this outfit. */
    @FunctionalInterface
    public interface JudgePhoto {
        /** Empty when the photograph will do. */
        Optional<Declined> judge(Picture capture, Readings readings, Outfit outfit);
    }

    private final ReadCapture readCapture;
    private final JudgePhoto judgePhoto;
    private final KeepHead keepHead;
    private final JudgeIdentity judgeIdentity;
    private final List<TryOn> engines;
    private final List<TryOn> onRequest;
    private final List<String> networks;
    private final Licence.Use use;
    private final LongSupplier nanoseconds;
    private final FaceFidelity faceFidelity = new FaceFidelity();

    /**
     * @param engines the best first; {@code auto} takes the first that can
     * @param onRequest engines that this machine is too slow for: they draw for those who name them
     * @param networks what is read, as {@code name sha256-prefix}, for provenance
     * @param use what a shop may do with looks, by the licences of what reads bodies and cuts garments; an engine's own may be stricter
     * @param nanoseconds a clock that only runs forward, for the durations in provenance
     */
    public Atelier(
            ReadCapture readCapture,
            JudgePhoto judgePhoto,
            KeepHead keepHead,
            JudgeIdentity judgeIdentity,
            List<TryOn> engines,
            List<TryOn> onRequest,
            List<String> networks,
            Licence.Use use,
            LongSupplier nanoseconds) {
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("an atelier has at least one engine");
        }
        this.readCapture = readCapture;
        this.judgePhoto = judgePhoto;
        this.keepHead = keepHead;
        this.judgeIdentity = judgeIdentity;
        this.engines = List.copyOf(engines);
        this.onRequest = List.copyOf(onRequest);
        this.networks = List.copyOf(networks);
        this.use = use;
        this.nanoseconds = nanoseconds;
    }

    /** Names of the engines: what {@code auto} takes, the best first, then those on request. */
    public List<String> engines() {
        return everyEngine().map(TryOn::name).toList();
    }

    /** Of all looks since the program began. */
    public FaceFidelity faceFidelity() {
        return faceFidelity;
    }

    private Stream<TryOn> everyEngine() {
        return Stream.concat(engines.stream(), onRequest.stream());
    }

    /**
     * Begins the looks of one capture. What depends on the capture alone is computed once, however many outfits follow.
     *
     * @param capture upright, not mirrored; must stay alive until the sitting is closed
     * @param memory where masks of the capture's readings live; must stay open as long
     */
    public Sitting receive(Picture capture, Arena memory) {
        return new Sitting(this, capture, readCapture.read(capture, memory), keepHead);
    }

    JudgePhoto judgePhoto() {
        return judgePhoto;
    }

    JudgeIdentity judgeIdentity() {
        return judgeIdentity;
    }

    List<String> networks() {
        return networks;
    }

    /** What a shop may do with looks of this engine: the stricter of both. */
    Licence.Use use(TryOn engine) {
        return use == Licence.Use.NON_COMMERCIAL ? use : engine.use();
    }

    LongSupplier nanoseconds() {
        return nanoseconds;
    }

    /**
     * The engines to ask, in order.
     *
     * @throws Refusal when there is none of that name
     */
    List<TryOn> candidates(EngineChoice choice) {
        return switch (choice) {
            case EngineChoice.Auto() -> engines;
            case EngineChoice.Named(String name) -> {
                List<TryOn> named = everyEngine()
                        .filter(engine -> engine.name().equals(name))
                        .toList();
                if (named.isEmpty()) {
                    throw new Refusal("There is no engine called \"" + name + "\"; choose one of " + EngineChoice.AUTO
                            + ", " + String.join(", ", engines()) + ".");
                }
                yield named;
            }
        };
    }
}
