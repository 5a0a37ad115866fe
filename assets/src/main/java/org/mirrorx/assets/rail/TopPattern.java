package org.mirrorx.assets.rail;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Fold;
import org.mirrorx.assets.cloth.Outline;
import org.mirrorx.assets.cloth.Panel;
import org.mirrorx.assets.cloth.ProductPhoto;
import org.mirrorx.assets.cloth.Relief;

/**
 * The pattern of everything that hangs from the shoulders: T-shirts to kurtas. Measures are pixels of the photograph; widths are half
 * widths from the centre line; rows are the photograph's.
 */
final class TopPattern {
    static final double AXIS = 384;

    double top = 190;
    double neckHalf = 74;
    double neckDrop = 62;
    double backDrop = 12;
    /** 2 is round; towards 1 the neckline becomes a V. */
    boolean vNeck;

    double shoulderHalf = 182;
    double shoulderSlope = 36;
    double armpit = 366;
    double chestHalf = 176;
    double waist = 590;
    double waistHalf = 168;
    double hem = 772;
    double hemHalf = 178;
    /** How much lower the hem is in the middle than at the sides. */
    double hemCurve = 6;
    /** Height of the side slits, 0 for none. */
    double slit;

    double sleeveLength = 158;
    double sleeveAngle = 46;
    double cuffWidth = 100;
    double elbowBend = 6;
    double foldStrength = 1.5;
    final int seed;

    TopPattern(int seed) {
        this.seed = seed;
    }

    boolean sleeveless() {
        return sleeveLength <= 0;
    }

    double tipX() {
        return AXIS + shoulderHalf;
    }

    double tipY() {
        return top + shoulderSlope;
    }

    double cuffOuterX() {
        return tipX() + Math.sin(Math.toRadians(sleeveAngle)) * sleeveLength;
    }

    double cuffOuterY() {
        return tipY() + Math.cos(Math.toRadians(sleeveAngle)) * sleeveLength;
    }

    double cuffInnerX() {
        return cuffOuterX() - Math.cos(Math.toRadians(sleeveAngle)) * cuffWidth;
    }

    double cuffInnerY() {
        return cuffOuterY() + Math.sin(Math.toRadians(sleeveAngle)) * cuffWidth;
    }

    /** The neckline, from the centre to the right corner or over both sides. */
    private void neckline(Outline half) {
        if (vNeck) {
            half.curve(AXIS + 0.62 * neckHalf, top + 0.52 * neckDrop, AXIS + neckHalf, top);
        } else {
            half.cubic(
                    AXIS + 0.56 * neckHalf,
                    top + neckDrop,
                    AXIS + 0.97 * neckHalf,
                    top + 0.55 * neckDrop,
                    AXIS + neckHalf,
                    top);
        }
    }

    Path2D necklineFrom(double inset) {
        var keep = new double[] {neckHalf, neckDrop};
        neckHalf += inset;
        neckDrop += inset;
        Outline half = Outline.from(AXIS, top + neckDrop);
        neckline(half);
        Path2D line = half.flipped(AXIS);
        Path2D right = half.open();
        var whole = new Path2D.Double();
        whole.append(right, false);
        whole.append(line, false);
        neckHalf = keep[0];
        neckDrop = keep[1];
        return whole;
    }

    private void armhole(Outline half) {
        half.cubic(
                tipX() - (sleeveless() ? 7 : 8),
                tipY() + 0.40 * (armpit - tipY()),
                AXIS + chestHalf - (sleeveless() ? 15 : 14),
                tipY() + 0.85 * (armpit - tipY()),
                AXIS + chestHalf,
                armpit);
    }

    private void sideAndHem(Outline half) {
        double hip = hem - hemCurve;
        half.cubic(
                AXIS + chestHalf - 2,
                armpit + 0.3 * (waist - armpit),
                AXIS + waistHalf,
                waist - 70,
                AXIS + waistHalf,
                waist);
        half.cubic(
                AXIS + waistHalf,
                waist + 0.25 * (hip - waist),
                AXIS + hemHalf - 3,
                waist + 0.55 * (hip - waist),
                AXIS + hemHalf,
                hip);
        half.cubic(AXIS + 0.7 * hemHalf, hem - 0.1 * hemCurve, AXIS + 0.4 * hemHalf, hem, AXIS, hem);
    }

    Path2D front() {
        Outline half = Outline.from(AXIS, top + neckDrop);
        neckline(half);
        half.curve(AXIS + 0.55 * (shoulderHalf + neckHalf), top + 0.38 * shoulderSlope, tipX(), tipY());
        armhole(half);
        sideAndHem(half);
        return half.mirrored(AXIS);
    }

    /** The front from the shoulders up filled: for the silhouette. */
    Path2D trunk() {
        Outline half = Outline.from(AXIS, top + backDrop);
        half.curve(AXIS + 0.8 * neckHalf, top + backDrop, AXIS + neckHalf, top);
        half.curve(AXIS + 0.55 * (shoulderHalf + neckHalf), top + 0.38 * shoulderSlope, tipX(), tipY());
        armhole(half);
        sideAndHem(half);
        return half.mirrored(AXIS);
    }

    /** The sleeve at the picture's right. */
    Outline sleeve() {
        double a = Math.toRadians(sleeveAngle);
        double ox = Math.cos(a);
        double oy = -Math.sin(a);
        double midX = 0.5 * (tipX() + cuffOuterX()) + ox * elbowBend;
        double midY = 0.5 * (tipY() + cuffOuterY()) + oy * elbowBend;
        Outline o = Outline.from(tipX() - 26, tipY() - 7);
        o.curve(tipX() - 6, tipY() - 3, tipX() + 3, tipY() + 5);
        o.curve(midX + 6, midY - 4, cuffOuterX(), cuffOuterY());
        o.curve(
                0.5 * (cuffOuterX() + cuffInnerX()) + 4 * Math.sin(a),
                0.5 * (cuffOuterY() + cuffInnerY()) + 4 * Math.cos(a),
                cuffInnerX(),
                cuffInnerY());
        o.curve(
                0.5 * (cuffInnerX() + AXIS + chestHalf) + ox * 0.5 * elbowBend,
                0.5 * (cuffInnerY() + armpit) + oy * elbowBend - 4,
                AXIS + chestHalf - 2,
                armpit - 2);
        o.line(AXIS + chestHalf - 34, armpit - 20);
        return o;
    }

    ProductPhoto photograph(Shape... more) {
        var silhouette = new Area(trunk());
        for (Shape shape : more) {
            silhouette.add(new Area(shape));
        }
        if (!sleeveless()) {
            silhouette.add(new Area(sleeve().closed()));
            silhouette.add(new Area(flip(sleeve().closed())));
        }
        return new ProductPhoto(seed, silhouette, 46);
    }

    static Path2D flip(Path2D path) {
        var other = new Path2D.Double(path);
        other.transform(new java.awt.geom.AffineTransform(-1, 0, 0, 1, 2 * AXIS, 0));
        return other;
    }

    /** The inside of the back, seen through the neck opening. */
    Panel back(Fabric fabric) {
        Outline half = Outline.from(AXIS, top + backDrop);
        half.curve(AXIS + 0.75 * neckHalf, top + backDrop, AXIS + neckHalf + 4, top - 4);
        half.line(AXIS + neckHalf + 16, top + 10);
        half.curve(AXIS + neckHalf, top + neckDrop + 16, AXIS, top + neckDrop + 26);
        return new Panel(half.mirrored(AXIS), fabric)
                .grain(AXIS, top, 0)
                .shade(0.42)
                .volume(0)
                .shadow(0)
                .relief((x, y) -> -0.0016 * (x - AXIS) * (x - AXIS));
    }

    Panel frontPanel(Fabric fabric) {
        Panel panel = new Panel(front(), fabric).grain(AXIS, top, 0).shadow(0.10);
        double f = foldStrength;
        panel.relief(Relief.wrinkles(seed + 1, 8, 46, 190, 2.6 * f))
                .relief(Relief.wrinkles(seed + 2, -24, 24, 90, 0.8 * f));
        double c = AXIS + chestHalf;
        for (int side = 0; side < 2; side++) {
            double k = side == 0 ? 1 : 0.8;
            Fold[] folds = {
                Fold.of(c - 6, armpit + 6, c - 62, armpit + 40, c - 106, armpit + 122, 15, 5.5 * f * k),
                Fold.of(c - 2, armpit + 34, c - 44, armpit + 84, c - 62, armpit + 178, 13, -4.5 * f * k),
                Fold.of(c - 20, armpit - 50, c - 42, armpit - 8, c - 92, armpit + 26, 12, 4.0 * f * k),
                Fold.of(AXIS + waistHalf - 2, waist - 40, c - 62, waist - 8, c - 104, waist - 22, 13, 4.2 * f * k),
                Fold.of(AXIS + waistHalf, waist + 14, c - 54, waist + 24, c - 96, waist + 64, 15, 4.4 * f * k),
                Fold.of(
                        AXIS + 0.52 * hemHalf,
                        hem - 10,
                        AXIS + 0.56 * hemHalf,
                        hem - 110,
                        AXIS + 0.44 * hemHalf,
                        hem - 220,
                        19,
                        4.6 * f * k),
                Fold.of(tipX() - 40, tipY() + 16, tipX() - 62, tipY() + 74, tipX() - 56, tipY() + 130, 17, 3.2 * f * k)
            };
            for (Fold fold : folds) {
                panel.fold(side == 0 ? fold : fold.flipped(AXIS));
            }
        }
        return panel;
    }

    Panel sleevePanel(Fabric fabric, boolean right) {
        Path2D path = sleeve().closed();
        double a = sleeveAngle;
        Panel panel = new Panel(right ? path : flip(path), fabric)
                .grain(right ? tipX() : 2 * AXIS - tipX(), tipY(), right ? -a : a)
                .shadow(0.15);
        double f = foldStrength;
        panel.relief(Relief.wrinkles(seed + (right ? 5 : 6), right ? -a - 30 : a + 30, 20, 90, 1.6 * f));
        double n = Math.max(1, sleeveLength / 120);
        for (int i = 0; i < Math.round(2 * n); i++) {
            double t = (i + 0.6) / (2 * n);
            double ox = mix(tipX(), cuffOuterX(), t);
            double oy = mix(tipY(), cuffOuterY(), t);
            double ix = mix(AXIS + chestHalf, cuffInnerX(), Math.min(1, t * 0.8 + 0.02));
            double iy = mix(armpit, cuffInnerY(), Math.min(1, t * 0.8 + 0.02));
            double wide = 9 + 3 * (i % 2);
            double height = (i % 3 == 1 ? -3.2 : 4.2) * f;
            Fold fold = Fold.of(
                    mix(ix, ox, 0.05),
                    mix(iy, oy, 0.05),
                    mix(ix, ox, 0.5),
                    mix(iy, oy, 0.5) + 10,
                    mix(ix, ox, 0.85),
                    mix(iy, oy, 0.85) - 8,
                    wide,
                    height);
            panel.fold(right ? fold : fold.flipped(AXIS));
        }
        return panel;
    }

    /** Two rows of stitches above the hem and one above each cuff, in the thread's colour. */
    void hemStitches(Panel front, int thread) {
        for (double up : new double[] {15, 19}) {
            Outline half = Outline.from(AXIS, hem - up);
            half.cubic(
                    AXIS + 0.4 * hemHalf,
                    hem - up,
                    AXIS + 0.7 * hemHalf,
                    hem - 0.1 * hemCurve - up,
                    AXIS + hemHalf + 2,
                    hem - hemCurve - up);
            front.stitches(half.open(), thread, 1.0, 3.4, 2.2).stitches(half.flipped(AXIS), thread, 1.0, 3.4, 2.2);
        }
    }

    void cuffStitches(Panel sleeve, int thread, boolean right, double up) {
        Path2D line = cuffLine(up);
        sleeve.stitches(right ? line : flip(line), thread, 1.0, 3.4, 2.2);
    }

    /** A line across the sleeve, a distance above its cuff. */
    Path2D cuffLine(double up) {
        double a = Math.toRadians(sleeveAngle);
        double sx = -Math.sin(a) * up;
        double sy = -Math.cos(a) * up;
        return Outline.from(cuffOuterX() + sx + 4 * Math.cos(a), cuffOuterY() + sy - 4 * Math.sin(a))
                .curve(
                        0.5 * (cuffOuterX() + cuffInnerX()) + sx + 4 * Math.sin(a),
                        0.5 * (cuffOuterY() + cuffInnerY()) + sy + 4 * Math.cos(a),
                        cuffInnerX() + sx - 4 * Math.cos(a),
                        cuffInnerY() + sy + 4 * Math.sin(a))
                .open();
    }

    /** A knitted band round the neck. */
    Panel neckBand(Fabric fabric, double width) {
        Shape band = new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                .createStrokedShape(necklineFrom(-0.3 * width));
        var clipped = new Area(band);
        clipped.intersect(new Area(trunk()));
        return new Panel(clipped, fabric)
                .grain(AXIS, top, 0)
                .edge(2.5, 3)
                .shadow(0.22)
                .volume(0.8);
    }

    /** The same band at the back of the neck, inside out. */
    Panel backBand(Fabric fabric, double width) {
        Path2D line = Outline.from(AXIS - neckHalf - 2, top - 2)
                .cubic(
                        AXIS - 0.55 * neckHalf,
                        top + 1.2 * backDrop,
                        AXIS + 0.55 * neckHalf,
                        top + 1.2 * backDrop,
                        AXIS + neckHalf + 2,
                        top - 2)
                .open();
        Shape band =
                new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND).createStrokedShape(line);
        var clipped = new Area(band);
        clipped.intersect(
                new Area(new java.awt.geom.Rectangle2D.Double(AXIS - neckHalf - 1, 0, 2 * neckHalf + 2, 1024)));
        return new Panel(clipped, fabric)
                .grain(AXIS, top, 0)
                .edge(2.5, 3)
                .shadow(0.3)
                .volume(0)
                .shade(0.62);
    }

    static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
