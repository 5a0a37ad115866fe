package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenPoseTest {
    private static final int MAP = 23 * 18;

    /** A network that says the same everywhere, or nothing that is a number, is decoded without going through every pair of pixels. */
    @Test
    void mapsOfABrokenNetworkEndSoon() {
        for (float level : new float[] {0, 1, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] heat = new float[19 * MAP];
            float[] paf = new float[38 * MAP];
            Arrays.fill(heat, level);
            Arrays.fill(paf, level);
            OpenPose.Found found = OpenPose.found(OpenPose.decode(heat, paf));
            assertTrue(
                    found.people().size() <= 18 * 200,
                    "a crowd of " + found.people().size());
        }
    }

    @Test
    void theMostCentralLargePersonIsChosen() {
        BodyPoints small = person(60, 100, 40);
        BodyPoints large = person(200, 60, 300);
        BodyPoints atTheEdge = person(340, 60, 290);
        OpenPose.Found found = OpenPose.found(List.of(small, atTheEdge, large));
        assertEquals(large, found.chosen().orElseThrow());
        assertEquals(2, found.comparable());
        assertEquals(0, OpenPose.found(List.of()).comparable());
    }

    /** Somebody whose points lie in a box as high as given and half as wide. */
    private static BodyPoints person(double x, double y, double height) {
        List<BodyPoints.Scored> points = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            points.add(new BodyPoints.Scored(x + (i % 2) * height / 2, y + i * height / 17, 1));
        }
        return new BodyPoints(points);
    }
}
