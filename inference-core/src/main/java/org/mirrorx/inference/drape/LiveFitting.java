package org.mirrorx.inference.drape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorx.inference.Outfit;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.BodyMap;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.Readings;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.BriefMemory;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Fits garments to a shopper who moves, with the engine's own measuring, fitting and bending at a reduced size. The whole measuring takes
 * too long for every frame: it is done now and then, and what was fitted is carried along with the tracked body in between. One thread.
 */
public final class LiveFitting {
    /** Pixels between the nodes of a sheet's field: half as many as in a look. */
    private static final int STEP = 16;

    /** A shopper whose joints are further than this from where they were measured, in S, is measured again when still. */
    private static final double MOVED = 0.10;

    /** Beyond this they are measured again at once. */
    private static final double MOVED_FAR = 0.6;

    /** Joints that moved less than this since the frame before, in S, are still. */
    private static final double STILL = 0.02;

    /** The rendered rectangle reaches this far beyond the garment, pixels. */
    private static final double MARGIN = 4;

    private static final double NORMAL_HEIGHT = 1024;

    private final BodyLite body;
    private @Nullable Measured measured;
    private @Nullable TrackedBody last;

    /** @param body reads a frame whole now and then */
    public LiveFitting(BodyLite body) {
        this.body = body;
    }

    /** A shopper as they were measured, and what was fitted to them since. Its memory is overwritten when it is closed. */
    private record Measured(
            BriefMemory memory,
            Workspace workspace,
            TrackedBody tracked,
            GarmentLabels labels,
            Figure figure,
            Mat front,
            Map<GarmentCut, Optional<Worn>> worn)
            implements AutoCloseable {
        @Override
        public void close() {
            front.setTo(Scalar.all(0)).release();
            workspace.close();
            memory.close();
        }
    }

    /** A garment fitted to the measured shopper. */
    private record Worn(Fit fit, RenderSheets.Prepared prepared) {}

    /** Forgets the shopper, and overwrites what it kept of them. */
    public void forget() {
        if (measured != null) {
            measured.close();
            measured = null;
        }
        last = null;
    }

    /**
     * Renders an outfit as the shopper would wear it now.
     *
     * @param frame upright, not mirrored; about 512 pixels high
     * @param now the shopper in that frame
     * @return empty when the shopper cannot be measured, or nothing of the outfit fits
     */
    public Optional<LiveOverlay> fit(Picture frame, TrackedBody now, Outfit outfit) {
        watch(frame, now);
        Measured shopper = measured;
        if (shopper == null) {
            return Optional.empty();
        }
        Carry carry = new Carry(shopper.tracked(), now);
        List<Worn> worn = new ArrayList<>();
        for (GarmentCut garment : outfit.garments()) {
            shopper.worn().computeIfAbsent(garment, cut -> fitted(shopper, cut)).ifPresent(worn::add);
        }
        return worn.isEmpty() ? Optional.empty() : Optional.of(render(shopper, carry, worn, frame));
    }

    /**
     * Measures the shopper ahead when that is needed, so that the first garment comes at once.
     *
     * @param frame upright, not mirrored
     * @param now the shopper in that frame
     */
    public void watch(Picture frame, TrackedBody now) {
        if (needsMeasuring(now)) {
            measure(frame, now);
        }
        last = now;
    }

    private boolean needsMeasuring(TrackedBody now) {
        Measured shopper = measured;
        if (shopper == null
                || shopper.tracked().width() != now.width()
                || shopper.tracked().height() != now.height()) {
            return true;
        }
        double moved = movement(shopper.tracked(), now);
        boolean still = last != null && movement(last, now) < STILL;
        return moved > MOVED_FAR || (moved > MOVED && still);
    }

    /** The farthest any joint that matters went, in S. */
    private static double movement(TrackedBody then, TrackedBody now) {
        double farthest = 0;
        for (Joint joint : List.of(
                Joint.LEFT_SHOULDER,
                Joint.RIGHT_SHOULDER,
                Joint.LEFT_ELBOW,
                Joint.RIGHT_ELBOW,
                Joint.LEFT_WRIST,
                Joint.RIGHT_WRIST,
                Joint.LEFT_HIP,
                Joint.RIGHT_HIP)) {
            farthest = Math.max(
                    farthest, then.at(joint).at().distance(now.at(joint).at()));
        }
        return farthest / Math.max(1, then.shoulderWidth());
    }

    private void measure(Picture frame, TrackedBody now) {
        BriefMemory memory = new BriefMemory();
        Readings readings = body.read(frame, memory);
        Optional<BodyReading> reading =
                readings.body().filter(found -> found.implausible().isEmpty());
        if (reading.isEmpty()) {
            memory.close();
            return;
        }
        GarmentLabels labels = readings.map(frame, memory).map(BodyMap::labels).orElseThrow();
        Figure figure = new MeasureFigure().measure(reading.get(), labels, frame);
        Workspace workspace = new Workspace();
        Mat front = workspace.mat();
        Mat hair = labels.hair().view();
        Mat arms = labels.inFront().view();
        Core.max(hair, arms, front);
        hair.release();
        arms.release();
        if (measured != null) {
            measured.close();
        }
        measured = new Measured(memory, workspace, now, labels, figure, front, new HashMap<>());
    }

    private static Optional<Worn> fitted(Measured shopper, GarmentCut garment) {
        if (JudgeGarment.decline(garment).isPresent()
                || JudgePosture.decline(shopper.figure()).isPresent()) {
            return Optional.empty();
        }
        Fitting fitting = switch (garment.kind()) {
            case UPPER -> new FitTop().fit(shopper.figure(), shopper.labels(), garment);
            case LOWER -> new FitLower().fit(shopper.figure(), shopper.labels(), garment);
            case DRESS -> new FitDress().fit(shopper.figure(), shopper.labels(), garment);
        };
        return switch (fitting) {
            case Fit fit -> Optional.of(new Worn(fit, RenderSheets.prepare(shopper.workspace(), fit)));
            case Unfit unfit -> Optional.empty();
        };
    }

    private static LiveOverlay render(Measured shopper, Carry carry, List<Worn> worn, Picture picture) {
        List<Fit> fits =
                worn.stream().map(garment -> carry.carried(garment.fit())).toList();
        List<Point2> corners = new ArrayList<>();
        fits.forEach(fit -> fit.sheets().forEach(sheet -> corners.addAll(sheet.outline())));
        Frame frame = Frame.around(corners, MARGIN, picture.width(), picture.height());
        double shoulders = shopper.figure().shoulderWidth() * carry.scale();
        double pixel = picture.height() / NORMAL_HEIGHT;
        Mat colours = new Mat(frame.height(), frame.width(), CvType.CV_8UC3, Scalar.all(0));
        Mat coverage = new Mat(frame.height(), frame.width(), CvType.CV_8U, Scalar.all(0));
        try (Scratch scratch = new Scratch();
                Workspace work = new Workspace()) {
            Plane front = front(scratch, work, shopper, carry, frame);
            Plane sum = Plane.coverage(scratch, frame);
            Plane mixed = Plane.colours(scratch, frame);
            for (int g = 0; g < fits.size(); g++) {
                Fit fit = fits.get(g);
                Cloth cloth = RenderSheets.render(scratch, fit, worn.get(g).prepared(), frame, shoulders, pixel, STEP);
                Optional<Curve> waist = shopper.labels().waist();
                if (fit.ends() == Fit.Ends.TUCKED && fit.garment().kind() == GarmentKind.UPPER && waist.isPresent()) {
                    cloth = Tuck.clip(cloth, carry.carried(waist.get()), pixel);
                }
                over(cloth, front, mixed, sum);
            }
            write(mixed, sum, colours, coverage, work);
        }
        return new LiveOverlay(
                (double) frame.x() / picture.width(),
                (double) frame.y() / picture.height(),
                (double) frame.width() / picture.width(),
                (double) frame.height() / picture.height(),
                colours,
                coverage);
    }

    /** Hair, hands and forearms before the cloth, carried with the trunk. */
    private static Plane front(Scratch scratch, Workspace work, Measured shopper, Carry carry, Frame frame) {
        double[] map = carry.trunk();
        Mat matrix = work.keep(new Mat(2, 3, CvType.CV_64F));
        matrix.put(0, 0, map[0], map[1], map[2] - frame.x(), map[3], map[4], map[5] - frame.y());
        Mat moved = work.mat();
        Imgproc.warpAffine(
                shopper.front(), moved, matrix, new Size(frame.width(), frame.height()), Imgproc.INTER_LINEAR);
        Plane front = Plane.coverage(scratch, frame);
        front.read(moved, 1 / 255.0);
        return front;
    }

    /** Porter and Duff's "over"; sleeves lie over the hands that lie over the trunk. */
    private static void over(Cloth cloth, Plane front, Plane mixed, Plane sum) {
        float[] below = mixed.values();
        for (int i = 0; i < sum.values().length; i++) {
            float sleeve = cloth.sleeves().values()[i];
            float share = cloth.alpha().values()[i] * (1 - front.values()[i] * (1 - sleeve));
            if (share <= 0) {
                continue;
            }
            float rest = sum.values()[i] * (1 - share);
            float all = share + rest;
            for (int c = 0; c < 3; c++) {
                below[3 * i + c] = (share * cloth.colours().values()[3 * i + c] + rest * below[3 * i + c]) / all;
            }
            sum.values()[i] = all;
        }
    }

    private static void write(Plane mixed, Plane sum, Mat colours, Mat coverage, Workspace work) {
        Mat rgb = work.mat();
        mixed.mat(work).convertTo(rgb, CvType.CV_8UC3);
        Imgproc.cvtColor(rgb, colours, Imgproc.COLOR_RGB2BGR);
        sum.mat(work).convertTo(coverage, CvType.CV_8U, 255);
    }
}
