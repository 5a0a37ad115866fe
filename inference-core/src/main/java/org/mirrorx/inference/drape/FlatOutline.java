package org.mirrorx.inference.drape;

import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Mask;

/** The outline of a garment lying flat: edges by row and by column, pixels of the garment's picture. */
final class FlatOutline {
    private static final int COVERED = 128;

    private final Mask alpha;
    private final byte[] coverage;

    private FlatOutline(Mask alpha, byte[] coverage) {
        this.alpha = alpha;
        this.coverage = coverage;
    }

    static FlatOutline of(GarmentCut cut) {
        return new FlatOutline(cut.alpha(), cut.alpha().coverage().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    }

    int height() {
        return alpha.height();
    }

    boolean covered(int x, int y) {
        return x >= 0
                && y >= 0
                && x < alpha.width()
                && y < alpha.height()
                && (coverage[y * alpha.width() + x] & 0xff) >= COVERED;
    }

    /** Column of the left end of the run of covered pixels around {@code axis} in a row; {@code axis} itself when nothing is covered. */
    double left(double axis, double row) {
        return edge(axis, row, -1);
    }

    /** Column of the right end of that run. */
    double right(double axis, double row) {
        return edge(axis, row, 1);
    }

    private double edge(double axis, double row, int step) {
        int y = (int) Math.clamp(Math.round(row), 0L, alpha.height() - 1L);
        int x = (int) Math.round(axis);
        if (!covered(x, y)) {
            return axis;
        }
        while (covered(x + step, y)) {
            x += step;
        }
        return x;
    }

    /** First covered row of a column between two rows, {@code NaN} when there is none. */
    double top(double column, double fromRow, double toRow) {
        int x = (int) Math.round(column);
        for (int y = (int) Math.round(fromRow); y <= toRow; y++) {
            if (covered(x, y)) {
                return y;
            }
        }
        return Double.NaN;
    }

    /** Last covered row of a column between two rows, {@code NaN} when there is none. */
    double bottom(double column, double fromRow, double toRow) {
        int x = (int) Math.round(column);
        for (int y = (int) Math.round(toRow); y >= fromRow; y--) {
            if (covered(x, y)) {
                return y;
            }
        }
        return Double.NaN;
    }
}
