package org.mirrorx.assets.cloth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Motifs of Indian block prints and weaves, drawn with Java2D round the origin, about 100 units high. */
public final class Motifs {
    private Motifs() {}

    /** Places a drawing: centre, size relative to 100 units, turn in degrees, mirrored or not by the sign of the size's x. */
    public static void place(Graphics2D g, double x, double y, double sizeX, double sizeY, double turn, Motif drawing) {
        Graphics2D own = (Graphics2D) g.create();
        own.translate(x, y);
        own.rotate(Math.toRadians(turn));
        own.scale(sizeX, sizeY);
        drawing.draw(own);
        own.dispose();
    }

    /** A drawing on a brush. */
    @FunctionalInterface
    public interface Motif {
        void draw(Graphics2D g);
    }

    /** The ambi (mango), tip bent to the right: outer drop, a band of dots, an inner drop and a bud. */
    public static void paisley(Graphics2D g, Color outer, Color band, Color inner, Color bud) {
        fill(g, outer, drop(1));
        Graphics2D in = (Graphics2D) g.create();
        in.translate(-1, 8);
        fill(in, band, drop(0.80));
        in.translate(-0.5, 4);
        fill(in, inner, drop(0.58));
        in.dispose();
        g.setColor(bud);
        for (int i = 0; i < 5; i++) {
            petal(g, -2, 22, 18, 6.5, -90 + (i - 2) * 34);
        }
        g.fill(new Ellipse2D.Double(-5.5, 18, 7, 7));
        g.setColor(outer);
        double[][] beads = {
            {-27, 26},
            {-29, 12},
            {-24, -2},
            {-15, -14},
            {-4, -24},
            {-20, 38},
            {-8, 46},
            {8, 44},
            {20, 34},
            {24, 20},
            {20, 6}
        };
        for (double[] b : beads) {
            g.fill(new Ellipse2D.Double(b[0] * 0.92 - 2.2, b[1] * 0.92 + 5 - 2.2, 4.4, 4.4));
        }
    }

    private static Path2D drop(double s) {
        var p = new Path2D.Double();
        p.moveTo(26 * s, -52 * s);
        p.curveTo(34 * s, -58 * s, 40 * s, -46 * s, 31 * s, -40 * s);
        p.curveTo(14 * s, -30 * s, 26 * s, -8 * s, 30 * s, 12 * s);
        p.curveTo(36 * s, 40 * s, 14 * s, 54 * s, -4 * s, 54 * s);
        p.curveTo(-28 * s, 54 * s, -40 * s, 34 * s, -34 * s, 10 * s);
        p.curveTo(-27 * s, -18 * s, -4 * s, -40 * s, 26 * s, -52 * s);
        p.closePath();
        return p;
    }

    /** A round flower: petals, a ring, a heart. */
    public static void rosette(Graphics2D g, int petals, Color petal, Color heart, Color dot) {
        g.setColor(petal);
        for (int i = 0; i < petals; i++) {
            petal(g, 0, 0, 46, 15, 360.0 * i / petals);
        }
        fill(g, heart, circle(0, 0, 15));
        fill(g, petal, circle(0, 0, 10));
        g.setColor(dot);
        for (int i = 0; i < petals; i++) {
            double a = 2 * Math.PI * i / petals;
            g.fill(circle(29 * Math.cos(a), 29 * Math.sin(a), 3.6));
        }
        g.fill(circle(0, 0, 5));
    }

    /** A sprig as hand blocks print it: stem, pairs of leaves, a flower on top. */
    public static void buti(Graphics2D g, Color stem, Color flower, Color heart) {
        g.setColor(stem);
        g.setStroke(new BasicStroke(4.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var line = new Path2D.Double();
        line.moveTo(0, 50);
        line.quadTo(-5, 20, 0, -12);
        g.draw(line);
        petal(g, -2, 36, 30, 9, -150);
        petal(g, -2, 36, 30, 9, -30);
        petal(g, -3, 16, 24, 7.5, -140);
        petal(g, -3, 16, 24, 7.5, -40);
        g.setColor(flower);
        for (int i = 0; i < 7; i++) {
            petal(g, 0, -20, 30, 9.5, -90 + (i - 3) * 36);
        }
        fill(g, heart, circle(0, -20, 8));
        fill(g, stem, circle(0, -20, 3.4));
    }

    /** A leaf with its vein. */
    public static void leaf(Graphics2D g, Color leaf, Color vein) {
        g.setColor(leaf);
        petal(g, 0, 50, 100, 26, -90);
        g.setColor(vein);
        g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var veins = new Path2D.Double();
        veins.moveTo(0, 54);
        veins.lineTo(0, -38);
        for (int i = 0; i < 5; i++) {
            double y = 34 - 15 * i;
            double reach = 17 - 2.4 * Math.abs(i - 1);
            veins.moveTo(0, y);
            veins.lineTo(-reach, y - 13);
            veins.moveTo(0, y);
            veins.lineTo(reach, y - 13);
        }
        g.draw(veins);
    }

    /** A pointed petal from (x, y) in a direction (degrees, 0 to the right, clockwise). */
    public static void petal(Graphics2D g, double x, double y, double length, double half, double turn) {
        Graphics2D own = (Graphics2D) g.create();
        own.translate(x, y);
        own.rotate(Math.toRadians(turn));
        var p = new Path2D.Double();
        p.moveTo(0, 0);
        p.curveTo(length * 0.30, -half * 1.35, length * 0.72, -half * 1.15, length, 0);
        p.curveTo(length * 0.72, half * 1.15, length * 0.30, half * 1.35, 0, 0);
        p.closePath();
        own.fill(p);
        own.dispose();
    }

    public static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static void fill(Graphics2D g, Color colour, java.awt.Shape shape) {
        g.setColor(colour);
        g.fill(shape);
    }
}
