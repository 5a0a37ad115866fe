package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

final class GuidedFilterTest {
    private static final GuidedFilter FILTER = new GuidedFilter(10, 1e-4, 2);

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void aCoarseEdgeMovesToThePicturesEdge() {
        try (Workspace workspace = new Workspace()) {
            Mat picture = workspace.zeros(80, 120, CvType.CV_8UC3);
            picture.setTo(new Scalar(40, 90, 160));
            picture.submat(new Rect(0, 0, 60, 80)).setTo(new Scalar(190, 140, 110));
            Mat coarse = workspace.zeros(80, 120, CvType.CV_32F);
            coarse.submat(new Rect(0, 0, 65, 80)).setTo(Scalar.all(1));
            float[] row = new float[120];
            FILTER.filter(picture, coarse, workspace).get(40, 0, row);
            assertTrue(row[57] > 0.8, "inside " + row[57]);
            assertTrue(row[62] < 0.5, "between the picture's edge and the coarse one " + row[62]);
        }
    }

    @Test
    void aFlatPlaneStaysFlatOverAnyPicture() {
        try (Workspace workspace = new Workspace()) {
            Mat picture = workspace.zeros(50, 50, CvType.CV_8UC3);
            Core.setRNGSeed(5);
            Core.randu(picture, 0, 255);
            Mat flat = workspace.zeros(50, 50, CvType.CV_32F);
            flat.setTo(Scalar.all(0.7));
            Mat filtered = FILTER.filter(picture, flat, workspace);
            var range = Core.minMaxLoc(filtered);
            assertEquals(0.7, range.minVal, 1e-3);
            assertEquals(0.7, range.maxVal, 1e-3);
        }
    }
}
