package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.garment.GarmentCut;

/** Refuses garments whose landmarks nobody is sure of: staff is asked for points first (drape recipe §11). */
final class JudgeGarment {
    private JudgeGarment() {}

    static Optional<Declined> decline(GarmentCut garment) {
        if (garment.landmarks().confidence() >= GarmentCut.SURE) {
            return Optional.empty();
        }
        String doubts = garment.doubts().isEmpty()
                ? "its outline shows neither sleeves nor hem for certain"
                : String.join(" ", garment.doubts());
        return Optional.of(new Declined(
                Declined.Reason.GARMENT_UNREADABLE,
                "The garment's landmarks are unsure until staff sets them: " + doubts));
    }
}
