package org.mirrorx.inference.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void betweenPixelsItIsStraightAndBeyondItsEndsItStays() {
        Curve curve = Curve.of(10, new double[] {2, 4, 3});
        assertEquals(3, curve.at(10.5), 1e-12);
        assertEquals(2, curve.at(-50), 1e-12);
        assertEquals(3, curve.at(99), 1e-12);
        assertEquals(12, curve.last());
        assertEquals(3, curve.mean(), 1e-12);
    }

    @Test
    void nobodyCanChangeItFromOutside() {
        double[] values = {1, 2};
        Curve curve = Curve.of(0, values);
        values[0] = 9;
        curve.values()[1] = 9;
        assertEquals(1, curve.at(0), 1e-12);
        assertEquals(2, curve.at(1), 1e-12);
    }

    @Test
    void anEmptyCurveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Curve.of(0, new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Curve.of(3, 2, x -> x));
    }
}
