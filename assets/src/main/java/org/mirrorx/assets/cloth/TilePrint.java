package org.mirrorx.assets.cloth;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.mirrorx.assets.paint.Brush;
import org.mirrorx.assets.paint.Ink;

/** A print that repeats: one tile is drawn at twice its size, averaged, and laid edge to edge, like blocks on a printing table. */
public final class TilePrint implements Print {
    private static final int OVERSAMPLING = 2;

    private final int width;
    private final int height;
    private final float[] red;
    private final float[] green;
    private final float[] blue;

    /**
     * @param drawing draws the tile in 0…width × 0…height; what sticks out on one side comes in again on the other
     */
    public TilePrint(int width, int height, int ground, Consumer<Graphics2D> drawing) {
        this.width = width;
        this.height = height;
        red = new float[width * height];
        green = new float[width * height];
        blue = new float[width * height];
        var image = new BufferedImage(width * OVERSAMPLING, height * OVERSAMPLING, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Brush.on(image);
        g.setColor(new Color(ground));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(OVERSAMPLING, OVERSAMPLING);
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                Graphics2D own = (Graphics2D) g.create();
                own.transform(AffineTransform.getTranslateInstance(dx * (double) width, dy * (double) height));
                drawing.accept(own);
                own.dispose();
            }
        }
        g.dispose();
        average(image);
    }

    private void average(BufferedImage image) {
        float share = 1f / (OVERSAMPLING * OVERSAMPLING);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Ink ink = Ink.of(image.getRGB(x, y) & 0xFFFFFF);
                int i = y / OVERSAMPLING * width + x / OVERSAMPLING;
                red[i] += share * ink.r();
                green[i] += share * ink.g();
                blue[i] += share * ink.b();
            }
        }
    }

    @Override
    public Ink at(double u, double v) {
        double x = u - 0.5;
        double y = v - 0.5;
        int xi = (int) Math.floor(x);
        int yi = (int) Math.floor(y);
        float fx = (float) (x - xi);
        float fy = (float) (y - yi);
        int x0 = Math.floorMod(xi, width);
        int x1 = Math.floorMod(xi + 1, width);
        int y0 = Math.floorMod(yi, height) * width;
        int y1 = Math.floorMod(yi + 1, height) * width;
        return new Ink(
                mix(red, x0, x1, y0, y1, fx, fy),
                mix(green, x0, x1, y0, y1, fx, fy),
                mix(blue, x0, x1, y0, y1, fx, fy));
    }

    private static float mix(float[] p, int x0, int x1, int y0, int y1, float fx, float fy) {
        float top = p[y0 + x0] + (p[y0 + x1] - p[y0 + x0]) * fx;
        float bottom = p[y1 + x0] + (p[y1 + x1] - p[y1 + x0]) * fx;
        return top + (bottom - top) * fy;
    }
}
