package org.mirrorx.inference;

import java.util.Map;
import java.util.OptionalDouble;
import org.mirrorx.inference.face.SeamMeasures;

/**
 * What was measured on a look before it may be shown.
 *
 * @param changedShare share of the capture's pixels that changed, 0 to 1
 * @param headIdentical true when every protected head pixel equals the capture
 * @param outsideIdentical true when every pixel outside the changed region equals the capture
 * @param faceDistance Euclidean distance of the face embeddings of capture and look (below 0.30 the same person); empty without a
 *     face in the capture or the look
 * @param seam how the head joins the generated picture
 * @param engine the engine's own numbers by name ({@link Generated#measures()})
 */
public record Measures(
        double changedShare,
        boolean headIdentical,
        boolean outsideIdentical,
        OptionalDouble faceDistance,
        SeamMeasures seam,
        Map<String, Double> engine) {
    public Measures {
        engine = Map.copyOf(engine);
    }
}
