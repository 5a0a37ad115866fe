package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.mirrorx.models.forge.DensePoseSizes;

/** Where bodies may be: guessed boxes, corrected and chosen. Source: detectron2, region proposal network. */
final class Proposals {
    static final int FINEST = 2;
    static final int COARSEST = 6;

    /** Height over width of the boxes guessed at a place. */
    private static final double[] RATIOS = {0.5, 1, 2};

    private static final double SAME = 0.7;

    private final DensePoseSizes sizes;

    Proposals(DensePoseSizes sizes) {
        this.sizes = sizes;
    }

    /**
     * A level's box {left, top, right, bottom} at a place.
     *
     * @param number counts rows, columns, ratios
     */
    float[] anchor(int level, int columns, int number) {
        int ratio = number % RATIOS.length;
        int column = number / RATIOS.length % columns;
        int row = number / RATIOS.length / columns;
        int stride = 1 << level;
        double size = sizes.anchorSizes().get(level - FINEST);
        double width = Math.sqrt(size * size / RATIOS[ratio]);
        double height = RATIOS[ratio] * width;
        return new float[] {
            column * stride + (float) (-width / 2),
            row * stride + (float) (-height / 2),
            column * stride + (float) (width / 2),
            row * stride + (float) (height / 2)
        };
    }

    /**
     * A level's surest boxes, corrected, inside the picture.
     *
     * @param objectness logits [3, rows, columns]
     * @param deltas corrections [12, rows, columns]
     */
    ScoredBoxes candidates(int level, int rows, int columns, float[] objectness, float[] deltas) {
        int cells = rows * columns;
        PriorityQueue<Integer> surest =
                new PriorityQueue<>((a, b) -> Float.compare(logit(objectness, cells, a), logit(objectness, cells, b)));
        for (int number = 0; number < RATIOS.length * cells; number++) {
            if (surest.size() < sizes.candidates()) {
                surest.add(number);
            } else if (logit(objectness, cells, number) > logit(objectness, cells, surest.element())) {
                surest.remove();
                surest.add(number);
            }
        }
        List<ScoredBoxes.Scored> found = new ArrayList<>();
        float[] corners = new float[4];
        for (int number : surest) {
            int at = number % RATIOS.length * 4 * cells + number / RATIOS.length;
            BoxCoder.OF_ANCHORS.decode(
                    anchor(level, columns, number),
                    0,
                    deltas[at],
                    deltas[at + cells],
                    deltas[at + 2 * cells],
                    deltas[at + 3 * cells],
                    corners,
                    0);
            found.add(ScoredBoxes.Scored.of(corners, 0, logit(objectness, cells, number), level));
        }
        return ScoredBoxes.inside(found, sizes.inputWidth(), sizes.inputHeight());
    }

    private static float logit(float[] objectness, int cells, int number) {
        return objectness[number % RATIOS.length * cells + number / RATIOS.length];
    }

    /** The best of all levels; of boxes that overlap in one level the better. */
    ScoredBoxes chosen(List<ScoredBoxes> levels) {
        return ScoredBoxes.best(
                levels.stream().map(level -> level.distinct(SAME)).toList(), sizes.proposals());
    }
}
