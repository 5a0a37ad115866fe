package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/** Body points and outline of the person in a region (MediaPipe pose_landmark_full, 256 × 256). */
final class ReadPose {
    private static final int LANDMARKS = 0;
    private static final int FLAG = 1;
    private static final int MASK = 2;
    private static final int HEAT_MAPS = 3;

    private final SmallNetwork network;
    private final Crop.Sampling sampling;

    ReadPose(SmallNetwork network, Crop.Sampling sampling) {
        this.network = network;
        this.sampling = sampling;
    }

    /** @param picture {@code CV_8UC3}, R, G, B */
    Pose read(Mat picture, RotatedBox box, Workspace workspace) {
        Crop crop = Crop.square(box, PosePoints.INPUT_SIZE, sampling);
        Mat input = crop.cut(picture, Crop.Border.REPLICATED, workspace);
        float[][] outputs =
                network.run(NetworkInput.unit(input, workspace), 1, PosePoints.INPUT_SIZE, PosePoints.INPUT_SIZE, 3);
        var points = PosePoints.refined(PosePoints.unrefined(outputs[LANDMARKS]), outputs[HEAT_MAPS]);
        Mat mask = NetworkInput.plane(
                probabilities(outputs[MASK]), PosePoints.INPUT_SIZE, PosePoints.INPUT_SIZE, workspace);
        return new Pose(
                box,
                outputs[FLAG][0],
                PosePoints.inPicture(points, crop),
                crop.layOver(mask, picture.cols(), picture.rows(), workspace));
    }

    private static float[] probabilities(float[] logits) {
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) AnchorBoxes.sigmoid(logits[i]);
        }
        return probabilities;
    }
}
