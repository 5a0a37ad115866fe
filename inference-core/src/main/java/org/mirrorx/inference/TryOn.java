package org.mirrorx.inference;

import java.lang.foreign.Arena;
import org.mirrorx.models.store.Licence;

/**
 * An engine: from a capture and an outfit to a picture of the shopper wearing it. It never touches a file, a screen, a setting or the
 * clock (the atelier measures durations through {@link Trace}).
 */
public interface TryOn {
    /** The name on the command line and in provenance, such as {@code drape}. */
    String name();

    /** What a shop may do with its looks, by the licence of its weights. */
    default Licence.Use use() {
        return Licence.Use.COMMERCIAL;
    }

    /**
     * Makes the picture.
     *
     * @param memory where the resulting picture and mask live
     * @param trace is shown every stage; {@link Trace#NONE} in the kiosk
     * @throws java.util.concurrent.CancellationException soon after a cancellation
     */
    Generation generate(TryOnRequest request, Arena memory, Progress progress, Cancellation cancellation, Trace trace);
}
