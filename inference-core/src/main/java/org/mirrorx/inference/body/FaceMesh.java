package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/** Decodes the 468 points of the face landmark network and knows which of them mark eyes, nose, mouth and outline. */
final class FaceMesh {
    /** Side of the network's input; raw coordinates are its pixels. */
    static final int INPUT_SIZE = 192;

    static final int POINTS = 468;

    private FaceMesh() {}

    /** @param raw {@code [468 × 3]} x, y, z in crop pixels @return pixels of the picture */
    static List<Point2> inPicture(float[] raw, Crop crop) {
        List<Point2> points = new ArrayList<>(POINTS);
        for (int p = 0; p < POINTS; p++) {
            points.add(crop.toPicture(raw[3 * p] / (double) INPUT_SIZE, raw[3 * p + 1] / (double) INPUT_SIZE));
        }
        return points;
    }

    /**
     * Eye at the picture's left, eye at its right, nose tip, mouth corner left, right. The eyes are the middles of the eye corners
     * (33, 133 and 362, 263), the nose tip is 4, the corners of the mouth 61 and 291 (google/mediapipe, canonical face model).
     */
    static List<Point2> fivePoints(List<Point2> mesh) {
        return List.of(
                mesh.get(33).towards(mesh.get(133), 0.5),
                mesh.get(362).towards(mesh.get(263), 0.5),
                mesh.get(4),
                mesh.get(61),
                mesh.get(291));
    }
}
