package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the body points of the pose landmark network. Source: google/mediapipe, tensors_to_pose_landmarks_and_segmentation and
 * refine_landmarks_from_heatmap_calculator.
 */
final class PosePoints {
    /** 33 body points, two for the next region of a video (middle of the hips, rim of the person), four unused. */
    static final int ROWS = 39;

    /** The row of the next region's centre; the one after it is the rim. */
    static final int NEXT_HIPS = 33;

    static final int NEXT_RIM = 34;

    /** Side of the network's input; raw coordinates are its pixels. */
    static final int INPUT_SIZE = 256;

    /** Side of the heat maps. */
    static final int MAP_SIZE = 64;

    /** Half of the refinement's 7 × 7 window. */
    private static final int WINDOW = 3;

    /** Windows whose largest weight is below keep the regressed point. */
    private static final double LEAST_WEIGHT = 0.5;

    private static final int VALUES = 5;

    private PosePoints() {}

    /**
     * A point as the network gives it.
     *
     * @param x, y, z fractions of the crop
     * @param visibility, presence 0 to 1
     */
    record CropPoint(double x, double y, double z, double visibility, double presence) {}

    /** @param raw {@code [39 × 5]}: x, y, z in crop pixels, visibility and presence as logits */
    static List<CropPoint> unrefined(float[] raw) {
        List<CropPoint> points = new ArrayList<>(ROWS);
        for (int row = 0; row < ROWS; row++) {
            int at = row * VALUES;
            points.add(new CropPoint(
                    raw[at] / (double) INPUT_SIZE,
                    raw[at + 1] / (double) INPUT_SIZE,
                    raw[at + 2] / (double) INPUT_SIZE,
                    AnchorBoxes.sigmoid(raw[at + 3]),
                    AnchorBoxes.sigmoid(raw[at + 4])));
        }
        return points;
    }

    /**
     * Moves every point to the centre of gravity of its heat map nearby.
     *
     * @param heatMaps {@code [64, 64, 39]} logits, channel last
     */
    static List<CropPoint> refined(List<CropPoint> points, float[] heatMaps) {
        List<CropPoint> refined = new ArrayList<>(points.size());
        for (int channel = 0; channel < points.size(); channel++) {
            refined.add(refined(points.get(channel), heatMaps, channel));
        }
        return refined;
    }

    private static CropPoint refined(CropPoint point, float[] heatMaps, int channel) {
        int centreColumn = (int) (point.x() * MAP_SIZE);
        int centreRow = (int) (point.y() * MAP_SIZE);
        if (centreColumn < 0 || centreColumn >= MAP_SIZE || centreRow < 0 || centreRow >= MAP_SIZE) {
            return point;
        }
        double sum = 0;
        double sumColumns = 0;
        double sumRows = 0;
        double largest = 0;
        for (int row = Math.max(0, centreRow - WINDOW); row <= Math.min(MAP_SIZE - 1, centreRow + WINDOW); row++) {
            for (int column = Math.max(0, centreColumn - WINDOW);
                    column <= Math.min(MAP_SIZE - 1, centreColumn + WINDOW);
                    column++) {
                double weight = AnchorBoxes.sigmoid(heatMaps[(row * MAP_SIZE + column) * ROWS + channel]);
                sum += weight;
                sumColumns += column * weight;
                sumRows += row * weight;
                largest = Math.max(largest, weight);
            }
        }
        if (largest < LEAST_WEIGHT) {
            return point;
        }
        // The published calculator takes the cell's corner, not its centre: no half cell is added.
        return new CropPoint(
                sumColumns / sum / MAP_SIZE, sumRows / sum / MAP_SIZE, point.z(), point.visibility(), point.presence());
    }

    /** All rows in pixels of the picture, z too. */
    static List<Landmark> inPicture(List<CropPoint> points, Crop crop) {
        return points.stream()
                .map(point -> {
                    var at = crop.toPicture(point.x(), point.y());
                    return new Landmark(
                            at.x(), at.y(), point.z() * crop.region().width(), point.visibility(), point.presence());
                })
                .toList();
    }
}
