package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Point2;

/**
 * The torso sheet of a top or of a dress: neckline, shoulder seams, armholes, sides and hem (drape recipe §6, §7). The outline is aimed
 * at the outline the old garment already has, so that little old cloth has to be removed.
 */
final class TorsoTargets {
    /** Pixels a side may stand off further with each row below the hand. */
    private static final double STEEPEST_FLARE = 0.3;

    /** From the wrist over the fingers' base to their tips, in the former's distance. */
    private static final double FINGERTIPS = 2.3;

    /** The flare begins at the hips and is whole this much further down, in T. */
    private static final double FLARE_OVER = 0.5;

    /** The new side covers the old one by this many pixels of a 768×1024 capture (cover first). */
    private static final double COVER = 2;

    /** The new side reaches at most this much further from the axis than the body. */
    private static final double WIDEST = 1.10;

    /** Armpit below the shoulder tip, in S. */
    private static final double HIGHEST_ARMPIT = 0.22;

    private static final double LOWEST_ARMPIT = 0.62;

    /** A sleeved garment's armpit lies at most this far below the body's, in S. */
    private static final double BELOW_ARMPIT = 0.26;

    /** Above a waistband a tucked top narrows over this height, in T, to the waistband's width and a few pixels. */
    private static final double NARROWING = 0.14;

    private static final double WAISTBAND_EASE = 3;

    /** The silhouette counts as shoulder seam if it is this near to the line between corner and tip, in torso widths. */
    private static final double SEAM_TOLERANCE = 0.08;

    /** Beside a standing collar the seam lies this many times deeper below that line. */
    private static final double BELOW_COLLAR = 3;

    /** The silhouette counts as side if it is this near to the line from armpit to hem, in torso widths (else a sleeve lies there); the cinched waist of a dress counts. */
    private static final double SIDE_TOLERANCE = 0.12;

    /** How far the outline reaches under a sleeve, pixels of a 768×1024 capture. */
    private static final double UNDER_SLEEVE = 7;

    /** How quickly the lifted corner of the neck comes down to the shoulder: a tenth of the way out less than half of it is left. */
    private static final double COLLAR_POWER = 8;

    private static final double[] SEAM = {0.12, 0.25, 0.5, 0.75};
    private static final double[] ARMHOLE = {0.33, 0.67};
    private static final double[] SIDE = {0, 0.17, 0.33, 0.5, 0.67, 0.83, 1};
    /** Between two points of a dress's side, in T. */
    private static final double SIDE_STEP = 0.18;

    private static final double[] NECKLINE = {0.35, 0.7};
    /** The centre line leaves an even stretch by at most this, in S, to follow armholes that sit higher or lower on the body. */
    private static final double MOST_UNEVEN = 0.1;

    /** Below the neckline, in torso widths, the cloth is level again. */
    private static final double CHEST = 0.22;

    private static final double[] SPINE = {0, 0.33, 0.67};

    /** Pins of the centre line keep this far below the neckline, in torso widths. */
    private static final double CLEAR_OF_NECK = 0.12;

    private final Figure figure;
    private final Upper flat;
    private final FlatOutline outline;
    private final double scale;
    private final Hang hang;
    private final NeckTargets neck;
    private final HemTarget hem;
    private final List<Pin> pins = new ArrayList<>();

    TorsoTargets(
            Figure figure, Upper flat, FlatOutline outline, double scale, Hang hang, NeckTargets neck, HemTarget hem) {
        this.figure = figure;
        this.flat = flat;
        this.outline = outline;
        this.scale = scale;
        this.hang = hang;
        this.neck = neck;
        this.hem = hem;
    }

    /** The sheet. */
    Sheet aim() {
        Edge left = edge(-1);
        Edge right = edge(1);
        Pin centre = new Pin(NeckTargets.flatAt(flat, 0), neck.at(0));
        Pin hemCentre = hemPin(0, left, right);
        pins.add(centre);
        pins.add(hemCentre);
        spine(left, right, centre);
        List<Point2> around = new ArrayList<>(neck.curve());
        around.addAll(right.outline);
        List<Point2> below = new ArrayList<>();
        for (double u : new double[] {0.67, 0.33, 0, -0.33, -0.67}) {
            Pin pin = hemPin(u, left, right);
            below.add(pin.body());
            if (u != 0) {
                pins.add(pin);
            }
        }
        around.addAll(below);
        around.addAll(left.outline.reversed());
        return new Sheet(Sheet.Part.TORSO, pins, around, Sheet.CLOSE);
    }

    /**
     * Places on the centre line at the height of the sides' pins: what is level on the flat garment (a stripe, a change of colour) stays
     * as level as the body.
     */
    private void spine(Edge left, Edge right, Pin neckline) {
        chest(left, right, neckline);
        for (double t : SPINE) {
            double flatRow = level(left.flatPit, right.flatPit) * (1 - t) + level(left.flatHem, right.flatHem) * t;
            double row = level(left.pit, right.pit) * (1 - t) + level(left.hem, right.hem) * t;
            if (flatRow < neckline.garment().y() + CLEAR_OF_NECK * flat.torsoWidth()
                    || row < neckline.body().y() + CLEAR_OF_NECK * scale * flat.torsoWidth()) {
                continue;
            }
            double reach = MOST_UNEVEN * figure.shoulderWidth();
            double even = Math.clamp(row, naturalRow(flatRow) - reach, naturalRow(flatRow) + reach);
            double column =
                    (figure.left().side().at(even) + figure.right().side().at(even)) / 2;
            pins.add(new Pin(new Point2(flat.axis(), flatRow), new Point2(column, even)));
        }
    }

    /**
     * The front neckline hangs higher than it lies; a place a little below it goes where the armholes at its height go, so that only the
     * cloth between is stretched and not the whole chest.
     */
    private void chest(Edge left, Edge right, Pin neckline) {
        double flatRow = neckline.garment().y() + CHEST * flat.torsoWidth();
        double flatTip = level(flat.tipLeft(), flat.tipRight());
        double flatPit = level(left.flatPit, right.flatPit);
        if (flatRow > flatPit - CLEAR_OF_NECK * flat.torsoWidth() || flatRow < flatTip) {
            return;
        }
        double reach = MOST_UNEVEN * figure.shoulderWidth();
        double atPits = Math.clamp(level(left.pit, right.pit) - naturalRow(flatPit), -reach, reach);
        double row = naturalRow(flatRow) + atPits * (flatRow - flatTip) / (flatPit - flatTip);
        double column = neckline.body().x()
                + (row - neckline.body().y())
                        / Math.max(1, figure.hipMiddle().y() - neckline.body().y())
                        * (figure.hipMiddle().x() - neckline.body().x());
        pins.add(new Pin(new Point2(flat.axis(), flatRow), new Point2(column, row)));
    }

    /** Where a row of the flat garment would lie if it were stretched evenly from its shoulder seams to its hem. */
    private double naturalRow(double flatRow) {
        double flatTop = level(flat.tipLeft(), flat.tipRight());
        double top = level(neck.tipLeft(), neck.tipRight());
        double bottom = hemRow(figure.hipMiddle().x(), new Point2(flat.axis(), flat.hemY()));
        return top + (flatRow - flatTop) / (flat.hemY() - flatTop) * (bottom - top);
    }

    private static double level(Point2 a, Point2 b) {
        return (a.y() + b.y()) / 2;
    }

    /** Where the armpit lies on the body, on the picture's left ({@code side} −1) or right (1). */
    static Point2 armpit(Figure figure, Upper flat, double scale, NeckTargets neck, int side) {
        Point2 flatPit = side < 0 ? flat.armpitLeft() : flat.armpitRight();
        Point2 flatTip = side < 0 ? flat.tipLeft() : flat.tipRight();
        Point2 tip = side < 0 ? neck.tipLeft() : neck.tipRight();
        double s = figure.shoulderWidth();
        double below = Math.clamp(scale * (flatPit.y() - flatTip.y()), HIGHEST_ARMPIT * s, LOWEST_ARMPIT * s);
        Figure.Half half = side < 0 ? figure.left() : figure.right();
        double row = tip.y() + below;
        if (SleeveTargets.of(flat, side).isPresent()) {
            double body = half.arm().armpit().y() + BELOW_ARMPIT * s;
            row = Math.min(row, Math.max(body, tip.y() + HIGHEST_ARMPIT * s));
        }
        return new Point2(half.side().at(row) + side * COVER * figure.pixel(), row);
    }

    private Edge edge(int side) {
        boolean isLeft = side < 0;
        Point2 flatCorner = isLeft ? flat.neckLeft() : flat.neckRight();
        Point2 flatTip = isLeft ? flat.tipLeft() : flat.tipRight();
        Point2 flatPit = isLeft ? flat.armpitLeft() : flat.armpitRight();
        Point2 flatHem = isLeft ? flat.hemLeft() : flat.hemRight();
        Point2 corner = isLeft ? neck.left() : neck.right();
        Point2 tip = isLeft ? neck.tipLeft() : neck.tipRight();
        Point2 pit = armpit(figure, flat, scale, neck, side);
        List<Point2> border = new ArrayList<>();
        pins.add(new Pin(flatCorner, corner));
        for (double u : NECKLINE) {
            pins.add(new Pin(NeckTargets.flatAt(flat, side * u), neck.at(side * u)));
        }
        Figure.Half half = isLeft ? figure.left() : figure.right();
        for (double t : SEAM) {
            Point2 body = seam(half, corner, tip, t);
            pins.add(new Pin(flatSeam(flatCorner, flatTip, t), body));
            border.add(body);
        }
        pins.add(new Pin(flatTip, tip));
        border.add(tip);
        double under = side * UNDER_SLEEVE * figure.pixel();
        for (double t : ARMHOLE) {
            Point2 onFlat = flatArmhole(flatTip, flatPit, t, side);
            double bow = onFlat.x() - flatTip.towards(flatPit, t).x();
            Point2 body = tip.towards(pit, t).plus(scale * bow, 0);
            pins.add(new Pin(onFlat, body));
            border.add(body.plus(sleeved(side) ? under : 0, 0));
        }
        Point2 hemEnd = hemEnd(side, flatHem);
        for (double t : sideSteps(hemEnd.y() - pit.y())) {
            double flatRow = flatPit.y() + t * (flatHem.y() - flatPit.y());
            double row = pit.y() + t * (hemEnd.y() - pit.y());
            double flatColumn = flatSide(flatPit, flatHem, flatRow, side);
            double column = t == 0 ? pit.x() : bodySide(flatColumn, row, side);
            Point2 body = new Point2(column, row);
            pins.add(new Pin(new Point2(flatColumn, flatRow), body));
            border.add(body);
        }
        return new Edge(border, flatPit, flatHem, pit, border.getLast());
    }

    /** Steps down the side: as many as a top has, or one for each {@link #SIDE_STEP} of a dress. */
    private double[] sideSteps(double length) {
        int steps = (int) Math.round(length / (SIDE_STEP * figure.torsoLength()));
        if (steps < SIDE.length) {
            return SIDE;
        }
        double[] even = new double[steps + 1];
        for (int k = 0; k <= steps; k++) {
            even[k] = (double) k / steps;
        }
        return even;
    }

    private boolean sleeved(int side) {
        return (side < 0 ? flat.sleeveLeft() : flat.sleeveRight()).isPresent();
    }

    /** The body's shoulder between corner and tip; near the lifted corner the line from it is followed. */
    private static Point2 seam(Figure.Half half, Point2 corner, Point2 tip, double t) {
        double column = corner.x() + t * (tip.x() - corner.x());
        Point2 onBody = NeckTargets.onShoulder(half, column);
        double lift = corner.y() - NeckTargets.onShoulder(half, corner.x()).y();
        return onBody.plus(0, lift * Math.pow(1 - t, COLLAR_POWER));
    }

    private Point2 flatSeam(Point2 corner, Point2 tip, double t) {
        Point2 line = corner.towards(tip, t);
        double reach = SEAM_TOLERANCE * flat.torsoWidth();
        double top = outline.top(line.x(), line.y() - reach, line.y() + BELOW_COLLAR * reach);
        return Double.isNaN(top) || top <= line.y() - reach + 1 ? line : new Point2(line.x(), top);
    }

    /** A sleeveless armhole is cut inwards; under a sleeve the seam is taken as straight. */
    private Point2 flatArmhole(Point2 tip, Point2 pit, double t, int side) {
        Point2 line = tip.towards(pit, t);
        if (sleeved(side)) {
            return line;
        }
        double column = side < 0 ? outline.left(flat.axis(), line.y()) : outline.right(flat.axis(), line.y());
        double depth = side * (line.x() - column);
        return depth > 0 && depth < SIDE_TOLERANCE * 2 * flat.torsoWidth() && column != flat.axis()
                ? new Point2(column, line.y())
                : line;
    }

    private double flatSide(Point2 pit, Point2 hemCorner, double row, int side) {
        double line = pit.x() + (hemCorner.x() - pit.x()) * (row - pit.y()) / (hemCorner.y() - pit.y());
        double column = side < 0 ? outline.left(flat.axis(), row) : outline.right(flat.axis(), row);
        boolean cinched =
                longerThanATop() && row < hemCorner.y() && column != flat.axis() && side * (line - column) > 0;
        return cinched || Math.abs(column - line) < SIDE_TOLERANCE * flat.torsoWidth() ? column : line;
    }

    private double bodySide(double flatColumn, double row, int side) {
        double leftSide = figure.left().side().at(row);
        double rightSide = figure.right().side().at(row);
        double axis = (leftSide + rightSide) / 2;
        double half = (rightSide - leftSide) / 2;
        double ease = COVER * figure.pixel();
        double widest = Math.max(WIDEST * half, half + ease);
        if (hem.ends() == Fit.Ends.TUCKED) {
            double split = figure.oldTop().hem().at(axis + side * half);
            double above = Math.clamp((split - row) / (NARROWING * figure.torsoLength()), 0.0, 1.0);
            widest = Math.min(widest, half + WAISTBAND_EASE * figure.pixel() + above * (WIDEST - 1) * half);
        }
        // below hips and hand nothing holds the cloth to the body: it flares as it lies, but not like a shelf
        double below = Math.clamp((row - figure.hipMiddle().y()) / (FLARE_OVER * figure.torsoLength()), 0.0, 1.0);
        double worn =
                (hang.width() + below * (hang.hemWidth() - hang.width())) * scale * Math.abs(flatColumn - flat.axis());
        Figure.Arm arm = (side < 0 ? figure.left() : figure.right()).arm();
        double fingertips =
                arm.wrist().y() + FINGERTIPS * (arm.finger().y() - arm.wrist().y());
        double free = Math.max(figure.hipMiddle().y(), fingertips);
        if (row > figure.hipMiddle().y() && hem.ends() == Fit.Ends.OVER && longerThanATop()) {
            widest = half + ease + Math.max(0, STEEPEST_FLARE * (row - free));
        }
        return axis + side * Math.clamp(worn, half + ease, Math.max(widest, half + ease));
    }

    /** A dress hangs past the hands. */
    private boolean longerThanATop() {
        return hem.row().mean() > figure.hipMiddle().y() + FLARE_OVER * figure.torsoLength();
    }

    private Point2 hemEnd(int side, Point2 flatHem) {
        double middle = hemRow(figure.hipMiddle().x(), flatHem);
        double column = (side < 0 ? figure.left() : figure.right()).side().at(middle);
        return new Point2(column, hemRow(column, flatHem));
    }

    private double hemRow(double column, Point2 onFlat) {
        double row = hem.row().at(column);
        return hem.ownShape() ? row + scale * (onFlat.y() - flat.hemY()) : row;
    }

    private Pin hemPin(double u, Edge left, Edge right) {
        double t = (u + 1) / 2;
        Point2 flatLine = left.flatHem.towards(right.flatHem, t);
        double bottom = outline.bottom(
                flatLine.x(), flat.hemY() - 0.2 * flat.torsoWidth(), flat.hemY() + 0.1 * flat.torsoWidth());
        Point2 onFlat = new Point2(flatLine.x(), Double.isNaN(bottom) ? flat.hemY() : bottom);
        double column = left.hem.x() + t * (right.hem.x() - left.hem.x());
        return new Pin(onFlat, new Point2(column, hemRow(column, onFlat)));
    }

    /**
     * @param outline from the neck corner (left out) over tip and armpit down to the hem
     * @param flatPit, pit the armpit on garment and body
     * @param flatHem, hem end of the side seam on garment and body
     */
    private record Edge(List<Point2> outline, Point2 flatPit, Point2 flatHem, Point2 pit, Point2 hem) {}
}
