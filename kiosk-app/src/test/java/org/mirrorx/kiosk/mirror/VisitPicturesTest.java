package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.kiosk.screens.FxThread;
import org.mirrorx.kiosk.screens.Surface;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

final class VisitPicturesTest {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 16;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    private static boolean isEmpty(Surface surface) {
        ByteBuffer pixels = surface.pixels().duplicate().clear();
        while (pixels.hasRemaining()) {
            if (pixels.get() != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aPreviewShowsUntilTheLookIsMadeAndNoPixelOfItStays() {
        VisitPictures pictures = new VisitPictures(WIDTH, HEIGHT);
        assertTrue(pictures.preview().isEmpty());
        Mat drawn = new Mat(2 * HEIGHT, 2 * WIDTH, CvType.CV_8UC3, new Scalar(10, 20, 30));
        pictures.keepPreview(drawn);
        Surface surface = pictures.preview().orElseThrow();
        assertEquals(30, surface.pixels().get(0), "blue comes first on the display");
        assertFalse(isEmpty(surface));
        FxThread.run(pictures::forgetPreview);
        assertTrue(pictures.preview().isEmpty());
        assertTrue(isEmpty(surface));
        pictures.keepPreview(drawn);
        FxThread.run(pictures::clear);
        assertTrue(pictures.preview().isEmpty());
        assertTrue(isEmpty(surface));
    }
}
