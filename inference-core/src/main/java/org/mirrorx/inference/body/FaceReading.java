package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * The shopper's face.
 *
 * @param score 0 to 1
 * @param boxLeft, boxTop, boxRight, boxBottom pixels of the capture
 * @param fivePoints eye at the picture's left, eye at its right, nose, mouth corner left, mouth corner right (ArcFace order)
 * @param mesh 468 points of the face landmark network, pixels; empty when it saw no face
 */
public record FaceReading(
        double score,
        double boxLeft,
        double boxTop,
        double boxRight,
        double boxBottom,
        List<Point2> fivePoints,
        List<Point2> mesh) {
    public FaceReading {
        fivePoints = List.copyOf(fivePoints);
        mesh = List.copyOf(mesh);
    }
}
