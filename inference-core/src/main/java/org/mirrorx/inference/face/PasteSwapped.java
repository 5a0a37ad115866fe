package org.mirrorx.inference.face;

import java.util.Arrays;
import java.util.Optional;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Pastes a swapped face into its picture as InsightFace does ({@code model_zoo/inswapper.py}), in the touched rectangle alone: white
 * square warped, eroded and blurred by a size that follows from the warped square; single precision, cut off to 8 bit.
 */
final class PasteSwapped {
    /** Whites above this are the square, those at or below its rim (the reference's {@code img_white > 20}). */
    private static final double RIM = 20;

    private static final int WHITE = 255;

    /** Pixels around the square on which a blurred mask is sure to be zero, beside kernels. */
    private static final int SPARE = 2;

    private PasteSwapped() {}

    /** Kernels that follow from the warped square's size. */
    record Kernels(int maskHeight, int maskWidth) {
        int maskSize() {
            return (int) Math.sqrt((double) maskHeight * maskWidth);
        }

        /** Box of the erosion. */
        int erosion() {
            return Math.max(maskSize() / 10, 10);
        }

        /** Half the blur. */
        int radius() {
            return Math.max(maskSize() / 20, 5);
        }
    }

    /**
     * All steps in the box.
     *
     * @param white {@code CV_32F}, the square, 255 but at its rim
     * @param soft {@code CV_32F}, 0 to 1
     * @param warped {@code CV_8UC3}
     */
    record Stages(Rect box, Kernels kernels, Mat white, Mat eroded, Mat soft, Mat warped) {}

    /**
     * Changes the picture.
     *
     * @param picture {@code CV_8UC3}
     * @param swapped {@code CV_8UC3}, square, same channel order
     * @return the steps, in the workspace; empty where the picture shows nothing of the square and stays as it is
     */
    static Optional<Stages> paste(Mat swapped, PasteBack way, Mat picture, Workspace workspace) {
        Optional<Kernels> kernels = way.box(0, picture.cols(), picture.rows())
                .flatMap(tight -> kernels(white(way.window(tight, workspace)), workspace));
        if (kernels.isEmpty()) {
            return Optional.empty();
        }
        int erosion = kernels.get().erosion();
        int radius = kernels.get().radius();
        Rect box = way.box(erosion + radius + SPARE, picture.cols(), picture.rows())
                .orElseThrow();
        PasteBack.Window window = way.window(box, workspace);
        Mat white = white(window);
        Mat eroded = PasteBack.erode(white, erosion, workspace);
        Mat soft = workspace.mat();
        // A division: times 1/255, white would fall short of 1 and the cut-off take a level away.
        Core.divide(PasteBack.blur(eroded, 2 * radius + 1, workspace), Scalar.all(WHITE), soft);
        Mat warped = window.warp(swapped);
        Mat part = picture.submat(box);
        blend(soft, warped, part);
        part.release();
        return Optional.of(new Stages(box, kernels.get(), white, eroded, soft, warped));
    }

    private static Mat white(PasteBack.Window window) {
        return white(window.warpSquare(WHITE), window.workspace());
    }

    /** The warped white square, 255 above its rim. */
    static Mat white(Mat white, Workspace workspace) {
        Mat square = workspace.mat();
        Core.inRange(white, new Scalar(Math.nextUp((float) RIM)), new Scalar(WHITE + 1), square);
        white.setTo(new Scalar(WHITE), square).release();
        return white;
    }

    static Optional<Kernels> kernels(Mat white, Workspace workspace) {
        Mat whole = workspace.mat();
        Core.compare(white, new Scalar(WHITE), whole, Core.CMP_EQ);
        Rect extent = Imgproc.boundingRect(whole);
        if (extent.empty()) {
            return Optional.empty();
        }
        return Optional.of(new Kernels(extent.height - 1, extent.width - 1));
    }

    /** mask · warped + (1 − mask) · picture in single precision, cut off. */
    static void blend(Mat soft, Mat warped, Mat part) {
        int width = part.cols();
        float[] mask = new float[width];
        byte[] face = new byte[3 * width];
        byte[] under = new byte[3 * width];
        for (int row = 0; row < part.rows(); row++) {
            soft.get(row, 0, mask);
            warped.get(row, 0, face);
            part.get(row, 0, under);
            for (int i = 0; i < under.length; i++) {
                float m = mask[i / 3];
                under[i] = (byte) (int) (m * (face[i] & 0xFF) + (1 - m) * (under[i] & 0xFF));
            }
            part.put(row, 0, under);
        }
        Arrays.fill(face, (byte) 0);
        Arrays.fill(under, (byte) 0);
    }
}
