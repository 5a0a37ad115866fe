package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;

/** Person detector: where people are in a picture (MediaPipe pose_detection, 224 × 224). */
final class FindPeople {
    private static final AnchorBoxes ANCHORS = AnchorBoxes.ofPoseDetection();

    private final SmallNetwork network;
    private final Crop.Sampling sampling;

    FindPeople(SmallNetwork network, Crop.Sampling sampling) {
        this.network = network;
        this.sampling = sampling;
    }

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @return best first, pixels of the picture; the box surrounds the face; point 0 is the middle of the hips, point 1 lies on the
     *     circle around the whole person
     */
    List<Detection> find(Mat picture, Workspace workspace) {
        Crop letterbox =
                Crop.square(RotatedBox.letterbox(picture.cols(), picture.rows()), ANCHORS.inputSize(), sampling);
        Mat crop = letterbox.cut(picture, Crop.Border.BLACK, workspace);
        float[][] outputs =
                network.run(NetworkInput.signed(crop, workspace), 1, ANCHORS.inputSize(), ANCHORS.inputSize(), 3);
        return ANCHORS.decode(outputs[0], outputs[1]).stream()
                .map(found -> found.mapped(letterbox::toPicture))
                .toList();
    }

    /** Where the landmark network is to look for this person. */
    static RotatedBox around(Detection person) {
        return RotatedBox.ofPerson(person.points().get(0), person.points().get(1));
    }
}
