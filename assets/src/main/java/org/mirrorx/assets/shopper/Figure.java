package org.mirrorx.assets.shopper;

import java.util.ArrayList;
import java.util.List;

/** The dressed body in one pose: every solid of the picture, and the edges that seams follow. */
final class Figure {
    /** Row of the T-shirt's hem. */
    static final double HEM = 90.5;

    private static final double SLEEVE_SHARE = 0.44;

    final Pose pose;
    final Head head;
    final List<Part> parts = new ArrayList<>();
    /** The neck opening of the T-shirt: distance from it is the width of the neck band. */
    final Solid neckOpening = Solid.ellipsoid(Vec.of(0, 142.4, 1.2), 8.2, 7.2, 9.8);
    /** Where the sleeves end; distances along the arms. */
    final Solid sleeveEndRight;

    final Solid sleeveEndLeft;

    Figure(Pose pose) {
        this.pose = pose;
        head = new Head(pose.headTilt(), pose.headTurn());
        sleeveEndRight = sleeveEnd(Pose.SHOULDER.flipped(), pose.elbowRight());
        sleeveEndLeft = sleeveEnd(Pose.SHOULDER, pose.elbowLeft());
        double s = pose.hipShift();
        Trunk chest = new Trunk(new double[][] {
            {112, 12.0, 8.6, 0.2 * s, -0.8},
            {122, 13.6, 9.4, 0, -0.6},
            {129, 14.4, 8.8, 0, -0.8},
            {133.5, 14.2, 7.4, 0, -1.4},
            {137.0, 11.0, 5.6, 0, -2.3},
            {140.5, 4.5, 3.4, 0, -3.4},
            {142.5, 1.5, 1.5, 0, -3.6}
        });
        parts.addAll(head.parts(chest));
        arm(
                Pose.SHOULDER.flipped(),
                pose.elbowRight(),
                pose.wristRight(),
                pose.handRight(),
                pose.thumbRight(),
                pose.curlRight(),
                -1);
        arm(Pose.SHOULDER, pose.elbowLeft(), pose.wristLeft(), pose.handLeft(), pose.thumbLeft(), pose.curlLeft(), 1);
        tee(s);
        trousers(s);
    }

    private static Solid sleeveEnd(Vec shoulder, Vec elbow) {
        return Solid.below(shoulder.towards(elbow, SLEEVE_SHARE), elbow.minus(shoulder));
    }

    private void arm(Vec shoulder, Vec elbow, Vec wrist, Vec along, Vec thumb, double curl, double palmSide) {
        Vec muscle = elbow.towards(wrist, 0.24);
        Solid arm = Limb.through(
                new Vec[] {shoulder, shoulder.towards(elbow, 0.45), elbow, muscle, wrist},
                new double[] {4.0, 3.7, 3.05, 3.15, 2.1});
        var hand = new Hand(wrist, along, thumb, curl, palmSide, 0.93);
        Vec knuckles = wrist.plus(along.unit().times(9));
        Solid near = hand.inBall(knuckles, 11.5);
        Vec middle = shoulder.towards(wrist, 0.6);
        double radius = Math.max(
                shoulder.minus(middle).length() + 6, wrist.minus(middle).length() + 22);
        parts.add(new Part(Material.SKIN, arm.join(near, 1.6), middle, radius));
    }

    private void tee(double s) {
        var trunk = new Trunk(new double[][] {
            {HEM - 6, 18.4, 12.4, s, -0.4},
            {HEM, 18.2, 12.2, s, -0.4},
            {98, 17.2, 11.6, 0.9 * s, -0.4},
            {106, 15.6, 10.9, 0.5 * s, -0.4},
            {114, 15.0, 10.6, 0.2 * s, -0.4},
            {122, 15.7, 10.9, 0, -0.4},
            {129, 16.3, 10.2, 0, -0.7},
            {133.0, 15.6, 8.8, 0, -1.2},
            {136.6, 13.0, 7.2, 0, -1.9},
            {139.8, 9.2, 5.9, 0, -2.6},
            {142.4, 6.8, 5.2, 0, -2.9}
        });
        Solid breast = Solid.ellipsoid(Vec.of(7.0, 121.5, 4.6), 6.2, 6.6, 6.0);
        Solid bust = (x, y, z) -> breast.at(Math.abs(x), y, z);
        Solid body = trunk.join(bust, 6).within(Solid.below(Vec.of(0, HEM, 0), Vec.of(-0.012, -1, 0)), 0.5);
        Solid right = sleeve(Pose.SHOULDER.flipped(), pose.elbowRight()).within(sleeveEndRight, 0.5);
        Solid left = sleeve(Pose.SHOULDER, pose.elbowLeft()).within(sleeveEndLeft, 0.5);
        Solid slope = trapezius(4.3);
        Solid cloth = body.join(slope, 2.5).join(right, 3.2).join(left, 3.2).minus(neckOpening, 0.5);
        parts.add(new Part(Material.TEE, cloth, Vec.of(0, 117, 0), 42));
    }

    /** From the neck down to the shoulders. */
    static Solid trapezius(double radius) {
        Solid half = Solid.cone(Vec.of(3.5, 139.6, -3.2), radius, Vec.of(14.2, 134.4, -1.6), radius);
        return (x, y, z) -> half.at(Math.abs(x), y, z);
    }

    private static Solid sleeve(Vec shoulder, Vec elbow) {
        Vec inner = shoulder.plus(Vec.of(shoulder.x() > 0 ? -1.6 : 1.6, -0.3, 0));
        Vec end = shoulder.towards(elbow, 0.75).plus(Vec.of(shoulder.x() > 0 ? -0.5 : 0.5, 0, 0));
        return Limb.through(
                new Vec[] {inner, shoulder, shoulder.towards(elbow, 0.35), end}, new double[] {4.7, 4.7, 5.2, 5.7});
    }

    private void trousers(double s) {
        double t = pose.hipTilt();
        var pelvis = new Trunk(new double[][] {
            {76, 11.4, 7.0, s, -1.6},
            {80, 15.2, 9.2, s, -1.2},
            {86, 16.8, 10.4, s, -1.0},
            {92, 16.4, 10.6, s, -0.8},
            {100, 14.0, 9.6, 0.8 * s, -0.6}
        });
        Solid right = leg(Vec.of(-8.4 + s, 86 - t, -0.8), pose.kneeRight(), pose.ankleRight());
        Solid left = leg(Vec.of(8.4 + s, 86 + t, -0.8), pose.kneeLeft(), pose.ankleLeft());
        parts.add(new Part(Material.TROUSERS, pelvis.join(right, 2.0).join(left, 2.0), Vec.of(s, 52, 0), 58));
        shoe(pose.ankleRight());
        shoe(pose.ankleLeft());
    }

    private static Solid leg(Vec hip, Vec knee, Vec ankle) {
        return Limb.through(
                new Vec[] {hip, hip.towards(knee, 0.5), knee, knee.towards(ankle, 0.4), ankle.plus(Vec.of(0, 2, 0))},
                new double[] {8.3, 7.5, 6.3, 6.2, 5.6});
    }

    /** A plain court shoe; the foot points to the camera, its heel may be lifted. */
    private void shoe(Vec ankle) {
        double heel = Math.max(0, ankle.y() - 8.5);
        double out = ankle.x() > 0 ? 1.6 : -1.6;
        Vec ball = ankle.plus(Vec.of(out, -5.6 - 0.9 * heel, 10 - 0.3 * heel));
        Vec toe = ball.plus(Vec.of(0.4 * out, -0.4, 5.5));
        Solid shoe = Limb.through(
                new Vec[] {ankle.plus(Vec.of(0, -4.6, -3)), ankle.plus(Vec.of(0.4 * out, -3.0, 2)), ball, toe},
                new double[] {3.2, 3.7, 3.7, 2.5});
        parts.add(new Part(Material.SHOES, shoe, ankle.plus(Vec.of(0, -5, 5)), 18));
    }
}
