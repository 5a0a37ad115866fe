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
}
