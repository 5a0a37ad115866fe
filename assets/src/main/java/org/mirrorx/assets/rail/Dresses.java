package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Weave;

/** Dresses: a bodice and a skirt. */
final class Dresses {
    private static final double A = TopPattern.AXIS;

    private Dresses() {}

    private static TopPattern bodice(int seed) {
        var p = new TopPattern(seed);
        p.top = 96;
        p.neckHalf = 60;
        p.neckDrop = 66;
        p.shoulderHalf = 130;
        p.shoulderSlope = 30;
        p.armpit = 232;
        p.chestHalf = 126;
        p.waist = 372;
        p.waistHalf = 104;
        p.hem = 402;
        p.hemHalf = 104;
        p.hemCurve = 2;
        p.sleeveLength = 118;
        p.sleeveAngle = 44;
        p.cuffWidth = 76;
        return p;
    }

    /** A tea dress: V neck, short sleeves, a gathered skirt to the calf. */
    static BufferedImage tea(int seed, Print print, int thread) {
        var p = bodice(seed);
        p.vNeck = true;
        p.neckDrop = 96;
        var fabric = new Fabric(print, Weave.POPLIN, 0.08);
        var skirt = new Skirts.Cut(392, 104, 926, 226, 26, 22);
        ProductPhoto photo = p.photograph(Skirts.outline(skirt, seed, 4));
        photo.lay(p.back(fabric));
        photo.lay(p.backBand(fabric, 8));
        sleeves(photo, p, fabric, thread);
        Skirts.inside(photo, skirt, seed, fabric);
        photo.lay(Skirts.hanging(skirt, seed, fabric, 13, 12));
        photo.lay(p.frontPanel(fabric));
        waistband(photo, p, fabric, 26);
        photo.lay(p.neckBand(fabric, 7));
        Trim.buttons(photo, p.top + p.neckDrop + 22, 372, 4, 4.2, thread);
        return photo.develop();
    }

    /** A sleeveless shift, straight to the knee. */
    static BufferedImage shift(int seed, Print print, Weave weave, int band) {
        var p = bodice(seed);
        p.sleeveLength = 0;
        p.shoulderHalf = 112;
        p.neckHalf = 64;
        p.neckDrop = 52;
        p.chestHalf = 132;
        p.armpit = 246;
        p.waist = 470;
        p.waistHalf = 124;
        p.hem = 900;
        p.hemHalf = 164;
        p.hemCurve = 5;
        p.foldStrength = 1.3;
        var fabric = new Fabric(print, weave, 0.06);
        var trim = new Fabric(Print.plain(band), weave, 0.06);
        ProductPhoto photo = p.photograph();
        photo.lay(p.back(fabric));
        photo.lay(p.backBand(trim, 10));
        Panel front = p.frontPanel(fabric);
        Path2D dart = Outline.from(A + 128, 282).line(A + 78, 300).open();
        front.seam(dart).seam(TopPattern.flip(dart));
        p.hemStitches(front, band);
        photo.lay(Kurtas.skirted(front, p, 560));
        photo.lay(p.neckBand(trim, 11));
        return photo.develop();
    }

    /** An anarkali: fitted bodice, long sleeves, a skirt of many panels to the ankle with a border. */
    static BufferedImage anarkali(int seed, Print print, Print yoke, Print border, int borderHeight, int thread) {
        var p = bodice(seed);
        p.top = 66;
        p.neckHalf = 54;
        p.neckDrop = 56;
        p.shoulderHalf = 118;
        p.armpit = 190;
        p.chestHalf = 114;
        p.waist = 300;
        p.waistHalf = 98;
        p.hem = 320;
        p.hemHalf = 98;
        p.sleeveLength = 330;
        p.sleeveAngle = 27;
        p.cuffWidth = 46;
        p.elbowBend = 8;
        var skirt = new Skirts.Cut(312, 98, 960, 316, 58, 10);
        double apex = 230;
        double hem = skirt.hemY() - skirt.waistY() - 3;
        Print cloth = print.withBorder(hem - borderHeight, border).fanned(apex, apex + 520);
        var flared = new Fabric(cloth, Weave.SILK, 0.22);
        var plain = new Fabric(print, Weave.SILK, 0.22);
        ProductPhoto photo = p.photograph(Skirts.outline(skirt, seed, 5));
        photo.lay(p.back(plain));
        photo.lay(p.backBand(plain, 8));
        Skirts.inside(photo, skirt, seed, plain);
        photo.lay(Skirts.hanging(skirt, seed, flared, 19, 16));
        for (boolean right : new boolean[] {true, false}) {
            photo.lay(p.sleevePanel(plain, right));
            Trim.cuff(photo, p, new Fabric(border, Weave.SILK, 0.3), 38, right, thread, 0);
        }
        photo.lay(p.frontPanel(new Fabric(yoke, Weave.SILK, 0.25)));
        waistband(photo, p, new Fabric(border, Weave.SILK, 0.3), 30);
        photo.lay(p.neckBand(Fabric.of(Print.plain(thread), Weave.SILK), 8));
        return photo.develop();
    }

    private static void sleeves(ProductPhoto photo, TopPattern p, Fabric fabric, int thread) {
        for (boolean right : new boolean[] {true, false}) {
            Panel sleeve = p.sleevePanel(fabric, right);
            p.cuffStitches(sleeve, thread, right, 10);
            photo.lay(sleeve);
        }
    }

    private static void waistband(ProductPhoto photo, TopPattern p, Fabric fabric, double height) {
        double y = p.hem - height + 4;
        Path2D middle = Outline.from(A - p.waistHalf - 1, y + height / 2)
                .curve(A, y + height / 2 + 3, A + p.waistHalf + 1, y + height / 2)
                .open();
        photo.lay(new Panel(
                        new BasicStroke((float) height, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                                .createStrokedShape(middle),
                        fabric)
                .grain(A, y, 0)
                .edge(3, 2.4)
                .shadow(0.25));
    }
}
