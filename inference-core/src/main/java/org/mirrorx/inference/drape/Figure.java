package org.mirrorx.inference.drape;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Point2;

/**
 * A shopper's measures in pixels of the capture: where a garment's edges have to go. "Left" and "right" are the picture's (the left arm
 * of a figure is the shopper's own right one), as in {@link org.mirrorx.inference.garment.GarmentLandmarks}.
 *
 * @param shoulderWidth S of the recipe: distance of the two shoulder points
 * @param torsoLength T: distance from the middle of the shoulders to the middle of the hips
 * @param pixel how many pixels of this capture make one pixel of the 768×1024 photographs the recipe's pixel counts are for
 * @param shoulderMiddle, hipMiddle middles of the two joints
 * @param left, right the two body halves
 * @param neckCentre middle of the neck on the shoulder line
 * @param neckWidth distance of the two neck walls
 * @param oldTop the upper garment worn
 * @param oldLower the lower garment worn; empty for a one-piece garment or when nothing is seen below the top
 * @param legs empty when the knees are outside the picture
 * @param pose what the decline rules ask
 */
public record Figure(
        double shoulderWidth,
        double torsoLength,
        double pixel,
        Point2 shoulderMiddle,
        Point2 hipMiddle,
        Half left,
        Half right,
        Point2 neckCentre,
        double neckWidth,
        OldTop oldTop,
        Optional<OldLower> oldLower,
        Optional<Legs> legs,
        Pose pose) {

    /**
     * One half of the upper body.
     *
     * @param tip where the shoulder's outline turns into the arm
     * @param tipSeen false when the tip was mirrored or guessed because hair or something else hides it
     * @param shoulder the shoulder line from the tip to the neck wall, about a pixel apart, 1.5 px outside the outline
     * @param neck the neck corner: where the shoulder line meets the neck wall
     * @param side column of the trunk's outline by row, from the shoulder to the lower end of the hips (or of the picture)
     * @param sideSeen by row of {@code side}: 1 where background, skin or a lower garment shows the outline, 0 where it was mirrored or
     *     interpolated
     * @param arm the arm
     */
    public record Half(
            Point2 tip, boolean tipSeen, List<Point2> shoulder, Point2 neck, Curve side, Curve sideSeen, Arm arm) {
        public Half {
            shoulder = List.copyOf(shoulder);
        }

        /** Share of the rows between armpit and hips whose outline was seen, 0 to 1. */
        public double reliability(double fromRow, double toRow) {
            double seen = 0;
            int rows = 0;
            for (int y = (int) Math.ceil(fromRow); y <= toRow; y++) {
                seen += sideSeen.at(y);
                rows++;
            }
            return rows == 0 ? 0 : seen / rows;
        }
    }

    /**
     * An arm.
     *
     * @param shoulder, elbow, wrist, finger joints; {@code finger} is the base of the index finger
     * @param outer outline of the outer edge from the shoulder tip to the wrist
     * @param inner outline of the inner edge from the armpit to the wrist
     * @param armpit where the inner edge meets the trunk
     * @param radius half the arm's width at the middle of the upper arm
     * @param wristSeen false when the wrist is outside the picture or hidden
     * @param gap share of the arm's length along which background is seen between arm and trunk, 0 to 1
     * @param bareFrom where the old sleeve ends, as a share of the way shoulder → elbow → wrist; 0 sleeveless, 1 down to the wrist
     */
    public record Arm(
            Point2 shoulder,
            Point2 elbow,
            Point2 wrist,
            Point2 finger,
            List<Point2> outer,
            List<Point2> inner,
            Point2 armpit,
            double radius,
            boolean wristSeen,
            double gap,
            double bareFrom) {
        public Arm {
            outer = List.copyOf(outer);
            inner = List.copyOf(inner);
        }

        /** Pixels from shoulder over elbow to wrist. */
        public double length() {
            return shoulder.distance(elbow) + elbow.distance(wrist);
        }
    }

    /** How the old top ends. */
    public enum Worn {
        /** Inside the lower garment's waistband, or ending just there: a new top is clipped at the split. */
        TUCKED,
        /** Over the lower garment: a new top ends at the old hem. */
        OVER,
        /** A dress, an overall, a long kurta; with an {@link OldLower} when something else shows below it. */
        ONE_PIECE,
        /** The picture ends before the top does. */
        OUT_OF_PICTURE
    }

    /**
     * @param hem by column, the row where the top ends: the split, the hem, or for a one-piece garment its lowest edge
     * @param hemY that row on the trunk's axis
     * @param neckline by column, the row where the top begins between the two neck corners
     * @param sleeves true when either arm is covered beyond a quarter of its upper arm
     */
    public record OldTop(Worn worn, Curve hem, double hemY, Curve neckline, boolean sleeves) {}

    /** What is worn below. */
    public enum LowerKind {
        /** A leg piece for each leg, of any length. */
        TROUSERS,
        /** One piece round both legs. */
        SKIRT
    }

    /**
     * @param kind trousers or skirt
     * @param waist by column, the row of its upper edge
     * @param hemLeft, hemRight row where it ends on each leg (for a skirt on each side); the picture's height when it is cut off
     * @param hemInPicture false when the picture ends before the garment
     */
    public record OldLower(LowerKind kind, Curve waist, double hemLeft, double hemRight, boolean hemInPicture) {}

    /**
     * @param left, right each leg
     * @param crotch where the legs part; for a skirt an estimate
     * @param hipLeft, hipRight ends of the widest row between waist and crotch
     */
    public record Legs(Leg left, Leg right, Point2 crotch, Point2 hipLeft, Point2 hipRight) {}

    /**
     * One leg.
     *
     * @param hip, knee, ankle joints
     * @param outer column of the outer outline by row, from the hips downwards
     * @param inner column of the inner outline by row, from the crotch downwards
     * @param ankleSeen false when the ankle is outside the picture
     */
    public record Leg(Point2 hip, Point2 knee, Point2 ankle, Curve outer, Curve inner, boolean ankleSeen) {}

    /**
     * Numbers of the posture, for the rules that decline or call a look a preview.
     *
     * @param crossedArm longest stretch of an arm's bone inside the trunk between 0.15 T and 0.85 T, in shoulder widths
     * @param neckOffset distance of the neck's middle from the middle of the shoulders, in shoulder widths
     * @param shouldersToTorso S/T
     * @param tipsOutside how far a shoulder tip lies outside the picture, in shoulder widths; 0 inside
     * @param wristsOutside the same for the wrists
     * @param legsCrossed true when the knees' or ankles' order is swapped
     * @param kneeAngle smaller of the two hip-knee-ankle angles in degrees; 180 straight; empty knees: 180
     * @param thighFall smaller of the two thighs' vertical share, 1 standing, 0 a horizontal thigh
     * @param backgroundSpread Lab deviation of the background in a ring of 20 px round the person; below 6 the ground is plain
     */
    public record Pose(
            double crossedArm,
            double neckOffset,
            double shouldersToTorso,
            double tipsOutside,
            double wristsOutside,
            boolean legsCrossed,
            double kneeAngle,
            double thighFall,
            double backgroundSpread) {}
}
