package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Region;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/** How the clothes worn end: the top's hem or waistband, the lower garment's kind and hems (drape recipe §5.3, §10). */
final class MeasureOldClothes {
    /** A split above this, in T below the shoulders, is a waistband (drape recipe §6). */
    private static final double TUCKED_ABOVE = 0.93;

    /** Less than this below the hips, in T, and the picture ends before the top does. */
    private static final double SEEN_BELOW_HIPS = 0.12;

    /** A top that ends this far below the hips, in T, is a one-piece garment with something under it. */
    private static final double HANGING_BELOW_HIPS = 0.4;

    /** Share of the rows near its hem in which a lower garment must be parted to be trousers. */
    private static final double PARTED = 0.3;

    private final BodyPlanes planes;
    private final Skeleton bones;
    private final double pixel;

    MeasureOldClothes(BodyPlanes planes, Skeleton bones, double pixel) {
        this.planes = planes;
        this.bones = bones;
        this.pixel = pixel;
    }

    Figure.OldTop top(GarmentLabels labels, Curve hem, double neckLeft, double neckRight, boolean sleeves) {
        Curve neckline = neckline(neckLeft, neckRight);
        double t = bones.torsoLength();
        double y0 = bones.shoulderMiddle().y();
        if (labels.waist().isPresent()) {
            Curve waist = labels.waist().orElseThrow();
            double row = waist.at(bones.hipMiddle().x());
            boolean belly = row < bones.hipMiddle().y() && belly(waist);
            if (row > bones.hipMiddle().y() + HANGING_BELOW_HIPS * t) { // a kurta over trousers is worn like a dress
                return new Figure.OldTop(Figure.Worn.ONE_PIECE, waist, row, neckline, sleeves);
            }
            Figure.Worn worn = belly || row < y0 + TUCKED_ABOVE * t ? Figure.Worn.TUCKED : Figure.Worn.OVER;
            return new Figure.OldTop(worn, waist, row, neckline, sleeves);
        }
        double row = hem.at(bones.hipMiddle().x());
        boolean cut = planes.height() - 1 < bones.hipMiddle().y() + SEEN_BELOW_HIPS * t
                || (row >= planes.height() - 2 && labels.onePiece() >= 1);
        return new Figure.OldTop(cut ? Figure.Worn.OUT_OF_PICTURE : Figure.Worn.ONE_PIECE, hem, row, neckline, sleeves);
    }

    /** True when bare skin lies between the top and the lower garment in most columns. */
    private boolean belly(Curve waist) {
        int bare = 0;
        int columns = 0;
        for (int x = waist.first(); x <= waist.last(); x++) {
            columns++;
            bare += planes.region(x, waist.at(x) - 3 * pixel) == Region.BELLY ? 1 : 0;
        }
        return bare > 0.4 * columns;
    }

    private Curve neckline(double left, double right) {
        int from = (int) Math.floor(Math.min(left, right));
        int to = Math.max(from + 1, (int) Math.ceil(Math.max(left, right)));
        int start = (int) Math.round(bones.shoulderMiddle().y() - 0.35 * bones.shoulderWidth());
        int end = (int) Math.round(bones.shoulderMiddle().y() + 0.6 * bones.torsoLength());
        return Curve.of(from, to, x -> {
            for (int y = start; y < end; y++) {
                if (planes.top(x, y)) {
                    return y;
                }
            }
            return end;
        });
    }

    /** The lowest row of a one-piece garment by column. */
    Curve hem(MeasureSides.Sides sides) {
        int row = (int) Math.min(sides.left().last(), bones.hipMiddle().y());
        int from = (int) Math.round(sides.left().at(row));
        int to = Math.max(from + 1, (int) Math.round(sides.right().at(row)));
        int start = (int) Math.round(bones.shoulderMiddle().y() + 0.5 * bones.torsoLength());
        double[] rows = new double[to - from + 1];
        for (int k = 0; k < rows.length; k++) {
            int lowest = start;
            int missing = 0;
            for (int y = start; y < planes.height(); y++) {
                if (planes.top(from + k, y)) {
                    lowest = y;
                    missing = 0;
                } else if (++missing > 12 * pixel) {
                    break;
                }
            }
            rows[k] = lowest;
        }
        return Curve.of(from, MeasureSides.median(rows, (int) Math.round(25 * pixel)));
    }

    Optional<Figure.OldLower> lower(GarmentLabels labels) {
        if (labels.waist().isEmpty()) {
            return Optional.empty();
        }
        Curve waist = labels.waist().orElseThrow();
        int[] left = new int[1];
        int[] right = new int[1];
        left[0] = hem(bones.left());
        right[0] = hem(bones.right());
        int top = (int) Math.round(waist.at(bones.hipMiddle().x()));
        int hem = Math.max(left[0], right[0]);
        if (hem <= top + 4 * pixel) {
            return Optional.empty();
        }
        boolean inPicture = hem < planes.height() - 2 - pixel;
        return Optional.of(new Figure.OldLower(
                kind(top, hem, inPicture), waist, inPicture ? left[0] : hem, inPicture ? right[0] : hem, inPicture));
    }

    /** Last row of lower-garment cloth along a leg's bone. */
    private int hem(Skeleton.Side leg) {
        int last = -1;
        int n = Math.max(16, (int) (leg.hip().distance(leg.knee()) + leg.knee().distance(leg.ankle())));
        for (int k = 0; k <= n * 1.15; k++) {
            var p = leg.alongLeg((double) k / n);
            for (int dx = -6; dx <= 6; dx += 3) {
                if (planes.region(p.x() + dx * pixel, p.y()) == Region.LOWER) {
                    last = Math.max(last, (int) Math.round(p.y()));
                }
            }
        }
        return last;
    }

    private Figure.LowerKind kind(int top, int hem, boolean inPicture) {
        double t = bones.torsoLength();
        double crotch = bones.hipMiddle().y() + 0.28 * t;
        if (hem < crotch && !inPicture) {
            return Figure.LowerKind.TROUSERS; // too little is seen; the commoner one
        }
        int from = (int) Math.round(Math.max(Math.min(crotch, hem - 0.1 * t), hem - 0.5 * (hem - top)));
        int parted = 0;
        int rows = 0;
        for (int y = from; y < hem - pixel; y++) {
            rows++;
            parted += parted(y) ? 1 : 0;
        }
        return rows > 0 && parted > PARTED * rows ? Figure.LowerKind.TROUSERS : Figure.LowerKind.SKIRT;
    }

    /** True when something else than the lower garment shows between the two legs in a row, and the garment on both of them. */
    private boolean parted(int y) {
        double left = legColumn(bones.left(), y);
        double right = legColumn(bones.right(), y);
        int gap = 0;
        boolean parted = false;
        for (double x = left; x <= right; x++) {
            gap = planes.region(x, y) == Region.LOWER ? 0 : gap + 1;
            parted |= gap > 1.5 * pixel;
        }
        return parted && onLeg(left, y) && onLeg(right, y);
    }

    private boolean onLeg(double x, int y) {
        double reach = 0.05 * bones.shoulderWidth();
        return planes.region(x, y) == Region.LOWER
                || planes.region(x - reach, y) == Region.LOWER
                || planes.region(x + reach, y) == Region.LOWER;
    }

    /** The column of a leg's bone in a row. */
    static double legColumn(Skeleton.Side leg, double row) {
        boolean thigh = row < leg.knee().y();
        Point2 p = thigh ? leg.hip() : leg.knee();
        Point2 q = thigh ? leg.knee() : leg.ankle();
        double t = (row - p.y()) / Math.max(1, q.y() - p.y());
        return p.towards(q, Math.clamp(t, -0.5, 1.2)).x();
    }
}
