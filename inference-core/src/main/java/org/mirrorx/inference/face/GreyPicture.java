package org.mirrorx.inference.face;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Scalar;

/** Grey pictures stay grey: CodeFormer would colour their faces ({@code facelib/utils/misc.py}). All colours are R, G, B. */
final class GreyPicture {
    /** Mean variance of the channels' differences up to which a picture is grey. */
    private static final double THRESHOLD = 10;

    private static final double RED = 0.2989;
    private static final double GREEN = 0.5870;
    private static final double BLUE = 0.1140;

    /** Added to variances. */
    private static final double EPSILON = 1e-5;

    private static final int CHANNELS = 3;

    private GreyPicture() {}

    /** Whether a {@code CV_8UC3} picture has no colours. */
    static boolean is(Mat picture) {
        try (Workspace workspace = new Workspace()) {
            Mat differences = workspace.mat();
            Mat levels = workspace.mat();
            picture.convertTo(levels, CvType.CV_32F);
            Mat turn = workspace.zeros(CHANNELS, CHANNELS, CvType.CV_64F);
            turn.put(0, 0, 1, -1, 0, 0, 1, -1, -1, 0, 1);
            Core.transform(levels, differences, turn);
            double sum = 0;
            for (double variance : statistics(differences, workspace).variances) {
                sum += variance;
            }
            return sum / CHANNELS <= THRESHOLD;
        }
    }

    /**
     * The restored face in grey, with the crop's mean and deviation in each channel.
     *
     * @return {@code CV_64FC3}, not clipped, in the workspace
     */
    static Mat recolour(Mat restored, Mat crop, Workspace workspace) {
        Mat levels = workspace.mat();
        restored.convertTo(levels, CvType.CV_64F);
        Mat weights = workspace.zeros(CHANNELS, CHANNELS, CvType.CV_64F);
        weights.put(0, 0, RED, GREEN, BLUE, RED, GREEN, BLUE, RED, GREEN, BLUE);
        Mat grey = workspace.mat();
        Core.transform(levels, grey, weights);
        Statistics from = statistics(grey, workspace);
        Statistics to = statistics(crop, workspace);
        double[] scale = new double[CHANNELS];
        double[] shift = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            scale[c] = Math.sqrt((to.variances[c] + EPSILON) / (from.variances[c] + EPSILON));
            shift[c] = to.means[c] - scale[c] * from.means[c];
        }
        Mat matched = workspace.mat();
        Core.multiply(grey, new Scalar(scale), matched);
        Core.add(matched, new Scalar(shift), matched);
        return matched;
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one call; never compared
    private record Statistics(double[] means, double[] variances) {}

    /** Of the whole population. */
    private static Statistics statistics(Mat picture, Workspace workspace) {
        MatOfDouble means = workspace.keep(new MatOfDouble());
        MatOfDouble deviations = workspace.keep(new MatOfDouble());
        Core.meanStdDev(picture, means, deviations);
        double[] variances = deviations.toArray();
        for (int c = 0; c < variances.length; c++) {
            variances[c] *= variances[c];
        }
        return new Statistics(means.toArray(), variances);
    }
}
