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
    private static final double SEARCH = 9;

    /** Rows above and below that are compared, pixels of a 768×1024 capture. */
    private static final double WINDOW = 5;

    /** A change of colour smaller than this many levels is no edge. */
    private static final double FAINT = 18;

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

    /** The row near {@code about} where a column changes most from one even colour above to another below. */
    private static double step(Plane photo, int column, double about, double pixel) {
        Frame frame = photo.frame();
        int x = column - frame.x();
        int reach = (int) Math.round(SEARCH * pixel);
        int window = (int) Math.round(WINDOW * pixel);
        int middle = (int) Math.round(about) - frame.y();
        if (x < 0 || x >= frame.width() || middle - reach - window < 0
                || middle + reach + window >= frame.height()) {
            return about;
        }
        double best = -1;
        int found = middle;
        for (int y = middle - reach; y <= middle + reach; y++) {
            double contrast = 0;
            for (int c = 0; c < 3; c++) {
                double above = 0;
                double below = 0;
                for (int k = 0; k < window; k++) {
                    above += photo.values()[3 * ((y - 1 - k) * frame.width() + x) + c];
                    below += photo.values()[3 * ((y + k) * frame.width() + x) + c];
                }
                contrast += square((above - below) / window);
            }
            double weighted = contrast * (1 - 0.5 * square((y - middle) / (reach + 1.0)));
            if (weighted > best) {
                best = weighted;
                found = y;
            }
        }
        return best < square(FAINT) ? about : found + frame.y() - 0.5;
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
