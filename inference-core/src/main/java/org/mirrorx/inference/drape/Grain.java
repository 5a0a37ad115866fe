package org.mirrorx.inference.drape;

import java.util.Arrays;

/**
 * Noise as this camera makes it (drape recipe §9). It is a function of seed and place, so the same request gives the same bits.
 *
 * @param sigma standard deviation of the camera's noise, levels
 * @param seed of the noise
 */
record Grain(double sigma, long seed) {
    /** The noise is read at every third pixel of every third row. */
    private static final int EVERY = 3;

    private static final double LEAST = 0.3;
    private static final double MOST = 2.5;

    /** Standard deviation = median absolute value × this, for a normal distribution. */
    private static final double MEDIAN_TO_SIGMA = 1.4826;

    /** The Laplacian 1, −2, 1 across and along multiplies white noise by 6. */
    private static final double LAPLACIAN = 6;

    /** Reads the camera's noise off the ground round the shopper. */
    static Grain of(Scene scene, long seed) {
        int w = scene.frame().width();
        int h = scene.frame().height();
        float[] g = scene.photo().values();
        float[] responses = new float[w * h];
        int n = 0;
        for (int y = 1; y + 1 < h; y += EVERY) {
            for (int x = 1; x + 1 < w; x += EVERY) {
                int i = y * w + x;
                if (scene.person().values()[i] < 0.01f) {
                    responses[n++] = Math.abs(4 * at(g, i)
                            - 2 * (at(g, i - 1) + at(g, i + 1) + at(g, i - w) + at(g, i + w))
                            + at(g, i - w - 1)
                            + at(g, i - w + 1)
                            + at(g, i + w - 1)
                            + at(g, i + w + 1));
                }
            }
        }
        Arrays.sort(responses, 0, n);
        double median = n == 0 ? 0 : responses[n / 2];
        return new Grain(Math.clamp(MEDIAN_TO_SIGMA * median / LAPLACIAN, LEAST, MOST), seed);
    }

    private static float at(float[] rgb, int i) {
        return rgb[3 * i + 1];
    }

    /** Adds noise where {@code amount} is above 0, in proportion to it. */
    void add(Plane colours, Plane amount) {
        Frame frame = colours.frame();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int i = y * frame.width() + x;
                float a = amount.values()[i];
                if (a > 0) {
                    float noise = (float) (a * sigma * normal(x + frame.x(), y + frame.y()));
                    for (int c = 0; c < 3; c++) {
                        colours.values()[3 * i + c] += noise;
                    }
                }
            }
        }
    }

    /** About normal, standard deviation 1: the sum of four uniform numbers from one hash (SplitMix64). */
    private double normal(int x, int y) {
        long z = seed + 0x9E3779B97F4A7C15L * (x + ((long) y << 20) + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        double sum = (z & 0xffff) + ((z >>> 16) & 0xffff) + ((z >>> 32) & 0xffff) + (z >>> 48);
        return (sum / 65536.0 - 2) * Math.sqrt(3);
    }
}
