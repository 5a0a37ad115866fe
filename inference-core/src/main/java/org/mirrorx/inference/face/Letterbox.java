package org.mirrorx.inference.face;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A picture made small for a detector: at the top left of its input, black beside or below (InsightFace, {@code scrfd.py}).
 *
 * @param width, height of the small picture, rounded down; 0 where the picture is too long and narrow
 * @param scale detector pixels a picture pixel
 * @param inputWidth, inputHeight of the detector's input
 */
record Letterbox(int width, int height, double scale, int inputWidth, int inputHeight) {
    static Letterbox of(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight) {
        double ratio = (double) pictureHeight / pictureWidth;
        boolean tall = ratio > (double) inputHeight / inputWidth;
        int height = tall ? inputHeight : (int) (inputWidth * ratio);
        int width = tall ? (int) (inputHeight / ratio) : inputWidth;
        return new Letterbox(width, height, (double) height / pictureHeight, inputWidth, inputHeight);
    }

    /** Whether nothing of the picture would be left. */
    boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** @return {@code CV_8UC3} of the input's size in {@code workspace} */
    Mat cut(Mat picture, Workspace workspace) {
        Mat input = workspace.zeros(inputHeight, inputWidth, CvType.CV_8UC3);
        Mat part = input.submat(0, height, 0, width);
        Imgproc.resize(picture, part, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
        part.release();
        return input;
    }
}
