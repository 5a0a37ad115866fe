package org.mirrorx.kiosk.store;

import java.util.Optional;
import org.mirrorx.inference.garment.GarmentPhoto;

/** What is done once for each garment after it entered the catalog, such as cutting it out of its photograph. */
public interface GarmentWork {
    /** Changes whenever the result would; letters, digits and {@code . _ -}. Work of another version is done again. */
    String version();

    /** Does it. A photograph that is no good is an answer, not an exception. */
    Done of(GarmentPhoto photo);

    /** How it ended. */
    sealed interface Done {
        /**
         * @param bytes to keep in the wardrobe
         * @param doubt one sentence where staff should look before shoppers see it
         */
        record Kept(byte[] bytes, Optional<String> doubt) implements Done {}

        /** @param reason one sentence for staff: what is wrong with the photograph and what to do */
        record Unreadable(String reason) implements Done {}
    }
}
