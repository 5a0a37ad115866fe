package org.mirrorx.inference.body;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * The label maps of both parsing networks become one: holes of clothes and arms are closed, and what one network calls face and the
 * other does not becomes the neck. Source: {@code parsing_api.py} in yisol/IDM-VTON. All maps are {@code CV_8UC1} in the workspace.
 */
final class MergeLabels {
    private static final Set<ParsedLabel> ARMS = EnumSet.of(ParsedLabel.LEFT_ARM, ParsedLabel.RIGHT_ARM);
    private static final Set<ParsedLabel> CLOTH_AND_ARMS =
            EnumSet.of(ParsedLabel.UPPER_CLOTHES, ParsedLabel.LEFT_ARM, ParsedLabel.RIGHT_ARM);

    /** The second network's face. */
    private static final int LIP_FACE = 13;

    /** Larger holes, in pixels of the picture, stay what they are: background between arm and body. */
    private static final double LARGE_HOLE = 2000;

    /** Where the second network sees less of the first one's face than this it has missed it, and the face stays a face. */
    private static final double FACE_SEEN = 0.3;

    private static final Scalar INSIDE = Scalar.all(255);

    private final Exactness exactness;

    MergeLabels(Exactness exactness) {
        this.exactness = exactness;
    }

    /**
     * What was made on the way, for comparisons.
     *
     * @param clothAndArms, filled, bigHoles, neck masks, 255 inside
     * @param keptAsItIs not 0 where filling changes nothing
     * @param afterFill labels
     * @param merged labels
     */
    record Stages(Mat clothAndArms, Mat filled, Mat bigHoles, Mat keptAsItIs, Mat afterFill, Mat neck, Mat merged) {}

    /** @param atr, lip labels of the two networks, of the same size */
    Stages merge(Mat atr, Mat lip, Workspace workspace) {
        Mat padded = workspace.mat();
        Core.copyMakeBorder(atr, padded, 1, 1, 1, 1, Core.BORDER_CONSTANT, Scalar.all(0));
        Mat arms = ParsedLabel.where(padded, ARMS, workspace);
        Mat clothAndArms = ParsedLabel.where(padded, CLOTH_AND_ARMS, workspace);
        Mat filled = holesClosed(clothAndArms, workspace);
        Mat bigHoles = bigHoles(filled, clothAndArms, workspace);
        Mat kept = workspace.mat();
        if (exactness == Exactness.REFERENCE) {
            // A byte there is 255 in a hole and 1 on an arm; both together are 0.
            Core.bitwise_xor(bigHoles, arms, kept);
        } else {
            Core.bitwise_or(bigHoles, arms, kept);
        }
        Mat afterFill = workspace.mat();
        padded.copyTo(afterFill);
        Mat changed = workspace.mat();
        Core.bitwise_not(kept, changed);
        Core.bitwise_and(changed, filled, changed);
        afterFill.setTo(Scalar.all(ParsedLabel.UPPER_CLOTHES.value()), changed).release();

        Rect inner = new Rect(1, 1, atr.cols(), atr.rows());
        Mat labels = workspace.mat();
        Mat part = afterFill.submat(inner);
        part.copyTo(labels);
        part.release();
        Mat neck = neck(labels, lip, workspace);
        Mat merged = workspace.mat();
        labels.copyTo(merged);
        merged.setTo(Scalar.all(ParsedLabel.NECK.value()), neck).release();
        return new Stages(
                inside(clothAndArms, inner, workspace),
                inside(filled, inner, workspace),
                inside(bigHoles, inner, workspace),
                inside(kept, inner, workspace),
                labels,
                neck,
                merged);
    }

    private static Mat inside(Mat padded, Rect inner, Workspace workspace) {
        return workspace.keep(padded.submat(inner));
    }

    /** Everything that a flood of the background from the corner does not reach. */
    static Mat holesClosed(Mat mask, Workspace workspace) {
        Mat flooded = workspace.mat();
        mask.copyTo(flooded);
        Mat border = workspace.zeros(mask.rows() + 2, mask.cols() + 2, CvType.CV_8UC1);
        Imgproc.floodFill(flooded, border, new Point(0, 0), INSIDE);
        Core.bitwise_not(flooded, flooded);
        Core.bitwise_or(mask, flooded, flooded);
        return flooded;
    }

    /** Contours are traced in whole numbers of 32 bits, as there: they run one pixel further out than in bytes. */
    private static Mat bigHoles(Mat filled, Mat clothAndArms, Workspace workspace) {
        Mat holes = workspace.mat();
        Core.subtract(filled, clothAndArms, holes);
        Mat numbers = workspace.mat();
        holes.convertTo(numbers, CvType.CV_32SC1);
        List<MatOfPoint> contours = new ArrayList<>();
        Imgproc.findContours(numbers, contours, workspace.mat(), Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_TC89_L1);
        Mat big = workspace.zeros(filled.rows(), filled.cols(), CvType.CV_8UC1);
        for (int i = 0; i < contours.size(); i++) {
            workspace.keep(contours.get(i));
            if (Imgproc.contourArea(contours.get(i)) > LARGE_HOLE) {
                Imgproc.drawContours(big, contours, i, INSIDE, Imgproc.FILLED);
            }
        }
        return big;
    }

    private Mat neck(Mat labels, Mat lip, Workspace workspace) {
        Mat face = workspace.mat();
        Core.compare(labels, Scalar.all(ParsedLabel.FACE.value()), face, Core.CMP_EQ);
        Mat seen = workspace.mat();
        Core.compare(lip, Scalar.all(LIP_FACE), seen, Core.CMP_EQ);
        Core.bitwise_and(seen, face, seen);
        Mat neck = workspace.mat();
        Core.subtract(face, seen, neck);
        boolean missed = Core.countNonZero(seen) < FACE_SEEN * Core.countNonZero(face);
        if (exactness == Exactness.MEANT && missed) {
            neck.setTo(Scalar.all(0)).release();
        }
        return neck;
    }
}
