package org.mirrorx.inference.drape;

import java.util.Arrays;
import org.mirrorx.inference.image.Curve;

/** The seam between top and lower garment as cloth has it: smooth, where the labels' is read in steps of a few columns. */
final class Seam {
    private static final int MEDIAN = 13;
    private static final double SIGMA = 9;

    /** Within this of the seam, pixels of a 768×1024 capture, cloth above it is the top's and cloth below the lower garment's. */
    private static final double BAND = 7;

    /** The photograph's edge is looked for this far from the labels' seam, pixels of a 768×1024 capture. */
    private static final double SEARCH = 10;

    /** Rows beyond that are taken for the two colours, pixels of a 768×1024 capture. */
    private static final double WINDOW = 8;

    /** A change of colour smaller than this many levels is no edge. */
    private static final double FAINT = 12;

    /** Weight of lightness against hue. */
    private static final double LIGHT_WEIGHT = 0.4;

    private Seam() {}

    /** The seam of the clothes worn, found to a pixel on the photograph near where the labels have it. */
    static Curve find(Plane photo, Figure figure) {
        double pixel = figure.pixel();
        Curve about = smooth(figure.oldTop().hem(), pixel, MEDIAN, SIGMA);
        if (figure.oldLower().isEmpty()) {
            return about;
        }
        Curve exact = Curve.of(about.first(), about.last(), x -> step(photo, x, about.at(x), pixel));
        return smooth(exact, pixel, MEDIAN, SIGMA / 2);
    }

    /**
     * The row near {@code about} that parts a column best into cloth of the colour well above it and cloth of the colour well below it:
     * least sum of distances to the two.
     */
    private static double step(Plane photo, int column, double about, double pixel) {
        Frame frame = photo.frame();
        int x = column - frame.x();
        int reach = (int) Math.round(SEARCH * pixel);
        int window = (int) Math.round(WINDOW * pixel);
        int middle = (int) Math.round(about) - frame.y();
        if (x < 0 || x >= frame.width() || middle - reach - window < 0 || middle + reach + window >= frame.height()) {
            return about;
        }
        double[] above = mean(photo, x, middle - reach - window, window);
        double[] below = mean(photo, x, middle + reach, window);
        if (distance(above, below) < FAINT) {
            return about;
        }
        double cost = 0;
        for (int y = middle - reach; y < middle + reach; y++) {
            cost += distance(mean(photo, x, y, 1), below);
        }
        double best = cost;
        int found = middle - reach;
        for (int y = middle - reach; y < middle + reach; y++) {
            double[] colour = mean(photo, x, y, 1);
            cost += distance(colour, above) - distance(colour, below);
            if (cost < best) {
                best = cost;
                found = y + 1;
            }
        }
        return found + frame.y() - 0.5;
    }

    private static double[] mean(Plane photo, int x, int from, int rows) {
        double[] sum = new double[3];
        for (int y = from; y < from + rows; y++) {
            for (int c = 0; c < 3; c++) {
                sum[c] += photo.values()[3 * (y * photo.width() + x) + c] / (double) rows;
            }
        }
        return sum;
    }

    /** Distance of two colours; a fold's shade counts little, since it changes lightness only. */
    private static double distance(double[] a, double[] b) {
        double red = a[0] - b[0];
        double green = a[1] - b[1];
        double blue = a[2] - b[2];
        double light = LIGHT_WEIGHT * (red + green + blue) / 3;
        return Math.sqrt(square(light) + square(red - green) + square((red + green) / 2 - blue));
    }

    private static double square(double v) {
        return v * v;
    }

    private static Curve smooth(Curve rough, double pixel, double medianReach, double sigmaPixels) {
        double[] values = rough.values();
        int n = values.length;
        int reach = Math.max(1, (int) Math.round(medianReach * pixel));
        double[] medians = new double[n];
        for (int i = 0; i < n; i++) {
            double[] near = Arrays.copyOfRange(values, Math.max(0, i - reach), Math.min(n, i + reach + 1));
            Arrays.sort(near);
            medians[i] = near[near.length / 2];
        }
        double sigma = sigmaPixels * pixel;
        int wide = (int) Math.ceil(3 * sigma);
        return Curve.of(rough.first(), rough.last(), x -> {
            double sum = 0;
            double weight = 0;
            for (int d = -wide; d <= wide; d++) {
                int i = x - rough.first() + d;
                if (i >= 0 && i < n) {
                    double w = Math.exp(-d * d / (2 * sigma * sigma));
                    sum += w * medians[i];
                    weight += w;
                }
            }
            return sum / weight;
        });
    }

    /** Redraws both cloths' border along the seam: what lies above is {@code top}, what lies below {@code lower}. */
    static void snap(Plane top, Plane lower, Curve seam, double pixel) {
        Frame frame = top.frame();
        for (int x = 0; x < frame.width(); x++) {
            int column = x + frame.x();
            if (column < seam.first() || column > seam.last()) {
                continue;
            }
            double row = seam.at(column);
            int from = Math.max(0, (int) Math.floor(row - BAND * pixel) - frame.y());
            int to = Math.min(frame.height() - 1, (int) Math.ceil(row + BAND * pixel) - frame.y());
            for (int y = from; y <= to; y++) {
                int i = y * frame.width() + x;
                float cloth = Math.min(1, top.values()[i] + lower.values()[i]);
                float below = (float) Math.clamp(y + frame.y() - row + 0.5, 0.0, 1.0);
                top.values()[i] = cloth * (1 - below);
                lower.values()[i] = cloth * below;
            }
        }
    }
}
