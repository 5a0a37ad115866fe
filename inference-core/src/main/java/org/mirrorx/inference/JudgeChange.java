package org.mirrorx.inference;

import org.mirrorx.inference.face.KeepHead;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Compares a finished picture with its capture: nothing outside the changed region may differ, nothing of the protected head, and
 * something must have changed for real.
 */
final class JudgeChange {
    /** Levels of a channel that a person cannot see and that a filter may leave behind: less is not a change. */
    private static final int VISIBLE_LEVELS = 3;

    /** Least share of the picture that must change visibly. A top on a person who fills half the picture's height covers about 3 %. */
    static final double REAL_SHARE = 0.002;

    /**
     * @param changedShare share of pixels with any difference, 0 to 1
     * @param headIdentical every protected head pixel is the capture's
     * @param outsideIdentical every pixel outside the changed region is the capture's
     */
    record Verdict(double changedShare, boolean headIdentical, boolean outsideIdentical) {}

    private JudgeChange() {}

    /**
     * Holds an engine to {@link Generated#changed()}: 0 means bit-identical.
     *
     * @throws EngineFault when it touched a pixel it says it left alone, or returned another size
     */
    static void requireHonestRegion(String engine, Picture capture, Generated generated) {
        requireSize(
                engine,
                capture,
                generated.picture().width(),
                generated.picture().height());
        requireSize(
                engine,
                capture,
                generated.changed().width(),
                generated.changed().height());
        try (Workspace workspace = new Workspace()) {
            Mat difference = largestDifference(capture, generated.picture(), workspace);
            int touched = count(difference, generated.changed(), Core.CMP_EQ, workspace);
            if (touched > 0) {
                throw new EngineFault(
                        "The engine " + engine + " changed " + touched + " pixels outside the region it declared.");
            }
        }
    }

    /** @throws EngineFault when a protected pixel differs or nothing changed for real */
    static Verdict judge(String engine, Picture capture, KeepHead.Kept kept) {
        try (Workspace workspace = new Workspace()) {
            Mat difference = largestDifference(capture, kept.picture(), workspace);
            double pixels = (double) capture.width() * capture.height();
            double changed = Core.countNonZero(difference) / pixels;
            boolean head = count(difference, kept.head(), Core.CMP_NE, workspace) == 0;
            boolean outside = count(difference, kept.changed(), Core.CMP_EQ, workspace) == 0;
            if (!head || !outside) {
                throw new EngineFault("The look of the engine " + engine + " differs from the capture "
                        + (head ? "outside its changed region." : "in the protected head."));
            }
            Mat visible = workspace.mat();
            Core.compare(difference, new Scalar(VISIBLE_LEVELS), visible, Core.CMP_GE);
            double real = Core.countNonZero(visible) / pixels;
            if (real < REAL_SHARE) {
                throw new EngineFault(String.format(
                        java.util.Locale.ROOT,
                        "The engine %s changed only %.3f %% of the picture; that is no look.",
                        engine,
                        100 * real));
            }
            return new Verdict(changed, true, true);
        }
    }

    private static void requireSize(String engine, Picture capture, int width, int height) {
        if (width != capture.width() || height != capture.height()) {
            throw new EngineFault("The engine " + engine + " returned " + width + "×" + height + " for a capture of "
                    + capture.width() + "×" + capture.height() + ".");
        }
    }

    /** {@code CV_8UC1}: the largest difference of the three channels. */
    private static Mat largestDifference(Picture capture, Picture look, Workspace workspace) {
        Natives.load();
        Mat before = capture.view();
        Mat after = look.view();
        Mat difference = workspace.mat();
        Core.absdiff(before, after, difference);
        before.release();
        after.release();
        Mat planar = difference.reshape(1, (int) difference.total());
        Mat largest = workspace.mat();
        Core.reduce(planar, largest, 1, Core.REDUCE_MAX, CvType.CV_8U);
        planar.release();
        Mat shaped = largest.reshape(1, capture.height());
        return workspace.keep(shaped);
    }

    /** How many pixels differ where {@code mask} compares to 0 as asked. */
    private static int count(Mat difference, Mask mask, int comparison, Workspace workspace) {
        Mat view = mask.view();
        Mat where = workspace.mat();
        Core.compare(view, new Scalar(0), where, comparison);
        view.release();
        Mat both = workspace.mat();
        Core.bitwise_and(difference, where, both);
        return Core.countNonZero(both);
    }

    /** Draws the changed region in red over the picture, for {@code --explain}. */
    static void drawChanged(Picture picture, Mask changed, Mat canvas) {
        Mat view = picture.view();
        Imgproc.cvtColor(view, canvas, Imgproc.COLOR_RGB2GRAY);
        Imgproc.cvtColor(canvas, canvas, Imgproc.COLOR_GRAY2RGB);
        view.release();
        Mat region = changed.view();
        canvas.setTo(new Scalar(220, 40, 40), region).release();
        region.release();
    }
}
