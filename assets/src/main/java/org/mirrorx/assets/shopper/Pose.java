package org.mirrorx.assets.shopper;

/**
 * Where the joints are, centimetres. "Right" and "left" are the shopper's own; her right arm is at the picture's left.
 *
 * @param hipShift how far the hips are moved to the picture's right
 * @param hipTilt how much higher the hip at the picture's right is
 * @param headTilt degrees, clockwise in the picture
 * @param headTurn degrees, to the picture's right
 * @param curlRight, curlLeft degrees that the finger joints bend
 * @param pixelsPerCentimetre scale of the picture
 * @param headRoom pixels above the head
 */
record Pose(
        double hipShift,
        double hipTilt,
        double headTilt,
        double headTurn,
        Vec elbowRight,
        Vec wristRight,
        Vec handRight,
        Vec thumbRight,
        double curlRight,
        Vec elbowLeft,
        Vec wristLeft,
        Vec handLeft,
        Vec thumbLeft,
        double curlLeft,
        Vec kneeRight,
        Vec ankleRight,
        Vec kneeLeft,
        Vec ankleLeft,
        double pixelsPerCentimetre,
        double headRoom) {

    static final Vec SHOULDER = Vec.of(14.8, 133.6, -1.4);

    /** Arms a little away from the body. */
    static Pose standing() {
        return new Pose(
                1.0,
                0.8,
                -2.0,
                3,
                Vec.of(-22.6, 108.4, -2.6),
                Vec.of(-27.0, 85.4, 2.6),
                Vec.of(-0.06, -1, 0.20),
                Vec.of(0.45, 0.1, 1),
                13,
                Vec.of(23.2, 108.6, -2.8),
                Vec.of(28.0, 85.6, 1.8),
                Vec.of(0.08, -1, 0.16),
                Vec.of(-0.45, 0.1, 1),
                15,
                Vec.of(-9.4, 47, 1.5),
                Vec.of(-9.6, 8.5, -2),
                Vec.of(10.4, 47, 2.4),
                Vec.of(11.6, 8.5, -1),
                9.6,
                96);
    }

    /** Her left hand on the hip, the weight on that side. */
    static Pose handOnHip() {
        return new Pose(
                2.4,
                1.6,
                4.0,
                -5,
                Vec.of(-22.4, 108.5, -2.2),
                Vec.of(-25.8, 85.2, 3.2),
                Vec.of(-0.02, -1, 0.22),
                Vec.of(0.45, 0.1, 1),
                16,
                Vec.of(31.8, 113.2, -5.0),
                Vec.of(21.4, 95.6, 4.6),
                Vec.of(-0.62, -0.66, 0.42),
                Vec.of(-0.55, 0.70, 0.20),
                12,
                Vec.of(-10.2, 47, 4.0),
                Vec.of(-13.0, 8.5, 2),
                Vec.of(10.6, 47, 0.6),
                Vec.of(10.2, 8.5, -2),
                9.6,
                96);
    }

    /** Walking towards the mirror, seen whole. */
    static Pose walking() {
        return new Pose(
                -1.2,
                -1.0,
                1.5,
                4,
                Vec.of(-21.8, 108.6, -7.0),
                Vec.of(-25.2, 85.4, -3.4),
                Vec.of(-0.02, -1, 0.10),
                Vec.of(0.5, 0.1, 1),
                18,
                Vec.of(22.6, 108.4, -0.4),
                Vec.of(25.2, 86.6, 7.6),
                Vec.of(0.0, -1, 0.45),
                Vec.of(-0.5, 0.1, 1),
                18,
                Vec.of(-8.4, 46.4, 8.4),
                Vec.of(-6.6, 7.6, 7.0),
                Vec.of(9.2, 48, -0.6),
                Vec.of(8.4, 14.5, -14),
                7.75,
                74);
    }
}
