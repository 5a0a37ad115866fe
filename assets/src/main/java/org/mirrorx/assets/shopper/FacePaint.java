package org.mirrorx.assets.shopper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.paint.Brush;
import org.mirrorx.assets.paint.Noise;

/**
 * The painted part of the face: eyes, brows, lips, the shadows a brush sets. A sheet that lies in front of the head: centimetres from the
 * middle between the eyes, x to the picture's right, y up.
 */
final class FacePaint {
    static final double PIXELS_PER_CM = 26;
    static final double LEFT = -9;
    static final double TOP = 10;
    private static final int WIDTH = 468;
    private static final int HEIGHT = 598;

    private final BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);

    FacePaint() {
        Graphics2D g = Brush.on(sheet);
        g.scale(PIXELS_PER_CM, -PIXELS_PER_CM);
        g.translate(-LEFT, -TOP);
        for (int side = -1; side <= 1; side += 2) {
            Graphics2D half = (Graphics2D) g.create();
            half.scale(side, 1);
            cheek(half);
            socket(half);
            half.translate(3.15, 0);
            brow(half);
            half.scale(1.10, 1.14);
            eye(half, side);
            half.dispose();
        }
        nose(g);
        mouth(g);
        g.setColor(new Color(0x8E1F1A));
        g.fill(new Ellipse2D.Double(-0.24, 1.75, 0.48, 0.48));
        g.dispose();
    }

    /** ARGB at a place of the sheet, bilinear; transparent outside. */
    int at(double x, double y) {
        double px = (x - LEFT) * PIXELS_PER_CM - 0.5;
        double py = (TOP - y) * PIXELS_PER_CM - 0.5;
        int xi = (int) Math.floor(px);
        int yi = (int) Math.floor(py);
        if (xi < 0 || yi < 0 || xi + 1 >= WIDTH || yi + 1 >= HEIGHT) {
            return 0;
        }
        double fx = px - xi;
        double fy = py - yi;
        double[] sum = new double[4];
        add(sum, sheet.getRGB(xi, yi), (1 - fx) * (1 - fy));
        add(sum, sheet.getRGB(xi + 1, yi), fx * (1 - fy));
        add(sum, sheet.getRGB(xi, yi + 1), (1 - fx) * fy);
        add(sum, sheet.getRGB(xi + 1, yi + 1), fx * fy);
        if (sum[0] < 0.5) {
            return 0;
        }
        return (int) (sum[0] + 0.5) << 24
                | (int) (sum[1] / sum[0] + 0.5) << 16
                | (int) (sum[2] / sum[0] + 0.5) << 8
                | (int) (sum[3] / sum[0] + 0.5);
    }

    private static void add(double[] sum, int argb, double share) {
        double a = (argb >>> 24) * share;
        sum[0] += a;
        sum[1] += a * (argb >> 16 & 0xFF);
        sum[2] += a * (argb >> 8 & 0xFF);
        sum[3] += a * (argb & 0xFF);
    }

    /** A soft round spot that fades to nothing. */
    private static void spot(Graphics2D g, double x, double y, double rx, double ry, int rgb, int alpha) {
        Graphics2D own = (Graphics2D) g.create();
        own.translate(x, y);
        own.scale(rx, ry);
        own.setPaint(new RadialGradientPaint(new Point2D.Double(0, 0), 1f, new float[] {0, 0.45f, 1}, new Color[] {
            tint(rgb, alpha), tint(rgb, alpha * 6 / 10), tint(rgb, 0)
        }));
        own.fill(new Ellipse2D.Double(-1, -1, 2, 2));
        own.dispose();
    }

    private static Color tint(int rgb, int alpha) {
        return new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, alpha);
    }

    private static void line(Graphics2D g, double width, Color colour, double... c) {
        var p = new Path2D.Double();
        p.moveTo(c[0], c[1]);
        p.curveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
        g.setColor(colour);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(p);
    }

    private static void cheek(Graphics2D g) {
        spot(g, 4.1, -3.3, 2.6, 2.0, 0xB4503C, 46);
        spot(g, 5.4, -5.2, 2.0, 3.0, 0x6A3A26, 26);
    }

    private static void socket(Graphics2D g) {
        spot(g, 3.1, 0.70, 2.4, 1.15, 0x5A2E1E, 80);
        spot(g, 1.6, 0.7, 0.9, 1.1, 0x5A2E1E, 40);
        spot(g, 3.1, -1.0, 1.9, 0.7, 0x6A3826, 46);
    }

    private static Path2D opening() {
        var p = new Path2D.Double();
        p.moveTo(-1.50, -0.20);
        p.curveTo(-0.85, 0.62, 0.55, 0.84, 1.52, 0.20);
        p.curveTo(0.95, -0.44, -0.45, -0.64, -1.50, -0.20);
        p.closePath();
        return p;
    }

    private static void eye(Graphics2D g, int side) {
        Path2D opening = opening();
        g.setColor(new Color(0xE9DFD4));
        g.fill(opening);
        Graphics2D in = (Graphics2D) g.create();
        in.clip(opening);
        spot(in, -1.5, -0.15, 0.7, 0.6, 0xB46A5A, 130);
        spot(in, 1.5, 0.1, 0.7, 0.6, 0x9A6A58, 120);
        in.setColor(new Color(0x1E0F09));
        in.fill(new Ellipse2D.Double(-0.66, -0.56, 1.32, 1.32));
        spot(in, 0, -0.02, 0.60, 0.60, 0x74401E, 255);
        spot(in, 0.02, -0.26, 0.5, 0.34, 0xA5682E, 170);
        in.setColor(new Color(0x0A0605));
        in.fill(new Ellipse2D.Double(-0.29, -0.19, 0.58, 0.58));
        in.setColor(new Color(30, 14, 10, 130));
        in.setStroke(new BasicStroke(0.34f));
        var upper = new Path2D.Double();
        upper.moveTo(-1.50, -0.16);
        upper.curveTo(-0.85, 0.66, 0.55, 0.88, 1.52, 0.24);
        in.draw(upper);
        in.dispose();
        g.setColor(new Color(255, 252, 246, 240));
        g.fill(new Ellipse2D.Double(side * -0.24 - 0.13, 0.19, 0.26, 0.24));
        g.setColor(new Color(255, 252, 246, 90));
        g.fill(new Ellipse2D.Double(side * 0.22 - 0.08, -0.28, 0.16, 0.12));
        lashes(g);
        line(g, 0.09, new Color(58, 26, 18, 150), -1.30, 0.42, -0.6, 1.10, 0.7, 1.26, 1.72, 0.62);
        line(g, 0.10, new Color(70, 34, 26, 120), -1.30, -0.28, -0.4, -0.66, 0.9, -0.52, 1.50, 0.14);
        g.setColor(new Color(196, 112, 98, 200));
        g.fill(new Ellipse2D.Double(-1.60, -0.30, 0.26, 0.20));
    }

    private static void lashes(Graphics2D g) {
        var lid = new Path2D.Double();
        lid.moveTo(-1.52, -0.22);
        lid.curveTo(-0.85, 0.62, 0.55, 0.86, 1.50, 0.20);
        lid.lineTo(1.92, 0.50);
        lid.curveTo(1.30, 0.68, 0.45, 1.06, -0.40, 0.76);
        lid.curveTo(-0.95, 0.54, -1.30, 0.16, -1.52, -0.22);
        lid.closePath();
        g.setColor(new Color(0x140A08));
        g.fill(lid);
        for (int i = 0; i < 7; i++) {
            double t = i / 6.0;
            double x = 0.3 + 1.3 * t;
            double y = 0.74 - 0.42 * t * t;
            line(
                    g,
                    0.05,
                    new Color(18, 9, 7, 200),
                    x,
                    y,
                    x + 0.08,
                    y + 0.12,
                    x + 0.16 + 0.1 * t,
                    y + 0.2,
                    x + 0.28 + 0.16 * t,
                    y + 0.26);
        }
    }

    private static void brow(Graphics2D g) {
        var noise = new Noise(91);
        for (int pass = 0; pass < 2; pass++) {
            int count = pass == 0 ? 40 : 110;
            for (int i = 0; i < count; i++) {
                double t = i / (count - 1.0);
                double x = -1.85 + 4.15 * t;
                double y = 1.78 + 0.74 * Math.sin(Math.PI * Math.pow(t, 1.2) * 0.80) - 0.46 * t;
                double thick = 0.30 * (1 - Math.pow(t, 2.2)) + 0.07;
                double jitter = pass == 0 ? 0 : noise.grain(i, 3) * thick * 0.9;
                double lean = 1.1 - 0.95 * t;
                double reach = pass == 0 ? thick : 0.34 - 0.1 * t;
                line(
                        g,
                        pass == 0 ? 0.22 : 0.045,
                        new Color(34, 20, 14, pass == 0 ? 70 : 80),
                        x - 0.1,
                        y + jitter - reach * 0.5 * lean,
                        x,
                        y + jitter,
                        x + 0.1,
                        y + jitter + 0.05,
                        x + 0.26,
                        y + jitter + reach * 0.5 * lean);
            }
        }
    }

    private static void nose(Graphics2D g) {
        for (int side = -1; side <= 1; side += 2) {
            Graphics2D half = (Graphics2D) g.create();
            half.scale(side, 1);
            spot(half, 1.05, -1.6, 0.55, 2.4, 0x5A2E1E, 40);
            spot(half, 1.75, -3.9, 0.55, 0.75, 0x5A2A1C, 90);
            half.rotate(Math.toRadians(16), 0.75, -4.42);
            spot(half, 0.75, -4.42, 0.50, 0.24, 0x2C120C, 235);
            half.dispose();
        }
        spot(g, 0, -4.85, 1.5, 0.55, 0x5A2A1C, 80);
        spot(g, 0, -2.9, 0.42, 1.9, 0xF2C9A4, 40);
        spot(g, -0.1, -3.55, 0.5, 0.42, 0xF8DCC0, 54);
    }

    private static void mouth(Graphics2D g) {
        var upper = new Path2D.Double();
        upper.moveTo(-2.55, -6.02);
        upper.curveTo(-1.6, -5.80, -0.9, -5.42, -0.52, -5.46);
        upper.curveTo(-0.3, -5.48, -0.15, -5.62, 0, -5.62);
        upper.curveTo(0.15, -5.62, 0.3, -5.48, 0.52, -5.46);
        upper.curveTo(0.9, -5.42, 1.6, -5.80, 2.55, -6.02);
        upper.curveTo(1.4, -6.36, 0.5, -6.34, 0, -6.42);
        upper.curveTo(-0.5, -6.34, -1.4, -6.36, -2.55, -6.02);
        upper.closePath();
        var lower = new Path2D.Double();
        lower.moveTo(-2.42, -6.08);
        lower.curveTo(-1.4, -6.36, -0.5, -6.30, 0, -6.42);
        lower.curveTo(0.5, -6.30, 1.4, -6.36, 2.42, -6.08);
        lower.curveTo(1.5, -7.26, 0.7, -7.58, 0, -7.58);
        lower.curveTo(-0.7, -7.58, -1.5, -7.26, -2.42, -6.08);
        lower.closePath();
        spot(g, 0, -8.15, 1.5, 0.55, 0x4E2418, 96);
        spot(g, 0, -5.15, 0.34, 0.55, 0x5A2A1C, 50);
        g.setColor(new Color(0x8A3C39));
        g.fill(upper);
        g.setColor(new Color(0xA24C47));
        g.fill(lower);
        Graphics2D in = (Graphics2D) g.create();
        in.clip(lower);
        spot(in, -0.1, -6.85, 1.3, 0.42, 0xE8A496, 130);
        spot(in, 0, -6.35, 2.4, 0.34, 0x5A201E, 130);
        in.dispose();
        line(g, 0.10, new Color(0x42, 0x16, 0x15, 230), -2.58, -5.98, -1.5, -6.40, -0.5, -6.33, 0, -6.43);
        line(g, 0.10, new Color(0x42, 0x16, 0x15, 230), 2.58, -5.98, 1.5, -6.40, 0.5, -6.33, 0, -6.43);
        spot(g, -2.74, -5.98, 0.42, 0.36, 0x4A2016, 110);
        spot(g, 2.74, -5.98, 0.42, 0.36, 0x4A2016, 110);
    }
}
