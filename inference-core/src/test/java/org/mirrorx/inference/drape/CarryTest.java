package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.body.Joint;
import org.mirrorx.inference.body.Landmark;
import org.mirrorx.inference.body.TrackedBody;
import org.mirrorx.inference.garment.GarmentCut;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Point2;

final class CarryTest {
    static {
        Natives.load();
    }

    private static final GarmentCut TEE = DrawnShopper.tee(Arena.ofAuto(), 90, 400, DrawnShopper.Dye.GREEN);

    @Test
    void atTheSamePoseNothingMoves() {
        TrackedBody body = body(0, 0, 1, 0);
        Carry carry = new Carry(body, body);
        Curve waist = carry.carried(Curve.of(100, 200, x -> 300));

        assertEquals(1, carry.scale(), 1e-6);
        assertEquals(300, waist.at(150), 1e-6);
        assertEquals(0, worst(carry, sleeve(), sleeve()), 1e-6);
    }

    @Test
    void somebodyWhoStepsAsideTakesTheSleeveAlong() {
        Carry carry = new Carry(body(0, 0, 1, 0), body(40, 10, 1, 0));
        List<Point2> moved = sleeve().stream().map(p -> p.plus(40, 10)).toList();
        assertEquals(0, worst(carry, sleeve(), moved), 1e-6);
    }

    @Test
    void somebodyWhoComesCloserGrows() {
        Carry carry = new Carry(body(0, 0, 1, 0), body(0, 0, 1.2, 0));
        assertEquals(1.2, carry.scale(), 1e-6);
        List<Point2> grown =
                sleeve().stream().map(p -> new Point2(p.x() * 1.2, p.y() * 1.2)).toList();
        assertEquals(0, worst(carry, sleeve(), grown), 1e-6);
    }

    @Test
    void aRaisedArmTurnsTheSleevesEndAndLeavesTheShoulder() {
        Carry carry = new Carry(body(0, 0, 1, 0), body(0, 0, 1, Math.PI / 2));
        List<Point2> there = carried(carry, sleeve());

        assertEquals(sleeve().getFirst().x(), there.getFirst().x(), 1);
        // the sleeve's end hung 100 below the shoulder at the picture's right; now it points outwards
        assertEquals(260 + 100, there.getLast().x(), 12);
        assertEquals(100, there.getLast().y(), 12);
    }

    private static List<Point2> carried(Carry carry, List<Point2> points) {
        List<Pin> pins = points.stream().map(p -> new Pin(p, p)).toList();
        Sheet sheet = new Sheet(Sheet.Part.SLEEVE_RIGHT, pins, points, Sheet.SMOOTH);
        Fit fit = new Fit(TEE, List.of(sheet), 1, Fit.Ends.OVER, Optional.empty(), List.of(), Map.of());
        return carry.carried(fit).sheets().getFirst().outline();
    }

    private static double worst(Carry carry, List<Point2> points, List<Point2> wanted) {
        List<Point2> there = carried(carry, points);
        double worst = 0;
        for (int i = 0; i < points.size(); i++) {
            worst = Math.max(worst, there.get(i).distance(wanted.get(i)));
        }
        return worst;
    }

    /** From the shoulder at (260, 100) down along the arm. */
    private static List<Point2> sleeve() {
        List<Point2> points = new ArrayList<>();
        for (int i = 0; i <= 6; i++) {
            points.add(new Point2(260, 100 + 100.0 * i / 6));
        }
        return points;
    }

    /** Shoulders at y 100, hips at y 300; the arm at the picture's right hangs down, or is turned by so much. */
    private static TrackedBody body(double dx, double dy, double scale, double turn) {
        List<Landmark> points = new ArrayList<>();
        for (int i = 0; i < Joint.values().length; i++) {
            points.add(new Landmark(0, 0, 0, 1, 1));
        }
        set(points, Joint.RIGHT_SHOULDER, 140, 100, dx, dy, scale);
        set(points, Joint.LEFT_SHOULDER, 260, 100, dx, dy, scale);
        set(points, Joint.RIGHT_HIP, 160, 300, dx, dy, scale);
        set(points, Joint.LEFT_HIP, 240, 300, dx, dy, scale);
        set(points, Joint.LEFT_ELBOW, 260 + 120 * Math.sin(turn), 100 + 120 * Math.cos(turn), dx, dy, scale);
        set(points, Joint.LEFT_WRIST, 260 + 220 * Math.sin(turn), 100 + 220 * Math.cos(turn), dx, dy, scale);
        return new TrackedBody(400, 700, points, 200, 0, List.of());
    }

    @SuppressWarnings("EnumOrdinal") // the enum is the network's row order
    private static void set(List<Landmark> points, Joint joint, double x, double y, double dx, double dy, double s) {
        points.set(joint.ordinal(), new Landmark(x * s + dx, y * s + dy, 0, 1, 1));
    }
}
