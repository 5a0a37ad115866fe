package org.mirrorx.kiosk.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DistributionTest {
    @Test
    void quantilesAreMeasuredValues() {
        Distribution distribution = Distribution.of(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());
        assertEquals(50, distribution.median());
        assertEquals(90, distribution.quantile(0.9));
        assertEquals(99, distribution.quantile(0.99));
        assertEquals(100, distribution.most());
        assertEquals(1, distribution.least());
    }

    @Test
    void oneValueIsItsOwnDistribution() {
        assertEquals(7, Distribution.of(List.of(7.0)).quantile(0.01));
        assertThrows(IllegalArgumentException.class, () -> Distribution.of(List.of()));
    }

    @Test
    void withinIsTheShareThatALimitAllows() {
        Limit leak = Limit.of("leak").orElseThrow();
        assertEquals(0.75, Distribution.of(List.of(0.0, 0.005, 0.001, 0.006)).within(leak));
        assertTrue(Limit.of("necklineError").orElseThrow().allows(-3));
        assertFalse(Limit.of("necklineError").orElseThrow().allows(3.1));
        assertTrue(Limit.of("no such number").isEmpty());
    }
}
