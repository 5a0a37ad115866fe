package org.mirrorx.assets.rail;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Motifs;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Weave;

/** T-shirts and sleeveless tops. */
final class Tees {
    private Tees() {}

    static BufferedImage crew(int seed, int colour, int thread) {
        var fabric = Fabric.of(Print.plain(colour), Weave.JERSEY);
        return tee(new TopPattern(seed), fabric, fabric, fabric, thread, Tees::blank);
    }

    static BufferedImage vNeck(int seed, int colour, int thread) {
        var p = new TopPattern(seed);
        p.vNeck = true;
        p.neckHalf = 72;
        p.neckDrop = 104;
        p.waistHalf = 160;
        var fabric = Fabric.of(Print.plain(colour).washed(0.05, seed), Weave.JERSEY);
        return tee(p, fabric, fabric, fabric, thread, Tees::blank);
    }

    static BufferedImage breton(int seed) {
        var p = longSleeved(seed);
        p.neckHalf = 92;
        p.neckDrop = 46;
        p.backDrop = 14;
        var stripes = Fabric.of(Print.hoops(0xEDE6D6, 0x1E3550, 27, 0.42), Weave.JERSEY);
        return tee(p, stripes, stripes, Fabric.of(Print.plain(0xE9E1CF), Weave.RIB), 0xCFC7B4, Tees::blank);
    }

    /** A medallion printed on the chest as with one large block. */
    static BufferedImage medallion(int seed, int colour, int thread, int ink) {
        var p = new TopPattern(seed);
        var fabric = Fabric.of(Print.plain(colour), Weave.JERSEY);
        Color c = new Color(ink);
        Color ground = new Color(colour);
        return tee(p, fabric, fabric, fabric, thread, g -> {
            double x = TopPattern.AXIS;
            double y = p.top + 205;
            for (int i = 0; i < 12; i++) {
                double a = 2 * Math.PI * i / 12;
                Motifs.place(
                        g,
                        x + 76 * Math.cos(a),
                        y + 76 * Math.sin(a),
                        0.40,
                        0.40,
                        Math.toDegrees(a) + 90,
                        b -> Motifs.paisley(b, c, ground, c, ground));
            }
            Motifs.place(g, x, y, 0.92, 0.92, 0, b -> Motifs.rosette(b, 12, c, ground, ground));
            g.setColor(c);
            for (int i = 0; i < 36; i++) {
                double a = 2 * Math.PI * i / 36;
                g.fill(Motifs.circle(x + 106 * Math.cos(a), y + 106 * Math.sin(a), i % 3 == 0 ? 3.6 : 2.2));
            }
        });
    }

    /** Raglan colours: sleeves and neck in another colour. */
    static BufferedImage contrast(int seed, int body, int sleeves, int thread) {
        var p = new TopPattern(seed);
        var cloth = Fabric.of(Print.plain(body), Weave.JERSEY);
        var other = Fabric.of(Print.plain(sleeves), Weave.JERSEY);
        return tee(p, cloth, other, other, thread, Tees::blank);
    }

    static BufferedImage shell(int seed, Print print, int thread) {
        var p = new TopPattern(seed);
        p.sleeveLength = 0;
        p.shoulderHalf = 146;
        p.neckHalf = 82;
        p.neckDrop = 70;
        p.hemHalf = 182;
        p.waistHalf = 180;
        p.chestHalf = 178;
        p.armpit = 372;
        p.foldStrength = 1.7;
        var fabric = Fabric.of(print, Weave.POPLIN);
        return tee(p, fabric, fabric, fabric, thread, Tees::blank);
    }

    /** No print on the chest. */
    private static void blank(Graphics2D chest) {}

    static TopPattern longSleeved(int seed) {
        var p = new TopPattern(seed);
        p.sleeveLength = 470;
        p.sleeveAngle = 16;
        p.cuffWidth = 62;
        p.elbowBend = 10;
        return p;
    }

    private static BufferedImage tee(
            TopPattern p, Fabric body, Fabric sleeves, Fabric rib, int thread, Consumer<Graphics2D> print) {
        ProductPhoto photo = p.photograph();
        photo.lay(p.back(body));
        photo.lay(p.backBand(rib, 13));
        if (!p.sleeveless()) {
            for (boolean right : new boolean[] {true, false}) {
                Panel sleeve = p.sleevePanel(sleeves, right);
                p.cuffStitches(sleeve, thread, right, 14);
                p.cuffStitches(sleeve, thread, right, 18);
                photo.lay(sleeve);
            }
        }
        Panel front = p.frontPanel(body).draw(print);
        p.hemStitches(front, thread);
        photo.lay(front);
        photo.lay(p.neckBand(rib, 13));
        return photo.develop();
    }
}
