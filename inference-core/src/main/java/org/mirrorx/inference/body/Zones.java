package org.mirrorx.inference.body;

import java.util.Optional;
import org.mirrorx.inference.image.Curve;

/** What a cell's skin or cloth is called, by where it lies on the body. */
final class Zones {
    /** Skin between the shoulders is neck and chest down to here, in torso lengths, unless the top ends sooner. */
    private static final double NECK_TO = 0.6;

    private static final double BELLY_TO = 1.12;
    /** Beyond this share of the arm skin is hand. */
    private static final double HAND = 0.97;

    /** Shoes begin this far below the ankle, in torso lengths: trousers hang over them. */
    private static final double FOOT = 0.05;

    private final Region[] skin;
    private final boolean[] shoe;
    private final boolean[] sleeve;
    private final boolean[] front;

    private Zones(Region[] skin, boolean[] shoe, boolean[] sleeve, boolean[] front) {
        this.skin = skin;
        this.shoe = shoe;
        this.sleeve = sleeve;
        this.front = front;
    }

    static Zones of(
            SmallCapture small,
            Skeleton bones,
            Limbs limbs,
            Optional<Curve> split,
            SkinAndCloth.Result cut,
            byte[] limb,
            boolean[] inFront) {
        int w = small.width();
        int h = small.height();
        Region[] skin = new Region[w * h];
        boolean[] shoe = new boolean[w * h];
        boolean[] sleeve = new boolean[w * h];
        double t = bones.torsoLength();
        double y0 = bones.shoulderMiddle().y();
        for (int y = 0; y < h; y++) {
            double down = (y - y0) / t;
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                double waistRow = split.isPresent() ? split.orElseThrow().at(x) : Double.MAX_VALUE;
                if (limb[i] != GarmentLabels.TRUNK) {
                    float share = limbs.arms()
                            .get(limb[i] == GarmentLabels.LEFT_ARM ? 0 : 1)
                            .share(i);
                    skin[i] = share > HAND ? Region.HAND : Region.ARM;
                    sleeve[i] = true;
                } else if (down < Math.min(NECK_TO, (waistRow - y0) / t)) {
                    skin[i] = Region.NECK;
                } else {
                    skin[i] = down < BELLY_TO ? Region.BELLY : Region.LEG;
                }
                boolean nearFoot = false;
                for (int side = -1; side <= 1; side += 2) {
                    Skeleton.Side leg = bones.side(side);
                    double reach =
                            0.3 * t + Math.abs(leg.toe().x() - leg.ankle().x());
                    nearFoot |= leg.anklePresent()
                            && y > leg.ankle().y() + FOOT * t
                            && Math.abs(x - leg.ankle().x()) < reach;
                }
                shoe[i] = nearFoot && cut.cloth()[i];
            }
        }
        return new Zones(skin, shoe, sleeve, Cells.dilate(inFront, w, h, 1));
    }

    /** The region of bare skin here. */
    Region skin(int cell) {
        return skin[cell];
    }

    boolean shoe(int cell) {
        return shoe[cell];
    }

    /** True in and around forearms and hands. */
    boolean nearFront(int cell) {
        return front[cell];
    }

    /**
     * How much of the cloth at a pixel belongs to the top: everything above the waist, and sleeves that hang lower.
     *
     * @param waistRow the seam's row in this column, beyond all rows when there is none
     * @param ramp pixels over which the seam is soft
     */
    float topShare(int cell, int row, float waistRow, float ramp) {
        if (shoe[cell]) {
            return 0;
        }
        return sleeve[cell] ? 1 : Math.clamp(0.5f + (waistRow - row) / ramp, 0, 1);
    }
}
