package org.mirrorx.inference.drape;

import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Curve;

/**
 * Where a top ends below (drape recipe §6): kept as the old one was worn, so that little old cloth is left to remove.
 *
 * @param row by column of the capture, the row of the new hem's lowest cloth
 * @param ownShape true when the garment's own hem shape is kept about {@code row}; false when every column of its hem goes to {@code row}
 * @param ends tucked or over
 */
record HemTarget(Curve row, boolean ownShape, Fit.Ends ends) {
    /** A top never reaches further than this below its neck, in T. */
    private static final double LONGEST_TOP = 1.28;

    /** A hem within this of the old one, in T, is put on the old one. */
    private static final double SNAP = 0.30;

    /** The new hem covers the old one's lower edge by this, in T. */
    private static final double OVERLAP = 0.015;

    /** A tucked garment may be stretched by this, in T, to reach into the waistband. */
    private static final double LARGEST_STRETCH = 0.20;

    /** How far inside the waistband a stretched garment ends, in T. */
    private static final double INSIDE = 0.05;

    /** A tucked garment longer than the waist by {@link #SNAP} is compressed, at most by this. */
    private static final double COMPRESSION = 0.80;

    /** The hem of a top whose neck line lies at {@code neckRow} on the body. */
    static HemTarget aimTop(Figure figure, Upper flat, double scale, Hang hang, double neckRow, int pictureHeight) {
        double t = figure.torsoLength();
        double flatNeckRow = (flat.neckLeft().y() + flat.neckRight().y()) / 2;
        double flatLength = flat.hemY() - flatNeckRow;
        double length = Math.min(hang.length() * scale * flatLength, LONGEST_TOP * t);
        double natural = neckRow + length;
        Curve old = figure.oldTop().hem();
        return switch (figure.oldTop().worn()) {
            case TUCKED ->
                tucked(
                        t,
                        neckRow,
                        Math.max(length, acrossScale(figure, flat) * flatLength),
                        old,
                        figure.oldTop().hemY());
            case OVER ->
                Math.abs(natural - figure.oldTop().hemY()) < SNAP * t
                        ? new HemTarget(shifted(old, OVERLAP * t), false, Fit.Ends.OVER)
                        : own(natural);
            case ONE_PIECE -> own(natural);
            case OUT_OF_PICTURE -> own(Math.max(natural, pictureHeight + OVERLAP * t));
        };
    }

    /**
     * How much a garment is widened to go round this body. Where its length is hidden in a waistband anyway it is lengthened as much, so
     * that a print keeps its shape.
     */
    private static double acrossScale(Figure figure, Upper flat) {
        double row = (figure.shoulderMiddle().y() + figure.hipMiddle().y()) / 2;
        double body = figure.right().side().at(row) - figure.left().side().at(row);
        return body / flat.torsoWidth();
    }

    private static HemTarget tucked(double t, double neckRow, double length, Curve split, double splitRow) {
        double natural = neckRow + length;
        if (natural > splitRow + SNAP * t) {
            double compressed = Math.max(COMPRESSION * length, splitRow + SNAP * t - neckRow);
            return new HemTarget(level(neckRow + compressed), true, Fit.Ends.TUCKED);
        }
        if (natural < splitRow - LARGEST_STRETCH * t) {
            return own(natural);
        }
        if (natural < splitRow + INSIDE * t) {
            return new HemTarget(shifted(split, INSIDE * t), false, Fit.Ends.TUCKED);
        }
        return new HemTarget(level(natural), true, Fit.Ends.TUCKED);
    }

    private static HemTarget own(double row) {
        return new HemTarget(level(row), true, Fit.Ends.OVER);
    }

    private static Curve level(double row) {
        return Curve.of(0, new double[] {row});
    }

    private static Curve shifted(Curve curve, double by) {
        return Curve.of(curve.first(), curve.last(), x -> curve.at(x) + by);
    }
}
