package org.mirrorx.inference.face;

import java.util.List;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * How a head is turned, degrees (InsightFace, {@code utils/transform.py}).
 *
 * @param pitch nodding
 * @param yaw turning to the side
 * @param roll tilting
 */
public record HeadPose(double pitch, double yaw, double roll) {
    private static final int AXES = 3;

    /** Below this the second angle is a right one, and the others are one angle. */
    private static final double UPRIGHT = 1e-6;

    /**
     * The turn of the affine map with the least sum of squares from the mean shape to the points.
     *
     * @param points of a face
     * @param meanShape as many, of the mean face looking ahead
     */
    public static HeadPose of(List<Point3> points, List<Point3> meanShape) {
        if (points.size() != meanShape.size()) {
            throw new IllegalArgumentException(
                    points.size() + " points cannot be those of a mean shape of " + meanShape.size());
        }
        double[][] map = affine(meanShape, points);
        double[] across = unit(map[0]);
        double[] down = unit(map[1]);
        return ofRows(across, down, cross(across, down));
    }

    /** Rows of a turn matrix to angles. */
    private static HeadPose ofRows(double[] first, double[] second, double[] third) {
        double level = Math.hypot(first[0], second[0]);
        double yaw = Math.atan2(-third[0], level);
        return level < UPRIGHT
                ? degrees(Math.atan2(-second[2], second[1]), yaw, 0)
                : degrees(Math.atan2(third[1], third[2]), yaw, Math.atan2(second[0], first[0]));
    }

    private static HeadPose degrees(double pitch, double yaw, double roll) {
        return new HeadPose(Math.toDegrees(pitch), Math.toDegrees(yaw), Math.toDegrees(roll));
    }

    /** First two rows of the map: each gives one coordinate of a point from the three of the mean shape. */
    private static double[][] affine(List<Point3> from, List<Point3> to) {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat given = workspace.zeros(from.size(), AXES + 1, CvType.CV_64F);
            Mat wanted = workspace.zeros(from.size(), 2, CvType.CV_64F);
            for (int i = 0; i < from.size(); i++) {
                Point3 mean = from.get(i);
                given.put(i, 0, mean.x(), mean.y(), mean.z(), 1);
                wanted.put(i, 0, to.get(i).x(), to.get(i).y());
            }
            Mat map = workspace.mat();
            Core.solve(given, wanted, map, Core.DECOMP_SVD);
            double[][] rows = new double[2][AXES];
            for (int row = 0; row < 2; row++) {
                for (int axis = 0; axis < AXES; axis++) {
                    rows[row][axis] = map.get(axis, row)[0];
                }
            }
            return rows;
        }
    }

    private static double[] unit(double[] row) {
        double length = Math.sqrt(row[0] * row[0] + row[1] * row[1] + row[2] * row[2]);
        return new double[] {row[0] / length, row[1] / length, row[2] / length};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
