package org.mirrorx.inference.body;

import java.util.List;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Label maps of other readers in the words of SCHP ({@link ParsedLabel}), which masks are made of. */
final class ToParsedLabels {
    /** Bare skin this near an arm's middle line, in torso lengths, is the arm's. */
    private static final double HALF_ARM = 0.13;

    /** A torso, as a share of the picture's height, where points are missing. */
    private static final double TORSO = 0.3;

    /** A shoe reaches this far above its ankle, in torso lengths; what is higher is a trouser leg. */
    private static final double ABOVE_ANKLE = 0.12;

    private final Bones bones;
    private final BodyPoints points;
    private final double middle;
    private final double torso;

    /** @param points in pixels of the maps, which are {@code width} × {@code height}: they tell left from right */
    ToParsedLabels(BodyPoints points, int width, int height) {
        this.bones = new Bones(points);
        BodyPoints.Scored neck = points.at(BodyPoint.NECK);
        this.points = points;
        this.torso = points.torsoLength().orElse(TORSO * height);
        this.middle = neck.isPresent() ? neck.x() : width / 2.0;
    }

    /**
     * The built-in networks' labels.
     *
     * @param regions {@code CV_8UC1}, codes of {@link Region}
     * @param onePiece whether the garment worn is one
     */
    Mat ofRegions(Mat regions, boolean onePiece, Workspace workspace) {
        return mapped(regions, workspace, (code, x, y) -> {
            Region region = byPoints(Region.of(code), x, y);
            return ParsedLabel.of(region, onePiece, isRight(region, x, y));
        });
    }

    /**
     * The built-in regions tell skin and shoes by their height alone: a hand beside the thigh is a leg to them, a shoulder a neck, and the
     * end of a trouser leg a shoe.
     */
    private Region byPoints(Region region, int x, int y) {
        return switch (region) {
            case LEG, NECK, BELLY ->
                bones.nearest(Bones.ARMS, x, y)
                        .filter(arm -> bones.distance(arm, x, y) < HALF_ARM * torso)
                        .map(arm -> Region.ARM)
                        .orElse(region);
            case SHOE -> {
                BodyPoints.Scored ankle =
                        points.at(isRight(Bones.LEGS, x, y) ? BodyPoint.RIGHT_ANKLE : BodyPoint.LEFT_ANKLE);
                yield ankle.isPresent() && y < ankle.y() - ABOVE_ANKLE * torso ? Region.LOWER : region;
            }
            case BACKGROUND, HAIR, HEAD, ARM, HAND, TOP, LOWER -> region;
        };
    }

    /** FASHN's human parser's labels, values of {@link ParserLabel}. */
    Mat ofParser(Mat labels, Workspace workspace) {
        ParserLabel[] known = ParserLabel.values();
        return mapped(labels, workspace, (value, x, y) -> switch (known[value]) {
            case BACKGROUND -> ParsedLabel.BACKGROUND;
            case FACE -> ParsedLabel.FACE;
            case HAIR -> ParsedLabel.HAIR;
            case TOP -> ParsedLabel.UPPER_CLOTHES;
            case DRESS -> ParsedLabel.DRESS;
            case SKIRT -> ParsedLabel.SKIRT;
            case PANTS -> ParsedLabel.PANTS;
            case BELT -> ParsedLabel.BELT;
            case BAG -> ParsedLabel.BAG;
            case HAT -> ParsedLabel.HAT;
            case SCARF -> ParsedLabel.SCARF;
            case GLASSES -> ParsedLabel.SUNGLASSES;
            case ARMS, HANDS -> isRight(Bones.ARMS, x, y) ? ParsedLabel.RIGHT_ARM : ParsedLabel.LEFT_ARM;
            case LEGS -> isRight(Bones.LEGS, x, y) ? ParsedLabel.RIGHT_LEG : ParsedLabel.LEFT_LEG;
            case FEET -> isRight(Bones.LEGS, x, y) ? ParsedLabel.RIGHT_SHOE : ParsedLabel.LEFT_SHOE;
            case TORSO, JEWELRY -> ParsedLabel.NECK;
        });
    }

    @FunctionalInterface
    private interface Meaning {
        ParsedLabel of(int value, int x, int y);
    }

    private static Mat mapped(Mat labels, Workspace workspace, Meaning meaning) {
        byte[] values = new byte[Math.toIntExact(labels.total())];
        labels.get(0, 0, values);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte)
                    meaning.of(values[i], i % labels.cols(), i / labels.cols()).value();
        }
        Mat result = workspace.keep(new Mat(labels.rows(), labels.cols(), CvType.CV_8UC1));
        result.put(0, 0, values);
        return result;
    }

    private boolean isRight(Region region, int x, int y) {
        return switch (region) {
            case ARM, HAND -> isRight(Bones.ARMS, x, y);
            case LEG, SHOE -> isRight(Bones.LEGS, x, y);
            case BACKGROUND, HAIR, HEAD, NECK, TOP, LOWER, BELLY -> false;
        };
    }

    /** The person's right, which is at the left of a picture that faces them. */
    private boolean isRight(List<Bones.Bone> limbs, int x, int y) {
        return bones.nearest(limbs, x, y).map(Bones.Bone::isRight).orElse(x < middle);
    }
}
