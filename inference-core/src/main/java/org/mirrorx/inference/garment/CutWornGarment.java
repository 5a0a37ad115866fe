package org.mirrorx.inference.garment;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Takes a garment off the model who wears it: the model's readings and labels give the cut, the landmarks and the correspondence; head,
 * skin, hands and hair stay behind, and where they covered cloth the cloth is filled in. Deterministic.
 */
public final class CutWornGarment {
    /** Less cloth than this share of the picture is no garment that could be draped. */
    private static final double SMALLEST_COVER = 0.01;
    /** Hair and hands are closed over when they interrupt the cloth by less than this, in shoulder widths. */
    private static final double CLOSED_OVER = 0.30;
    /** Filled shares of the garment: told to staff, and unsure. */
    private static final double FILL_TOLD = 0.02;

    private static final double FILL_UNSURE = 0.12;
    /** Likeness above which a garment the catalog calls a dress is taken with the cloth below the waist. */
    private static final double DRESS_LIKENESS = 0.5;

    private static final double BELOW_HIPS = 0.06;
    private static final double SMALLEST_PART = 0.03;
    /** The fill is blurred so that it shows no streaks, pixels at 1024. */
    private static final double FILL_BLUR = 3;

    /**
     * Takes the garment off.
     *
     * @param photo its transparency is not used; landmarks set by staff win over the model's
     * @param model the reading of {@code photo}'s picture
     * @param labels of the same picture
     * @param memory where the cut's colours and alpha live
     */
    public CutOutcome cut(GarmentPhoto photo, BodyReading model, GarmentLabels labels, Arena memory) {
        Natives.load();
        if (model.implausible().isPresent()) {
            return new CutOutcome.Unreadable("The model in this picture could not be read ("
                    + model.implausible().get()
                    + "); use a picture of the garment alone or of a model facing the camera.");
        }
        List<String> doubts = new ArrayList<>();
        GarmentKind kind = kind(photo, labels, doubts);
        try (Workspace work = new Workspace()) {
            double scale = CutGarment.scale(photo.picture());
            Mat cloth = cloth(work, labels, kind, scale);
            boolean endless = kind == GarmentKind.UPPER && labels.waist().isEmpty();
            if (endless) {
                endAtHips(cloth, model, scale);
                doubts.add("Where the top ends could not be seen; it was cut off at the hips, set its hem.");
            }
            Mat solid = work.mat();
            Imgproc.threshold(cloth, solid, 127, 255, Imgproc.THRESH_BINARY);
            dropCrumbs(work, solid);
            if (Core.countNonZero(solid) < SMALLEST_COVER * solid.total()) {
                return new CutOutcome.Unreadable("No " + word(kind) + " could be seen on the model in this picture.");
            }
            Mat colours = work.mat();
            resized(labels.colours().view(), colours, scale, Imgproc.INTER_AREA);
            double filled = fill(work, solid, cloth, colours, labels, model.shoulderWidth() * scale, scale);
            if (filled > FILL_TOLD) {
                doubts.add(Math.round(100 * filled)
                        + " % of the garment lay behind hair, arms or hands and was filled in.");
            }
            double certainty = (filled > FILL_UNSURE ? 0.5 : 1) * (endless ? 0.4 : 1);
            Silhouette shape = Silhouette.of(work, solid);
            certainty *= leavesBelow(shape) ? 0.4 : 1;
            GarmentLandmarks landmarks = landmarks(kind, shape, model, labels, scale, certainty, doubts);
            if (leavesBelow(shape)) {
                doubts.add("The garment leaves the picture at its lower edge; use a picture that shows its hem.");
            }
            if (photo.landmarks().isPresent()) {
                landmarks = StaffPoints.over(
                        landmarks,
                        photo.landmarks().get(),
                        shape,
                        photo.picture().width());
            }
            Mat alpha = work.mat();
            Core.min(cloth, grown(work, solid), alpha);
            return new CutOutcome.Cut(new GarmentCut(
                    kind,
                    Picture.copyOf(memory, colours),
                    Mask.copyOf(memory, alpha),
                    landmarks,
                    doubts,
                    photo.sha256(),
                    GarmentCut.Source.WORN));
        }
    }

    private static GarmentKind kind(GarmentPhoto photo, GarmentLabels labels, List<String> doubts) {
        Optional<GarmentKind> said =
                photo.landmarks().flatMap(LandmarkFile::kind).or(photo::kind);
        if (said.isPresent()) {
            return said.get();
        }
        if (labels.onePiece() > GarmentLabels.ONE_PIECE) {
            return GarmentKind.DRESS;
        }
        doubts.add("The model wears several garments; the top was taken, say in the catalog if another is meant.");
        return GarmentKind.UPPER;
    }

    private static String word(GarmentKind kind) {
        return switch (kind) {
            case UPPER -> "top";
            case LOWER -> "lower garment";
            case DRESS -> "dress";
        };
    }

    /** The wanted garment's soft mask, {@code CV_8UC1}, in cut pixels. */
    private static Mat cloth(Workspace work, GarmentLabels labels, GarmentKind kind, double scale) {
        Mat cloth = work.mat();
        switch (kind) {
            case UPPER -> resized(labels.top().view(), cloth, scale, Imgproc.INTER_AREA);
            case LOWER -> resized(labels.lower().view(), cloth, scale, Imgproc.INTER_AREA);
            case DRESS -> {
                resized(labels.top().view(), cloth, scale, Imgproc.INTER_AREA);
                if (labels.onePiece() > DRESS_LIKENESS) {
                    Mat lower = work.mat();
                    resized(labels.lower().view(), lower, scale, Imgproc.INTER_AREA);
                    Core.add(cloth, lower, cloth);
                }
            }
        }
        return cloth;
    }

    /** Does the cloth touch the picture's lower edge? */
    private static boolean leavesBelow(Silhouette shape) {
        int touching = shape.runs(shape.height - 2).stream()
                .mapToInt(Silhouette.Run::width)
                .sum();
        return touching > 0.2 * (shape.right - shape.left);
    }

    /** A top that cannot be told from what is worn below it ends a little below the hip points. */
    private static void endAtHips(Mat cloth, BodyReading model, double scale) {
        double hips = (model.at(Joint.LEFT_HIP).y() + model.at(Joint.RIGHT_HIP).y()) / 2;
        int row = (int) Math.round((hips + BELOW_HIPS * model.torsoLength()) * scale);
        if (row > 0 && row < cloth.rows()) {
            Mat below = cloth.rowRange(row, cloth.rows());
            below.setTo(Scalar.all(0)).release();
            below.release();
        }
    }

    /** Copies a view at another scale and releases it. */
    private static void resized(Mat view, Mat result, double scale, int interpolation) {
        if (scale < 1) {
            Imgproc.resize(
                    view,
                    result,
                    new Size(Math.round(view.cols() * scale), Math.round(view.rows() * scale)),
                    0,
                    0,
                    interpolation);
        } else {
            view.copyTo(result);
        }
        view.release();
    }

    private static void dropCrumbs(Workspace work, Mat solid) {
        Mat labels = work.mat();
        Mat stats = work.mat();
        Mat centres = work.mat();
        int count = Imgproc.connectedComponentsWithStats(solid, labels, stats, centres, 8);
        int[] table = new int[5 * count];
        stats.get(0, 0, table);
        int largest = 0;
        for (int l = 1; l < count; l++) {
            largest = Math.max(largest, table[5 * l + Imgproc.CC_STAT_AREA]);
        }
        int[] label = new int[(int) solid.total()];
        labels.get(0, 0, label);
        byte[] kept = new byte[label.length];
        for (int i = 0; i < label.length; i++) {
            boolean keep = label[i] > 0 && table[5 * label[i] + Imgproc.CC_STAT_AREA] > SMALLEST_PART * largest;
            kept[i] = (byte) (keep ? 255 : 0);
        }
        solid.put(0, 0, kept);
    }

    /**
     * Closes the cloth over hair, forearms and hands that interrupt it, and bleeds its colours there and beyond its edge.
     *
     * @return filled share of the garment
     */
    private static double fill(
            Workspace work, Mat solid, Mat cloth, Mat colours, GarmentLabels labels, double shoulders, double scale) {
        Mat inner = work.mat();
        Mat five = work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(5, 5)));
        Imgproc.erode(solid, inner, five, new Point(-1, -1), 1, Core.BORDER_CONSTANT, Scalar.all(255));
        if (Core.countNonZero(inner) == 0) {
            solid.copyTo(inner);
        }
        Mat before = work.mat();
        solid.copyTo(before);
        Mat cover = work.mat();
        Mat hair = work.mat();
        resized(labels.inFront().view(), cover, scale, Imgproc.INTER_AREA);
        resized(labels.hair().view(), hair, scale, Imgproc.INTER_AREA);
        Core.max(cover, hair, cover);
        Imgproc.threshold(cover, cover, 40, 255, Imgproc.THRESH_BINARY);
        Imgproc.dilate(cover, cover, five);
        Mat closed = closedOver(work, solid, shoulders);
        Core.bitwise_and(closed, cover, closed);
        Core.bitwise_or(solid, closed, solid);
        Core.max(cloth, closed, cloth);
        NearestPixel.of(work, inner).bleed(colours);
        Mat soft = work.mat();
        Imgproc.GaussianBlur(colours, soft, new Size(0, 0), FILL_BLUR * Math.max(solid.cols(), solid.rows()) / 1024.0);
        Mat fresh = work.mat();
        Core.subtract(solid, before, fresh);
        soft.copyTo(colours, fresh);
        return Core.countNonZero(fresh) / (double) Math.max(1, Core.countNonZero(solid));
    }

    /** Morphological closing at a quarter of the size: the reach is long. */
    private static Mat closedOver(Workspace work, Mat solid, double shoulders) {
        Mat small = work.mat();
        Imgproc.resize(solid, small, new Size(solid.cols() / 4.0, solid.rows() / 4.0), 0, 0, Imgproc.INTER_AREA);
        Imgproc.threshold(small, small, 127, 255, Imgproc.THRESH_BINARY);
        int n = 2 * (int) Math.max(1, Math.round(CLOSED_OVER * shoulders / 8)) + 1;
        Mat disc = work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(n, n)));
        Imgproc.morphologyEx(small, small, Imgproc.MORPH_CLOSE, disc);
        Mat closed = work.mat();
        Imgproc.resize(small, closed, solid.size(), 0, 0, Imgproc.INTER_LINEAR);
        Imgproc.threshold(closed, closed, 127, 255, Imgproc.THRESH_BINARY);
        return closed;
    }

    private static Mat grown(Workspace work, Mat solid) {
        Mat grown = work.mat();
        Mat five = work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(5, 5)));
        Imgproc.dilate(solid, grown, five);
        return grown;
    }

    private static GarmentLandmarks landmarks(
            GarmentKind kind,
            Silhouette shape,
            BodyReading model,
            GarmentLabels labels,
            double scale,
            double certainty,
            List<String> doubts) {
        return switch (kind) {
            case UPPER, DRESS -> {
                WornUpper.Found found = WornUpper.find(shape, model, labels, scale, certainty);
                doubts.addAll(found.doubts());
                yield found.landmarks();
            }
            case LOWER -> {
                LowerShape.Found found = LowerShape.find(shape);
                doubts.addAll(found.doubts());
                if (labels.waist().isPresent()) {
                    doubts.add("The waistband may lie below the top the model wears over it.");
                }
                yield found.landmarks();
            }
        };
    }
}
