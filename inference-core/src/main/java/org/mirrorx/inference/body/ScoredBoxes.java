package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Boxes of a detector, each with its score, in float as the detector computes them. Source: detectron2 ({@code find_top_rpn_proposals},
 * {@code fast_rcnn_inference}).
 *
 * @param boxes in falling order of the score
 */
record ScoredBoxes(List<Scored> boxes) {
    /**
     * A box.
     *
     * @param source its number where it came from
     */
    record Scored(float left, float top, float right, float bottom, float score, int source) {
        static Scored of(float[] corners, int box, float score, int source) {
            return new Scored(
                    corners[4 * box], corners[4 * box + 1], corners[4 * box + 2], corners[4 * box + 3], score, source);
        }

        float width() {
            return right - left;
        }

        float height() {
            return bottom - top;
        }

        boolean isFinite() {
            return Float.isFinite(left + top + right + bottom) && Float.isFinite(score);
        }

        /** Cut at the picture's edges. */
        Scored within(float width, float height) {
            return new Scored(
                    Math.clamp(left, 0, width),
                    Math.clamp(top, 0, height),
                    Math.clamp(right, 0, width),
                    Math.clamp(bottom, 0, height),
                    score,
                    source);
        }

        /** Intersection over union; 0 with a box without area. */
        float overlap(Scored other) {
            float across = Math.max(0, Math.min(right, other.right) - Math.max(left, other.left));
            float along = Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top));
            float shared = across * along;
            return shared == 0 ? 0 : shared / (width() * height() + other.width() * other.height() - shared);
        }

        Scored scaled(float across, float along) {
            return new Scored(left * across, top * along, right * across, bottom * along, score, source);
        }

        Box box() {
            return new Box(left, top, right, bottom);
        }
    }

    ScoredBoxes {
        boxes = List.copyOf(boxes);
    }

    /** Inside the picture, with an area, in falling order of the score. */
    static ScoredBoxes inside(List<Scored> found, float width, float height) {
        return new ScoredBoxes(found.stream()
                .filter(Scored::isFinite)
                .map(box -> box.within(width, height))
                .filter(box -> box.width() > 0 && box.height() > 0)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList());
    }

    /** Those that no better one overlaps by more than {@code most}. */
    ScoredBoxes distinct(double most) {
        List<Scored> kept = new ArrayList<>();
        for (Scored box : boxes) {
            if (kept.stream().noneMatch(better -> better.overlap(box) > most)) {
                kept.add(box);
            }
        }
        return new ScoredBoxes(kept);
    }

    /** The best of several levels together. */
    static ScoredBoxes best(List<ScoredBoxes> levels, int most) {
        return new ScoredBoxes(levels.stream()
                .flatMap(level -> level.boxes.stream())
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(most)
                .toList());
    }
}
