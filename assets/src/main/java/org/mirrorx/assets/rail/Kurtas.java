package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Fold;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Relief;
import org.mirrorx.assets.cloth.Weave;

/** Kurtas and kurtis: long tops with slits at the sides. */
final class Kurtas {
    private static final double A = TopPattern.AXIS;

    private Kurtas() {}

    /** What a kurta is made of: its cloth, the cloth of its borders, thread and buttons. */
    record Cloths(Print print, Print border, int borderHeight, int edging, Weave weave, int thread, int button) {}

    /** A woman's straight kurta to below the knee, three-quarter sleeves, a slit neck, borders at hem and cuffs. */
    static BufferedImage straight(int seed, Cloths cloths) {
        var p = new TopPattern(seed);
        p.top = 92;
        p.neckHalf = 56;
        p.neckDrop = 50;
        p.shoulderHalf = 134;
        p.shoulderSlope = 30;
        p.armpit = 232;
        p.chestHalf = 134;
        p.waist = 410;
        p.waistHalf = 128;
        p.hem = 948;
        p.hemHalf = 172;
        p.hemCurve = 3;
        p.sleeveLength = 250;
        p.sleeveAngle = 20;
        p.cuffWidth = 62;
        p.elbowBend = 5;
        return kurta(p, cloths, 118, 560);
    }

    /** A man's kurta: stand-up collar, buttoned half placket, long sleeves, to the knee. */
    static BufferedImage mens(int seed, Cloths cloths) {
        var p = new TopPattern(seed);
        p.top = 108;
        p.neckHalf = 50;
        p.neckDrop = 36;
        p.shoulderHalf = 150;
        p.shoulderSlope = 32;
        p.armpit = 262;
        p.chestHalf = 148;
        p.waist = 480;
        p.waistHalf = 150;
        p.hem = 920;
        p.hemHalf = 172;
        p.hemCurve = 4;
        p.sleeveLength = 440;
        p.sleeveAngle = 16;
        p.cuffWidth = 58;
        p.elbowBend = 8;
        var fabric = new Fabric(cloths.print(), cloths.weave(), cloths.weave() == Weave.SILK ? 0.4 : 0.05);
        ProductPhoto photo = p.photograph();
        hang(photo, p, fabric, 640);
        photo.lay(p.back(fabric));
        Trim.collarBack(photo, p, fabric, 20);
        sleeves(photo, p, fabric, cloths, 0);
        photo.lay(skirted(p.frontPanel(fabric), p, 640));
        double from = p.top + p.neckDrop - 1;
        Trim.placket(photo, p, fabric, 13, from, from + 200, cloths.thread());
        Trim.buttons(photo, from + 26, from + 176, 4, 4.8, cloths.button());
        Trim.standCollar(photo, p, fabric, 26, 7, cloths.thread());
        return photo.develop();
    }

    /** A hip-length kurti with short sleeves. */
    static BufferedImage kurti(int seed, Cloths cloths) {
        var p = new TopPattern(seed);
        p.top = 150;
        p.neckHalf = 66;
        p.neckDrop = 62;
        p.shoulderHalf = 154;
        p.shoulderSlope = 32;
        p.armpit = 310;
        p.chestHalf = 152;
        p.waist = 500;
        p.waistHalf = 144;
        p.hem = 850;
        p.hemHalf = 182;
        p.sleeveLength = 250;
        p.sleeveAngle = 24;
        p.cuffWidth = 72;
        return kurta(p, cloths, 130, 590);
    }

    private static BufferedImage kurta(TopPattern p, Cloths cloths, double yoke, double slit) {
        double borderFrom = p.hem - p.top - cloths.borderHeight();
        var sheen = cloths.weave() == Weave.SILK ? 0.4 : 0.05;
        var plain = new Fabric(cloths.print(), cloths.weave(), sheen);
        var bordered = new Fabric(cloths.print().withBorder(borderFrom, cloths.border()), cloths.weave(), sheen);
        ProductPhoto photo = p.photograph();
        hang(photo, p, bordered, slit);
        photo.lay(p.back(plain));
        photo.lay(p.backBand(plain, 9));
        sleeves(photo, p, plain, cloths, cloths.borderHeight() * 0.6);
        Panel front = skirted(p.frontPanel(bordered), p, slit);
        photo.lay(front);
        yoke(photo, p, cloths, sheen, yoke);
        return photo.develop();
    }

    /** The back hangs a little lower and wider than the front: seen beside the slits. */
    private static void hang(ProductPhoto photo, TopPattern p, Fabric fabric, double slit) {
        double side = A + p.hemHalf;
        Outline half = Outline.from(A, slit)
                .line(A + p.waistHalf, slit)
                .cubic(A + p.waistHalf + 8, slit + 60, side + 3, p.hem - 140, side + 8, p.hem + 2)
                .line(A, p.hem + 7);
        photo.lay(new Panel(half.mirrored(A), fabric)
                .grain(A, p.top, 0)
                .shade(0.62)
                .shadow(0));
    }

    /** Long soft folds below the waist. */
    static Panel skirted(Panel front, TopPattern p, double slit) {
        front.relief(Relief.flare(p.seed + 21, A, slit - 110, p.hem, p.waistHalf, p.hemHalf, 5.6, 15));
        front.fold(
                Fold.of(
                        A + p.hemHalf - 6,
                        p.hem - 30,
                        A + p.waistHalf + 2,
                        slit + 120,
                        A + p.waistHalf - 26,
                        slit - 30,
                        14,
                        5),
                Fold.of(
                        A - p.hemHalf + 8,
                        p.hem - 60,
                        A - p.waistHalf,
                        slit + 90,
                        A - p.waistHalf + 30,
                        slit - 40,
                        14,
                        5));
        return front;
    }

    private static void sleeves(ProductPhoto photo, TopPattern p, Fabric fabric, Cloths cloths, double border) {
        for (boolean right : new boolean[] {true, false}) {
            Panel sleeve = p.sleevePanel(fabric, right);
            p.cuffStitches(sleeve, cloths.thread(), right, border + 4);
            photo.lay(sleeve);
            if (border > 0) {
                var cuff = new Fabric(cloths.border(), cloths.weave(), 0.15);
                Trim.cuff(photo, p, cuff, border, right, cloths.thread(), 0);
            }
        }
    }

    /** The embroidered neck: a band round the opening that runs down into a slit. */
    private static void yoke(ProductPhoto photo, TopPattern p, Cloths cloths, double sheen, double depth) {
        double drop = p.top + p.neckDrop;
        var band = new Fabric(downTheFront(cloths, 34), cloths.weave(), sheen + 0.1);
        var edging = new Fabric(Print.plain(cloths.edging()), cloths.weave(), sheen + 0.1);
        Path2D slit = Outline.from(A, drop - 6).line(A, drop + depth).open();
        Shape round = new BasicStroke(22f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                .createStrokedShape(p.necklineFrom(6));
        Area around = new Area(round);
        around.intersect(new Area(p.trunk()));
        Shape strip = new Rectangle2D.Double(A - 17, drop, 34, depth);
        photo.lay(new Panel(strip, band)
                .grain(A - 17, drop, 0)
                .edge(2, 1.8)
                .shadow(0.2)
                .groove(slit, 2.4, 2.2));
        photo.lay(new Panel(around, edging)
                .grain(A, p.top + p.neckDrop - 18, 0)
                .edge(2, 1.8)
                .shadow(0.2));
        photo.lay(new Panel(
                        new BasicStroke(4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                                .createStrokedShape(p.necklineFrom(-3)),
                        Fabric.of(Print.plain(cloths.thread()), Weave.SILK))
                .edge(1.5, 2)
                .shadow(0.25));
        Trim.buttons(photo, drop + 22, drop + depth - 20, 4, 3.8, cloths.button());
    }

    /** The middle rows of a border laid down the front: its length runs along v. */
    private static Print downTheFront(Cloths cloths, double width) {
        double middle = 0.5 * cloths.borderHeight();
        double share = 0.66 * cloths.borderHeight() / width;
        return (u, v) -> cloths.border().at(v, middle + (u - 0.5 * width) * share);
    }
}
