package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Skin, clothes and hair of a whole picture, from the optional pack (512 × 512, stretched; Skin-Clothes-Hair-Segmentation-using-SMP).
 * Three independent probabilities; multiply by the person's outline: walls may be "skin".
 */
final class ParseClothes {
    private static final int SIDE = 512;

    /** ImageNet's colours, R, G, B. */
    private static final Scalar MEAN = new Scalar(0.485, 0.456, 0.406);

    private static final Scalar DEVIATION = new Scalar(0.229, 0.224, 0.225);

    private final SmallNetwork network;

    ParseClothes(SmallNetwork network) {
        this.network = network;
    }

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @return skin, clothes, hair: {@code CV_32FC1} of the picture's size
     */
    List<Mat> read(Mat picture, Workspace workspace) {
        Mat input = input(picture, workspace);
        float[] output =
                network.run(NetworkInput.normalisedPlanes(input, MEAN, DEVIATION, workspace), 1, 3, SIDE, SIDE)[0];
        List<Mat> planes = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            float[] one = java.util.Arrays.copyOfRange(output, c * SIDE * SIDE, (c + 1) * SIDE * SIDE);
            Mat full = workspace.mat();
            Imgproc.resize(NetworkInput.plane(one, SIDE, SIDE, workspace), full, picture.size());
            planes.add(full);
        }
        return planes;
    }

    static Mat input(Mat picture, Workspace workspace) {
        Mat input = workspace.mat();
        Imgproc.resize(picture, input, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_LINEAR);
        return input;
    }
}
