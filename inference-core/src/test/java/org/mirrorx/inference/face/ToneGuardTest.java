package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

final class ToneGuardTest {
    private static final Scalar SKIN = new Scalar(205, 160, 140);

    @Test
    void aFaceOfTheSameToneIsLeftAlone() {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat crop = workspace.keep(new Mat(64, 64, CvType.CV_8UC3, SKIN));
            Mat restored = workspace.keep(new Mat(64, 64, CvType.CV_8UC3, new Scalar(207, 161, 139)));
            assertSame(restored, ToneGuard.hold(restored, crop, workspace));
        }
    }

    @Test
    void aFaceThatTurnedBlueGetsItsToneBack() {
        Natives.load();
        try (Workspace workspace = new Workspace()) {
            Mat crop = workspace.keep(new Mat(64, 64, CvType.CV_8UC3, SKIN));
            Mat restored = workspace.keep(new Mat(64, 64, CvType.CV_8UC3, new Scalar(180, 160, 190)));
            double[] held = ToneGuard.hold(restored, crop, workspace).get(32, 32);
            for (int c = 0; c < held.length; c++) {
                assertEquals(SKIN.val[c], held[c], 1);
            }
        }
    }
}
