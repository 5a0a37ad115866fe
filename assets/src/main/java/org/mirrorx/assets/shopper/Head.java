package org.mirrorx.assets.shopper;

import java.util.List;

/** Head, neck, hair and earrings. The head's own coordinates begin between the eyes. */
final class Head {
    /** Height of the eyes above the floor. */
    static final double EYES = 157.2;

    private final Vec pivot = Vec.of(0, 148, -2);
    private final double cosTilt;
    private final double sinTilt;
    private final double cosTurn;
    private final double sinTurn;

    /** @param tilt, turn degrees; see {@link Pose} */
    Head(double tilt, double turn) {
        cosTilt = Math.cos(Math.toRadians(tilt));
        sinTilt = Math.sin(Math.toRadians(tilt));
        cosTurn = Math.cos(Math.toRadians(turn));
        sinTurn = Math.sin(Math.toRadians(turn));
    }

    /** A place of the room in the head's own coordinates. */
    Vec own(double x, double y, double z) {
        double px = x - pivot.x();
        double py = y - pivot.y();
        double pz = z - pivot.z();
        double tx = px * cosTilt - py * sinTilt;
        double ty = px * sinTilt + py * cosTilt;
        return new Vec(tx * cosTurn - pz * sinTurn, ty + pivot.y() - EYES, tx * sinTurn + pz * cosTurn + pivot.z());
    }

    private Solid placed(Solid own) {
        return (x, y, z) -> {
            Vec p = own(x, y, z);
            return own.at(p.x(), p.y(), p.z());
        };
    }

    /** Mirrors a solid drawn for x &gt; 0 onto both sides. */
    private static Solid both(Solid half) {
        return (x, y, z) -> half.at(Math.abs(x), y, z);
    }

    private static Solid face() {
        Solid skull = Solid.ellipsoid(Vec.of(0, 2.8, -1.8), 7.15, 8.6, 8.9);
        Solid jaw = Solid.ellipsoid(Vec.of(0, -3.2, 0.9), 5.5, 7.2, 6.6);
        Solid head = skull.join(jaw, 3.2)
                .join(Solid.ellipsoid(Vec.of(0, -8.6, 4.6), 2.2, 1.9, 2.1), 3.0)
                .join(both(Solid.ellipsoid(Vec.of(3.75, -2.4, 3.6), 2.5, 1.9, 2.6)), 2.6)
                .join(both(Solid.cone(Vec.of(1.2, 1.7, 6.6), 0.5, Vec.of(4.4, 1.9, 5.2), 0.5)), 1.8)
                .minus(both(Solid.ellipsoid(Vec.of(3.1, 0.2, 8.3), 1.7, 1.0, 1.9)), 1.4)
                .join(both(Solid.ellipsoid(Vec.of(3.1, 0.05, 5.35), 1.35, 0.95, 1.2)), 0.7);
        Solid nose = Solid.cone(Vec.of(0, 1.0, 6.5), 0.62, Vec.of(0, -3.3, 8.25), 0.82)
                .join(Solid.ellipsoid(Vec.of(0, -3.75, 8.3), 0.95, 0.78, 0.85), 0.6)
                .join(both(Solid.ellipsoid(Vec.of(1.15, -4.0, 7.3), 0.72, 0.58, 0.85)), 0.55);
        Solid lips = Solid.ellipsoid(Vec.of(0, -5.95, 6.75), 2.1, 0.50, 0.95)
                .join(Solid.ellipsoid(Vec.of(0, -6.95, 6.60), 1.7, 0.60, 1.0), 0.35);
        Solid ears = both(Solid.ellipsoid(Vec.of(7.15, -0.9, -1.6), 0.75, 2.7, 1.5));
        return head.join(nose, 1.3).join(lips, 0.9).join(ears, 0.8);
    }

    private static Solid hair() {
        Solid cap =
                Solid.ellipsoid(Vec.of(0, 2.5, -2.2), 8.1, 9.25, 9.5).join(Solid.ball(Vec.of(0, -4.5, -11), 4.4), 2.0);
        Solid opening = Solid.ellipsoid(Vec.of(0, -2.9, 9.0), 6.9, 10.1, 10.2);
        return cap.minus(opening, 0.9);
    }

    List<Part> parts(Trunk chest) {
        Vec middle = Vec.of(0, 157, -1);
        Solid neck = Limb.through(
                new Vec[] {Vec.of(0, 134, -3.6), Vec.of(0, 141, -3.4), Vec.of(0, 151, -2.8)},
                new double[] {6.4, 4.8, 4.5});
        Solid collarBones = both(Solid.cone(Vec.of(2.0, 136.0, 3.4), 0.6, Vec.of(10.5, 138.0, 0.4), 0.7));
        Solid head = placed(face()).inBall(middle, 13.5);
        Solid skin = head.join(neck, 1.6)
                .join(chest, 4.5)
                .join(Figure.trapezius(3.4), 3)
                .join(collarBones, 2.2);
        Solid drops = both(Solid.ball(Vec.of(7.25, -3.9, -0.7), 0.42)
                .join(Solid.cone(Vec.of(7.25, -4.8, -0.7), 0.35, Vec.of(7.25, -5.6, -0.7), 0.78), 0.1));
        return List.of(
                new Part(Material.FACE, skin, Vec.of(0, 148, -1), 21),
                new Part(Material.HAIR, placed(hair()), middle, 17),
                new Part(Material.GOLD, placed(drops), middle, 13));
    }
}
