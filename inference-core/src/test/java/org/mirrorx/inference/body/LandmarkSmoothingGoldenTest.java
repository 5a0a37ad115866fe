package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mirrorx.models.golden.GoldenCase;

final class LandmarkSmoothingGoldenTest {
    private static final int POINTS = 33;

    @TestFactory
    Stream<DynamicTest> aRecordedWalkIsSteadiedAsRecorded() {
        return GoldenCase.tests("body_lite", List.of("in.timestamp_us", "in.visibility"), golden -> {
            long[] microseconds = golden.tensors().get("in.timestamp_us").toLongs();
            float[] places = golden.floats("in.landmarks_px");
            float[] visibility = golden.floats("in.visibility");
            float[] steadyPlaces = golden.floats("out.landmarks_px");
            float[] steadyVisibility = golden.floats("out.visibility");
            double size = golden.json().get("settings").get("object_scale_px").asDouble();
            LandmarkSmoothing smoothing = LandmarkSmoothing.ofBody();
            for (int frame = 0; frame < microseconds.length; frame++) {
                List<Landmark> raw = new ArrayList<>();
                for (int p = frame * POINTS; p < (frame + 1) * POINTS; p++) {
                    raw.add(new Landmark(places[2 * p], places[2 * p + 1], 0, visibility[p], 1));
                }
                List<Landmark> steady = smoothing.next(raw, microseconds[frame] / 1e6, size);
                for (int p = 0; p < POINTS; p++) {
                    int at = frame * POINTS + p;
                    String where = "frame " + frame + " point " + p;
                    assertEquals(steadyPlaces[2 * at], steady.get(p).x(), golden.tolerance("px"), where);
                    assertEquals(steadyPlaces[2 * at + 1], steady.get(p).y(), golden.tolerance("px"), where);
                    assertEquals(
                            steadyVisibility[at], steady.get(p).visibility(), golden.tolerance("visibility"), where);
                }
            }
        });
    }
}
