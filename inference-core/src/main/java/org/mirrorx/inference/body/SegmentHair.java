package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;

/** Hair of a head crop, from the optional pack (MediaPipe hair_segmentation, 512 × 512, fourth channel: the mask before, none here). */
final class SegmentHair {
    private static final int SIDE = 512;

    private final SmallNetwork network;
    private final Crop.Sampling sampling;

    SegmentHair(SmallNetwork network, Crop.Sampling sampling) {
        this.network = network;
        this.sampling = sampling;
    }

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @param head where to look
     * @return {@code CV_32FC1} of the picture's size: probability of hair; 0 outside the head's square
     */
    Mat read(Mat picture, RotatedBox head, Workspace workspace) {
        Crop crop = Crop.square(head, SIDE, sampling);
        Mat input = crop.cut(picture, Crop.Border.BLACK, workspace);
        float[] hair = hair(network.run(withoutMaskBefore(input, workspace), 1, SIDE, SIDE, 4)[0]);
        return crop.layOver(NetworkInput.plane(hair, SIDE, SIDE, workspace), picture.cols(), picture.rows(), workspace);
    }

    private static float[] withoutMaskBefore(Mat input, Workspace workspace) {
        Mat floats = workspace.mat();
        input.convertTo(floats, CvType.CV_32F, 1 / 255.0);
        Mat four = workspace.zeros(SIDE, SIDE, CvType.CV_32FC4);
        Core.mixChannels(
                java.util.List.of(floats), java.util.List.of(four), workspace.keep(new MatOfInt(0, 0, 1, 1, 2, 2)));
        return NetworkInput.values(four);
    }

    /** Softmax over (not hair, hair). */
    static float[] hair(float[] logits) {
        float[] hair = new float[logits.length / 2];
        for (int i = 0; i < hair.length; i++) {
            hair[i] = (float) AnchorBoxes.sigmoid((double) logits[2 * i + 1] - logits[2 * i]);
        }
        return hair;
    }
}
