package org.mirrorx.inference.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;

/**
 * What the outputs of an SCRFD network mean; it is told from their number alone, since exports name them differently. Scores of all
 * strides come first, then boxes, then key points where there are any, each {@code [anchors, k]} or {@code [1, anchors, k]} with k of 1, 4
 * and 10. An anchor is the corner of its cell; the network measures from it in strides.
 *
 * @param strides input pixels a cell
 * @param anchors of a cell, one after another
 * @param keyPoints whether there are five points a face
 */
record ScrfdLayout(List<Integer> strides, int anchors, boolean keyPoints) {
    private static final List<Integer> THREE_STRIDES = List.of(8, 16, 32);
    private static final List<Integer> FIVE_STRIDES = List.of(8, 16, 32, 64, 128);
    private static final int SIDES = 4;
    private static final int POINTS = 5;

    ScrfdLayout {
        strides = List.copyOf(strides);
    }

    /** Empty when no published network has so many outputs. */
    static Optional<ScrfdLayout> of(int outputs) {
        return switch (outputs) {
            case 6 -> Optional.of(new ScrfdLayout(THREE_STRIDES, 2, false));
            case 9 -> Optional.of(new ScrfdLayout(THREE_STRIDES, 2, true));
            case 10 -> Optional.of(new ScrfdLayout(FIVE_STRIDES, 1, false));
            case 15 -> Optional.of(new ScrfdLayout(FIVE_STRIDES, 1, true));
            default -> Optional.empty();
        };
    }

    int outputs() {
        return strides.size() * (keyPoints ? 3 : 2);
    }

    /** Numbers an anchor of an output. */
    int width(int output) {
        return switch (output / strides.size()) {
            case 0 -> 1;
            case 1 -> SIDES;
            default -> 2 * POINTS;
        };
    }

    /** Numbers of an output for this input. */
    int count(int output, int inputWidth, int inputHeight) {
        int stride = strides.get(output % strides.size());
        return (inputWidth / stride) * (inputHeight / stride) * anchors * width(output);
    }

    /**
     * All that are sure enough.
     *
     * @param outputs in the network's order, of {@link #count} numbers
     * @return the surest first
     */
    List<FaceCandidate> candidates(List<float[]> outputs, Letterbox letterbox, float leastScore) {
        List<FaceCandidate> found = new ArrayList<>();
        for (int level = 0; level < strides.size(); level++) {
            float[] scores = outputs.get(level);
            for (int anchor = 0; anchor < scores.length; anchor++) {
                if (scores[anchor] >= leastScore) {
                    found.add(candidate(outputs, level, anchor, letterbox));
                }
            }
        }
        return FaceCandidate.bestFirst(
                found.stream().filter(FaceCandidate::isFinite).toList());
    }

    private FaceCandidate candidate(List<float[]> outputs, int level, int anchor, Letterbox letterbox) {
        int stride = strides.get(level);
        int columns = letterbox.inputWidth() / stride;
        int cell = anchor / anchors;
        float x = cell % columns * stride;
        float y = cell / columns * stride;
        float scale = (float) letterbox.scale();
        float[] box = outputs.get(strides.size() + level);
        int side = SIDES * anchor;
        List<Point2> points = new ArrayList<>(POINTS);
        if (keyPoints) {
            float[] offsets = outputs.get(2 * strides.size() + level);
            for (int p = 0; p < POINTS; p++) {
                int at = 2 * (POINTS * anchor + p);
                points.add(new Point2((x + offsets[at] * stride) / scale, (y + offsets[at + 1] * stride) / scale));
            }
        }
        return new FaceCandidate(
                (x - box[side] * stride) / scale,
                (y - box[side + 1] * stride) / scale,
                (x + box[side + 2] * stride) / scale,
                (y + box[side + 3] * stride) / scale,
                outputs.get(level)[anchor],
                points);
    }
}
