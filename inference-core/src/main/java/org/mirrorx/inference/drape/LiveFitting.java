package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.image.Picture;

/** Fits garments to a shopper who moves. */
public final class LiveFitting {
    /** Forgets the shopper. */
    public void forget() {}

    public Optional<LiveOverlay> fit(Picture frame, TrackedBody body, Outfit outfit) {
        return Optional.empty();
    }
}
