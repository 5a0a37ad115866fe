package org.mirrorx.inference.drape;

import java.util.Optional;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/** The legs' outlines by rows (drape recipe §10): what a lower garment has to cover. */
final class MeasureLegs {
    /** The longest horizontal ray from a leg's bone, in S. */
    private static final double REACH = 0.34;

    /** Without a gap the crotch is guessed this far below the hips, in T. */
    private static final double USUAL_CROTCH = 0.28;

    private static final double LOWEST_CROTCH = 0.62;
    private static final int MEDIAN = 15;

    private final BodyPlanes planes;
    private final Skeleton bones;
    private final double pixel;

    MeasureLegs(BodyPlanes planes, Skeleton bones, double pixel) {
        this.planes = planes;
        this.bones = bones;
        this.pixel = pixel;
    }

    Optional<Figure.Legs> measure(double waistRow) {
        if (!bones.left().kneePresent() || !bones.right().kneePresent()) {
            return Optional.empty();
        }
        Point2 crotch = crotch();
        int from = (int) Math.round(Math.min(waistRow, bones.hipMiddle().y()));
        Figure.Leg left = leg(bones.left(), from, crotch);
        Figure.Leg right = leg(bones.right(), from, crotch);
        double widest = 0;
        Point2 hipLeft = bones.left().hip();
        Point2 hipRight = bones.right().hip();
        for (int y = from; y < crotch.y(); y++) {
            double width = right.outer().at(y) - left.outer().at(y);
            if (width > widest) {
                widest = width;
                hipLeft = new Point2(left.outer().at(y), y);
                hipRight = new Point2(right.outer().at(y), y);
            }
        }
        return Optional.of(new Figure.Legs(left, right, crotch, hipLeft, hipRight));
    }

    /** Where the gap between the legs begins. */
    private Point2 crotch() {
        double t = bones.torsoLength();
        int from = (int) Math.round(bones.hipMiddle().y() + 0.08 * t);
        int to = (int) Math.min(planes.height() - 1.0, bones.hipMiddle().y() + LOWEST_CROTCH * t);
        for (int y = from; y <= to; y++) {
            double l = MeasureOldClothes.legColumn(bones.left(), y);
            double r = MeasureOldClothes.legColumn(bones.right(), y);
            double first = Double.NaN;
            int gap = 0;
            for (double x = Math.min(l, r); x <= Math.max(l, r); x++) {
                if (!planes.person(x, y)) {
                    gap++;
                    if (Double.isNaN(first)) {
                        first = x;
                    }
                }
            }
            if (gap > 2 * pixel) {
                return new Point2(first + gap / 2.0, y);
            }
        }
        return new Point2(
                (MeasureOldClothes.legColumn(bones.left(), bones.hipMiddle().y() + USUAL_CROTCH * t)
                                + MeasureOldClothes.legColumn(
                                        bones.right(), bones.hipMiddle().y() + USUAL_CROTCH * t))
                        / 2,
                bones.hipMiddle().y() + USUAL_CROTCH * t);
    }

    private Figure.Leg leg(Skeleton.Side leg, int from, Point2 crotch) {
        double s = bones.shoulderWidth();
        int arm = leg.outward() < 0 ? GarmentLabels.LEFT_ARM : GarmentLabels.RIGHT_ARM;
        double lastJoint = Math.max(leg.knee().y(), leg.ankle().y());
        int last = (int) Math.clamp(lastJoint, from + 1.0, Math.max(from + 1.0, planes.height() - 1.0));
        int crotchRow = (int) Math.round(crotch.y());
        double[] outer = new double[last - from + 1];
        double[] inner = new double[Math.max(1, last - crotchRow + 1)];
        for (int y = from; y <= last; y++) {
            double bone = MeasureOldClothes.legColumn(leg, y);
            if (y > Math.max(from, crotchRow)
                    && !planes.person(bone, y)) { // a guessed bone beside the leg: it goes on as above
                outer[y - from] = outer[y - from - 1];
                inner[y - crotchRow] = inner[y - crotchRow - 1];
                continue;
            }
            double d = 0;
            for (double k = 0; k <= REACH * s; k += 0.5) {
                double x = bone + leg.outward() * k;
                if (!planes.person(x, y) || planes.limb(x, y) == arm) {
                    break;
                }
                d = k;
            }
            outer[y - from] = bone + leg.outward() * d;
            if (y >= crotchRow) {
                double other = MeasureOldClothes.legColumn(leg.outward() < 0 ? bones.right() : bones.left(), y);
                double limit = Math.min(REACH * s, Math.abs(other - bone) / 2);
                double e = planes.reach(new Point2(bone, y), -leg.outward(), 0, limit);
                inner[y - crotchRow] = bone - leg.outward() * e;
            }
        }
        if (last < crotchRow) {
            inner[0] = crotch.x();
        }
        int window = (int) Math.round(MEDIAN * pixel);
        return new Figure.Leg(
                leg.hip(),
                leg.knee(),
                leg.ankle(),
                Curve.of(from, MeasureSides.median(outer, window)),
                Curve.of(crotchRow, MeasureSides.median(inner, window)),
                leg.anklePresent() && planes.inside(leg.ankle().x(), leg.ankle().y()));
    }
}
