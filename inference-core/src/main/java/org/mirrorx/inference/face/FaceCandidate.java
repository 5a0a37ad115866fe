package org.mirrorx.inference.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Point2;

/**
 * A face as a detector sees it, in float like its network.
 *
 * @param left, top, right, bottom pixels of the picture, not cut at its edges
 * @param score 0 to 1
 * @param points five in ArcFace order; none where the network has none
 */
record FaceCandidate(float left, float top, float right, float bottom, float score, List<Point2> points) {
    FaceCandidate {
        points = List.copyOf(points);
    }

    /** The surest first. */
    static List<FaceCandidate> bestFirst(List<FaceCandidate> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingDouble(FaceCandidate::score).reversed())
                .toList();
    }

    /**
     * Greedy suppression: the surest survives, all that overlap it by more than {@code most} go.
     *
     * @return the surest first
     */
    static List<FaceCandidate> distinct(List<FaceCandidate> candidates, float most) {
        List<FaceCandidate> kept = new ArrayList<>();
        for (FaceCandidate candidate : bestFirst(candidates)) {
            if (kept.stream().noneMatch(better -> better.overlap(candidate) > most)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** Intersection over union by the old rule, which counts both border pixels. */
    float overlap(FaceCandidate other) {
        float width = Math.max(0, Math.min(right, other.right) - Math.max(left, other.left) + 1);
        float height = Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top) + 1);
        float shared = width * height;
        return shared / (areaWithBorder() + other.areaWithBorder() - shared);
    }

    private float areaWithBorder() {
        return (right - left + 1) * (bottom - top + 1);
    }

    float area() {
        return (right - left) * (bottom - top);
    }

    /** Whether every number is one. */
    boolean isFinite() {
        return Float.isFinite(left + top + right + bottom + score)
                && points.stream().allMatch(point -> Double.isFinite(point.x() + point.y()));
    }

    FaceReading reading() {
        return new FaceReading(score, left, top, right, bottom, points, List.of());
    }
}
