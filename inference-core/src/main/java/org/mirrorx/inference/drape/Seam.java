package org.mirrorx.inference.drape;

import java.util.Arrays;
import org.mirrorx.inference.image.Curve;

/** The seam between top and lower garment as cloth has it: smooth, where the labels' is read in steps of a few columns. */
final class Seam {
    private static final int MEDIAN = 13;
    private static final double SIGMA = 9;

    /** Within this of the seam, pixels of a 768×1024 capture, cloth above it is the top's and cloth below the lower garment's. */
    private static final double BAND = 7;

    private Seam() {}

    /** @param pixel pixels of this capture for one of 768×1024 */
    static Curve smooth(Curve rough, double pixel) {
        double[] values = rough.values();
        int n = values.length;
        int reach = Math.max(1, (int) Math.round(MEDIAN * pixel));
        double[] medians = new double[n];
        for (int i = 0; i < n; i++) {
            double[] near = Arrays.copyOfRange(values, Math.max(0, i - reach), Math.min(n, i + reach + 1));
            Arrays.sort(near);
            medians[i] = near[near.length / 2];
        }
        double sigma = SIGMA * pixel;
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
