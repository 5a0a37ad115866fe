package org.mirrorx.inference.garment;

/** Guesses where a garment is worn from its outline alone. */
final class KindByShape {
    /** A body longer below the armpits than this many chest widths reaches the thighs. */
    private static final double DRESS_LENGTH = 1.7;
    /** Between these a long top and a short dress look the same. */
    private static final double UNSURE_FROM = 1.5;

    private static final double UNSURE_TO = 1.9;

    /** A garment taller than this many waist widths is a dress whatever its armpits look like; below the second one it is a top. */
    private static final double DRESS_SLIMNESS = 3.3;

    private static final double TOP_SLIMNESS = 2.6;

    private KindByShape() {}

    /** @param sure false when the catalog should say it */
    record Guess(GarmentKind kind, boolean sure) {}

    static Guess of(Silhouette shape, GarmentLandmarks.Upper asUpper) {
        if (LowerShape.crotch(shape).isPresent() && hasStraightWaist(shape)) {
            return new Guess(GarmentKind.LOWER, true);
        }
        if (isSkirt(shape)) {
            return new Guess(GarmentKind.LOWER, false);
        }
        double armpit = Math.max(asUpper.armpitLeft().y(), asUpper.armpitRight().y());
        double chest =
                Math.max(1, asUpper.armpitRight().x() - asUpper.armpitLeft().x());
        double length = (asUpper.hemY() - armpit) / chest;
        double slimness = slimness(shape, armpit);
        boolean armpitsSeen = asUpper.confidence() >= GarmentCut.SURE;
        if (slimness > DRESS_SLIMNESS || (armpitsSeen && length > DRESS_LENGTH)) {
            boolean sure = slimness > DRESS_SLIMNESS || length > UNSURE_TO;
            return new Guess(GarmentKind.DRESS, sure);
        }
        return new Guess(GarmentKind.UPPER, armpitsSeen ? length < UNSURE_FROM : slimness < TOP_SLIMNESS);
    }

    /** Height of the garment in waist widths; the waist is the narrowest row in the middle of the body. */
    private static double slimness(Silhouette shape, double armpits) {
        double waist = Double.MAX_VALUE;
        int from = Math.clamp(Math.round(armpits), shape.rowAt(0.3), shape.rowAt(0.55));
        for (int y = from; y <= shape.rowAt(0.6); y++) {
            Silhouette.Run run = shape.widest(y);
            if (run.width() > 0) {
                waist = Math.min(waist, run.width());
            }
        }
        return shape.extent() / Math.max(1, waist);
    }

    /** The upper edge is one straight line nearly as wide as the garment a little below it. */
    private static boolean hasStraightWaist(Silhouette shape) {
        double band = shape.widest(shape.rowAt(0.04)).width();
        double hips = shape.widest(shape.rowAt(0.25)).width();
        return band > 0.5 * hips && flatTop(shape) < 0.03 * shape.extent();
    }

    /** Difference of the highest and lowest upper edge over the middle 80 % of the row at 4 % of the height. */
    private static double flatTop(Silhouette shape) {
        Silhouette.Run band = shape.span(shape.rowAt(0.04));
        int inset = band.width() / 10;
        int high = shape.bottom;
        int low = shape.top;
        for (int x = band.from() + inset; x <= band.to() - inset; x++) {
            int y = shape.topOf(x);
            high = Math.min(high, y);
            low = Math.max(low, y);
        }
        return low - high;
    }

    /** One piece, straight upper edge, never narrower again on the way down to a much wider hem or hip. */
    private static boolean isSkirt(Silhouette shape) {
        double edge = shape.span(shape.rowAt(0.015)).width();
        if (flatTop(shape) > 0.025 * shape.extent()
                || edge < 0.85 * shape.span(shape.rowAt(0.06)).width()) {
            return false;
        }
        double widest = 0;
        double top = shape.widest(shape.rowAt(0.03)).width();
        for (double share = 0.03; share < 0.4; share += 0.02) {
            double wide = shape.widest(shape.rowAt(share)).width();
            if (wide < 0.985 * widest) {
                return false;
            }
            widest = Math.max(widest, wide);
        }
        return widest > 1.12 * top;
    }
}
