package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.inference.image.Point2;

final class ProfileTest {
    /** Eyes, nose and mouth of a head in eye distances: x, y, and z towards the viewer. */
    private static final double[][] HEAD = {{-0.5, 0, 0}, {0.5, 0, 0}, {0, 0.4, 0.534}, {-0.4, 1, 0.2}, {0.4, 1, 0.2}};

    @ParameterizedTest
    @ValueSource(doubles = {-80, -46, -44, -10, 0, 5, 30, 60})
    void aTurnedHeadShowsItsYaw(double degrees) {
        assertEquals(degrees, Profile.yawDegrees(turned(degrees, 0, 0)), 1e-9);
        assertEquals(Math.abs(degrees) > 45, Profile.isTurnedAway(turned(degrees, 0, 0)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-30, 0, 25})
    void tiltingTheHeadChangesNothing(double roll) {
        assertEquals(20, Profile.yawDegrees(turned(20, roll, 0)), 1e-9);
    }

    @Test
    void noddingMovesTheNoseOnlyAlongTheFace() {
        assertEquals(0, Profile.yawDegrees(turned(0, 0, 20)), 1e-9);
        assertFalse(Profile.isTurnedAway(turned(30, 0, 15)));
    }

    @Test
    void eyesAtOnePlaceAreNoFrontView() {
        Point2 eye = new Point2(10, 10);
        assertTrue(Profile.isTurnedAway(List.of(eye, eye, new Point2(14, 14), eye, eye)));
    }

    private static List<Point2> turned(double yaw, double roll, double pitch) {
        double y = Math.toRadians(yaw);
        double r = Math.toRadians(roll);
        double p = Math.toRadians(pitch);
        return java.util.Arrays.stream(HEAD)
                .map(at -> {
                    double height = at[1] * Math.cos(p) + at[2] * Math.sin(p);
                    double depth = at[2] * Math.cos(p) - at[1] * Math.sin(p);
                    double across = at[0] * Math.cos(y) + depth * Math.sin(y);
                    return new Point2(
                            100 + 50 * (across * Math.cos(r) - height * Math.sin(r)),
                            80 + 50 * (across * Math.sin(r) + height * Math.cos(r)));
                })
                .toList();
    }
}
