package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** A crop's 8-bit colours as the floats a network wants. */
final class NetworkInput {
    private NetworkInput() {}

    /** {@code [rows, columns, 3]}, R, G, B, 0 to 1. */
    static float[] unit(Mat crop, Workspace workspace) {
        return interleaved(crop, 1 / 255.0, 0, workspace);
    }

    /** {@code [rows, columns, 3]}, R, G, B, −1 to 1. */
    static float[] signed(Mat crop, Workspace workspace) {
        return interleaved(crop, 2 / 255.0, -1, workspace);
    }

    private static float[] interleaved(Mat crop, double scale, double shift, Workspace workspace) {
        Mat floats = workspace.mat();
        crop.convertTo(floats, CvType.CV_32F, scale, shift);
        return values(floats);
    }

    /** {@code [3, rows, columns]}, R, G, B, (v / 255 − mean) / deviation. */
    static float[] normalisedPlanes(Mat crop, Scalar mean, Scalar deviation, Workspace workspace) {
        Mat floats = workspace.mat();
        crop.convertTo(floats, CvType.CV_32F, 1 / 255.0);
        Core.subtract(floats, mean, floats);
        Core.divide(floats, deviation, floats);
        return planes(floats, new int[] {0, 1, 2}, workspace);
    }

    /** {@code [3, rows, columns]}, B, G, R, 0 to 255. */
    static float[] blueFirstPlanes(Mat crop, Workspace workspace) {
        Mat floats = workspace.mat();
        crop.convertTo(floats, CvType.CV_32F);
        return planes(floats, new int[] {2, 1, 0}, workspace);
    }

    private static float[] planes(Mat floats, int[] order, Workspace workspace) {
        int size = floats.rows() * floats.cols();
        float[] all = new float[order.length * size];
        Mat plane = workspace.mat();
        float[] one = new float[size];
        for (int c = 0; c < order.length; c++) {
            Core.extractChannel(floats, plane, order[c]);
            plane.get(0, 0, one);
            System.arraycopy(one, 0, all, c * size, size);
        }
        return all;
    }

    /** All values of a float matrix, row by row, channels interleaved. */
    static float[] values(Mat floats) {
        float[] values = new float[floats.rows() * floats.cols() * floats.channels()];
        floats.get(0, 0, values);
        return values;
    }

    /** A {@code CV_32FC1} matrix of these values, row by row. */
    static Mat plane(float[] values, int rows, int columns, Workspace workspace) {
        Mat plane = workspace.zeros(rows, columns, CvType.CV_32F);
        plane.put(0, 0, values);
        return plane;
    }
}
