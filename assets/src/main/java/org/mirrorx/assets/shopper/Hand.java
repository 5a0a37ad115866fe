package org.mirrorx.assets.shopper;

import java.util.ArrayList;
import java.util.List;

/** A relaxed hand: four metacarpals and fingers that curl towards the palm, and a thumb. */
final class Hand implements Solid {
    private static final double[] ACROSS = {-2.3, -0.8, 0.75, 2.25};
    private static final double[] PALM = {7.6, 8.2, 8.3, 8.0};
    private static final double[][] PHALANGES = {{3.0, 1.9, 1.5}, {4.0, 2.5, 1.8}, {4.4, 2.8, 1.9}, {3.9, 2.4, 1.8}};
    private static final double[] THICK = {0.72, 0.82, 0.86, 0.86};
    private static final double FILLET = 0.9;

    private final List<Solid> palm = new ArrayList<>();
    private final List<Solid> fingers = new ArrayList<>();

    /**
     * @param wrist where the hand begins
     * @param along direction from the wrist to the knuckles
     * @param thumb side of the thumb
     * @param curl degrees that each finger joint bends towards the palm
     * @param palmSide 1 or −1: on which side of along × thumb the palm lies
     * @param scale 1 is a hand of 18 cm
     */
    Hand(Vec wrist, Vec along, Vec thumb, double curl, double palmSide, double scale) {
        Vec d = along.unit();
        Vec s = thumb.minus(d.times(thumb.dot(d))).unit();
        Vec n = d.cross(s).times(palmSide);
        for (int i = 0; i < 4; i++) {
            Vec root = wrist.plus(s.times(ACROSS[i] * 0.55 * scale));
            Vec knuckle = wrist.plus(d.times(PALM[i] * scale)).plus(s.times(ACROSS[i] * scale));
            palm.add(Solid.cone(root, 1.45 * scale, knuckle, 1.08 * scale));
            Vec at = knuckle;
            double bend = curl * 0.8 + 2.5 * (3 - i);
            double radius = THICK[i] * scale;
            for (int j = 0; j < 3; j++) {
                double a = Math.toRadians(bend);
                Vec way = d.times(Math.cos(a)).plus(n.times(Math.sin(a)));
                Vec next = at.plus(way.times(PHALANGES[i][j] * scale));
                fingers.add(Solid.cone(at, radius, next, radius * 0.9));
                radius *= 0.9;
                at = next;
                bend += curl;
            }
        }
        Vec root = wrist.plus(s.times(1.7 * scale)).plus(d.times(1.2 * scale));
        Vec ball = wrist.plus(s.times(3.5 * scale)).plus(d.times(5.0 * scale)).plus(n.times(1.2 * scale));
        Vec joint = ball.plus(d.times(2.9 * scale)).plus(s.times(0.8 * scale)).plus(n.times(0.7 * scale));
        Vec tip = joint.plus(d.times(2.5 * scale)).plus(n.times(0.5 * scale));
        palm.add(Solid.cone(root, 1.5 * scale, ball, 1.15 * scale));
        fingers.add(Solid.cone(ball, 1.02 * scale, joint, 0.92 * scale));
        fingers.add(Solid.cone(joint, 0.9 * scale, tip, 0.72 * scale));
    }

    @Override
    public double at(double x, double y, double z) {
        double d = palm.get(0).at(x, y, z);
        for (int i = 1; i < palm.size(); i++) {
            d = Solid.smoothMin(d, palm.get(i).at(x, y, z), 1.6);
        }
        double f = fingers.get(0).at(x, y, z);
        for (int i = 1; i < fingers.size(); i++) {
            f = Solid.smoothMin(f, fingers.get(i).at(x, y, z), 0.22);
        }
        return Solid.smoothMin(d, f, FILLET);
    }
}
