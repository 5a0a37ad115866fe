package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Everybody's outline in a picture (MediaPipe selfie_segmentation, 256 × 256; the picture is stretched, not letterboxed). */
final class SegmentPerson {
    private static final int SIDE = 256;

    private final SmallNetwork network;
    private final Crop.Sampling sampling;

    SegmentPerson(SmallNetwork network, Crop.Sampling sampling) {
        this.network = network;
        this.sampling = sampling;
    }

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @return {@code CV_32FC1} of the picture's size: probability of a person, in {@code workspace}
     */
    Mat read(Mat picture, Workspace workspace) {
        Crop stretched = Crop.square(RotatedBox.whole(picture.cols(), picture.rows()), SIDE, sampling);
        Mat input = stretched.cut(picture, Crop.Border.REPLICATED, workspace);
        float[][] outputs = network.run(NetworkInput.unit(input, workspace), 1, SIDE, SIDE, 3);
        Mat small = NetworkInput.plane(outputs[0], SIDE, SIDE, workspace);
        Mat full = workspace.mat();
        Imgproc.resize(small, full, new Size(picture.cols(), picture.rows()), 0, 0, Imgproc.INTER_LINEAR);
        return full;
    }
}
