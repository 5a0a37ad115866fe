package org.mirrorx.inference.fashn;

import java.util.Arrays;
import java.util.Optional;
import org.mirrorx.inference.body.ParserLabel;
import org.mirrorx.inference.body.PosePicture;
import org.mirrorx.inference.body.WholeBody;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * One of the two pictures the network reads beside the noise, person or garment, with its pose (fashn-vton.md §4).
 *
 * @param preResized the photograph, shrunk to the canvas's longer side
 * @param pose grey, of the same size; black where nobody is
 * @param shown the photograph with what is hidden in grey
 * @param onCanvas {@code shown} on the canvas
 * @param poseOnCanvas {@code pose} on the canvas
 */
record Conditions(Mat preResized, Mat pose, Mat shown, Canvas.Fitted onCanvas, Canvas.Fitted poseOnCanvas) {
    /**
     * A photograph of a person.
     *
     * @param rgb {@code CV_8UC3}, R, G, B
     * @param body the person's points
     * @param labels of {@link ParserLabel}, of the size of the pre-resized picture, when the old clothes are to be hidden
     */
    static Conditions person(
            Canvas canvas, Mat rgb, WholeBody body, Optional<Mat> labels, Category category, Workspace workspace) {
        Mat preResized = canvas.preResized(rgb, workspace);
        Mat hidden = labels.map(map -> ClothingMask.of(map, category, workspace).hidden())
                .orElse(null);
        return of(canvas, preResized, pose(preResized, body, workspace), hidden, workspace);
    }

    /** A garment lying or hanging: as it is, with a black pose. */
    static Conditions flatGarment(Canvas canvas, Mat rgb, Workspace workspace) {
        Mat preResized = canvas.preResized(rgb, workspace);
        Mat nobody = workspace.zeros(preResized.rows(), preResized.cols(), CvType.CV_8UC1);
        return of(canvas, preResized, nobody, null, workspace);
    }

    static Mat pose(Mat preResized, WholeBody body, Workspace workspace) {
        return workspace.keep(
                PosePicture.grey(body, preResized.cols(), preResized.rows(), PosePicture.Parts.BODY_HANDS_FACE));
    }

    static Conditions of(
            Canvas canvas,
            Mat preResized,
            Mat pose,
            @org.jspecify.annotations.Nullable Mat hidden,
            Workspace workspace) {
        Mat shown = preResized;
        if (hidden != null) {
            shown = workspace.mat();
            preResized.copyTo(shown);
            shown.setTo(Scalar.all(ClothingMask.GREY), hidden).release();
        }
        return new Conditions(preResized, pose, shown, canvas.fit(shown, workspace), canvas.fitPose(pose, workspace));
    }

    /** The network's numbers of this picture. */
    Planes planes() {
        return new Planes(Canvas.planes(onCanvas.picture()), Canvas.planes(poseOnCanvas.picture()));
    }

    /**
     * Numbers from −1 to 1, plane by plane.
     *
     * @param picture three planes
     * @param pose one plane
     */
    @SuppressWarnings("ArrayRecordComponent") // a hand-over to the network; never compared
    record Planes(float[] picture, float[] pose) {
        /** Overwrites the numbers. */
        void forget() {
            Arrays.fill(picture, 0);
            Arrays.fill(pose, 0);
        }
    }
}
