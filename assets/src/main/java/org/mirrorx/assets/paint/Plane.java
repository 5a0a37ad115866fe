package org.mirrorx.assets.paint;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** One value a pixel, row by row; pixel (x, y) stands at {@code values[y * width + x]}. */
public final class Plane {
    public final int width;
    public final int height;
    public final float[] values;

    public Plane(int width, int height) {
        this(width, height, new float[width * height]);
    }

    private Plane(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    public Plane copy() {
        return new Plane(width, height, values.clone());
    }

    /** The value at a pixel; outside the plane the nearest pixel's. */
    public float at(int x, int y) {
        return values[Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)];
    }

    /** Coverage 0 to 1 of a shape, antialiased; the plane's origin lies at (left, top) of the shape's coordinates. */
    public static Plane coverage(Shape shape, int left, int top, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var g = Brush.on(image);
        g.transform(AffineTransform.getTranslateInstance(-left, -top));
        g.fill(shape);
        g.dispose();
        return of(image);
    }

    /** A grey picture's values, 0 to 1. */
    public static Plane of(BufferedImage grey) {
        byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        var plane = new Plane(grey.getWidth(), grey.getHeight());
        for (int i = 0; i < bytes.length; i++) {
            plane.values[i] = (bytes[i] & 0xFF) / 255f;
        }
        return plane;
    }

    /** Adds {@code gain} times another plane of the same size. */
    public Plane add(Plane other, double gain) {
        float g = (float) gain;
        for (int i = 0; i < values.length; i++) {
            values[i] += g * other.values[i];
        }
        return this;
    }

    /** A blurred copy: three box blurs, which come close to a Gaussian of this sigma; beyond the border the edge pixel goes on. */
    public Plane blurred(double sigma) {
        if (sigma < 0.3) {
            return copy();
        }
        // Widths after "Fast almost-Gaussian filtering": three boxes whose variances add up to sigma².
        int narrow = (int) Math.floor(Math.sqrt(4 * sigma * sigma + 1));
        if (narrow % 2 == 0) {
            narrow--;
        }
        int narrowPasses = (int)
                Math.round((12 * sigma * sigma - 3.0 * narrow * narrow - 12.0 * narrow - 9) / (-4.0 * narrow - 4));
        Plane from = copy();
        Plane to = new Plane(width, height);
        for (int pass = 0; pass < 3; pass++) {
            int radius = (pass < narrowPasses ? narrow : narrow + 2) / 2;
            if (radius == 0) {
                continue;
            }
            boxRows(from.values, to.values, radius);
            boxColumns(to.values, from.values, radius);
        }
        return from;
    }

    private void boxRows(float[] from, float[] to, int radius) {
        float share = 1f / (2 * radius + 1);
        for (int y = 0; y < height; y++) {
            int row = y * width;
            float sum = from[row] * radius;
            for (int x = 0; x <= radius; x++) {
                sum += from[row + Math.min(x, width - 1)];
            }
            for (int x = 0; x < width; x++) {
                to[row + x] = sum * share;
                sum += from[row + Math.min(x + radius + 1, width - 1)] - from[row + Math.max(x - radius, 0)];
            }
        }
    }

    private void boxColumns(float[] from, float[] to, int radius) {
        float share = 1f / (2 * radius + 1);
        float[] sums = new float[width];
        for (int y = -radius; y <= radius; y++) {
            int row = Math.clamp(y, 0, height - 1) * width;
            for (int x = 0; x < width; x++) {
                sums[x] += from[row + x];
            }
        }
        for (int y = 0; y < height; y++) {
            int add = Math.min(y + radius + 1, height - 1) * width;
            int drop = Math.max(y - radius, 0) * width;
            for (int x = 0; x < width; x++) {
                to[y * width + x] = sums[x] * share;
                sums[x] += from[add + x] - from[drop + x];
            }
        }
    }
}
