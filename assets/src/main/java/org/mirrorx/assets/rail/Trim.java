package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Motifs;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Weave;

/** What is sewn onto a garment: buttons, pockets, collars, plackets, cuffs, bands. */
final class Trim {
    private Trim() {}

    static void button(ProductPhoto photo, double x, double y, double radius, int colour) {
        var pearl = new Fabric(Print.plain(colour), Weave.SILK, 0.5);
        photo.lay(new Panel(Motifs.circle(x, y, radius), pearl)
                .edge(1.6, 2.6)
                .shadow(0.45)
                .volume(0)
                .groove(Motifs.circle(x, y, radius * 0.62), 0.9, 0.9)
                .draw(g -> {
                    g.setColor(new Color(0, 0, 0, 110));
                    double r = radius * 0.26;
                    for (double[] hole : new double[][] {{-r, -r}, {r, -r}, {-r, r}, {r, r}}) {
                        g.fill(Motifs.circle(x + hole[0], y + hole[1], radius * 0.13));
                    }
                }));
    }

    /** A patch pocket with a pointed or straight foot, stitched round. */
    static void pocket(
            ProductPhoto photo, Fabric fabric, double x, double y, double w, double h, double point, int thread) {
        Path2D outline = Outline.from(x, y)
                .line(x + w, y)
                .line(x + w - 1, y + h)
                .line(x + w / 2, y + h + point)
                .line(x + 1, y + h)
                .closed();
        Path2D inner = Outline.from(x + 4, y + 3)
                .line(x + 4, y + h - 3)
                .line(x + w / 2, y + h + point - 4)
                .line(x + w - 4, y + h - 3)
                .line(x + w - 4, y + 3)
                .open();
        photo.lay(new Panel(outline, fabric)
                .grain(TopPattern.AXIS, y, 0)
                .edge(2, 1.8)
                .shadow(0.22)
                .stitches(inner, thread, 1.0, 3.2, 2.0)
                .stitches(Outline.from(x + 3, y + 13).line(x + w - 3, y + 13).open(), thread, 1.0, 3.2, 2.0));
    }

    /** The strip of buttons down the front. */
    static void placket(
            ProductPhoto photo, TopPattern p, Fabric fabric, double half, double from, double to, int thread) {
        double a = TopPattern.AXIS;
        Path2D outline = Outline.from(a - half, from)
                .line(a + half, from)
                .line(a + half, to)
                .line(a - half, to)
                .closed();
        photo.lay(new Panel(outline, fabric)
                .grain(a, p.top, 0)
                .edge(2, 2)
                .shadow(0.20)
                .stitches(
                        Outline.from(a - half + 4, from + 2)
                                .line(a - half + 4, to - 1)
                                .open(),
                        thread,
                        0.9,
                        3.0,
                        2.0)
                .stitches(
                        Outline.from(a + half - 4, from + 2)
                                .line(a + half - 4, to - 1)
                                .open(),
                        thread,
                        0.9,
                        3.0,
                        2.0));
    }

    static void buttons(ProductPhoto photo, double from, double to, int count, double radius, int colour) {
        for (int i = 0; i < count; i++) {
            button(photo, TopPattern.AXIS, from + (to - from) * i / Math.max(1, count - 1), radius, colour);
        }
    }

    /** The cuff of a long sleeve. */
    static void cuff(
            ProductPhoto photo, TopPattern p, Fabric fabric, double height, boolean right, int thread, int button) {
        double a = Math.toRadians(p.sleeveAngle);
        double ux = Math.sin(a);
        double uy = Math.cos(a);
        double ox = p.cuffOuterX() + 3 * uy + 2 * ux;
        double oy = p.cuffOuterY() - 3 * ux + 2 * uy;
        double ix = p.cuffInnerX() - 3 * uy + 2 * ux;
        double iy = p.cuffInnerY() + 3 * ux + 2 * uy;
        Path2D outline = Outline.from(ox, oy)
                .curve((ox + ix) / 2 + 5 * ux, (oy + iy) / 2 + 5 * uy, ix, iy)
                .line(ix - height * ux, iy - height * uy)
                .curve(
                        (ox + ix) / 2 - (height - 5) * ux,
                        (oy + iy) / 2 - (height - 5) * uy,
                        ox - height * ux,
                        oy - height * uy)
                .closed();
        Path2D upper = p.cuffLine(height - 5);
        Path2D lower = p.cuffLine(2);
        photo.lay(new Panel(right ? outline : TopPattern.flip(outline), fabric)
                .grain(right ? ox : 2 * TopPattern.AXIS - ox, oy, right ? -p.sleeveAngle : p.sleeveAngle)
                .edge(3, 3)
                .shadow(0.30)
                .stitches(right ? upper : TopPattern.flip(upper), thread, 0.9, 3, 2)
                .stitches(right ? lower : TopPattern.flip(lower), thread, 0.9, 3, 2));
        if (button != 0) {
            double bx = ix + 0.22 * (ox - ix) - 0.5 * height * ux;
            double by = iy + 0.22 * (oy - iy) - 0.5 * height * uy;
            button(photo, right ? bx : 2 * TopPattern.AXIS - bx, by, 4.4, button);
        }
    }

    /** The inside of a turned-down collar behind the neck. Lay it before the front. */
    static void collarBack(ProductPhoto photo, TopPattern p, Fabric fabric, double rise) {
        double a = TopPattern.AXIS;
        double n = p.neckHalf;
        Path2D outline = Outline.from(a - n - 8, p.top + 6)
                .cubic(a - n, p.top - rise, a - 0.5 * n, p.top - rise - 4, a, p.top - rise - 4)
                .cubic(a + 0.5 * n, p.top - rise - 4, a + n, p.top - rise, a + n + 8, p.top + 6)
                .cubic(a + 0.5 * n, p.top + 22, a - 0.5 * n, p.top + 22, a - n - 8, p.top + 6)
                .closed();
        Path2D seam = Outline.from(a - n, p.top - 2)
                .cubic(a - 0.5 * n, p.top + 8, a + 0.5 * n, p.top + 8, a + n, p.top - 2)
                .open();
        photo.lay(new Panel(outline, fabric)
                .grain(a, p.top, 0)
                .volume(0)
                .shadow(0)
                .shade(0.56)
                .seam(seam));
        photo.lay(new Panel(
                        new Rectangle2D.Double(a - 20, p.top + 18, 40, 17),
                        Fabric.of(Print.plain(0xF1EBDD), Weave.SILK))
                .volume(0)
                .edge(1, 1)
                .shadow(0.25)
                .shade(0.7)
                .draw(g -> {
                    // The maker's label: a running stitch, the sign of MirrorX.
                    g.setColor(new Color(0xA4371F));
                    g.setStroke(new BasicStroke(
                            2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 2, new float[] {5, 4}, 0));
                    g.draw(new java.awt.geom.Line2D.Double(a - 13, p.top + 26.5, a + 13, p.top + 26.5));
                }));
    }

    /** The two leaves of a turned-down collar. */
    static void collarLeaves(ProductPhoto photo, TopPattern p, Fabric fabric, double reach, double spread, int thread) {
        double a = TopPattern.AXIS;
        double n = p.neckHalf;
        double drop = p.top + p.neckDrop;
        for (boolean right : new boolean[] {true, false}) {
            Path2D leaf = Outline.from(a + 3, drop - 4)
                    .cubic(a + 0.45 * n, drop - 8, a + 0.86 * n, p.top + 14, a + n - 4, p.top - 15)
                    .curve(a + n + 8, p.top - 10, a + n + 17, p.top + 13)
                    .cubic(a + n + 10, p.top + 40, a + spread + 10, drop + 0.4 * reach, a + spread, drop + reach)
                    .curve(a + 0.5 * spread, drop + 0.42 * reach, a + 3, drop - 4)
                    .closed();
            Path2D stitch = Outline.from(a + n + 10, p.top + 14)
                    .cubic(a + n + 4, p.top + 40, a + spread + 5, drop + 0.36 * reach, a + spread - 2, drop + reach - 7)
                    .curve(a + 0.5 * spread, drop + 0.36 * reach, a + 8, drop)
                    .open();
            photo.lay(new Panel(right ? leaf : TopPattern.flip(leaf), fabric)
                    .grain(a, p.top, right ? -24 : 24)
                    .edge(4, 4)
                    .shadow(0.36)
                    .volume(0.6)
                    .stitches(right ? stitch : TopPattern.flip(stitch), thread, 0.9, 3, 2));
        }
    }

    /** A stand-up collar, open a finger's breadth in front. */
    static void standCollar(ProductPhoto photo, TopPattern p, Fabric fabric, double height, double gap, int thread) {
        double a = TopPattern.AXIS;
        double n = p.neckHalf;
        double drop = p.top + p.neckDrop;
        for (boolean right : new boolean[] {true, false}) {
            Path2D leaf = Outline.from(a + gap, drop)
                    .cubic(a + 0.6 * n, drop - 2, a + 0.97 * n, p.top + 0.5 * p.neckDrop, a + n + 6, p.top + 3)
                    .line(a + n - 3, p.top - height * 0.8)
                    .cubic(
                            a + 0.86 * n,
                            p.top + 0.3 * p.neckDrop - 0.6 * height,
                            a + 0.55 * n,
                            drop - height - 2,
                            a + gap + 3,
                            drop - height + 4)
                    .curve(a + gap, drop - height + 6, a + gap, drop)
                    .closed();
            Path2D stitch = Outline.from(a + gap + 3, drop - 4)
                    .cubic(a + 0.6 * n, drop - 6, a + 0.95 * n, p.top + 0.5 * p.neckDrop - 4, a + n, p.top)
                    .open();
            photo.lay(new Panel(right ? leaf : TopPattern.flip(leaf), fabric)
                    .grain(a, p.top, 0)
                    .edge(3, 3)
                    .shadow(0.30)
                    .volume(0.6)
                    .stitches(right ? stitch : TopPattern.flip(stitch), thread, 0.9, 3, 2));
        }
    }
}
