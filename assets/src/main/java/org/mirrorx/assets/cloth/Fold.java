package org.mirrorx.assets.cloth;

/**
 * A fold along a quadratic curve, steeper on its left side as cloth that hangs over. Where it starts and ends it runs out.
 *
 * @param width half width in pixels
 * @param height in pixels; negative is a groove
 * @param early where along the curve it is strongest, 0 to 1
 */
public record Fold(
        double x0, double y0, double cx, double cy, double x1, double y1, double width, double height, double early) {

    private static final int SAMPLES = 20;

    public static Fold of(
            double x0, double y0, double cx, double cy, double x1, double y1, double width, double height) {
        return new Fold(x0, y0, cx, cy, x1, y1, width, height, 0.4);
    }

    /** The same fold on the other side of a column. */
    public Fold flipped(double axis) {
        return new Fold(2 * axis - x0, y0, 2 * axis - cx, cy, 2 * axis - x1, y1, width, height, early);
    }

    /** Adds the fold to heights whose first value stands at (left, top). */
    public void press(float[] heights, int left, int top, int w, int h) {
        double reach = 2.4 * width;
        int fromX = (int) Math.max(0, Math.min(x0, Math.min(cx, x1)) - reach - left);
        int toX = (int) Math.min(w - 1, Math.max(x0, Math.max(cx, x1)) + reach - left);
        int fromY = (int) Math.max(0, Math.min(y0, Math.min(cy, y1)) - reach - top);
        int toY = (int) Math.min(h - 1, Math.max(y0, Math.max(cy, y1)) + reach - top);
        double[] px = new double[SAMPLES + 1];
        double[] py = new double[SAMPLES + 1];
        for (int i = 0; i <= SAMPLES; i++) {
            double t = i / (double) SAMPLES;
            px[i] = (1 - t) * (1 - t) * x0 + 2 * t * (1 - t) * cx + t * t * x1 - left;
            py[i] = (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * cy + t * t * y1 - top;
        }
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                heights[y * w + x] += (float) heightAt(px, py, x, y, reach);
            }
        }
    }

    private double heightAt(double[] px, double[] py, double x, double y, double reach) {
        double best = reach * reach;
        double along = -1;
        double side = 1;
        for (int i = 0; i < SAMPLES; i++) {
            double dx = px[i + 1] - px[i];
            double dy = py[i + 1] - py[i];
            double length2 = dx * dx + dy * dy + 1e-9;
            double t = Math.clamp(((x - px[i]) * dx + (y - py[i]) * dy) / length2, 0.0, 1.0);
            double ex = x - px[i] - t * dx;
            double ey = y - py[i] - t * dy;
            double d2 = ex * ex + ey * ey;
            if (d2 < best) {
                best = d2;
                along = (i + t) / SAMPLES;
                side = ex * dy - ey * dx;
            }
        }
        if (along < 0) {
            return 0;
        }
        double spread = side > 0 ? 0.6 * width : width;
        double run = along < early ? along / early : (1 - along) / (1 - early);
        return height * run * run * (3 - 2 * run) * Math.exp(-best / (spread * spread));
    }
}
