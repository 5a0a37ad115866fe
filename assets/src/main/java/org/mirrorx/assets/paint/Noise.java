package org.mirrorx.assets.paint;

/** Smooth value noise, −1 to 1, the same for the same seed on every machine. */
public record Noise(int seed) {

    /** One octave; features are about one unit wide. */
    public double at(double x, double y) {
        int xi = (int) Math.floor(x);
        int yi = (int) Math.floor(y);
        double fx = fade(x - xi);
        double fy = fade(y - yi);
        double top = mix(corner(xi, yi, 0), corner(xi + 1, yi, 0), fx);
        double bottom = mix(corner(xi, yi + 1, 0), corner(xi + 1, yi + 1, 0), fx);
        return mix(top, bottom, fy);
    }

    /** One octave in space. */
    public double at(double x, double y, double z) {
        int xi = (int) Math.floor(x);
        int yi = (int) Math.floor(y);
        int zi = (int) Math.floor(z);
        double fx = fade(x - xi);
        double fy = fade(y - yi);
        double fz = fade(z - zi);
        double near = mix(
                mix(corner(xi, yi, zi), corner(xi + 1, yi, zi), fx),
                mix(corner(xi, yi + 1, zi), corner(xi + 1, yi + 1, zi), fx),
                fy);
        double far = mix(
                mix(corner(xi, yi, zi + 1), corner(xi + 1, yi, zi + 1), fx),
                mix(corner(xi, yi + 1, zi + 1), corner(xi + 1, yi + 1, zi + 1), fx),
                fy);
        return mix(near, far, fz);
    }

    /** Octaves, each twice as fine and half as strong as the one before. */
    public double octaves(double x, double y, int count) {
        double sum = 0;
        double gain = 1;
        for (int i = 0; i < count; i++) {
            sum += gain * at(x, y);
            x = x * 2.03 + 17.1;
            y = y * 2.03 + 9.7;
            gain *= 0.5;
        }
        return sum;
    }

    /** White noise of a pixel. */
    public double grain(int x, int y) {
        return corner(x, y, 7);
    }

    private double corner(int x, int y, int z) {
        int h = seed * 0x9E3779B1 + x * 0x85EBCA77 + y * 0xC2B2AE3D + z * 0x27D4EB2F;
        h = (h ^ h >>> 15) * 0x2C1B3C6D;
        h = (h ^ h >>> 12) * 0x297A2D39;
        h ^= h >>> 15;
        return h / (double) (1L << 31);
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
