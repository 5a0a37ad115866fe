package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Fold;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Relief;
import org.mirrorx.assets.cloth.Weave;
import org.mirrorx.assets.paint.Noise;

/** Lengths of cloth: sarees draped in the nivi way, and dupattas on a hanger. */
final class Drapes {
    private static final double A = TopPattern.AXIS;
    /** Where between its lines a border is plain, as a share of its height. */
    private static final double PLAIN_STRIP = 0.85;

    private Drapes() {}

    /** The cloths of a saree: its field, its border (inner edge first), the end that falls over the shoulder, the blouse. */
    record Saree(
            Print field,
            Print border,
            int borderHeight,
            Print pallu,
            int blouse,
            int thread,
            Weave weave,
            double sheen) {
        Fabric of(Print print) {
            return new Fabric(print, weave, sheen);
        }
    }

    static BufferedImage saree(int seed, Saree saree) {
        var p = new TopPattern(seed);
        p.top = 62;
        p.neckHalf = 58;
        p.neckDrop = 60;
        p.shoulderHalf = 118;
        p.shoulderSlope = 26;
        p.armpit = 186;
        p.chestHalf = 116;
        p.waist = 330;
        p.waistHalf = 104;
        p.hem = 384;
        p.hemHalf = 110;
        p.sleeveLength = 116;
        p.sleeveAngle = 30;
        p.cuffWidth = 66;
        var skirt = new Skirts.Cut(340, 110, 966, 178, 12, 26);
        Path2D pallu = pallu();
        Path2D fall = fall();
        ProductPhoto photo = p.photograph(Skirts.outline(skirt, seed, 3), fall, pallu);
        var blouse = new Fabric(Print.plain(saree.blouse()), Weave.SILK, 0.25);
        photo.lay(behind(fall, saree, seed));
        photo.lay(p.back(blouse));
        photo.lay(p.backBand(blouse, 8));
        for (boolean right : new boolean[] {true, false}) {
            photo.lay(p.sleevePanel(blouse, right));
            Trim.cuff(photo, p, saree.of(saree.border()), 26, right, saree.thread(), 0);
        }
        photo.lay(p.frontPanel(blouse));
        photo.lay(p.neckBand(blouse, 8));
        double hem = skirt.hemY() - skirt.waistY() - 2;
        Fabric wrapped = saree.of(saree.field().withBorder(hem - saree.borderHeight(), saree.border()));
        Skirts.inside(photo, skirt, seed, saree.of(saree.field()));
        photo.lay(Skirts.hanging(skirt, seed, wrapped, 4, 7)
                .fold(wrap(-1, 420, 700), wrap(-1, 500, 820), wrap(1, 440, 760), wrap(1, 540, 880)));
        photo.lay(pleats(skirt, wrapped, seed));
        photo.lay(overShoulder(pallu, saree, seed));
        return photo.develop();
    }

    /** Folds of the cloth that is wound round the hips. */
    private static Fold wrap(int side, double from, double to) {
        return Fold.of(A + side * 128, from, A + side * 100, 0.5 * (from + to), A + side * 66, to, 15, 6);
    }

    /** The pleats tucked in at the navel. */
    private static Panel pleats(Skirts.Cut skirt, Fabric cloth, int seed) {
        Path2D path = Outline.from(A - 40, skirt.waistY() + 34)
                .curve(A + 6, skirt.waistY() + 24, A + 46, skirt.waistY() + 34)
                .cubic(A + 58, 560, A + 84, 780, A + 96, skirt.hemY() + 2)
                .curve(A + 12, skirt.hemY() + 10, A - 70, skirt.hemY() + 3)
                .cubic(A - 58, 780, A - 48, 560, A - 40, skirt.waistY() + 34)
                .closed();
        return new Panel(path, cloth)
                .grain(A, skirt.waistY(), -1)
                .edge(4, 4)
                .shadow(0.4)
                .relief(Relief.pleats(A + 6, skirt.waistY(), skirt.hemY(), 46, 92, 8, 9))
                .relief(Relief.wrinkles(seed + 31, 3, 18, 150, 1.2));
    }

    /** From the right hip up over the left shoulder: at the picture from lower left to upper right. */
    private static Path2D pallu() {
        return Outline.from(A - 122, 410)
                .cubic(A - 96, 356, A - 58, 300, A - 6, 226)
                .cubic(A + 24, 180, A + 44, 116, A + 58, 62)
                .curve(A + 84, 60, A + 122, 84)
                .cubic(A + 128, 150, A + 124, 214, A + 120, 300)
                .cubic(A + 122, 360, A + 128, 410, A + 134, 452)
                .cubic(A + 60, 496, A - 60, 470, A - 122, 410)
                .closed();
    }

    private static Panel overShoulder(Path2D path, Saree saree, int seed) {
        double height = saree.borderHeight() * 0.62;
        // Along the upper edge runs the border; v is measured from that edge down to the right.
        Print cloth = (u, v) -> v < height
                ? saree.border().at(u, saree.borderHeight() * (v < 0 ? PLAIN_STRIP : 1 - v / height))
                : saree.field().at(u, v);
        Panel panel = new Panel(path, saree.of(cloth))
                .grain(A - 6 - 8, 226 - 6, -53)
                .edge(4, 3.5)
                .shadow(0.5);
        for (int i = 0; i < 7; i++) {
            double t = i / 6.0;
            panel.fold(new Fold(
                    A + 64 + 50 * t,
                    70 + 14 * t,
                    A + 34 + 66 * t,
                    210 + 60 * t,
                    A - 84 + 190 * t,
                    400 + 50 * t - 30 * t * t,
                    8 + 4 * t,
                    i % 2 == 0 ? 7 : -4.5,
                    0.35));
        }
        return panel.relief(Relief.wrinkles(seed + 8, 34, 16, 120, 1.6));
    }

    /** The end that hangs down the back, seen beside the body. */
    private static Path2D fall() {
        return Outline.from(A + 92, 74)
                .cubic(A + 150, 110, A + 176, 240, A + 190, 420)
                .cubic(A + 200, 560, A + 214, 680, A + 222, 770)
                .curve(A + 170, 786, A + 100, 778)
                .cubic(A + 100, 500, A + 92, 300, A + 92, 74)
                .closed();
    }

    private static Panel behind(Path2D fall, Saree saree, int seed) {
        Print end = saree.field().withBorder(470, saree.pallu());
        return new Panel(fall, saree.of(end))
                .grain(A + 150, 150, -5)
                .shade(0.86)
                .shadow(0)
                .edge(4, 4)
                .relief(Relief.flare(seed + 3, A + 150, 60, 780, 34, 66, 4, 13));
    }

    /** A dupatta doubled over a rail: a long fall in front, a shorter one behind, borders at the ends, tassels. */
    static BufferedImage dupatta(int seed, Print print, Print border, int borderHeight, int tassels, Weave weave) {
        Path2D front = fallFrom(A - 118, A + 92, 84, 862);
        Path2D back = fallFrom(A - 40, A + 150, 84, 760);
        var silhouette = new Area(front);
        silhouette.add(new Area(back));
        var photo = new ProductPhoto(seed, silhouette, 14);
        double sheen = weave == Weave.SILK ? 0.35 : 0.08;
        var shorter = new Fabric(print.withBorder(760 - 84 - borderHeight, border), weave, sheen);
        var longer = new Fabric(print.withBorder(862 - 84 - borderHeight, border), weave, sheen);
        fringe(photo, A - 36, A + 146, 758, tassels, seed);
        photo.lay(hung(back, shorter, A + 55, seed + 1).shade(0.82));
        fringe(photo, A - 114, A + 88, 860, tassels, seed + 5);
        photo.lay(hung(front, longer, A - 13, seed + 2));
        return photo.develop();
    }

    private static Path2D fallFrom(double left, double right, double top, double bottom) {
        return Outline.from(left + 14, top + 16)
                .curve(left + 16, top, left + 34, top)
                .line(right - 34, top)
                .curve(right - 14, top, right - 12, top + 18)
                .cubic(right - 6, top + 240, right + 4, bottom - 260, right, bottom)
                .curve(0.5 * (left + right) + 20, bottom + 5, 0.5 * (left + right), bottom)
                .curve(0.5 * (left + right) - 30, bottom - 4, left, bottom + 2)
                .cubic(left - 4, bottom - 260, left + 8, top + 240, left + 14, top + 16)
                .closed();
    }

    private static Panel hung(Path2D path, Fabric fabric, double axis, int seed) {
        var noise = new Noise(seed);
        return new Panel(path, fabric)
                .grain(axis, 84, 0)
                .edge(4, 3.5)
                .shadow(0.42)
                .relief(Relief.flare(seed, axis, -500, 860, 84, 104, 8, 11))
                .relief((x, y) -> y < 130 ? -0.010 * (130 - y) * (130 - y) * (0.75 + 0.25 * noise.at(x / 12, 1)) : 0);
    }

    private static void fringe(ProductPhoto photo, double left, double right, double top, int colour, int seed) {
        var thread = new Fabric(Print.plain(colour), Weave.RIB, 0.15);
        var noise = new Noise(seed);
        for (double x = left + 6; x < right - 2; x += 13) {
            double end = top + 40 + 5 * noise.at(x, 2);
            double sway = 3 * noise.at(x / 20, 5);
            java.awt.Shape strand = new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                    .createStrokedShape(Outline.from(x, top - 6)
                            .curve(x, top + 20, x + sway, end)
                            .open());
            photo.lay(new Panel(strand, thread).edge(2, 3).shadow(0.2).volume(0));
        }
    }
}
