package org.mirrorx.inference.face;

import java.util.Arrays;
import org.opencv.core.Mat;

/**
 * How a face network wants its colours.
 *
 * @param mean subtracted from each level, 0 to 255
 * @param deviation that what is left is divided by
 */
record Planes(double mean, double deviation) {
    private static final int CHANNELS = 3;

    /**
     * The network's numbers.
     *
     * @param rgb {@code CV_8UC3}, R, G, B
     * @return {@code [3, rows, columns]}, R, G, B
     */
    float[] of(Mat rgb) {
        int size = rgb.rows() * rgb.cols();
        byte[] levels = new byte[CHANNELS * size];
        rgb.get(0, 0, levels);
        float[] planes = new float[CHANNELS * size];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < size; i++) {
                int level = levels[CHANNELS * i + channel] & 0xFF;
                planes[channel * size + i] = (float) ((level - mean) / deviation);
            }
        }
        Arrays.fill(levels, (byte) 0);
        return planes;
    }
}
