package org.mirrorx.inference.garment;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;

/**
 * Named places on a garment's picture, pixels of {@link GarmentCut#colours()}. "Left" and "right" are the picture's: the left sleeve of
 * the landmarks covers the shopper's own right arm.
 */
public sealed interface GarmentLandmarks {

    /** 0 (guess) to 1 (sure, or set by staff). Below {@link GarmentCut#SURE} the catalog asks staff. */
    double confidence();

    /** The same places with another confidence. */
    GarmentLandmarks withConfidence(double confidence);

    /**
     * A top or a dress.
     *
     * @param neckLeft, neckRight where the shoulder line meets the neckline
     * @param neckline the front neckline between the two
     * @param tipLeft, tipRight outer ends of the shoulder line (top of the armhole)
     * @param armpitLeft, armpitRight lowest points of the armholes
     * @param sleeveLeft, sleeveRight empty when sleeveless
     * @param hemLeft, hemRight lower ends of the side seams
     * @param hemY row of the hem on the centre line
     * @param axis column of the centre line
     * @param torsoWidth median width below the armpits
     * @param straps shoulder pieces narrower than a tank's: the neck corners are the straps' inner edges
     */
    record Upper(
            Point2 neckLeft,
            Point2 neckRight,
            Neckline neckline,
            Point2 tipLeft,
            Point2 tipRight,
            Point2 armpitLeft,
            Point2 armpitRight,
            Optional<Sleeve> sleeveLeft,
            Optional<Sleeve> sleeveRight,
            Point2 hemLeft,
            Point2 hemRight,
            double hemY,
            double axis,
            double torsoWidth,
            boolean straps,
            double confidence)
            implements GarmentLandmarks {
        @Override
        public Upper withConfidence(double other) {
            return new Upper(
                    neckLeft,
                    neckRight,
                    neckline,
                    tipLeft,
                    tipRight,
                    armpitLeft,
                    armpitRight,
                    sleeveLeft,
                    sleeveRight,
                    hemLeft,
                    hemRight,
                    hemY,
                    axis,
                    torsoWidth,
                    straps,
                    other);
        }
    }

    /**
     * The front neckline: row at {@code u} (−1 at the left corner, 1 at the right) = corner line + depth · (1 − |u|^power). Everything
     * between the silhouette's top and this curve is back collar and is never drawn over a person.
     *
     * @param depth pixels below the line between the corners
     * @param power 1 for a V, 2 to 3 for round and square necks
     */
    record Neckline(double depth, double power) {}

    /**
     * @param outer 9 points from the shoulder tip along the outer edge to the cuff's outer corner, even in arc length
     * @param inner 9 points from the armpit along the inner edge to the cuff's inner corner
     */
    record Sleeve(List<Point2> outer, List<Point2> inner) {
        public Sleeve {
            outer = List.copyOf(outer);
            inner = List.copyOf(inner);
        }

        public Point2 cuffOuter() {
            return outer.getLast();
        }

        public Point2 cuffInner() {
            return inner.getLast();
        }
    }

    /**
     * Trousers or a skirt.
     *
     * @param waistLeft, waistRight ends of the waistband's upper edge
     * @param crotch where the legs part; empty for a skirt
     * @param hemLeftOuter, hemLeftInner, hemRightInner, hemRightOuter ends of the hems; for a skirt both inner points are the middle
     */
    record Lower(
            Point2 waistLeft,
            Point2 waistRight,
            Optional<Point2> crotch,
            Point2 hemLeftOuter,
            Point2 hemLeftInner,
            Point2 hemRightInner,
            Point2 hemRightOuter,
            double confidence)
            implements GarmentLandmarks {
        @Override
        public Lower withConfidence(double other) {
            return new Lower(
                    waistLeft, waistRight, crotch, hemLeftOuter, hemLeftInner, hemRightInner, hemRightOuter, other);
        }
    }
}
