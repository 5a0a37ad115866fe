package org.mirrorx.inference.body;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;
import org.opencv.core.Mat;

/**
 * Guesses the parts of a body that DensePose would see, from labels and points: enough to look at, and where no network of DensePose is
 * installed. The person faces the mirror.
 */
final class DrawParts {
    private static final int TORSO = 2;
    private static final int RIGHT_HAND = 3;
    private static final int LEFT_HAND = 4;
    private static final int LEFT_FOOT = 5;
    private static final int RIGHT_FOOT = 6;
    private static final int RIGHT_HEAD = 23;
    private static final int LEFT_HEAD = 24;

    /** A leg's half width, as a share of the torso's length: what lies farther is the clothes around it. */
    private static final double HALF_LEG = 0.3;

    /** The trunk ends this far below the hips, as a share of the torso's length. */
    private static final double BELOW_HIPS = 0.2;

    /** A hand begins this share of the forearm before the wrist. */
    private static final double HAND = 0.16;

    private final BodyPoints points;
    private final Bones bones;
    private final double torso;

    DrawParts(BodyPoints points, int height) {
        this.points = points;
        this.bones = new Bones(points);
        this.torso = points.torsoLength().orElse(0.3 * height);
    }

    /**
     * Guesses.
     *
     * @param labels {@code CV_8UC1}, values of {@link ParsedLabel}
     * @param limbs of the same size, values of {@link GarmentLabels#limbs()}: sleeves tell themselves from the trunk
     */
    DenseParts draw(Mat labels, Mat limbs) {
        int width = labels.cols();
        int height = labels.rows();
        byte[] seen = new byte[width * height];
        labels.get(0, 0, seen);
        byte[] arms = new byte[seen.length];
        limbs.get(0, 0, arms);
        byte[] parts = new byte[seen.length];
        for (int i = 0; i < seen.length; i++) {
            parts[i] = (byte) part(ParsedLabel.of(seen[i]), arms[i] != GarmentLabels.TRUNK, i % width, i / width);
        }
        return new DenseParts(
                new Box(0, 0, width, height),
                1,
                0,
                0,
                width,
                height,
                parts,
                new float[parts.length],
                new float[parts.length]);
    }

    private int part(ParsedLabel label, boolean inArm, int x, int y) {
        return switch (label) {
            case BACKGROUND, BAG -> 0;
            case HAT, HAIR, SUNGLASSES, FACE -> head(x, y);
            case LEFT_ARM, RIGHT_ARM ->
                bones.nearest(Bones.ARMS, x, y)
                        .map(bone -> isHand(bone, x, y) ? hand(bone) : limb(bone))
                        .orElse(label == ParsedLabel.LEFT_ARM ? LEFT_HAND : RIGHT_HAND);
            case LEFT_SHOE -> LEFT_FOOT;
            case RIGHT_SHOE -> RIGHT_FOOT;
            case LEFT_LEG, RIGHT_LEG, PANTS, SKIRT, DRESS, UPPER_CLOTHES, BELT, SCARF, NECK ->
                inArm ? bones.nearest(Bones.ARMS, x, y).map(DrawParts::limb).orElse(TORSO) : trunkOrLeg(x, y);
        };
    }

    /** Hair that hangs over the body is body. */
    private int head(int x, int y) {
        BodyPoints.Scored neck = points.at(BodyPoint.NECK);
        if (neck.isPresent() && y > neck.y()) {
            return trunkOrLeg(x, y);
        }
        BodyPoints.Scored nose = points.at(BodyPoint.NOSE);
        return nose.isPresent() && x > nose.x() ? LEFT_HEAD : RIGHT_HEAD;
    }

    private int trunkOrLeg(int x, int y) {
        Optional<Point2> hips = middle(BodyPoint.LEFT_HIP, BodyPoint.RIGHT_HIP);
        if (hips.isEmpty() || y <= hips.get().y()) {
            return TORSO;
        }
        return bones.nearest(Bones.LEGS, x, y)
                .filter(bone -> bones.distance(bone, x, y) < HALF_LEG * torso)
                .map(DrawParts::limb)
                .orElseGet(() -> unknownLeg(hips.get(), x, y));
    }

    /** Where knees or ankles are outside the picture, and in wide skirts. */
    private int unknownLeg(Point2 hips, int x, int y) {
        if (y < hips.y() + BELOW_HIPS * torso) {
            return TORSO;
        }
        boolean right = x < hips.x();
        BodyPoints.Scored knee = points.at(right ? BodyPoint.RIGHT_KNEE : BodyPoint.LEFT_KNEE);
        boolean lower = knee.isPresent() && y > knee.y();
        return limb(
                right
                        ? lower ? Bones.Bone.RIGHT_LOWER_LEG : Bones.Bone.RIGHT_UPPER_LEG
                        : lower ? Bones.Bone.LEFT_LOWER_LEG : Bones.Bone.LEFT_UPPER_LEG);
    }

    private boolean isHand(Bones.Bone bone, int x, int y) {
        if (bone != Bones.Bone.LEFT_FOREARM && bone != Bones.Bone.RIGHT_FOREARM) {
            return false;
        }
        Point2 elbow = points.at(bone.isRight() ? BodyPoint.RIGHT_ELBOW : BodyPoint.LEFT_ELBOW)
                .at();
        Point2 wrist = points.at(bone.isRight() ? BodyPoint.RIGHT_WRIST : BodyPoint.LEFT_WRIST)
                .at();
        double length = elbow.distance(wrist);
        double along = ((x - elbow.x()) * (wrist.x() - elbow.x()) + (y - elbow.y()) * (wrist.y() - elbow.y()))
                / Math.max(1, length * length);
        return along > 1 - HAND;
    }

    private static int hand(Bones.Bone bone) {
        return bone.isRight() ? RIGHT_HAND : LEFT_HAND;
    }

    /** The patch that faces the mirror. */
    private static int limb(Bones.Bone bone) {
        return switch (bone) {
            case RIGHT_UPPER_LEG -> 9;
            case LEFT_UPPER_LEG -> 10;
            case RIGHT_LOWER_LEG -> 13;
            case LEFT_LOWER_LEG -> 14;
            case LEFT_UPPER_ARM -> 17;
            case RIGHT_UPPER_ARM -> 18;
            case LEFT_FOREARM -> 21;
            case RIGHT_FOREARM -> 22;
        };
    }

    private Optional<Point2> middle(BodyPoint one, BodyPoint other) {
        List<BodyPoints.Scored> both = List.of(points.at(one), points.at(other));
        return both.stream().allMatch(BodyPoints.Scored::isPresent)
                ? Optional.of(both.getFirst().at().towards(both.getLast().at(), 0.5))
                : Optional.empty();
    }
}
