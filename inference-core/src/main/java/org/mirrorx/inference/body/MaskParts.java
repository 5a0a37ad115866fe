package org.mirrorx.inference.body;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Holes and parts of a mask.
 *
 * @param workspace where new masks live
 */
record MaskParts(Workspace workspace) {
    /** Parts smaller than this share of the picture are specks. */
    private static final double SPECK = 0.002;

    /** Holes larger than this share of the picture show what is behind the shopper. */
    private static final double LARGE_HOLE = 0.01;

    /** Closes holes but those that show what is behind the shopper, or reach the edge. */
    Mat smallHolesClosed(Mat mask) {
        Mat outside = workspace.mat();
        Core.bitwise_not(mask, outside);
        Mat parts = workspace.mat();
        Mat measures = workspace.mat();
        int count = Imgproc.connectedComponentsWithStats(outside, parts, measures, workspace.mat(), 4, CvType.CV_32S);
        Mat closed = workspace.mat();
        mask.copyTo(closed);
        for (int part = 1; part < count; part++) {
            boolean atEdge = measures.get(part, Imgproc.CC_STAT_LEFT)[0] == 0
                    || measures.get(part, Imgproc.CC_STAT_TOP)[0] == 0
                    || measures.get(part, Imgproc.CC_STAT_LEFT)[0] + measures.get(part, Imgproc.CC_STAT_WIDTH)[0]
                            == mask.cols()
                    || measures.get(part, Imgproc.CC_STAT_TOP)[0] + measures.get(part, Imgproc.CC_STAT_HEIGHT)[0]
                            == mask.rows();
            if (!atEdge && measures.get(part, Imgproc.CC_STAT_AREA)[0] < LARGE_HOLE * mask.total()) {
                add(parts, part, closed);
            }
        }
        return closed;
    }

    private void add(Mat parts, int part, Mat mask) {
        Mat own = workspace.mat();
        Core.compare(parts, Scalar.all(part), own, Core.CMP_EQ);
        Core.bitwise_or(mask, own, mask);
        workspace.free(own);
    }

    /** Every part that holds clothes or an arm, and of them more than a speck. */
    Mat partsThatMatter(Mat mask, Mat touched) {
        Mat parts = workspace.mat();
        int count = Imgproc.connectedComponents(mask, parts, 8, CvType.CV_32S);
        Mat kept = AgnosticMask.nothing(mask, workspace);
        for (int part = 1; part < count; part++) {
            Mat own = workspace.mat();
            Core.compare(parts, Scalar.all(part), own, Core.CMP_EQ);
            Mat both = workspace.mat();
            Core.bitwise_and(own, touched, both);
            if (Core.countNonZero(both) >= SPECK * mask.total()) {
                Core.bitwise_or(kept, own, kept);
            }
            workspace.free(both);
            workspace.free(own);
        }
        return kept;
    }
}
