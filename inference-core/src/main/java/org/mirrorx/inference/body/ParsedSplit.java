package org.mirrorx.inference.body;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;

/** Where the top ends and the lower garment begins, by a parser that names the garments; it stands in for {@link WaistSplit}. */
final class ParsedSplit {
    /** Fewest cells of each that show what is worn there. */
    private static final int FEWEST = 40;

    /** Of the upper clothes: with so much of it called a dress they are one. */
    private static final double MOSTLY = 0.5;

    /** Where more cells lie between the two, as between a sleeve and the hip below it, the column says nothing. */
    private static final int APART = 6;

    private ParsedSplit() {}

    /**
     * Column by column the row that leaves the fewest cells on the wrong side.
     *
     * @param labels of the capture's size, values of {@link ParsedLabel}
     */
    static WaistSplit.Found of(SmallCapture small, Mask labels) {
        int width = small.width();
        int height = small.height();
        int[] first = new int[width];
        Arrays.fill(first, -1);
        int upper = 0;
        int dress = 0;
        int lower = 0;
        for (int column = 0; column < width; column++) {
            int above = 0;
            int below = 0;
            int best = Integer.MIN_VALUE;
            int gain = 0;
            int row = -1;
            int end = -1;
            for (int y = 0; y < height; y++) {
                ParsedLabel label = at(small, labels, column, y);
                boolean isUpper = label == ParsedLabel.UPPER_CLOTHES || label == ParsedLabel.DRESS;
                boolean isLower = label == ParsedLabel.PANTS || label == ParsedLabel.SKIRT;
                dress += label == ParsedLabel.DRESS ? 1 : 0;
                above += isUpper ? 1 : 0;
                below += isLower ? 1 : 0;
                gain += isUpper ? 1 : isLower ? -1 : 0;
                if (gain > best) {
                    best = gain;
                    row = y + 1;
                    end = row;
                } else if (gain == best) {
                    end = y + 1;
                }
            }
            upper += above;
            lower += below;
            if (above > 0 && below > 0 && end - row <= APART) {
                first[column] = (row + end) / 2;
            }
        }
        double likeness = dress > MOSTLY * upper ? 1 : 0;
        if (upper < FEWEST || lower < FEWEST) {
            return new WaistSplit.Found(Optional.empty(), 1);
        }
        return new WaistSplit.Found(curve(first), likeness);
    }

    /** At the middle of a cell. */
    private static ParsedLabel at(SmallCapture small, Mask labels, int column, int row) {
        int x = Math.clamp(Math.round(small.x(column)), 0, labels.width() - 1);
        int y = Math.clamp(Math.round(small.y(row)), 0, labels.height() - 1);
        return ParsedLabel.of(
                Byte.toUnsignedInt(labels.coverage().get(ValueLayout.JAVA_BYTE, (long) y * labels.width() + x)));
    }

    /** Columns that show only one of the two take the row of their nearest neighbours. */
    private static Optional<Curve> curve(int[] first) {
        int left = 0;
        int right = first.length - 1;
        while (left <= right && first[left] < 0) {
            left++;
        }
        while (right >= left && first[right] < 0) {
            right--;
        }
        if (right - left < 2) {
            return Optional.empty();
        }
        double[] rows = new double[right - left + 1];
        int last = first[left];
        for (int i = 0; i < rows.length; i++) {
            last = first[left + i] < 0 ? last : first[left + i];
            rows[i] = last;
        }
        return Optional.of(Curve.of(left, rows));
    }
}
