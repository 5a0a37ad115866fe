package org.mirrorx.assets.cloth;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.paint.Brush;
import org.mirrorx.assets.paint.Ink;
import org.mirrorx.assets.paint.Noise;
import org.mirrorx.assets.paint.Plane;

/**
 * The product photographer's table: a plain light ground, a soft box from the upper left, panels laid one over the other. Works in linear
 * light; {@link #develop} gives the 8-bit picture.
 */
public final class ProductPhoto {
    public static final int WIDTH = 768;
    public static final int HEIGHT = 1024;

    private static final int GROUND = 0xF4F3F1;
    /** Unit vectors towards the soft box and the reflector on the other side; y points down, z to the camera. */
    private static final double[] KEY = unit(-0.42, -0.52, 0.74);

    private static final double[] FILL = unit(0.60, 0.12, 0.79);
    private static final double KEY_GAIN = 0.86;
    private static final double FILL_GAIN = 0.26;
    private static final double AMBIENT = 0.22;
    /**
     * Shadows on the ground: a narrow one where the cloth touches it, and a wide one that is felt more than seen. A cut-out by colour
     * must not take them for cloth: the narrow one ends within eight pixels, the wide one stays below ΔE 1.
     */
    private static final double CONTACT_SHADOW = 0.085;

    private static final double WIDE_SHADOW = 0.016;

    /** Photographers iron, but not flat. */
    private static final double FOLD_DEPTH = 1.3;

    private final Noise noise;
    private final float[] red = new float[WIDTH * HEIGHT];
    private final float[] green = new float[WIDTH * HEIGHT];
    private final float[] blue = new float[WIDTH * HEIGHT];
    private final Plane cover = new Plane(WIDTH, HEIGHT);
    private final Plane volume;

    /**
     * @param silhouette the whole garment: its roundness comes from it
     * @param depth how far the middle stands above the edge, pixels
     */
    public ProductPhoto(int seed, Shape silhouette, double depth) {
        noise = new Noise(seed);
        Plane shape = Plane.coverage(warped(silhouette), 0, 0, WIDTH, HEIGHT);
        volume = shape.blurred(34);
        volume.add(shape.blurred(14), 0.45);
        for (int i = 0; i < volume.values.length; i++) {
            volume.values[i] *= (float) depth;
        }
    }

    /** Nothing hand-made is straight: every outline of a garment bends with the same slow noise, up to about two pixels. */
    private Shape warped(Shape shape) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var at = new FlatteningPathIterator(shape.getPathIterator(null), 0.2, 10);
        double[] c = new double[6];
        double lastX = 0;
        double lastY = 0;
        for (; !at.isDone(); at.next()) {
            int kind = at.currentSegment(c);
            if (kind == PathIterator.SEG_CLOSE) {
                path.closePath();
                continue;
            }
            if (kind == PathIterator.SEG_MOVETO) {
                path.moveTo(bentX(c[0], c[1]), bentY(c[0], c[1]));
            } else {
                int steps = (int) Math.max(1, Math.hypot(c[0] - lastX, c[1] - lastY) / 5);
                for (int i = 1; i <= steps; i++) {
                    double x = lastX + (c[0] - lastX) * i / steps;
                    double y = lastY + (c[1] - lastY) * i / steps;
                    path.lineTo(bentX(x, y), bentY(x, y));
                }
            }
            lastX = c[0];
            lastY = c[1];
        }
        return path;
    }

    private double bentX(double x, double y) {
        return x + 2.4 * noise.at(x / 90, y / 70) + 0.7 * noise.at(x / 23, y / 23);
    }

    private double bentY(double x, double y) {
        return y + 1.8 * noise.at(x / 70 + 50, y / 90) + 0.6 * noise.at(x / 21 + 90, y / 21);
    }

    public void lay(Panel panel) {
        Shape outline = warped(panel.outline);
        Rectangle2D box = outline.getBounds2D();
        int left = (int) Math.max(0, box.getMinX() - 14);
        int top = (int) Math.max(0, box.getMinY() - 14);
        int w = (int) Math.min(WIDTH, box.getMaxX() + 16) - left;
        int h = (int) Math.min(HEIGHT, box.getMaxY() + 20) - top;
        if (w <= 0 || h <= 0) {
            return;
        }
        Plane coverage = Plane.coverage(outline, left, top, w, h);
        if (panel.shadow > 0) {
            throwShadow(coverage, left, top, panel.shadow);
        }
        Plane heights = heights(panel, coverage, left, top);
        paint(panel, coverage, heights, left, top);
    }

    private void throwShadow(Plane coverage, int left, int top, double strength) {
        Plane soft = coverage.blurred(5);
        for (int y = 0; y < soft.height; y++) {
            for (int x = 0; x < soft.width; x++) {
                int i = (top + y) * WIDTH + left + x;
                double dark = 1 - strength * soft.at(x - 1, y - 3);
                red[i] *= (float) dark;
                green[i] *= (float) dark;
                blue[i] *= (float) dark;
            }
        }
    }

    private Plane heights(Panel panel, Plane coverage, int left, int top) {
        int w = coverage.width;
        int h = coverage.height;
        var heights = new Plane(w, h);
        Plane rim = coverage.blurred(panel.rim);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                double edge = Math.clamp(2 * rim.values[i] - 1, 0.0, 1.0);
                double height =
                        panel.volume * volume.values[(top + y) * WIDTH + left + x] + panel.thickness * Math.sqrt(edge);
                if (rim.values[i] > 0) {
                    height += FOLD_DEPTH * panel.relief.at(left + x, top + y);
                }
                heights.values[i] = (float) height;
            }
        }
        for (Fold fold : panel.folds) {
            fold.press(heights.values, left, top, w, h);
        }
        Plane smooth = heights.blurred(1.1);
        for (Panel.Groove groove : panel.grooves) {
            var stroke = new BasicStroke((float) groove.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
            Plane line = Plane.coverage(stroke.createStrokedShape(warped(groove.line())), left, top, w, h);
            smooth.add(line.blurred(0.8), -groove.depth());
        }
        return smooth;
    }

    private void paint(Panel panel, Plane coverage, Plane heights, int left, int top) {
        int w = coverage.width;
        int h = coverage.height;
        Plane near = heights.blurred(5);
        Plane far = heights.blurred(16);
        BufferedImage drawn = drawings(panel, left, top, w, h);
        double cos = Math.cos(Math.toRadians(panel.grain));
        double sin = Math.sin(Math.toRadians(panel.grain));
        double sheen = panel.fabric.sheen();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                double alpha = coverage.values[i];
                if (alpha <= 0) {
                    continue;
                }
                double dx = 0.5 * (heights.at(x + 1, y) - heights.at(x - 1, y));
                double dy = 0.5 * (heights.at(x, y + 1) - heights.at(x, y - 1));
                double length = Math.sqrt(dx * dx + dy * dy + 1);
                double nx = -dx / length;
                double ny = -dy / length;
                double nz = 1 / length;
                // A print rides on the folds: the cloth on a slope is seen shortened.
                double px = left + x + 2.2 * dx - panel.originX;
                double py = top + y + 2.2 * dy - panel.originY;
                double u = px * cos + py * sin;
                double v = -px * sin + py * cos;
                Ink ink = panel.fabric.print().at(u, v);
                if (drawn != null) {
                    ink = over(ink, sewnOn(drawn, left, top, x, y));
                }
                double key = Math.max(0, dot(nx, ny, nz, KEY) * 0.86 + 0.14);
                double fill = Math.max(0, dot(nx, ny, nz, FILL));
                double hollow = 0.070 * Math.max(0, near.values[i] - heights.values[i])
                        + 0.022 * Math.max(0, far.values[i] - heights.values[i]);
                double light = (AMBIENT * (1 - 0.35 * ny) + KEY_GAIN * key + FILL_GAIN * fill)
                        * Math.exp(-hollow)
                        * panel.shade;
                light *= panel.fabric.weave().grain(u, v);
                double shine = sheen * gloss(nx, ny, nz);
                int to = (top + y) * WIDTH + left + x;
                float a = (float) alpha;
                red[to] = red[to] * (1 - a) + a * (float) (ink.r() * light + shine * (0.25 + 0.75 * ink.r()));
                green[to] = green[to] * (1 - a) + a * (float) (ink.g() * light + shine * (0.25 + 0.75 * ink.g()));
                blue[to] = blue[to] * (1 - a) + a * (float) (ink.b() * light + shine * (0.25 + 0.75 * ink.b()));
                cover.values[to] = cover.values[to] * (1 - a) + a;
            }
        }
    }

    private @org.jspecify.annotations.Nullable BufferedImage drawings(Panel panel, int left, int top, int w, int h) {
        if (panel.drawings.isEmpty()) {
            return null;
        }
        var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = Brush.on(image);
        g.transform(AffineTransform.getTranslateInstance(-left, -top));
        for (var drawing : panel.drawings) {
            Graphics2D own = (Graphics2D) g.create();
            drawing.accept(own);
            own.dispose();
        }
        g.dispose();
        return image;
    }

    /** What is drawn on the cloth, bent with the outlines. */
    private int sewnOn(BufferedImage drawn, int left, int top, int x, int y) {
        double bendX = bentX(left + x, top + y) - left;
        double bendY = bentY(left + x, top + y) - top;
        int fromX = Math.clamp(Math.round(2 * x - bendX), 0, drawn.getWidth() - 1);
        int fromY = Math.clamp(Math.round(2 * y - bendY), 0, drawn.getHeight() - 1);
        return drawn.getRGB(fromX, fromY);
    }

    private static Ink over(Ink below, int argb) {
        int alpha = argb >>> 24;
        return alpha == 0 ? below : below.towards(Ink.of(argb & 0xFFFFFF), alpha / 255.0);
    }

    /** Highlight of threads that run in all directions: broad, brightest half way between light and eye. */
    private static double gloss(double nx, double ny, double nz) {
        double hx = KEY[0];
        double hy = KEY[1];
        double hz = KEY[2] + 1;
        double length = Math.sqrt(hx * hx + hy * hy + hz * hz);
        double cosine = Math.max(0, (nx * hx + ny * hy + nz * hz) / length);
        double c4 = cosine * cosine * cosine * cosine;
        double c16 = c4 * c4 * c4 * c4;
        return 0.30 * (c16 + 0.8 * c16 * c16 * c16);
    }

    /** The picture: ground, its soft shadow, the garment, a breath of the camera's noise. */
    public BufferedImage develop() {
        Plane contact = cover.blurred(3.2);
        Plane wide = cover.blurred(24);
        Ink ground = Ink.of(GROUND);
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int i = y * WIDTH + x;
                double shadow = 1 - CONTACT_SHADOW * contact.at(x - 1, y - 3) - WIDE_SHADOW * wide.at(x - 3, y - 14);
                double bare = (1 - cover.values[i]) * shadow;
                double grain = 1 + 0.008 * noise.grain(x, y);
                image.setRGB(
                        x,
                        y,
                        Ink.encoded((red[i] + bare * ground.r()) * grain) << 16
                                | Ink.encoded((green[i] + bare * ground.g()) * grain) << 8
                                | Ink.encoded((blue[i] + bare * ground.b()) * grain));
            }
        }
        return image;
    }

    private static double dot(double x, double y, double z, double[] light) {
        return x * light[0] + y * light[1] + z * light[2];
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
