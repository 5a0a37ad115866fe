package org.mirrorx.inference.garment;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mirrorx.inference.garment.GarmentLandmarks.Upper;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * From a product photograph to a garment ready for draping: cut-out, kind, landmarks with confidence, doubts for staff. Deterministic.
 */
public final class CutGarment {
    /** Longest side of a cut, pixels; larger photographs are reduced before they are cut. */
    public static final int LONGEST_SIDE = 1536;
    /** Below this a garment's edge cannot be followed. */
    private static final int SHORTEST_SIDE = 96;
    /** A garment covers at least this share of its photograph … */
    private static final double SMALLEST_COVER = 0.015;
    /** … and at most this one; else the ground was not found. */
    private static final double LARGEST_COVER = 0.93;

    /** Confidence that is left for cloth that loses its shape. */
    private static final double HARD = 0.4;

    private static final double PLAIN_FRAME = 0.5;

    /**
     * Cuts the garment out.
     *
     * @param memory where the cut's colours and alpha live
     */
    public CutOutcome cut(GarmentPhoto photo, Arena memory) {
        Natives.load();
        if (Math.min(photo.picture().width(), photo.picture().height()) < SHORTEST_SIDE) {
            return new CutOutcome.Unreadable(
                    "The garment's picture is only " + photo.picture().width() + "×"
                            + photo.picture().height() + " pixels; take one of at least 400 pixels.");
        }
        try (Workspace work = new Workspace()) {
            Mat rgb = reduced(work, photo.picture());
            CutOut.Cut cut = photo.alpha().isPresent()
                    ? fromAlpha(work, rgb, photo.alpha().get())
                    : CutOut.of(work, rgb);
            double cover = Core.countNonZero(cut.mask()) / (double) cut.mask().total();
            if (cover < SMALLEST_COVER) {
                return new CutOutcome.Unreadable(
                        "No garment stands out from the ground of this picture; photograph it on a ground of another colour.");
            }
            if (cover > LARGEST_COVER
                    || (cut.groundPlain() < PLAIN_FRAME && photo.alpha().isEmpty())) {
                return new CutOutcome.Unreadable(
                        "The ground of this picture is not plain; photograph the garment alone on a plain ground.");
            }
            return new CutOutcome.Cut(finished(work, rgb, cut, photo, memory));
        }
    }

    private static Mat reduced(Workspace work, Picture picture) {
        Mat view = picture.view();
        Mat rgb = work.mat();
        double scale = scale(picture);
        if (scale < 1) {
            Imgproc.resize(
                    view,
                    rgb,
                    new Size(Math.round(picture.width() * scale), Math.round(picture.height() * scale)),
                    0,
                    0,
                    Imgproc.INTER_AREA);
        } else {
            view.copyTo(rgb);
        }
        view.release();
        return rgb;
    }

    /** Cut pixels per pixel of the photograph, at most 1. */
    static double scale(Picture picture) {
        return Math.min(1, LONGEST_SIDE / (double) Math.max(picture.width(), picture.height()));
    }

    private static CutOut.Cut fromAlpha(Workspace work, Mat rgb, Mask alpha) {
        Mat view = alpha.view();
        Mat mask = work.mat();
        Imgproc.resize(view, mask, rgb.size(), 0, 0, Imgproc.INTER_AREA);
        view.release();
        Imgproc.threshold(mask, mask, 127, 255, Imgproc.THRESH_BINARY);
        return new CutOut.Cut(mask, CutOut.lab(work, rgb), false, 1, List.of());
    }

    private static GarmentCut finished(Workspace work, Mat rgb, CutOut.Cut cut, GarmentPhoto photo, Arena memory) {
        Mat mask = cut.mask();
        double unit = Math.max(rgb.cols(), rgb.rows()) / 1024.0;
        Silhouette shape = Silhouette.of(work, mask);
        float[] lab = new float[3 * rgb.cols() * rgb.rows()];
        cut.lab().get(0, 0, lab);
        List<String> doubts = new ArrayList<>(cut.doubts());
        UpperShape.Found upper = UpperShape.find(work, mask, shape, lab, unit);
        KindByShape.Guess guess = KindByShape.of(shape, upper.landmarks());
        Optional<GarmentKind> said =
                photo.landmarks().flatMap(LandmarkFile::kind).or(photo::kind);
        GarmentKind kind = said.orElse(guess.kind());
        if (said.isEmpty() && !guess.sure()) {
            doubts.add("The kind " + kind.name().toLowerCase(Locale.ROOT)
                    + " is a guess from the outline; say it in the catalog.");
        }
        GarmentLandmarks landmarks = switch (kind) {
            case UPPER, DRESS -> {
                doubts.addAll(upper.doubts());
                yield upper.landmarks();
            }
            case LOWER -> {
                LowerShape.Found lower = LowerShape.find(shape);
                doubts.addAll(lower.doubts());
                yield lower.landmarks();
            }
        };
        List<String> hard = new HardCloth(work, mask, unit)
                .doubts(
                        cut.lab(),
                        photo.alpha().isPresent() ? HardCloth.GroundKind.TRANSPARENT : HardCloth.GroundKind.OPAQUE,
                        landmarks instanceof Upper top ? Optional.of(top) : Optional.empty());
        if (!hard.isEmpty()) {
            doubts.addAll(hard);
            landmarks = landmarks.withConfidence(HARD * landmarks.confidence());
        }
        if (photo.landmarks().isPresent()) {
            LandmarkFile marks = photo.landmarks().get();
            landmarks =
                    StaffPoints.over(landmarks, marks, shape, photo.picture().width());
            if (StaffPoints.anySet(marks)) {
                doubts.clear();
            }
        }
        Mat alpha = softInside(work, mask, unit);
        bleed(work, rgb, mask);
        return new GarmentCut(
                kind, Picture.copyOf(memory, rgb), Mask.copyOf(memory, alpha), landmarks, doubts, photo.sha256());
    }

    /** Coverage that falls off inside the outline only: clip(2·(blurred − ½)). */
    private static Mat softInside(Workspace work, Mat mask, double unit) {
        Mat soft = work.mat();
        mask.convertTo(soft, CvType.CV_32FC1, 1 / 255.0);
        Imgproc.GaussianBlur(soft, soft, new Size(0, 0), Math.max(0.7, unit));
        Mat alpha = work.mat();
        soft.convertTo(alpha, CvType.CV_8UC1, 510, -255);
        return alpha;
    }

    /** Colours of every pixel outside the mask less its outermost two pixels come from the nearest one inside. */
    private static void bleed(Workspace work, Mat rgb, Mat mask) {
        Mat inner = work.mat();
        Mat three = work.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(5, 5)));
        Imgproc.erode(mask, inner, three, new org.opencv.core.Point(-1, -1), 1, Core.BORDER_CONSTANT, Scalar.all(255));
        if (Core.countNonZero(inner) == 0) {
            mask.copyTo(inner);
        }
        NearestPixel.of(work, inner).bleed(rgb);
    }
}
