package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Fold;
import org.mirrorx.assets.cloth.Motifs;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.Prints;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Relief;
import org.mirrorx.assets.cloth.Weave;

/** Jeans, chinos and palazzos. Measures as in {@link TopPattern}. */
final class Trousers {
    private static final double A = TopPattern.AXIS;

    private double waistY = 96;
    private double waistHalf = 114;
    private double hipY = 236;
    private double hipHalf = 138;
    private double crotchY = 352;
    private double kneeY = 640;
    private double kneeOuter = 142;
    private double kneeInner = 27;
    private double hemY = 948;
    private double hemOuter = 138;
    private double hemInner = 42;
    private double bandHeight = 30;
    private final int seed;

    private Trousers(int seed) {
        this.seed = seed;
    }

    static BufferedImage jeans(int seed, int dark, int pale, double wear) {
        var t = new Trousers(seed);
        int thread = 0xC48A48;
        Print cloth = Prints.denim(dark, pale, wear, seed);
        var worn = new Fabric(t.rubbed(cloth, pale), Weave.TWILL, 0.03);
        return t.five(worn, thread, 0xB98A4A);
    }

    static BufferedImage chinos(int seed, int colour, int thread) {
        var t = new Trousers(seed);
        t.hemOuter = 128;
        t.hemInner = 40;
        t.kneeOuter = 142;
        t.kneeInner = 28;
        var twill = new Fabric(Print.plain(colour).washed(0.04, seed), Weave.TWILL, 0.03);
        return t.slant(twill, thread);
    }

    static BufferedImage palazzo(int seed, Print print, int thread) {
        var t = new Trousers(seed);
        t.waistHalf = 106;
        t.hipHalf = 146;
        t.kneeOuter = 206;
        t.kneeInner = 12;
        t.hemOuter = 250;
        t.hemInner = 10;
        t.crotchY = 372;
        return t.flowing(Fabric.of(print, Weave.POPLIN), thread);
    }

    /** Thighs and knees rub pale. */
    private Print rubbed(Print cloth, int pale) {
        var light = org.mirrorx.assets.paint.Ink.of(pale);
        return (u, v) -> {
            double x = Math.abs(u) - 74;
            double thigh = Math.exp(-x * x / 1500 - (v - 290) * (v - 290) / 26000);
            double knee = 0.6 * Math.exp(-x * x / 1200 - (v - 545) * (v - 545) / 6000);
            return cloth.at(u, v).towards(light, Math.min(0.6, 0.42 * (thigh + knee)));
        };
    }

    private Outline leg() {
        return Outline.from(A, waistY)
                .curve(A + 0.5 * waistHalf, waistY + 4, A + waistHalf, waistY - 3)
                .cubic(A + waistHalf + 6, waistY + 60, A + hipHalf, hipY - 60, A + hipHalf, hipY)
                .cubic(A + hipHalf + 1, hipY + 130, A + kneeOuter + 8, kneeY - 170, A + kneeOuter, kneeY)
                .cubic(A + kneeOuter - 2, kneeY + 100, A + hemOuter, hemY - 140, A + hemOuter, hemY)
                .curve(A + 0.5 * (hemOuter + hemInner), hemY + 5, A + hemInner, hemY)
                .cubic(A + hemInner, hemY - 140, A + kneeInner, kneeY + 120, A + kneeInner, kneeY)
                .cubic(A + 0.7 * kneeInner, kneeY - 140, A + 8, crotchY + 60, A, crotchY);
    }

    private ProductPhoto photograph() {
        var silhouette = new Area(leg().closed());
        silhouette.add(new Area(TopPattern.flip(leg().closed())));
        return new ProductPhoto(seed, silhouette, 40);
    }

    private Panel legPanel(Fabric fabric, boolean right) {
        Path2D path = leg().closed();
        int s = right ? 1 : -1;
        Panel panel = new Panel(right ? path : TopPattern.flip(path), fabric)
                .grain(A, waistY, 0)
                .shadow(right ? 0.12 : 0);
        panel.relief(Relief.wrinkles(seed + (right ? 3 : 4), 4 * s, 34, 210, 2.4))
                .relief(Relief.wrinkles(seed + 9, 62 * s, 15, 60, 0.9));
        for (int i = 0; i < 4; i++) {
            double y = crotchY - 26 + 17 * i;
            panel.fold(fold(s, 4, y + 4, 46, y - 8 + 7 * i, 92 + 6 * i, y - 40 + 12 * i, 9, i == 1 ? -3.6 : 5.0));
        }
        double mid = 0.5 * (kneeOuter + kneeInner);
        for (int i = 0; i < 6; i++) {
            double y = kneeY - 52 + 22 * i + 5 * s;
            double from = i % 2 == 0 ? kneeInner + 4 : kneeOuter - 6;
            double to = i % 2 == 0 ? mid + 26 : mid - 22;
            panel.fold(fold(s, from, y, 0.5 * (from + to), y + 9, to, y - 4, 8.5, i % 3 == 2 ? -3.0 : 4.2));
        }
        for (int i = 0; i < 3; i++) {
            double y = hemY - 34 - 26 * i;
            panel.fold(fold(s, hemInner + 6, y, 0.5 * (hemInner + hemOuter), y + 12, hemOuter - 14, y - 6, 8, 3.0));
        }
        return panel;
    }

    private static Fold fold(
            int s, double x0, double y0, double cx, double cy, double x1, double y1, double w, double h) {
        return Fold.of(A + s * x0, y0, A + s * cx, cy, A + s * x1, y1, w, h);
    }

    /** The inside of the waistband at the back. */
    private void backWaist(ProductPhoto photo, Fabric fabric) {
        Path2D back = Outline.from(A, waistY - 12)
                .curve(A + 0.7 * waistHalf, waistY - 12, A + waistHalf, waistY - 3)
                .curve(A + 0.5 * waistHalf, waistY + 12, A, waistY + 12)
                .mirrored(A);
        photo.lay(new Panel(back, fabric)
                .grain(A, waistY, 90)
                .volume(0)
                .shade(0.52)
                .shadow(0));
    }

    private void band(ProductPhoto photo, Fabric fabric, int thread) {
        Path2D band = Outline.from(A, waistY)
                .curve(A + 0.5 * waistHalf, waistY + 4, A + waistHalf + 1, waistY - 4)
                .line(A + waistHalf + 4, waistY + bandHeight - 4)
                .curve(A + 0.5 * waistHalf, waistY + bandHeight + 4, A, waistY + bandHeight)
                .mirrored(A);
        Panel panel = new Panel(band, fabric).grain(A, waistY, 90).edge(3, 3).shadow(0.3);
        for (double up : new double[] {4, bandHeight - 4}) {
            Path2D line = Outline.from(A, waistY + up)
                    .curve(A + 0.5 * waistHalf, waistY + 4 + up, A + waistHalf + 2, waistY - 4 + up)
                    .open();
            panel.stitches(line, thread, 1.1, 3.6, 2.2).stitches(TopPattern.flip(line), thread, 1.1, 3.6, 2.2);
        }
        photo.lay(panel);
    }

    private void loops(ProductPhoto photo, Fabric fabric) {
        for (double x : new double[] {-88, -44, 44, 88}) {
            photo.lay(new Panel(new java.awt.geom.Rectangle2D.Double(A + x - 5, waistY - 3, 10, bandHeight + 8), fabric)
                    .grain(A, waistY, 0)
                    .edge(2.5, 3)
                    .shadow(0.45));
        }
    }

    private void fly(Panel panel, int thread, double length) {
        Path2D line = Outline.from(A + 26, waistY + bandHeight)
                .line(A + 26, waistY + length - 30)
                .curve(A + 25, waistY + length, A + 1, waistY + length + 8)
                .open();
        panel.stitches(line, thread, 1.1, 3.6, 2.2)
                .seam(Outline.from(A, waistY + bandHeight).line(A, crotchY).open());
    }

    private void hems(Panel panel, boolean right, int thread, double up) {
        Path2D line = Outline.from(A + hemInner - 4, hemY - up)
                .curve(A + 0.5 * (hemOuter + hemInner), hemY + 5 - up, A + hemOuter + 4, hemY - up)
                .open();
        panel.stitches(right ? line : TopPattern.flip(line), thread, 1.1, 3.6, 2.2);
    }

    private BufferedImage five(Fabric fabric, int thread, int metal) {
        ProductPhoto photo = photograph();
        backWaist(photo, fabric);
        for (boolean right : new boolean[] {false, true}) {
            Panel leg = legPanel(fabric, right);
            Path2D opening = Outline.from(A + 50, waistY + bandHeight)
                    .cubic(A + 54, waistY + 84, A + 96, waistY + 104, A + hipHalf - 4, waistY + 96)
                    .open();
            for (double out : new double[] {0, 5}) {
                Path2D line = new Path2D.Double(opening);
                line.transform(java.awt.geom.AffineTransform.getTranslateInstance(-out * 0.5, out));
                if (out == 0) {
                    leg.groove(right ? line : TopPattern.flip(line), 3, 3);
                } else {
                    leg.stitches(right ? line : TopPattern.flip(line), thread, 1.2, 3.6, 2.2);
                }
            }
            if (right) {
                fly(leg, thread, 210);
            }
            hems(leg, right, thread, 16);
            Path2D outseam = Outline.from(A + hipHalf - 5, hipY)
                    .cubic(A + hipHalf - 4, hipY + 130, A + kneeOuter + 3, kneeY - 170, A + kneeOuter - 5, kneeY)
                    .open();
            leg.seam(right ? outseam : TopPattern.flip(outseam));
            photo.lay(leg);
        }
        band(photo, fabric, thread);
        loops(photo, fabric);
        Trim.button(photo, A, waistY + bandHeight / 2 + 1, 8, metal);
        var copper = new Fabric(Print.plain(0xB0703C), Weave.SILK, 0.6);
        for (double x : new double[] {-52, 52}) {
            photo.lay(new Panel(Motifs.circle(A + x, waistY + bandHeight + 8, 2.8), copper)
                    .edge(1, 1.6)
                    .shadow(0.4));
        }
        return photo.develop();
    }

    private BufferedImage slant(Fabric fabric, int thread) {
        ProductPhoto photo = photograph();
        backWaist(photo, fabric);
        for (boolean right : new boolean[] {false, true}) {
            Panel leg = legPanel(fabric, right);
            Path2D opening = Outline.from(A + 74, waistY + bandHeight)
                    .line(A + hipHalf - 4, waistY + 132)
                    .open();
            leg.groove(right ? opening : TopPattern.flip(opening), 3, 3.4);
            double mid = 0.5 * (kneeOuter + kneeInner);
            Path2D crease = Outline.from(A + 66, waistY + 130)
                    .cubic(A + 72, 500, A + mid, kneeY - 60, A + 0.5 * (hemOuter + hemInner), hemY)
                    .open();
            leg.groove(right ? crease : TopPattern.flip(crease), 2.2, -1.6);
            if (right) {
                fly(leg, thread, 200);
            }
            hems(leg, right, thread, 22);
            photo.lay(leg);
        }
        band(photo, fabric, thread);
        loops(photo, fabric);
        Trim.button(photo, A, waistY + bandHeight / 2 + 1, 6.5, 0x6B5A44);
        return photo.develop();
    }

    private BufferedImage flowing(Fabric fabric, int thread) {
        ProductPhoto photo = photograph();
        backWaist(photo, fabric);
        for (boolean right : new boolean[] {false, true}) {
            Path2D path = leg().closed();
            double mid = 0.5 * (hemOuter + hemInner);
            int s = right ? 1 : -1;
            Panel leg = new Panel(right ? path : TopPattern.flip(path), fabric)
                    .grain(A, waistY, right ? -3 : 3)
                    .shadow(right ? 0.16 : 0)
                    .relief(Relief.flare(
                            seed + s, A + s * mid * 0.75, waistY + 40, hemY, 60, 0.5 * (hemOuter - hemInner), 5.4, 15))
                    .relief(Relief.wrinkles(seed + 3, 5 * s, 40, 200, 2));
            hems(leg, right, thread, 12);
            photo.lay(leg);
        }
        Path2D band = Outline.from(A, waistY)
                .curve(A + 0.5 * waistHalf, waistY + 4, A + waistHalf + 1, waistY - 4)
                .line(A + waistHalf + 3, waistY + 34)
                .curve(A + 0.5 * waistHalf, waistY + 42, A, waistY + 38)
                .mirrored(A);
        photo.lay(new Panel(band, fabric)
                .grain(A, waistY, 90)
                .edge(3, 3)
                .shadow(0.25)
                .relief((x, y) -> 1.8 * Math.sin(x * 0.62 + 1.5 * Math.sin(x * 0.13))));
        Shape cord = new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(Outline.from(A - 4, waistY + 20)
                        .cubic(A - 22, waistY + 60, A - 14, waistY + 110, A - 24, waistY + 150)
                        .open());
        Shape other = new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(Outline.from(A + 4, waistY + 20)
                        .cubic(A + 18, waistY + 70, A + 10, waistY + 100, A + 16, waistY + 132)
                        .open());
        var thick = Fabric.of(Print.plain(thread), Weave.RIB);
        photo.lay(new Panel(cord, thick).edge(2, 3).shadow(0.4));
        photo.lay(new Panel(other, thick).edge(2, 3).shadow(0.4));
        photo.lay(new Panel(Motifs.circle(A, waistY + 21, 7), thick)
                .edge(3, 4)
                .shadow(0.4)
                .draw(g -> g.setColor(new Color(thread))));
        return photo.develop();
    }
}
