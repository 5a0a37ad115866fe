package org.mirrorx.inference.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Point2;

final class SuppressionTest {
    @Test
    void detectionsOfOnePersonAreAveragedByScore() {
        List<Detection> kept = Suppression.weighted(List.of(box(0.6, 10), box(0.9, 0), box(0.8, 500)), 0.3);
        assertEquals(2, kept.size());
        assertEquals(0.9, kept.getFirst().score());
        assertEquals(10 * 0.6 / 1.5, kept.getFirst().left(), 1e-9);
        assertEquals(10 * 0.6 / 1.5, kept.getFirst().points().getFirst().x(), 1e-9);
        assertEquals(500, kept.getLast().left());
    }

    @Test
    void hardSuppressionKeepsTheBestUntouched() {
        assertEquals(List.of(box(0.9, 0)), Suppression.hard(List.of(box(0.6, 10), box(0.9, 0)), 0.3));
    }

    @Test
    void nothingGivesNothing() {
        assertEquals(List.of(), Suppression.weighted(List.of(), 0.3));
    }

    private static Detection box(double score, double left) {
        return new Detection(score, left, 0, left + 100, 100, List.of(new Point2(left, 5)));
    }
}
