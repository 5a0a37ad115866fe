package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Point2;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/** The 468 points of a face (MediaPipe face_landmark, 192 × 192). */
final class ReadFace {
    /** A face from here on (google/mediapipe, face_landmark). */
    static final double FLAG = 0.5;

    private final SmallNetwork network;
    private final Crop.Sampling sampling;

    ReadFace(SmallNetwork network, Crop.Sampling sampling) {
        this.network = network;
        this.sampling = sampling;
    }

    /**
     * @param flag a face is here, 0 to 1
     * @param points 468, pixels of the picture
     */
    record Mesh(double flag, List<Point2> points) {}

    /** @param picture {@code CV_8UC3}, R, G, B */
    Mesh read(Mat picture, RotatedBox box, Workspace workspace) {
        Crop crop = Crop.square(box, FaceMesh.INPUT_SIZE, sampling);
        Mat input = crop.cut(picture, Crop.Border.REPLICATED, workspace);
        float[][] outputs =
                network.run(NetworkInput.unit(input, workspace), 1, FaceMesh.INPUT_SIZE, FaceMesh.INPUT_SIZE, 3);
        return new Mesh(AnchorBoxes.sigmoid(outputs[1][0]), FaceMesh.inPicture(outputs[0], crop));
    }
}
