package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Mat;

/**
 * What the pose landmark network says of one region.
 *
 * @param box where it looked
 * @param flag a person is here, 0 to 1; stays high when the points are wrong, see {@link Plausibility}
 * @param points 39, pixels of the picture: 33 body points, then {@link PosePoints#NEXT_HIPS}, {@link PosePoints#NEXT_RIM}, four unused
 * @param mask {@code CV_32FC1} of the picture's size: probability of the person; 0 outside the region
 */
record Pose(RotatedBox box, double flag, List<Landmark> points, Mat mask) {
    List<Landmark> body() {
        return points.subList(0, Joint.values().length);
    }

    /** Where to look for this person in the next frame of a video. */
    RotatedBox next() {
        Point2 hips = points.get(PosePoints.NEXT_HIPS).at();
        return RotatedBox.ofPerson(hips, points.get(PosePoints.NEXT_RIM).at());
    }
}
