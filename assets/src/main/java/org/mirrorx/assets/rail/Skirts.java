package org.mirrorx.assets.rail;

import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Relief;
import org.mirrorx.assets.cloth.Weave;
import org.mirrorx.assets.paint.Noise;

/** Skirts and the skirts of lehengas. Measures as in {@link TopPattern}. */
final class Skirts {
    private static final double A = TopPattern.AXIS;
    private static final int SCALLOPS = 26;

    private Skirts() {}

    /** The shape of a skirt. */
    record Cut(double waistY, double waistHalf, double hemY, double hemHalf, double hemCurve, double bulge) {}

    /** A skirt's outline; the hem waves as its folds do. */
    static Path2D outline(Cut s, int seed, double wave) {
        var noise = new Noise(seed);
        double side = s.hemY() - s.hemCurve();
        Outline o = Outline.from(A - s.waistHalf(), s.waistY());
        o.curve(A, s.waistY() + 7, A + s.waistHalf(), s.waistY());
        o.cubic(
                A + s.waistHalf() + s.bulge(),
                s.waistY() + 0.25 * (side - s.waistY()),
                A + s.hemHalf() - 0.22 * (s.hemHalf() - s.waistHalf()),
                s.waistY() + 0.66 * (side - s.waistY()),
                A + s.hemHalf(),
                side);
        for (int i = 1; i <= SCALLOPS; i++) {
            double u = 1 - 2.0 * i / SCALLOPS;
            double before = 1 - 2.0 * (i - 0.5) / SCALLOPS;
            double y = s.hemY() - s.hemCurve() * u * u + wave * noise.at(u * 9, 3);
            double yMid = s.hemY() - s.hemCurve() * before * before + wave * noise.at(before * 9, 3);
            o.curve(A + before * s.hemHalf(), yMid, A + u * s.hemHalf(), y);
        }
        o.cubic(
                A - s.hemHalf() + 0.22 * (s.hemHalf() - s.waistHalf()),
                s.waistY() + 0.66 * (side - s.waistY()),
                A - s.waistHalf() - s.bulge(),
                s.waistY() + 0.25 * (side - s.waistY()),
                A - s.waistHalf(),
                s.waistY());
        return o.closed();
    }

    static Panel hanging(Cut s, int seed, Fabric fabric, double folds, double height) {
        return new Panel(outline(s, seed, Math.min(5, height * 0.3)), fabric)
                .grain(A, s.waistY(), 0)
                .relief(Relief.flare(seed, A, s.waistY(), s.hemY(), s.waistHalf(), s.hemHalf(), folds, height))
                .relief(Relief.wrinkles(seed + 1, 3, 30, 160, 1.4));
    }

    /** A dark sliver of the inside of the back hem. */
    static void inside(ProductPhoto photo, Cut s, int seed, Fabric fabric) {
        var back = new Cut(s.hemY() - 80, s.hemHalf() * 0.93, s.hemY() - 7, s.hemHalf() * 0.985, s.hemCurve(), 0);
        photo.lay(new Panel(outline(back, seed + 40, 4), fabric)
                .grain(A, s.waistY(), 0)
                .shade(0.45)
                .shadow(0));
    }

    static void band(ProductPhoto photo, Cut s, Fabric fabric, double height, int thread) {
        double slope = s.bulge() > 0 ? 4 : 2;
        Path2D band = Outline.from(A, s.waistY() + 3)
                .curve(A + 0.5 * s.waistHalf(), s.waistY() + 3, A + s.waistHalf() + 1, s.waistY() - 1)
                .line(A + s.waistHalf() + slope, s.waistY() + height)
                .curve(A + 0.5 * s.waistHalf(), s.waistY() + height + 5, A, s.waistY() + height + 5)
                .mirrored(A);
        Path2D line = Outline.from(A, s.waistY() + height)
                .curve(A + 0.5 * s.waistHalf(), s.waistY() + height, A + s.waistHalf() + slope, s.waistY() + height - 5)
                .open();
        Path2D back = Outline.from(A, s.waistY() - 9)
                .curve(A + 0.7 * s.waistHalf(), s.waistY() - 9, A + s.waistHalf(), s.waistY())
                .curve(A + 0.5 * s.waistHalf(), s.waistY() + 12, A, s.waistY() + 12)
                .mirrored(A);
        photo.lay(new Panel(back, fabric).volume(0).shade(0.5).shadow(0).grain(A, s.waistY(), 0));
        photo.lay(new Panel(band, fabric)
                .grain(A, s.waistY(), 0)
                .edge(3, 3)
                .shadow(0.3)
                .stitches(line, thread, 1, 3.4, 2.2)
                .stitches(TopPattern.flip(line), thread, 1, 3.4, 2.2));
    }

    static BufferedImage gathered(int seed, Print print, Print border, int borderHeight, int thread) {
        var s = new Cut(190, 104, 880, 236, 34, 14);
        double apex = 620;
        Print cloth = print.withBorder(s.hemY() - s.waistY() - borderHeight - 6, border)
                .fanned(apex, apex + 560);
        var fabric = Fabric.of(cloth, Weave.POPLIN);
        var photo = new ProductPhoto(seed, outline(s, seed, 4), 30);
        inside(photo, s, seed, fabric.with(print));
        photo.lay(hanging(s, seed, fabric, 15, 12));
        band(photo, s, Fabric.of(print, Weave.POPLIN), 30, thread);
        return photo.develop();
    }

    static BufferedImage pleated(int seed, int colour, int thread) {
        var s = new Cut(200, 106, 850, 216, 22, 8);
        var fabric = new Fabric(Print.plain(colour), Weave.SILK, 0.20);
        var photo = new ProductPhoto(seed, outline(s, seed, 2), 34);
        inside(photo, s, seed, fabric);
        photo.lay(new Panel(outline(s, seed, 2.5), fabric)
                .grain(A, s.waistY(), 0)
                .relief(Relief.pleats(A, s.waistY(), s.hemY(), s.waistHalf(), s.hemHalf(), 19, 8.5))
                .relief(Relief.wrinkles(seed, 2, 40, 220, 2)));
        band(photo, s, fabric, 32, thread);
        return photo.develop();
    }

    static BufferedImage straight(int seed, Fabric fabric, int thread, int button) {
        var s = new Cut(210, 118, 820, 168, 10, 20);
        var photo = new ProductPhoto(seed, outline(s, seed, 1), 44);
        inside(photo, s, seed, fabric);
        Panel front = hanging(s, seed, fabric, 3, 5)
                .relief(Relief.wrinkles(seed + 7, 30, 26, 100, 1.2))
                .seam(Outline.from(A, s.waistY() + 20).line(A, s.hemY() + 4).open());
        for (double up : new double[] {18, 23}) {
            front.stitches(
                    Outline.from(A - s.hemHalf(), s.hemY() - s.hemCurve() - up)
                            .curve(A, s.hemY() + s.hemCurve() - up, A + s.hemHalf(), s.hemY() - s.hemCurve() - up)
                            .open(),
                    thread,
                    1.1,
                    3.6,
                    2.2);
        }
        photo.lay(front);
        band(photo, s, fabric, 34, thread);
        Trim.buttons(photo, s.waistY() + 20, s.hemY() - 90, 7, 6.5, button);
        return photo.develop();
    }

    /** The skirt of a lehenga: very wide, a broad border, a narrower one above it. */
    static BufferedImage lehenga(
            int seed, Print print, Print border, int borderHeight, Print band, int thread, double sheen) {
        var s = new Cut(128, 92, 930, 342, 66, 6);
        double apex = 300;
        double hem = s.hemY() - s.waistY() - 3;
        Print cloth = print.withBorder(hem - borderHeight, border).fanned(apex, apex + 640);
        var fabric = new Fabric(cloth, Weave.SILK, sheen);
        var photo = new ProductPhoto(seed, outline(s, seed, 5), 26);
        inside(photo, s, seed, fabric.with(band));
        photo.lay(hanging(s, seed, fabric, 19, 19));
        band(photo, s, new Fabric(band, Weave.SILK, sheen), 40, thread);
        tassel(photo, A + 70, s.waistY() + 24, thread);
        tassel(photo, A + 84, s.waistY() + 24, thread);
        return photo.develop();
    }

    private static void tassel(ProductPhoto photo, double x, double y, int colour) {
        var thread = new Fabric(Print.plain(colour), Weave.RIB, 0.2);
        double end = y + 120 + (x - A - 70) * 2;
        java.awt.Shape cord = new java.awt.BasicStroke(
                        3f, java.awt.BasicStroke.CAP_ROUND, java.awt.BasicStroke.JOIN_ROUND)
                .createStrokedShape(
                        Outline.from(x - 8, y).curve(x + 6, y + 50, x + 4, end).open());
        Path2D knot = Outline.from(x + 4, end - 8)
                .curve(x + 14, end - 4, x + 12, end + 10)
                .line(x + 17, end + 48)
                .line(x - 8, end + 48)
                .line(x - 4, end + 10)
                .curve(x - 6, end - 4, x + 4, end - 8)
                .closed();
        photo.lay(new Panel(cord, thread).edge(1.5, 2).shadow(0.4));
        photo.lay(new Panel(knot, thread)
                .edge(4, 5)
                .shadow(0.45)
                .groove(Outline.from(x - 6, end + 11).line(x + 14, end + 11).open(), 2.5, 2)
                .relief((px, py) -> py > end + 12 ? 1.2 * Math.sin(px * 1.7) : 0));
    }
}
