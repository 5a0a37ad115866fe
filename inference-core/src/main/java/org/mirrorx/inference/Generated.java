package org.mirrorx.inference;

import java.util.Map;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * An engine's picture before the head is put back and judged.
 *
 * @param picture same size as the capture
 * @param changed 0 where {@code picture} is bit-identical to the capture
 * @param preview true when the engine itself calls the result a rough preview
 * @param measures the engine's own numbers on this picture by name, for {@code bench --looks} and {@code --json}, such as
 *     {@code leak}; see the engine for names and units
 */
public record Generated(Picture picture, Mask changed, boolean preview, Map<String, Double> measures)
        implements Generation {
    public Generated {
        measures = Map.copyOf(measures);
    }
}
