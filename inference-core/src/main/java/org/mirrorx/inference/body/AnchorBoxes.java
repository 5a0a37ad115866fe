package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Point2;

/**
 * Decodes the raw boxes of MediaPipe's two detectors: every value is an offset in input pixels from the centre of an anchor.
 * Source: google/mediapipe, ssd_anchors_calculator and tensors_to_detections_calculator with the options of modules
 * {@code pose_detection} and {@code face_detection}.
 *
 * @param centres of the anchors as fractions of the input, in the order grid, row, column, anchor in the cell
 * @param inputSize side of the network's square input in pixels
 * @param points how many points follow each box
 */
record AnchorBoxes(List<Point2> centres, int inputSize, int points) {
    /** Keep detections at least this sure (both modules). */
    static final double MIN_SCORE = 0.5;

    /** Boxes that overlap more are the same person or face (both modules). */
    static final double SAME_OVERLAP = 0.3;

    private static final double LARGEST_LOGIT = 100;

    AnchorBoxes {
        centres = List.copyOf(centres);
    }

    /** 2254 anchors, boxes with 4 points: hip centre, rim of the whole person, and two of the upper body that nobody uses. */
    static AnchorBoxes ofPoseDetection() {
        return new AnchorBoxes(grids(new int[] {28, 14, 7}, new int[] {2, 2, 6}), 224, 4);
    }

    /** 896 anchors, boxes with 6 points: right eye, left eye, nose tip, mouth, right ear, left ear (the person's own). */
    static AnchorBoxes ofFaceDetection() {
        return new AnchorBoxes(grids(new int[] {16, 8}, new int[] {2, 6}), 128, 6);
    }

    /** Numbers a box takes in the network's output: x, y, width, height, then x, y of each point. */
    int valuesPerBox() {
        return 4 + 2 * points;
    }

    /**
     * All detections, best first, one for each person or face, as fractions of the network's input.
     *
     * @param boxes {@code [anchors, valuesPerBox]}
     * @param logits {@code [anchors]}
     */
    List<Detection> decode(float[] boxes, float[] logits) {
        List<Detection> sure = new ArrayList<>();
        for (int anchor = 0; anchor < centres.size(); anchor++) {
            double score = sigmoid(Math.clamp(logits[anchor], -LARGEST_LOGIT, LARGEST_LOGIT));
            if (score >= MIN_SCORE) {
                sure.add(one(anchor, boxes, anchor * valuesPerBox(), score));
            }
        }
        return Suppression.weighted(sure, SAME_OVERLAP);
    }

    private Detection one(int anchor, float[] boxes, int at, double score) {
        Point2 centre = centres.get(anchor);
        double x = boxes[at] / (double) inputSize + centre.x();
        double y = boxes[at + 1] / (double) inputSize + centre.y();
        double halfWidth = boxes[at + 2] / (2.0 * inputSize);
        double halfHeight = boxes[at + 3] / (2.0 * inputSize);
        List<Point2> own = new ArrayList<>(points);
        for (int p = 0; p < points; p++) {
            own.add(centre.plus(
                    boxes[at + 4 + 2 * p] / (double) inputSize, boxes[at + 5 + 2 * p] / (double) inputSize));
        }
        return new Detection(score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, own);
    }

    private static List<Point2> grids(int[] sides, int[] anchorsPerCell) {
        List<Point2> centres = new ArrayList<>();
        for (int g = 0; g < sides.length; g++) {
            int side = sides[g];
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    Point2 centre = new Point2((column + 0.5) / side, (row + 0.5) / side);
                    for (int a = 0; a < anchorsPerCell[g]; a++) {
                        centres.add(centre);
                    }
                }
            }
        }
        return centres;
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
