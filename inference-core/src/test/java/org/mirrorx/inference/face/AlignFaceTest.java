package org.mirrorx.inference.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorx.inference.image.Point2;

final class AlignFaceTest {
    private static final AlignFace ALIGN = AlignFace.FOR_BUILT_IN_EMBEDDING;

    @Test
    void aFaceThatLiesRightAlreadyStays() {
        assertArrayEquals(
                new double[] {1, 0, 0, 0, 1, 0},
                ALIGN.transform(ALIGN.template()).orElseThrow(),
                1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, -1.1, 2.5})
    void aTurnedEnlargedShiftedFaceIsBroughtBack(double angle) {
        List<Point2> moved = ALIGN.template().stream()
                .map(point -> new Point2(
                        3 * (Math.cos(angle) * point.x() - Math.sin(angle) * point.y()) + 200,
                        3 * (Math.sin(angle) * point.x() + Math.cos(angle) * point.y()) - 40))
                .toList();
        double[] matrix = ALIGN.transform(moved).orElseThrow();
        for (int p = 0; p < moved.size(); p++) {
            Point2 from = moved.get(p);
            assertEquals(ALIGN.template().get(p).x(), matrix[0] * from.x() + matrix[1] * from.y() + matrix[2], 1e-9);
            assertEquals(ALIGN.template().get(p).y(), matrix[3] * from.x() + matrix[4] * from.y() + matrix[5], 1e-9);
        }
    }
}
