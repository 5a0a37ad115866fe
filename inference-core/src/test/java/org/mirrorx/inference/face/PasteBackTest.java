package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

final class PasteBackTest {
    private static final PasteBack TILTED = new PasteBack(new double[] {1.3, -0.4, 61.7, 0.4, 1.3, 20.2}, 64);
    private static final Size PICTURE = new Size(200, 180);

    @Test
    void aRectangleSeesExactlyWhatTheWholePictureSees() {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat crop = workspace.zeros(64, 64, CvType.CV_8UC3);
            Core.randu(crop, 0, 256);
            Mat matrix = workspace.zeros(2, 3, CvType.CV_64F);
            matrix.put(0, 0, TILTED.toPicture());
            Mat whole = workspace.mat();
            Imgproc.warpAffine(crop, whole, matrix, PICTURE);
            Rect box = TILTED.box(7, 200, 180).orElseThrow();
            Mat part = whole.submat(box);
            Mat found = TILTED.window(box, workspace).warp(crop);
            assertEquals(0, Core.norm(part, found, Core.NORM_INF));
            part.setTo(Scalar.all(0)).release();
            assertEquals(0, Core.norm(whole, Core.NORM_INF));
            part.release();
        }
    }

    @Test
    void aSquareBesideThePictureLeavesItAsItIs() {
        Natives.load();
        double far = 1e30;
        for (double[] way : List.of(
                new double[] {1, 0, 500, 0, 1, 20},
                new double[] {1, 0, -500, 0, 1, 20},
                new double[] {1, 0, far, 0, 1, -far},
                new double[] {Double.NaN, 0, 0, 0, 1, 0},
                new double[] {0, 0, 10, 0, 0, 10})) {
            PasteBack back = new PasteBack(way, 64);
            try (Workspace workspace = new Workspace()) {
                Mat picture = workspace.keep(new Mat(PICTURE, CvType.CV_8UC3, Scalar.all(90)));
                Mat before = workspace.keep(picture.clone());
                Mat face = workspace.keep(new Mat(64, 64, CvType.CV_8UC3, Scalar.all(200)));
                assertTrue(PasteSwapped.paste(face, back, picture, workspace).isEmpty());
                new PasteRestored(1)
                        .paste(List.of(new PasteRestored.Restored(face, back, Optional.empty())), picture, workspace);
                assertEquals(0, Core.norm(before, picture, Core.NORM_INF), back.toString());
            }
        }
    }
}
