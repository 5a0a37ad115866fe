package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.garment.GarmentLandmarks.Lower;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/**
 * The sheets of trousers and skirts (drape recipe §10): trousers are two pieces left and right of the crotch, a skirt is one. Aimed at
 * the outline that legs and old clothes have.
 */
final class LowerTargets {
    /** Flat width is half a circumference; worn, this much of it is seen from the front. */
    static final double FLAT_TO_WORN = 0.85;

    /** A skirt's hem stands off further than its waist. */
    private static final double HEM_FLAT_TO_WORN = 0.95;

    /** A leg of cloth is at most this much wider than what it covers. */
    private static final double WIDEST = 2.2;

    private static final double WIDEST_AT_HIPS = 1.2;
    /** Cloth lies this many pixels of a 768×1024 capture outside the old outline. */
    private static final double COVER = 2;

    private static final double[] TO_CROTCH = {0, 0.25, 0.5, 0.75, 1};
    private static final double[] TO_HEM = {0.12, 0.28, 0.46, 0.64, 0.82, 1};
    private static final int SKIRT_ROWS = 10;

    private final Figure figure;
    private final Figure.Legs legs;
    private final Lower flat;
    private final FlatOutline outline;
    private final double scale;
    private final Curve waist;

    /**
     * @param legs the figure's
     * @param scale pixels of the capture a garment pixel becomes
     * @param waist by column, the row of the waistband's upper edge on the body
     */
    LowerTargets(Figure figure, Figure.Legs legs, Lower flat, FlatOutline outline, double scale, Curve waist) {
        this.figure = figure;
        this.legs = legs;
        this.flat = flat;
        this.outline = outline;
        this.scale = scale;
        this.waist = waist;
    }

    /**
     * One trouser leg with its half of the seat.
     *
     * @param flatCrotch where the flat legs part
     * @param crotch where they part on the body
     * @param hemRow row of the hem on the body
     */
    Sheet leg(int side, Point2 flatCrotch, Point2 crotch, double hemRow) {
        Point2 flatWaist = side < 0 ? flat.waistLeft() : flat.waistRight();
        Point2 flatMiddle = flat.waistLeft().towards(flat.waistRight(), 0.5);
        Point2 hemOuter = side < 0 ? flat.hemLeftOuter() : flat.hemRightOuter();
        Point2 hemInner = side < 0 ? flat.hemLeftInner() : flat.hemRightInner();
        Figure.Leg leg = side < 0 ? legs.left() : legs.right();
        Figure.Leg other = side < 0 ? legs.right() : legs.left();
        double waistAxis =
                (legs.left().outer().at(waist.mean()) + legs.right().outer().at(waist.mean())) / 2;
        List<Pin> pins = new ArrayList<>();
        List<Point2> outerLine = new ArrayList<>();
        List<Point2> innerLine = new ArrayList<>();
        for (double u : TO_CROTCH) {
            Point2 inner = flatMiddle.towards(flatCrotch, u);
            double seatAxis =
                    inner.towards(flatWaist.towards(hemOuter, u * 0.3), 0.5).x();
            Point2 outer = u == 0 ? flatWaist : new Point2(edge(seatAxis, inner.y(), side), inner.y());
            double axis = waistAxis + u * (crotch.x() - waistAxis);
            double outerColumn = leg.outer().at(waist.mean() + u * (crotch.y() - waist.mean()));
            double top = waist.at(u == 0 ? outerColumn : axis);
            double row = top + u * (crotch.y() - top);
            outerColumn = leg.outer().at(row);
            double body = side * (outerColumn - axis);
            double worn = FLAT_TO_WORN * scale * Math.abs(outer.x() - inner.x());
            double half = Math.clamp(worn, body + ease(), Math.max(body + ease(), WIDEST_AT_HIPS * body));
            half = Math.min(half, hidden(axis, row));
            Point2 bodyOuter = new Point2(axis + side * half, row);
            Point2 bodyInner = new Point2(axis, u == 0 ? waist.at(axis) : row);
            add(pins, outer, inner, bodyOuter, bodyInner);
            outerLine.add(bodyOuter);
            innerLine.add(bodyInner.plus(-side * ease(), 0));
        }
        Point2 hemMiddle = hemOuter.towards(hemInner, 0.5);
        Point2 thigh = pins.get(pins.size() - 3).garment().towards(flatCrotch, 0.5);
        for (double v : TO_HEM) {
            Point2 on = thigh.towards(hemMiddle, v);
            Point2 outer = v == 1 ? hemOuter : new Point2(edge(on.x(), on.y(), side), on.y());
            Point2 inner = v == 1 ? hemInner : new Point2(edge(on.x(), on.y(), -side), on.y());
            double row = crotch.y() + v * (hemRow - crotch.y());
            double middle = (leg.inner().at(row) + other.inner().at(row)) / 2;
            double out = leg.outer().at(row);
            double in = leg.inner().at(row);
            double centre = (out + in) / 2;
            double body = Math.max(1, side * (out - in) / 2);
            double worn = FLAT_TO_WORN * scale * outer.distance(inner) / 2;
            double limit = body * (WIDEST_AT_HIPS + v * (WIDEST - WIDEST_AT_HIPS));
            double half = Math.clamp(worn, body + ease(), Math.max(body + ease(), limit));
            double innerColumn = centre - side * half;
            if (side * (innerColumn - middle) < 0) {
                innerColumn = middle;
            }
            Point2 bodyOuter = new Point2(centre + side * half, row);
            Point2 bodyInner = new Point2(innerColumn, row);
            add(pins, outer, inner, bodyOuter, bodyInner);
            outerLine.add(bodyOuter);
            innerLine.add(bodyInner);
        }
        List<Point2> border = new ArrayList<>(outerLine);
        border.addAll(innerLine.reversed());
        return new Sheet(side < 0 ? Sheet.Part.LEG_LEFT : Sheet.Part.LEG_RIGHT, pins, border, Sheet.CLOSE);
    }

    /** How far a waistband may reach from the axis in a row: a top worn over hides it. */
    private double hidden(double axis, double row) {
        boolean under = figure.oldTop().worn() == Figure.Worn.OVER
                && row < figure.oldTop().hemY();
        return under
                ? Math.min(
                                axis - figure.left().side().at(row),
                                figure.right().side().at(row) - axis)
                        - ease()
                : Double.POSITIVE_INFINITY;
    }

    private double ease() {
        return COVER * figure.pixel();
    }

    private static void add(List<Pin> pins, Point2 outer, Point2 inner, Point2 bodyOuter, Point2 bodyInner) {
        pins.add(new Pin(outer, bodyOuter));
        pins.add(new Pin(outer.towards(inner, 0.5), bodyOuter.towards(bodyInner, 0.5)));
        pins.add(new Pin(inner, bodyInner));
    }

    private double edge(double axis, double row, int side) {
        return side < 0 ? outline.left(axis, row) : outline.right(axis, row);
    }

    /** A skirt; {@code hemRow} is its hem's row on the body. */
    Sheet skirt(double hemRow) {
        Point2 flatWaist = flat.waistLeft().towards(flat.waistRight(), 0.5);
        double flatHem = (flat.hemLeftOuter().y() + flat.hemRightOuter().y()) / 2;
        double waistRow = waist.mean();
        List<Pin> pins = new ArrayList<>();
        List<Point2> leftLine = new ArrayList<>();
        List<Point2> rightLine = new ArrayList<>();
        for (int k = 0; k < SKIRT_ROWS; k++) {
            double t = (double) k / (SKIRT_ROWS - 1);
            double flatRow = flatWaist.y() + t * (flatHem - flatWaist.y());
            Point2 flatLeft;
            Point2 flatRight;
            if (k == 0) {
                flatLeft = flat.waistLeft();
                flatRight = flat.waistRight();
            } else if (k == SKIRT_ROWS - 1) {
                flatLeft = flat.hemLeftOuter();
                flatRight = flat.hemRightOuter();
            } else {
                flatLeft = new Point2(outline.left(flatWaist.x(), flatRow), flatRow);
                flatRight = new Point2(outline.right(flatWaist.x(), flatRow), flatRow);
            }
            double row = waistRow + t * (hemRow - waistRow);
            double left = legs.left().outer().at(row);
            double right = legs.right().outer().at(row);
            double axis = (left + right) / 2;
            double body = (right - left) / 2;
            double toWorn = FLAT_TO_WORN + t * (HEM_FLAT_TO_WORN - FLAT_TO_WORN);
            double worn = toWorn * scale * flatLeft.distance(flatRight) / 2;
            double limit = body * (WIDEST_AT_HIPS + t * (WIDEST - WIDEST_AT_HIPS));
            double half = Math.clamp(worn, body + ease(), Math.max(body + ease(), limit));
            half = Math.min(half, hidden(axis, row));
            double leftRow = k == 0 ? waist.at(axis - half) : row;
            double rightRow = k == 0 ? waist.at(axis + half) : row;
            Point2 bodyLeft = new Point2(axis - half, leftRow);
            Point2 bodyRight = new Point2(axis + half, rightRow);
            pins.add(new Pin(flatLeft, bodyLeft));
            pins.add(new Pin(flatRight, bodyRight));
            for (double u : new double[] {0.25, 0.5, 0.75}) {
                Point2 on = flatLeft.towards(flatRight, u);
                Point2 to = bodyLeft.towards(bodyRight, u);
                boolean end = k == 0 || k == SKIRT_ROWS - 1;
                if (k == SKIRT_ROWS - 1) { // a round hem hangs lower in the middle
                    double bottom = outline.bottom(on.x(), on.y() - 0.1 * (flatHem - flatWaist.y()), outline.height());
                    if (!Double.isNaN(bottom)) {
                        to = to.plus(0, scale * (bottom - on.y()));
                        on = new Point2(on.x(), bottom);
                    }
                } else if (k == 0) {
                    to = new Point2(to.x(), waist.at(to.x()));
                }
                if (end || u == 0.5) {
                    pins.add(new Pin(on, to));
                }
            }
            leftLine.add(bodyLeft);
            rightLine.add(bodyRight);
        }
        List<Point2> border = new ArrayList<>();
        for (double u : new double[] {0.25, 0.5, 0.75}) {
            Point2 top = leftLine.getFirst().towards(rightLine.getFirst(), u);
            border.add(new Point2(top.x(), waist.at(top.x())));
        }
        border.addAll(rightLine);
        for (Pin pin : pins.subList(pins.size() - 3, pins.size()).reversed()) {
            border.add(pin.body());
        }
        border.addAll(leftLine.reversed());
        return new Sheet(Sheet.Part.SKIRT, pins, border, Sheet.CLOSE);
    }
}
