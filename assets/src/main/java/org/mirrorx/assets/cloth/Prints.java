package org.mirrorx.assets.cloth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.mirrorx.assets.paint.Noise;

/** Printed, woven and embroidered cloth of the sample rail. Sizes are pixels of the photograph. */
public final class Prints {
    private Prints() {}

    /** Paisleys in half-drop repeat with small sprigs between. */
    public static Print paisley(int ground, int dark, int bright, int accent) {
        return new TilePrint(116, 150, ground, g -> {
            paisleyAt(g, 30, 38, 0.52, 12, dark, bright, accent);
            paisleyAt(g, 88, 113, -0.52, -12, dark, bright, accent);
            for (double[] at : new double[][] {{88, 34}, {30, 110}}) {
                Motifs.place(
                        g,
                        at[0],
                        at[1],
                        0.34,
                        0.34,
                        at[0] > 60 ? 14 : -14,
                        b -> Motifs.buti(b, new Color(dark), new Color(accent), new Color(bright)));
            }
            g.setColor(new Color(bright));
            for (double[] at :
                    new double[][] {{59, 6}, {60, 76}, {2, 76}, {2, 4}, {59, 44}, {2, 112}, {58, 118}, {1, 40}}) {
                g.fill(Motifs.circle(at[0], at[1], 2.1));
            }
        });
    }

    private static void paisleyAt(
            Graphics2D g, double x, double y, double size, double turn, int dark, int bright, int accent) {
        Motifs.place(
                g,
                x,
                y,
                size,
                Math.abs(size),
                turn,
                b -> Motifs.paisley(b, new Color(dark), new Color(bright), new Color(accent), new Color(bright)));
    }

    /** Block-printed sprigs in half-drop repeat. */
    public static Print butis(int ground, int stem, int flower, int heart, double pitch, double size) {
        int w = (int) Math.round(pitch);
        int h = (int) Math.round(pitch * 1.16);
        return new TilePrint(w, h, ground, g -> {
            for (double[] at : new double[][] {{w * 0.25, h * 0.25}, {w * 0.75, h * 0.75}}) {
                Motifs.place(
                        g,
                        at[0],
                        at[1],
                        at[0] > w / 2.0 ? -size : size,
                        size,
                        0,
                        b -> Motifs.buti(b, new Color(stem), new Color(flower), new Color(heart)));
            }
        });
    }

    /** Ajrakh: rosettes and stars on a lattice. */
    public static Print ajrakh(int ground, int line, int flower, int heart) {
        return new TilePrint(84, 84, ground, g -> {
            g.setColor(new Color(line));
            g.setStroke(new BasicStroke(1.5f));
            var lattice = new Path2D.Double();
            lattice.moveTo(42, 0);
            lattice.quadTo(54, 30, 84, 42);
            lattice.quadTo(54, 54, 42, 84);
            lattice.quadTo(30, 54, 0, 42);
            lattice.quadTo(30, 30, 42, 0);
            g.draw(lattice);
            Motifs.place(
                    g,
                    42,
                    42,
                    0.40,
                    0.40,
                    0,
                    b -> Motifs.rosette(b, 8, new Color(flower), new Color(heart), new Color(line)));
            Motifs.place(
                    g,
                    0,
                    0,
                    0.38,
                    0.38,
                    22.5,
                    b -> Motifs.rosette(b, 8, new Color(heart), new Color(flower), new Color(line)));
            g.setColor(new Color(line));
            for (double[] at : new double[][] {{42, 14}, {42, 70}, {14, 42}, {70, 42}}) {
                g.fill(Motifs.circle(at[0], at[1], 2));
            }
        });
    }

    /** Loose leaves, larger and smaller, in every direction. */
    public static Print leaves(int ground, int leaf, int vein, int other) {
        return new TilePrint(170, 190, ground, g -> {
            double[][] at = {
                {28, 36, 0.62, 25},
                {96, 24, 0.50, 130},
                {142, 78, 0.66, -38},
                {62, 96, 0.56, 75},
                {16, 132, 0.50, -70},
                {104, 138, 0.66, 10},
                {150, 168, 0.44, 100},
                {54, 166, 0.46, -20}
            };
            for (int i = 0; i < at.length; i++) {
                Color colour = new Color(i % 3 == 1 ? other : leaf);
                Motifs.place(
                        g,
                        at[i][0],
                        at[i][1],
                        at[i][2] * 0.8,
                        at[i][2],
                        at[i][3],
                        b -> Motifs.leaf(b, colour, new Color(vein)));
            }
        });
    }

    /** Scattered flowers of three sizes with leaves: a tea dress. */
    public static Print florals(int ground, int petal, int heart, int leaf, int small) {
        return new TilePrint(132, 148, ground, g -> {
            double[][] at = {{26, 30, 0.34, 0}, {92, 52, 0.40, 20}, {40, 104, 0.40, 40}, {110, 124, 0.32, 10}};
            for (double[] f : at) {
                g.setColor(new Color(leaf));
                for (int k = 0; k < 3; k++) {
                    Motifs.petal(g, f[0], f[1], 62 * f[2], 8, f[3] + 50 + 120 * k);
                }
                Motifs.place(
                        g,
                        f[0],
                        f[1],
                        f[2] * 0.8,
                        f[2] * 0.8,
                        f[3],
                        b -> Motifs.rosette(b, 6, new Color(petal), new Color(heart), new Color(ground)));
            }
            for (double[] f : new double[][] {
                {62, 12, 30}, {4, 70, 80}, {66, 74, 140}, {118, 88, 200}, {8, 132, 10}, {74, 132, 60}, {122, 16, 90}
            }) {
                Motifs.place(
                        g,
                        f[0],
                        f[1],
                        0.15,
                        0.15,
                        f[2],
                        b -> Motifs.rosette(b, 5, new Color(small), new Color(heart), new Color(small)));
            }
        });
    }

    /** Bandhani: dots left pale where the cloth was tied, in rosettes and single rows. */
    public static Print bandhani(int ground, int dot, int accent) {
        return new TilePrint(88, 88, ground, g -> {
            for (double[] centre : new double[][] {{22, 22}, {66, 66}}) {
                tied(g, centre[0], centre[1], 2.6, accent, ground);
                for (int i = 0; i < 8; i++) {
                    double a = Math.PI * i / 4;
                    tied(g, centre[0] + 9 * Math.cos(a), centre[1] + 9 * Math.sin(a), 1.9, dot, ground);
                }
                for (int i = 0; i < 4; i++) {
                    double a = Math.PI * i / 2;
                    tied(g, centre[0] + 16 * Math.cos(a), centre[1] + 16 * Math.sin(a), 1.6, accent, ground);
                }
            }
            for (double[] at : new double[][] {{66, 22}, {22, 66}}) {
                tied(g, at[0], at[1], 2.2, dot, ground);
            }
        });
    }

    private static void tied(Graphics2D g, double x, double y, double radius, int colour, int heart) {
        g.setColor(new Color(colour));
        g.fill(new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        g.setColor(new Color(heart));
        g.fill(Motifs.circle(x, y, radius * 0.36));
    }

    /** Leheriya: waves of dye, slanting. */
    public static Print leheriya(int ground, int wave, int fine, double period) {
        Print bands = Print.hoops(ground, wave, period, 0.42);
        Print lines = Print.hoops(ground, fine, period / 4, 0.28);
        var noise = new Noise(7741);
        return (u, v) -> {
            double slant =
                    v + 0.85 * Math.abs(((u / 84) - Math.floor(u / 84)) * 2 - 1) * 84 + 2.0 * noise.at(u / 9, v / 9);
            var ink = bands.at(u, slant);
            return ink.towards(lines.at(u, slant), 0.35);
        };
    }

    /** Chikankari: sprigs embroidered in thread of nearly the same colour. */
    public static Print chikankari(int ground, int thread, double pitch) {
        return butis(ground, thread, thread, ground, pitch, 0.42);
    }

    /**
     * A border of gold thread: lines, a row of rosettes or mangoes, teeth at its inner edge.
     *
     * @param height rows from the inner edge to the outer
     */
    public static Print zariBorder(int ground, int gold, int accent, int height, boolean mangoes) {
        int pitch = Math.max(24, (int) Math.round(height * 0.62));
        var tile = new TilePrint(pitch, 4 * height, ground, g -> {
            g.setColor(new Color(gold));
            double tooth = height * 0.13;
            for (int i = 0; i < 4; i++) {
                double x = (i + 0.5) * pitch / 4.0;
                var t = new Path2D.Double();
                t.moveTo(x - pitch / 8.0, tooth);
                t.lineTo(x, 0);
                t.lineTo(x + pitch / 8.0, tooth);
                t.closePath();
                g.fill(t);
            }
            g.fill(new Rectangle2D.Double(0, tooth, pitch, height * 0.05));
            g.fill(new Rectangle2D.Double(0, height * 0.80, pitch, height * 0.035));
            g.fill(new Rectangle2D.Double(0, height * 0.87, pitch, height * 0.13));
            double s = height * 0.0056;
            if (mangoes) {
                Motifs.place(
                        g,
                        pitch / 2.0,
                        height * 0.50,
                        s,
                        s,
                        0,
                        b -> Motifs.paisley(b, new Color(gold), new Color(accent), new Color(gold), new Color(accent)));
            } else {
                Motifs.place(
                        g,
                        pitch / 2.0,
                        height * 0.50,
                        s,
                        s,
                        0,
                        b -> Motifs.rosette(b, 8, new Color(gold), new Color(accent), new Color(accent)));
            }
            g.setColor(new Color(gold));
            g.fill(Motifs.circle(0, height * 0.36, height * 0.03));
            g.fill(Motifs.circle(0, height * 0.50, height * 0.04));
            g.fill(Motifs.circle(0, height * 0.64, height * 0.03));
        });
        return (u, v) -> tile.at(u, Math.min(v, height - 1.0));
    }

    /** Indigo warp and white weft, worn pale where a thigh rubs. */
    public static Print denim(int dark, int pale, double wear, int seed) {
        var noise = new Noise(seed);
        var a = org.mirrorx.assets.paint.Ink.of(dark);
        var b = org.mirrorx.assets.paint.Ink.of(pale);
        return (u, v) -> {
            double slub = 0.07 * noise.at(u * 0.9, v * 0.04) + 0.03 * noise.at(u * 0.1, v * 0.8);
            double cloud = 0.06 * noise.octaves(u / 60, v / 110, 3);
            return a.towards(b, Math.clamp(wear + slub + cloud, 0.0, 1.0));
        };
    }
}
