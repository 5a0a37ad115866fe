package org.mirrorx.inference.drape;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.Skeleton;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Measures a shopper: shoulders, neck, sides, arms, legs and how the clothes worn end (drape recipe §5). One pose point is never trusted
 * alone: it says where to look, the labels say where the outline is.
 */
public final class MeasureFigure {
    /** The recipe's pixel counts are for photographs of this height. */
    private static final double NORMAL_HEIGHT = 1024;

    /** The trunk's outline is followed to here, in T below the hips, even when no dress goes on. */
    private static final double SIDES_BELOW_HIPS = 0.4;

    /** At the very hem rows show legs already, pixels of the recipe. */
    private static final double CLEAR_OF_HEM = 6;

    private static final double SLEEVE_FROM = 0.25;
    /** Width of the ring round the person whose colours tell how plain the ground is, pixels of the recipe. */
    private static final double RING = 20;

    /** @param capture what {@code labels} were made of */
    public Figure measure(BodyReading reading, GarmentLabels labels, Picture capture) {
        double pixel = capture.height() / NORMAL_HEIGHT;
        Skeleton bones = Skeleton.of(reading);
        BodyPlanes planes = new BodyPlanes(labels);
        MeasureShoulders shoulders = new MeasureShoulders(planes, bones, pixel);
        Point2 mouth = reading.at(Joint.MOUTH_LEFT)
                .at()
                .towards(reading.at(Joint.MOUTH_RIGHT).at(), 0.5);
        MeasureShoulders.Neck neck = shoulders.neck(mouth);
        List<MeasureShoulders.Tip> tips = shoulders.tips();
        List<Point2> lineLeft = shoulders.line(tips.getFirst().at(), -1, neck);
        List<Point2> lineRight = shoulders.line(tips.getLast().at(), 1, neck);

        MeasureOldClothes clothes = new MeasureOldClothes(planes, bones, pixel);
        Optional<Figure.OldLower> lower = clothes.lower(labels);
        MeasureSides.Sides sides = new MeasureSides(planes, bones, pixel).measure(planes.height() - 1);
        Curve onePieceHem = clothes.hem(sides);
        double hips = bones.hipMiddle().y() + SIDES_BELOW_HIPS * bones.torsoLength();
        double skirtHem = lower.isEmpty()
                ? onePieceHem.at(bones.hipMiddle().x())
                : lower.filter(l -> l.kind() == Figure.LowerKind.SKIRT)
                        .map(l -> Math.min(l.hemLeft(), l.hemRight()))
                        .orElse(labels.waist()
                                .orElseThrow()
                                .at(bones.hipMiddle().x()));
        sides = sides.until((int) Math.round(Math.max(hips, skirtHem - CLEAR_OF_HEM * pixel)));

        MeasureArms arms = new MeasureArms(planes, bones, pixel);
        Figure.Arm left = arms.measure(-1, tips.getFirst().at(), sides.left());
        Figure.Arm right = arms.measure(1, tips.getLast().at(), sides.right());
        boolean sleeves = Math.max(left.bareFrom(), right.bareFrom()) > SLEEVE_FROM * 0.5;
        Figure.OldTop top = clothes.top(
                labels, onePieceHem, lineLeft.getLast().x(), lineRight.getLast().x(), sleeves);
        double waistRow = labels.waist()
                .map(w -> w.at(bones.hipMiddle().x()))
                .orElse(bones.shoulderMiddle().y() + 0.6 * bones.torsoLength());
        Optional<Figure.Legs> legs = new MeasureLegs(planes, bones, pixel).measure(waistRow);
        Figure.Pose pose = new MeasurePosture(bones).measure(reading, neck, tips, spread(capture, labels, pixel));
        return new Figure(
                bones.shoulderWidth(),
                bones.torsoLength(),
                pixel,
                bones.shoulderMiddle(),
                bones.hipMiddle(),
                half(tips.getFirst(), lineLeft, sides.left(), sides.leftSeen(), left),
                half(tips.getLast(), lineRight, sides.right(), sides.rightSeen(), right),
                neck.middle(),
                neck.width(),
                top,
                lower,
                legs,
                pose);
    }

    private static Figure.Half half(
            MeasureShoulders.Tip tip, List<Point2> line, Curve side, Curve seen, Figure.Arm arm) {
        return new Figure.Half(tip.at(), tip.seen(), line, line.getLast(), side, seen, arm);
    }

    /**
     * How far the background near the person is from plain: the deviation of its Lab colours from their own surroundings, so that a soft
     * gradient counts as plain.
     */
    private static double spread(Picture capture, GarmentLabels labels, double pixel) {
        Natives.load();
        try (Workspace work = new Workspace()) {
            int columns = Math.max(1, (int) Math.round(capture.width() / (4 * pixel)));
            int rows = Math.max(1, (int) Math.round(capture.height() / (4 * pixel)));
            Size size = new Size(columns, rows);
            Mat whole = capture.view();
            Mat small = work.mat();
            Imgproc.resize(whole, small, size, 0, 0, Imgproc.INTER_AREA);
            whole.release();
            Mat floats = work.mat();
            small.convertTo(floats, CvType.CV_32FC3, 1 / 255.0);
            Mat lab = work.mat();
            Imgproc.cvtColor(floats, lab, Imgproc.COLOR_RGB2Lab);
            Mat person = labels.person().view();
            Mat inside = work.mat();
            Imgproc.resize(person, inside, size, 0, 0, Imgproc.INTER_AREA);
            person.release();
            Imgproc.threshold(inside, inside, 10, 1, Imgproc.THRESH_BINARY);
            int reach = (int) Math.round(RING / 4);
            Mat near = work.mat();
            Mat kernel = work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(3, 3)));
            Imgproc.dilate(inside, inside, kernel);
            Mat wide = work.keep(
                    Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(2.0 * reach + 1, 2.0 * reach + 1)));
            Imgproc.dilate(inside, near, wide);
            Mat ring = work.mat();
            Core.subtract(near, inside, ring);
            return deviation(lab, ring, columns, rows, 2 * reach);
        }
    }

    private static double deviation(Mat lab, Mat ring, int columns, int rows, int reach) {
        float[] values = new float[3 * columns * rows];
        lab.get(0, 0, values);
        byte[] in = new byte[columns * rows];
        ring.get(0, 0, in);
        double squares = 0;
        int n = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                if (in[y * columns + x] == 0) {
                    continue;
                }
                double[] mean = new double[3];
                int count = 0;
                for (int v = Math.max(0, y - reach); v <= Math.min(rows - 1, y + reach); v += 2) {
                    for (int u = Math.max(0, x - reach); u <= Math.min(columns - 1, x + reach); u += 2) {
                        if (in[v * columns + u] != 0) {
                            for (int c = 0; c < 3; c++) {
                                mean[c] += values[3 * (v * columns + u) + c];
                            }
                            count++;
                        }
                    }
                }
                for (int c = 0; c < 3 && count > 0; c++) {
                    double d = values[3 * (y * columns + x) + c] - mean[c] / count;
                    squares += d * d;
                }
                n++;
            }
        }
        return n == 0 ? 0 : Math.sqrt(squares / n);
    }
}
