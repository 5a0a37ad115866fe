package org.mirrorx.kiosk.bench;

import java.util.List;
import java.util.Map;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.Provenance;
import org.mirrorx.inference.garment.GarmentKind;

/**
 * What became of one person in one garment.
 *
 * @param pack the optional pack in use, {@code none} without
 * @param person, garment file names without ending
 * @param milliseconds wall time of the look, the body already read and the garment already cut
 */
public record PairResult(String pack, String person, String garment, GarmentKind kind, double milliseconds, End end) {

    /** How it ended. */
    public sealed interface End {}

    /**
     * @param preview the engine calls it a rough preview
     * @param measures by name; the engine's own and those of {@link PictureChecks}
     */
    public record Shown(boolean preview, Map<String, Double> measures, List<Provenance.Timing> steps) implements End {
        public Shown {
            measures = Map.copyOf(measures);
            steps = List.copyOf(steps);
        }
    }

    /** An honest no. */
    public record Refused(Declined.Reason reason, String detail) implements End {}

    /** Something broke: never acceptable. */
    public record Broken(String sentence) implements End {}
}
