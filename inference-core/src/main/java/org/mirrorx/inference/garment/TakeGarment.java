package org.mirrorx.inference.garment;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.LabelGarments;

/**
 * From any product photograph to a garment: off the model when one wears it, else off its plain ground. What a catalog calls.
 */
public final class TakeGarment {
    /** A detector's score from which the photograph shows a model; prints of people on cloth stay below. */
    private static final double MODEL_SCORE = 0.75;

    private final BodyLite bodies;

    /** @param bodies stays the caller's to close */
    public TakeGarment(BodyLite bodies) {
        this.bodies = bodies;
    }

    /**
     * Cuts the garment.
     *
     * @param memory where the cut's colours and alpha live
     */
    public CutOutcome cut(GarmentPhoto photo, Arena memory) {
        try (Arena brief = Arena.ofShared()) {
            Optional<BodyReading> model = photo.alpha().isPresent()
                    ? Optional.empty()
                    : bodies.read(photo.picture(), brief).body().filter(TakeGarment::isModel);
            if (model.isEmpty()) {
                return new CutGarment().cut(photo, memory);
            }
            return new CutWornGarment()
                    .cut(photo, model.get(), new LabelGarments().label(photo.picture(), model.get(), brief), memory);
        }
    }

    private static boolean isModel(BodyReading reading) {
        return reading.personScore() >= MODEL_SCORE;
    }
}
