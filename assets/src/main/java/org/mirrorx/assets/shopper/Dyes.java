package org.mirrorx.assets.shopper;

import org.mirrorx.assets.cloth.Fold;
import org.mirrorx.assets.cloth.Relief;
import org.mirrorx.assets.paint.Ink;
import org.mirrorx.assets.paint.Noise;
import org.mirrorx.assets.paint.Plane;

/** Colours and fine relief of every material: skin and its face, hair, the plain T-shirt and trousers with their folds. */
final class Dyes {
    private static final Ink SKIN = Ink.of(0xB98560);
    private static final Ink FLUSH = Ink.of(0xB0664C);
    private static final Ink HAIR = Ink.of(0x2B1D18);
    private static final Ink TEE = Ink.of(0xA7B8C0);
    private static final Ink TROUSERS = Ink.of(0x343B4E);
    private static final Ink SHOES = Ink.of(0xD9CFC0);
    private static final Ink GOLD = Ink.of(0xC79A4B);

    private final Figure figure;
    private final double scale;
    private final double topOfPicture;
    private final int width;
    private final Plane tee;
    private final Plane trousers;
    private final FacePaint face = new FacePaint();
    private final Noise noise = new Noise(515);

    Dyes(Figure figure, int width, int height, double scale, double topOfPicture) {
        this.figure = figure;
        this.scale = scale;
        this.topOfPicture = topOfPicture;
        this.width = width;
        tee = new Plane(width, height);
        trousers = new Plane(width, height);
        pressTee();
        pressTrousers();
    }

    private double px(double x) {
        return width / 2.0 + x * scale;
    }

    private double py(double y) {
        return (topOfPicture - y) * scale;
    }

    /** A fold in centimetres of the room. */
    private void fold(
            Plane plane, double x0, double y0, double cx, double cy, double x1, double y1, double w, double h) {
        Fold.of(px(x0), py(y0), px(cx), py(cy), px(x1), py(y1), w * scale, h * scale)
                .press(plane.values, 0, 0, plane.width, plane.height);
    }

    private void relief(Plane plane, Relief relief, double low, double high) {
        int from = (int) Math.max(0, py(high));
        int to = (int) Math.min(plane.height, py(low));
        for (int y = from; y < to; y++) {
            for (int x = 0; x < plane.width; x++) {
                plane.values[y * plane.width + x] += (float) relief.at(x, y);
            }
        }
    }

    private void pressTee() {
        double s = figure.pose.hipShift();
        relief(tee, Relief.wrinkles(3, 6, 5.2 * scale, 19 * scale, 0.30 * scale), 88, 145);
        relief(tee, Relief.wrinkles(4, -28, 2.6 * scale, 8 * scale, 0.07 * scale), 88, 145);
        for (int side = -1; side <= 1; side += 2) {
            double k = side < 0 ? 1 : 0.7;
            double lower = side < 0 ? 0 : -1.9;
            fold(tee, side * 15.0, 127, side * 11, 124, side * 8.5, 117.5, 1.5, 0.62 * k);
            fold(tee, side * 14.6, 124.5, side * 12, 119, side * 11, 108, 1.5, 0.55 * k);
            fold(tee, side * 13.0, 133.5, side * 11, 130, side * 6, 127.5, 1.3, 0.40 * k);
            fold(tee, side * 7.0, 116.5, side * 8.4, 108, side * 8.0 + s, 96, 1.9, 0.62 * k);
            fold(
                    tee,
                    side * 14.5 + s,
                    107 + lower,
                    side * 10 + s,
                    104.4 + lower,
                    side * (5 + 0.8 * lower) + s,
                    105.5 + 1.4 * lower,
                    1.3,
                    0.50 * k);
            fold(
                    tee,
                    side * 15.2 + s,
                    102.5 + 0.6 * lower,
                    side * 11 + s,
                    101.2 + lower,
                    side * 6.6 + s,
                    97.6 - lower,
                    1.4,
                    0.52 * k);
            fold(tee, side * 12.5 + s, 91, side * 13.2 + s, 97, side * 11.6 + s, 104, 1.6, 0.50 * k);
            fold(tee, side * 3.4 + s, 90.5, side * 3.8 + s, 97, side * 2.6 + s, 105, 1.8, 0.46 * k);
            fold(tee, side * 19.6, 130.4, side * 17.8, 128.4, side * 15.2, 129.4, 1.0, 0.42 * k);
            fold(tee, side * 20.4, 127.6, side * 18.6, 125.8, side * 16.2, 126.4, 1.0, 0.42 * k);
            fold(tee, side * 18.6, 135, side * 20.2, 130.4, side * 20.8, 124, 1.1, 0.34 * k);
        }
    }

    private void pressTrousers() {
        double s = figure.pose.hipShift();
        relief(trousers, Relief.wrinkles(9, 4, 4.2 * scale, 22 * scale, 0.26 * scale), 0, 102);
        relief(trousers, Relief.wrinkles(10, 60, 2.4 * scale, 6 * scale, 0.06 * scale), 0, 102);
        for (int side = -1; side <= 1; side += 2) {
            Vec knee = side < 0 ? figure.pose.kneeRight() : figure.pose.kneeLeft();
            for (int i = 0; i < 4; i++) {
                double y = 84.5 - 2.3 * i + 0.9 * side;
                fold(
                        trousers,
                        side * 0.8 + s,
                        y - 2,
                        side * 5 + s,
                        y - 0.8 - 0.5 * i,
                        side * (9.5 + i) + s,
                        y + 2.6 - i,
                        0.9,
                        0.34);
            }
            double[][] wrinkles = {
                {6.5, -6, 3, 0.40}, {2.2, -6.4, 0.5, 0.5}, {-1.5, -3, 6, 0.34}, {-5.5, -6, 2, 0.42}, {-9.8, -4, 5, 0.30}
            };
            for (double[] w : wrinkles) {
                double y = knee.y() + w[0] + side * 0.9;
                fold(
                        trousers,
                        knee.x() + side * w[1],
                        y + 2.2,
                        knee.x(),
                        y - 0.4,
                        knee.x() + side * w[2],
                        y - 1.0 + 0.3 * w[2],
                        1.1,
                        w[3]);
            }
            fold(trousers, knee.x() + side * 0.6, 80, knee.x() + side * 0.3, 66, knee.x(), knee.y() + 4, 0.8, 0.26);
            fold(trousers, knee.x(), knee.y() - 6, knee.x(), 30, knee.x(), 12, 0.8, 0.26);
        }
    }

    Surface surface(Material material, double x, double y, double z, Vec n) {
        return switch (material) {
            case SKIN -> skin(SKIN, x, y, z, n);
            case FACE -> faceAt(x, y, z, n);
            case HAIR -> hairAt(x, y, z, n);
            case TEE -> cloth(TEE.times(teeDetail(x, y, z)), tee, x, y, n);
            case TROUSERS -> cloth(TROUSERS.times(trouserDetail(x, y)), trousers, x, y, n);
            case SHOES -> new Surface(SHOES, n, 0.1, 0.1, 0.1, 0.06, 20);
            case GOLD -> new Surface(GOLD, n, 0, 0, 0, 0.9, 24);
        };
    }

    private Surface skin(Ink base, double x, double y, double z, Vec n) {
        double mottle = 1 + 0.025 * noise.at(x * 1.4, y * 1.4, z * 1.4) + 0.015 * noise.at(x * 6, y * 6, z * 6);
        Ink ink = base.times(mottle);
        // Hands are a little redder and darker than the arms.
        double down = Math.clamp((112 - y) / 30, 0.0, 1.0);
        ink = ink.towards(FLUSH, down * (0.16 + 0.10 * noise.at(x * 0.5, y * 0.5, z * 0.5)));
        return new Surface(ink, n, 0.42, 0.24, 0.16, 0.085, 14);
    }

    private Surface faceAt(double x, double y, double z, Vec n) {
        Vec p = figure.head.own(x, y, z);
        Ink ink = SKIN;
        double gloss = 0.085;
        if (p.z() > 0 && p.y() > -12) {
            int paint = face.at(p.x(), p.y());
            int alpha = paint >>> 24;
            if (alpha > 0) {
                ink = ink.towards(Ink.of(paint & 0xFFFFFF), alpha / 255.0);
            }
            boolean forehead = p.y() > 2 && Math.abs(p.x()) < 4;
            gloss = forehead ? 0.10 : 0.085;
        }
        Surface skin = skin(ink, x, y + 40, z, n);
        return new Surface(skin.albedo(), n, 0.42, 0.26, 0.18, gloss, 14);
    }

    private Surface hairAt(double x, double y, double z, Vec n) {
        Vec p = figure.head.own(x, y, z);
        double part = p.x() - 0.6;
        // Combed from the parting down to the ears: every strand is one of these parabolas.
        double strand = p.y() + 0.135 * part * part + 0.25 * p.z();
        double lock = noise.at(strand * 1.6, part * 0.12) * 0.5
                + noise.at(strand * 5.5, part * 0.22) * 0.35
                + noise.at(strand * 15, part * 0.4) * 0.3;
        Ink ink = HAIR.times(0.85 + 0.55 * lock);
        double parting = Math.exp(-part * part / 0.016) * (p.z() > 0.5 ? 1 : 0) * (p.y() > 5.5 ? 1 : 0);
        ink = ink.towards(SKIN.times(0.6), 0.45 * parting);
        // Kajiya and Kay (1989): a highlight across the strands, here from the slope of the parabola.
        Vec tangent = Vec.of(1, -0.27 * part, 0).unit();
        Vec half = Vec.of(-0.33, 0.38, 0.86).unit();
        double along = tangent.dot(half);
        double band = Math.pow(Math.max(0, 1 - along * along), 9);
        Vec bent = n.plus(Vec.of(0.05 * lock, 0.22 * lock, 0)).unit();
        return new Surface(ink, bent, 0.1, 0.1, 0.1, 0.10 * band * (0.7 + 0.9 * lock) + 0.015, 9);
    }

    private Surface cloth(Ink ink, Plane heights, double x, double y, Vec n) {
        double u = px(x);
        double v = py(y);
        double dx = slope(heights, u, v, 1, 0);
        double dy = slope(heights, u, v, 0, 1);
        // The heights are seen from the front: on a side that turns away they tilt the normal less.
        double facing = Math.max(0.15, n.z());
        Vec bent = Vec.of(n.x() - dx * facing, n.y() + dy * facing, n.z()).unit();
        double weave = 1 + 0.02 * noise.at(x * 11, y * 7) + 0.02 * Math.sin(x * 19);
        return new Surface(ink.times(weave), bent, 0.12, 0.12, 0.12, 0.02, 8);
    }

    private static double slope(Plane heights, double u, double v, int dx, int dy) {
        double reach = 1.5;
        return (sample(heights, u + reach * dx, v + reach * dy) - sample(heights, u - reach * dx, v - reach * dy))
                / (2 * reach);
    }

    private static double sample(Plane plane, double u, double v) {
        int x = (int) Math.floor(u - 0.5);
        int y = (int) Math.floor(v - 0.5);
        double fx = u - 0.5 - x;
        double fy = v - 0.5 - y;
        double top = plane.at(x, y) * (1 - fx) + plane.at(x + 1, y) * fx;
        double bottom = plane.at(x, y + 1) * (1 - fx) + plane.at(x + 1, y + 1) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    /** Neck band, hems and their stitches: factors on the T-shirt's colour. */
    private double teeDetail(double x, double y, double z) {
        double band = figure.neckOpening.at(x, y, z);
        double factor = 1;
        if (band < 1.7) {
            factor *= 1 - 0.05 * (0.5 + 0.5 * Math.sin(Math.atan2(x, y - 143) * 60));
        }
        factor *= seam(band - 1.7, 0.10, 0.24);
        factor *= seam(y - Figure.HEM - 2.0 + 0.012 * x, 0.08, 0.16);
        boolean right = x < 0;
        double end = -(right ? figure.sleeveEndRight : figure.sleeveEndLeft).at(x, y, z);
        if (Math.abs(x) > 15.5) {
            factor *= seam(end - 2.0, 0.08, 0.16);
        }
        // The armhole: a seam from the shoulder's tip down to the armpit.
        double armhole = Math.abs(x) - 16.6 + 0.012 * (y - 132) * (y - 132);
        if (y > 124 && z > -3) {
            factor *= seam(armhole, 0.09, 0.18);
        }
        return factor;
    }

    private double trouserDetail(double x, double y) {
        double s = figure.pose.hipShift();
        double factor = 1;
        if (y > 80) {
            factor *= seam(x - s, 0.10, 0.25);
        }
        return factor;
    }

    private static double seam(double distance, double half, double depth) {
        double q = distance / half;
        return 1 - depth * Math.exp(-q * q);
    }
}
