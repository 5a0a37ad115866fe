package org.mirrorx.inference.body;

import org.mirrorx.inference.image.GuidedFilter;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * One outline from the two networks' masks, whose steps are three to four pixels of the picture: their union, its edge taken from the
 * picture itself.
 */
final class PersonOutline {
    /** The networks' edges are off by up to this share of the picture's longer side (15 of 1024 px in gaps between arm and body). */
    private static final double EDGE_BAND = 12.0 / 1024;

    private static final double EPSILON = 1e-4;
    private static final int SUBSAMPLE = 2;

    private PersonOutline() {}

    /**
     * @param picture {@code CV_8UC3}, R, G, B
     * @param selfie everybody's probability, {@code CV_32FC1}
     * @param pose the chosen person's probability, {@code CV_32FC1}
     * @return {@code CV_8UC1}: probability × 255, in {@code workspace}
     */
    static Mat of(Mat picture, Mat selfie, Mat pose, Workspace workspace) {
        Mat union = workspace.mat();
        Core.max(selfie, pose, union);
        keepComponentsOf(pose, union, workspace);
        return refined(picture, union, workspace);
    }

    /** Clears what of the union does not hang together with the chosen person: bystanders whom only the selfie mask sees. */
    private static void keepComponentsOf(Mat pose, Mat union, Workspace workspace) {
        Mat sure = workspace.mat();
        Core.compare(union, Scalar.all(0.5), sure, Core.CMP_GT);
        Mat labels = workspace.mat();
        int count = Imgproc.connectedComponents(sure, labels, 8, CvType.CV_32S);
        if (count <= 2) {
            return;
        }
        int[] label = new int[labels.rows() * labels.cols()];
        labels.get(0, 0, label);
        float[] own = NetworkInput.values(pose);
        long[] size = new long[count];
        long[] shared = new long[count];
        for (int p = 0; p < label.length; p++) {
            size[label[p]]++;
            if (own[p] > 0.5f) {
                shared[label[p]]++;
            }
        }
        float[] cleared = NetworkInput.values(union);
        for (int p = 0; p < label.length; p++) {
            if (label[p] > 0 && 4 * shared[label[p]] < size[label[p]]) {
                cleared[p] = 0;
            }
        }
        union.put(0, 0, cleared);
    }

    private static Mat refined(Mat picture, Mat union, Workspace workspace) {
        int band = Math.max(2, (int) Math.round(EDGE_BAND * Math.max(picture.cols(), picture.rows())));
        Mat filtered = new GuidedFilter(band, EPSILON, SUBSAMPLE).filter(picture, union, workspace);
        Mat sure = workspace.mat();
        Core.compare(union, Scalar.all(0.5), sure, Core.CMP_GT);
        Mat disc = workspace.keep(
                Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2.0 * band + 1, 2.0 * band + 1)));
        Mat inner = workspace.mat();
        Imgproc.erode(sure, inner, disc);
        Mat outer = workspace.mat();
        Imgproc.dilate(sure, outer, disc);
        Mat refined = workspace.mat();
        filtered.convertTo(refined, CvType.CV_8U, 255);
        refined.setTo(Scalar.all(255), inner);
        Core.bitwise_and(refined, outer, refined);
        return refined;
    }
}
