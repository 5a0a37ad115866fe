package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Point2;

final class ThinPlateSplineTest {
    @Test
    void withoutStiffnessItGoesThroughEveryPin() {
        Random random = new Random(5);
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 47; i++) {
            pins.add(new Pin(place(random), place(random)));
        }
        ThinPlateSpline spline = ThinPlateSpline.through(pins, 0);
        double[] out = new double[2];
        for (Pin pin : pins) {
            spline.map(pin.body().x(), pin.body().y(), out);
            assertEquals(pin.garment().x(), out[0], 1e-6);
            assertEquals(pin.garment().y(), out[1], 1e-6);
        }
    }

    @Test
    void anAffineMoveIsFoundExactlyAtAnyStiffness() {
        Random random = new Random(6);
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Point2 body = place(random);
            pins.add(new Pin(affine(body), body));
        }
        ThinPlateSpline spline = ThinPlateSpline.through(pins, 0.1);
        double[] out = new double[2];
        for (int i = 0; i < 20; i++) {
            Point2 body = place(random);
            spline.map(body.x(), body.y(), out);
            assertEquals(affine(body).x(), out[0], 1e-6);
            assertEquals(affine(body).y(), out[1], 1e-6);
        }
    }

    @Test
    void aStifferSplineBendsLess() {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Point2 body = new Point2(40 * (i % 5), 40.0 * Math.floorDiv(i, 5));
            pins.add(new Pin(i == 12 ? body.plus(30, 0) : body, body));
        }
        double[] loose = new double[2];
        double[] stiff = new double[2];
        ThinPlateSpline.through(pins, 1e-4).map(80, 80, loose);
        ThinPlateSpline.through(pins, 0.5).map(80, 80, stiff);
        assertTrue(loose[0] > 108, "close to the pin: " + loose[0]);
        assertTrue(stiff[0] < loose[0] - 5, "smoothed: " + stiff[0]);
    }

    @Test
    void theSameStiffnessMeansTheSameAtAnySize() {
        List<Pin> small = new ArrayList<>();
        List<Pin> large = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 15; i++) {
            Point2 body = place(random);
            Point2 garment = place(random);
            small.add(new Pin(garment, body));
            large.add(new Pin(garment, new Point2(3 * body.x(), 3 * body.y())));
        }
        double[] a = new double[2];
        double[] b = new double[2];
        ThinPlateSpline.through(small, 1e-2).map(50, 60, a);
        ThinPlateSpline.through(large, 1e-2).map(150, 180, b);
        assertEquals(a[0], b[0], 1e-6);
        assertEquals(a[1], b[1], 1e-6);
    }

    @Test
    void pinsOnOneLineAreRefused() {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pins.add(new Pin(new Point2(i, i), new Point2(10.0 * i, 20.0 * i)));
        }
        assertThrows(IllegalArgumentException.class, () -> ThinPlateSpline.through(pins, 0));
    }

    private static Point2 place(Random random) {
        return new Point2(100 * random.nextDouble(), 100 * random.nextDouble());
    }

    private static Point2 affine(Point2 p) {
        return new Point2(3 + 0.8 * p.x() - 0.2 * p.y(), -5 + 0.1 * p.x() + 1.3 * p.y());
    }
}
