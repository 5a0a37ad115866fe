package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/**
 * Face detector for near faces (MediaPipe face_detection_short_range, 128 × 128). On a whole standing person a face has 15 pixels of the
 * input and is barely found; on the head's own square it always has about 40.
 */
final class FindFaces {
    private static final AnchorBoxes ANCHORS = AnchorBoxes.ofFaceDetection();

    private final SmallNetwork network;
    private final Crop.Sampling sampling;

    FindFaces(SmallNetwork network, Crop.Sampling sampling) {
        this.network = network;
        this.sampling = sampling;
    }

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @param box square, not rotated: where to look
     * @return best first, pixels of the picture; points: right eye, left eye, nose tip, mouth, right ear, left ear (the person's own)
     */
    List<Detection> find(Mat picture, RotatedBox box, Workspace workspace) {
        Crop crop = Crop.square(box, ANCHORS.inputSize(), sampling);
        Mat input = crop.cut(picture, Crop.Border.BLACK, workspace);
        float[][] outputs =
                network.run(NetworkInput.signed(input, workspace), 1, ANCHORS.inputSize(), ANCHORS.inputSize(), 3);
        return ANCHORS.decode(outputs[0], outputs[1]).stream()
                .map(found -> found.mapped(crop::toPicture))
                .toList();
    }
}
