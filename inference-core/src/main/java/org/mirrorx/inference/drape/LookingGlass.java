package org.mirrorx.inference.drape;

import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Continues a picture beyond the edge of what is known as a looking glass at that edge would: grain, weave and lines go on. */
final class LookingGlass {
    private LookingGlass() {}

    /**
     * @param photo where the known colours are
     * @param known above a half where they are
     * @param filled colours everywhere; the reflection is laid over them, fully at the edge and fading over {@code reach} pixels
     */
    static void reflect(Plane photo, Plane known, Plane filled, double reach) {
        Frame frame = photo.frame();
        int w = frame.width();
        int[] nearest = new int[frame.size()];
        int[] placeOf = new int[frame.size() + 1];
        float[] distance = photo.scratch().floats(frame.size());
        try (Workspace work = new Workspace()) {
            Mat unknown = work.mat();
            Core.compare(known.mat(work), new Scalar(0.5), unknown, Core.CMP_LE);
            if (Core.countNonZero(unknown) == frame.size()) {
                return;
            }
            Mat distances = work.mat();
            Mat labels = work.mat();
            Imgproc.distanceTransformWithLabels(
                    unknown, distances, labels, Imgproc.DIST_L2, Imgproc.DIST_MASK_5, Imgproc.DIST_LABEL_PIXEL);
            distances.get(0, 0, distance);
            labels.get(0, 0, nearest);
        }
        for (int i = 0; i < frame.size(); i++) {
            if (distance[i] == 0) {
                placeOf[nearest[i]] = i;
            }
        }
        for (int i = 0; i < frame.size(); i++) {
            if (distance[i] <= 0 || distance[i] >= reach) {
                continue;
            }
            int edge = placeOf[nearest[i]];
            int x = 2 * (edge % w) - i % w;
            int y = 2 * (edge / w) - i / w;
            if (x < 0 || y < 0 || x >= w || y >= frame.height() || known.values()[y * w + x] < 0.5f) {
                continue;
            }
            float share = (float) (1 - distance[i] / reach);
            for (int c = 0; c < 3; c++) {
                int k = 3 * i + c;
                filled.values()[k] += share * (photo.values()[3 * (y * w + x) + c] - filled.values()[k]);
            }
        }
    }
}
