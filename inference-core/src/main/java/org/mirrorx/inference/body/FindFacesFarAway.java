package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** YuNet on a whole picture, from the optional pack: finds faces the short-range detector misses. */
final class FindFacesFarAway {
    private final SmallNetwork network;

    FindFacesFarAway(SmallNetwork network) {
        this.network = network;
    }

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @return best first, pixels of the picture; points: eye at the picture's left, eye at its right, nose, mouth corners left, right
     */
    List<Detection> find(Mat picture, Workspace workspace) {
        double scale = YuNet.LONG_SIDE / (double) Math.max(picture.cols(), picture.rows());
        Mat input = input(picture, scale, workspace);
        float[][] outputs =
                network.run(NetworkInput.blueFirstPlanes(input, workspace), 1, 3, input.rows(), input.cols());
        return YuNet.decode(grids(outputs, input.cols()), scale);
    }

    /** The scaled picture, filled up with black at the right and below. */
    static Mat input(Mat picture, double scale, Workspace workspace) {
        int width = (int) Math.round(picture.cols() * scale);
        int height = (int) Math.round(picture.rows() * scale);
        Mat scaled = workspace.mat();
        Imgproc.resize(picture, scaled, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
        Mat padded = workspace.mat();
        Core.copyMakeBorder(scaled, padded, 0, missing(height), 0, missing(width), Core.BORDER_CONSTANT, Scalar.all(0));
        return padded;
    }

    private static int missing(int size) {
        return Math.floorMod(-size, YuNet.MULTIPLE);
    }

    /** @param outputs classes of the three strides, then objectness, boxes, points */
    static List<YuNet.Grid> grids(float[][] outputs, int width) {
        int strides = YuNet.STRIDES.length;
        List<YuNet.Grid> grids = new ArrayList<>(strides);
        for (int s = 0; s < strides; s++) {
            grids.add(new YuNet.Grid(
                    YuNet.STRIDES[s],
                    width / YuNet.STRIDES[s],
                    outputs[s],
                    outputs[strides + s],
                    outputs[2 * strides + s],
                    outputs[3 * strides + s]));
        }
        return grids;
    }
}
