package org.mirrorx.inference;

import java.util.OptionalDouble;

/**
 * What was measured on a look before it may be shown.
 *
 * @param changedShare share of the capture's pixels that changed, 0 to 1
 * @param headIdentical true when every protected head pixel equals the capture
 * @param outsideIdentical true when every pixel outside the changed region equals the capture
 * @param leak share of the old garment's pixels left unchanged and uncovered, 0 to 1; empty where the engine has no notion of it
 * @param faceDistance Euclidean distance of the face embeddings of capture and look (below 0.30 the same person); empty without a
 *     face in the capture
 */
public record Measures(
        double changedShare,
        boolean headIdentical,
        boolean outsideIdentical,
        OptionalDouble leak,
        OptionalDouble faceDistance) {}
