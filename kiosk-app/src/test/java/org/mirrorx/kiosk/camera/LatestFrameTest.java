package org.mirrorx.kiosk.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

final class LatestFrameTest {
    private static final int FRAMES = 3000;

    static {
        Natives.load();
    }

    @Test
    void aReaderNeverSeesHalfAFrameNorAnOlderOne() throws Exception {
        LatestFrame box = new LatestFrame(Rotation.NONE);
        try (ExecutorService camera = Executors.newSingleThreadExecutor();
                Workspace work = new Workspace()) {
            Future<?> putting = camera.submit(() -> {
                try (Workspace own = new Workspace()) {
                    Mat frame = own.zeros(48, 64, CvType.CV_8UC3);
                    for (int i = 1; i <= FRAMES; i++) {
                        frame.setTo(Scalar.all(i % 251));
                        box.put(frame, i);
                    }
                }
            });
            Mat seen = work.mat();
            byte[] pixels = new byte[48 * 64 * 3];
            byte[] even = new byte[pixels.length];
            long last = 0;
            while (last < FRAMES) {
                assertTrue(box.awaitNewer(last, 10_000));
                long number = box.copyNewer(last, seen);
                assertTrue(number > last);
                last = number;
                seen.get(0, 0, pixels);
                Arrays.fill(even, (byte) (number % 251));
                assertArrayEquals(even, pixels);
            }
            putting.get();
        }
    }

    @Test
    void whatIsClearedIsNotGivenAgainAndNumbersGoOn() throws InterruptedException {
        LatestFrame box = new LatestFrame(Rotation.NONE);
        try (Workspace work = new Workspace()) {
            Mat frame = work.zeros(4, 6, CvType.CV_8UC3);
            box.put(frame, 1);
            box.clear();
            assertFalse(box.awaitNewer(0, 10));
            assertEquals(0, box.copyNewer(0, work.mat()));
            box.put(frame, 2);
            assertEquals(2, box.copyNewer(1, work.mat()));
        }
    }

    @Test
    void aFrameOfACameraOnItsSideStandsUpright() {
        LatestFrame box = new LatestFrame(Rotation.RIGHT);
        try (Workspace work = new Workspace()) {
            Mat frame = work.zeros(4, 6, CvType.CV_8UC3);
            frame.put(0, 0, new byte[] {9, 9, 9});
            box.put(frame, 1);
            Mat upright = work.mat();
            box.copyNewer(0, upright);
            assertEquals(6, upright.rows());
            assertEquals(9.0, upright.get(0, 3)[0]);
        }
    }
}
