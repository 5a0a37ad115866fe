package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.Prints;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Weave;

/** Jackets: denim, Nehru, bomber. */
final class Jackets {
    private static final double A = TopPattern.AXIS;

    private Jackets() {}

    private static TopPattern pattern(int seed) {
        var p = Tees.longSleeved(seed);
        p.top = 176;
        p.neckHalf = 62;
        p.neckDrop = 46;
        p.shoulderHalf = 188;
        p.armpit = 372;
        p.chestHalf = 188;
        p.waistHalf = 184;
        p.hem = 756;
        p.hemHalf = 178;
        p.hemCurve = 4;
        p.sleeveLength = 492;
        p.sleeveAngle = 16;
        p.cuffWidth = 74;
        p.foldStrength = 2.0;
        return p;
    }

    static BufferedImage denim(int seed) {
        int thread = 0xC98F4E;
        var p = pattern(seed);
        var denim = new Fabric(Prints.denim(0x2C4A6E, 0x9DB6CC, 0.26, seed), Weave.TWILL, 0.03);
        ProductPhoto photo = p.photograph();
        photo.lay(p.back(denim));
        Trim.collarBack(photo, p, denim, 24);
        for (boolean right : new boolean[] {true, false}) {
            photo.lay(p.sleevePanel(denim, right));
            Trim.cuff(photo, p, denim, 42, right, thread, 0xB98A4A);
        }
        Panel front = p.frontPanel(denim);
        double yoke = p.top + 142;
        Path2D across = Outline.from(A + 14, yoke)
                .curve(A + 90, yoke + 4, A + p.chestHalf + 2, yoke - 14)
                .open();
        Path2D dartIn = Outline.from(A + 44, yoke + 40).line(A + 36, p.hem - 40).open();
        Path2D dartOut =
                Outline.from(A + 132, yoke + 40).line(A + 86, p.hem - 40).open();
        for (Path2D line : new Path2D[] {across, dartIn, dartOut}) {
            for (boolean right : new boolean[] {true, false}) {
                Path2D own = right ? line : TopPattern.flip(line);
                Path2D beside = new Path2D.Double(own);
                beside.transform(java.awt.geom.AffineTransform.getTranslateInstance(0, 5));
                front.seam(own).stitches(beside, thread, 1.2, 4, 2.4);
            }
        }
        photo.lay(front);
        for (double x : new double[] {A + 42, A - 42 - 84}) {
            flap(photo, denim, x, yoke + 3, 84, thread);
        }
        Trim.placket(photo, p, denim, 16, p.top + p.neckDrop, p.hem - 38, thread);
        Path2D belt = Outline.from(A, p.hem - 40)
                .line(A + p.hemHalf + 1, p.hem - 44)
                .line(A + p.hemHalf, p.hem + 1)
                .line(A, p.hem + 3)
                .mirrored(A);
        photo.lay(new Panel(belt, denim)
                .grain(A, p.top, 90)
                .edge(3, 3)
                .shadow(0.3)
                .stitches(
                        Outline.from(A - p.hemHalf, p.hem - 37)
                                .line(A + p.hemHalf, p.hem - 37)
                                .open(),
                        thread,
                        1.2,
                        4,
                        2.4)
                .stitches(
                        Outline.from(A - p.hemHalf, p.hem - 6)
                                .line(A + p.hemHalf, p.hem - 6)
                                .open(),
                        thread,
                        1.2,
                        4,
                        2.4));
        Trim.buttons(photo, p.top + p.neckDrop + 22, p.hem - 18, 6, 6.4, 0xB98A4A);
        Trim.collarLeaves(photo, p, denim, 44, 60, thread);
        return photo.develop();
    }

    private static void flap(ProductPhoto photo, Fabric fabric, double x, double y, double w, int thread) {
        Path2D flap = Outline.from(x, y)
                .line(x + w, y)
                .line(x + w, y + 24)
                .line(x + w / 2, y + 38)
                .line(x, y + 24)
                .closed();
        Path2D stitch = Outline.from(x + 4, y + 2)
                .line(x + 4, y + 21)
                .line(x + w / 2, y + 33)
                .line(x + w - 4, y + 21)
                .line(x + w - 4, y + 2)
                .open();
        photo.lay(new Panel(flap, fabric).grain(A, y, 0).edge(3, 3).shadow(0.35).stitches(stitch, thread, 1.2, 4, 2.4));
        Trim.button(photo, x + w / 2, y + 24, 5.4, 0xB98A4A);
    }

    /** The sleeveless bandi that is worn over a kurta. */
    static BufferedImage nehru(int seed, Print print, int thread, int button) {
        var p = new TopPattern(seed);
        p.top = 170;
        p.sleeveLength = 0;
        p.neckHalf = 58;
        p.neckDrop = 44;
        p.shoulderHalf = 152;
        p.shoulderSlope = 40;
        p.armpit = 386;
        p.chestHalf = 176;
        p.waistHalf = 177;
        p.hem = 790;
        p.hemHalf = 182;
        p.hemCurve = 8;
        p.foldStrength = 0.8;
        var fabric = new Fabric(print, Weave.KHADI, 0.10);
        ProductPhoto photo = p.photograph();
        photo.lay(p.back(fabric));
        Trim.collarBack(photo, p, fabric, 22);
        Panel front = p.frontPanel(fabric);
        Path2D dart = Outline.from(A + 84, p.armpit + 10)
                .curve(A + 78, p.waist, A + 84, p.hem - 100)
                .open();
        front.seam(dart).seam(TopPattern.flip(dart));
        p.hemStitches(front, thread);
        photo.lay(front);
        Trim.placket(photo, p, fabric, 12, p.top + p.neckDrop, p.hem - 2, thread);
        Trim.buttons(photo, p.top + p.neckDrop + 30, p.hem - 150, 5, 7.2, button);
        welt(photo, fabric, A + 56, p.top + 176, 78, -7);
        welt(photo, fabric, A + 62, p.hem - 150, 92, -6);
        welt(photo, fabric, A - 62 - 92, p.hem - 150, 92, 6);
        Trim.standCollar(photo, p, fabric, 30, 8, thread);
        return photo.develop();
    }

    /** A slit pocket with its lip. */
    private static void welt(ProductPhoto photo, Fabric fabric, double x, double y, double w, double tilt) {
        Path2D lip = Outline.from(x, y - tilt / 2)
                .line(x + w, y + tilt / 2)
                .line(x + w, y + 13 + tilt / 2)
                .line(x, y + 13 - tilt / 2)
                .closed();
        photo.lay(new Panel(lip, fabric).grain(A, y, 0).edge(2.5, 2.6).shadow(0.4));
    }

    static BufferedImage bomber(int seed, int colour, int rib) {
        var p = pattern(seed);
        p.hem = 740;
        p.hemHalf = 170;
        p.cuffWidth = 80;
        var shell = new Fabric(Print.plain(colour), Weave.SILK, 0.22);
        var knit = Fabric.of(Print.plain(rib), Weave.RIB);
        ProductPhoto photo = p.photograph();
        photo.lay(p.back(new Fabric(Print.plain(0xB06A32), Weave.SILK, 0.2)));
        photo.lay(p.backBand(knit, 30));
        for (boolean right : new boolean[] {true, false}) {
            photo.lay(p.sleevePanel(shell, right));
            Trim.cuff(photo, p, knit, 44, right, rib, 0);
        }
        photo.lay(p.frontPanel(shell));
        Path2D band = Outline.from(A, p.hem - 48)
                .line(A + p.hemHalf + 3, p.hem - 50)
                .line(A + p.hemHalf - 12, p.hem + 3)
                .line(A, p.hem + 5)
                .mirrored(A);
        photo.lay(new Panel(band, knit).grain(A, p.top, 0).edge(4, 4).shadow(0.3));
        zip(photo, p.top + p.neckDrop - 8, p.hem + 2);
        for (boolean right : new boolean[] {true, false}) {
            Path2D pocket = Outline.from(A + 92, p.hem - 210)
                    .line(A + 100, p.hem - 206)
                    .line(A + 138, p.hem - 96)
                    .line(A + 129, p.hem - 94)
                    .closed();
            photo.lay(new Panel(right ? pocket : TopPattern.flip(pocket), shell)
                    .edge(2, 2.4)
                    .shadow(0.5));
        }
        photo.lay(p.neckBand(knit, 28));
        return photo.develop();
    }

    private static void zip(ProductPhoto photo, double from, double to) {
        photo.lay(new Panel(
                        new Rectangle2D.Double(A - 6, from, 12, to - from),
                        Fabric.of(Print.plain(0x2B2A28), Weave.POPLIN))
                .edge(1.5, 1.2)
                .shadow(0.3)
                .draw(g -> {
                    g.setColor(new Color(0xB9B2A2));
                    g.setStroke(new BasicStroke(
                            4.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 2, new float[] {1.6f, 1.4f}, 0));
                    g.draw(new Line2D.Double(A, from + 4, A, to - 4));
                }));
        var metal = new Fabric(Print.plain(0xC8C0AE), Weave.SILK, 0.8);
        photo.lay(new Panel(new java.awt.geom.RoundRectangle2D.Double(A - 5, from + 2, 10, 24, 6, 6), metal)
                .edge(2, 3)
                .shadow(0.5));
    }
}
