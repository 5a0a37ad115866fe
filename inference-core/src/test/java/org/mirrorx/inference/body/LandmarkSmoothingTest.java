package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LandmarkSmoothingTest {
    private static final double SIZE = 1000;
    private static final double FRAME_SECONDS = 1 / 30.0;

    @Test
    void theFirstFrameIsTakenAsItIs() {
        assertEquals(at(12.5), LandmarkSmoothing.ofBody().next(at(12.5), 0, SIZE));
    }

    @Test
    void tremblingOfAStandingPersonFadesToAThird() {
        Random random = new Random(7);
        LandmarkSmoothing smoothing = LandmarkSmoothing.ofBody();
        double raw = 0;
        double steady = 0;
        for (int frame = 0; frame < 300; frame++) {
            double trembling = 1.5 * random.nextGaussian();
            double seen = smoothing
                    .next(at(500 + trembling), frame * FRAME_SECONDS, SIZE)
                    .getFirst()
                    .x();
            if (frame >= 60) {
                raw += trembling * trembling;
                steady += (seen - 500) * (seen - 500);
            }
        }
        assertTrue(Math.sqrt(steady / raw) < 1 / 3.0, "kept " + Math.sqrt(steady / raw));
    }

    @Test
    void afterAResetThePastIsForgotten() {
        LandmarkSmoothing smoothing = LandmarkSmoothing.ofBody();
        smoothing.next(at(0), 0, SIZE);
        smoothing.reset();
        assertEquals(at(800), smoothing.next(at(800), FRAME_SECONDS, SIZE));
    }

    @Test
    void twoFramesOfTheSameInstantDoNoHarm() {
        LandmarkSmoothing smoothing = LandmarkSmoothing.ofBody();
        smoothing.next(at(10), 1, SIZE);
        assertTrue(Double.isFinite(smoothing.next(at(20), 1, SIZE).getFirst().x()));
    }

    private static List<Landmark> at(double x) {
        return List.of(new Landmark(x, 2 * x, 0, 1, 1));
    }
}
