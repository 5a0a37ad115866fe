package org.mirrorx.inference.body;

import java.util.Set;
import org.mirrorx.inference.image.Workspace;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The labels that IDM-VTON and OOTDiffusion make their masks of: the classes of the ATR network of SCHP, and a neck. A pixel of a label
 * map holds the place of its label. Left and right are the person's own; hands belong to the arms; every garment for the upper body is
 * {@link #UPPER_CLOTHES}.
 */
public enum ParsedLabel {
    BACKGROUND,
    HAT,
    HAIR,
    SUNGLASSES,
    UPPER_CLOTHES,
    SKIRT,
    PANTS,
    DRESS,
    BELT,
    LEFT_SHOE,
    RIGHT_SHOE,
    FACE,
    LEFT_LEG,
    RIGHT_LEG,
    LEFT_ARM,
    RIGHT_ARM,
    BAG,
    SCARF,
    NECK;

    private static final ParsedLabel[] BY_VALUE = values();

    /** The value of this label in a label map. */
    @SuppressWarnings("EnumOrdinal") // the enum is the published order
    public int value() {
        return ordinal();
    }

    /** The label of a pixel value. */
    public static ParsedLabel of(int value) {
        return BY_VALUE[value];
    }

    /**
     * The label of what the built-in networks see; sides are the picture's, which for somebody who faces it are the other ones.
     *
     * @param onLeftOfPicture for arms and legs: which of the two
     */
    static ParsedLabel of(Region region, boolean onePiece, boolean onLeftOfPicture) {
        return switch (region) {
            case BACKGROUND -> BACKGROUND;
            case HAIR -> HAIR;
            case HEAD -> FACE;
            case NECK -> NECK;
            case ARM, HAND -> onLeftOfPicture ? RIGHT_ARM : LEFT_ARM;
            case TOP -> onePiece ? DRESS : UPPER_CLOTHES;
            // No label is bare skin of the belly; a mask for a top covers it as the garment's.
            case BELLY -> UPPER_CLOTHES;
            case LOWER -> PANTS;
            case LEG -> onLeftOfPicture ? RIGHT_LEG : LEFT_LEG;
            case SHOE -> onLeftOfPicture ? RIGHT_SHOE : LEFT_SHOE;
        };
    }

    /** What the built-in networks call it. */
    Region region() {
        return switch (this) {
            case BACKGROUND, BAG -> Region.BACKGROUND;
            case HAT, SUNGLASSES, FACE -> Region.HEAD;
            case HAIR -> Region.HAIR;
            case UPPER_CLOTHES, DRESS, BELT, SCARF -> Region.TOP;
            case SKIRT, PANTS -> Region.LOWER;
            case LEFT_SHOE, RIGHT_SHOE -> Region.SHOE;
            case LEFT_LEG, RIGHT_LEG -> Region.LEG;
            case LEFT_ARM, RIGHT_ARM -> Region.ARM;
            case NECK -> Region.NECK;
        };
    }

    /**
     * Pixels of these labels.
     *
     * @param labels {@code CV_8UC1}
     * @return {@code CV_8UC1}, 255 inside, in the workspace
     */
    static Mat where(Mat labels, Set<ParsedLabel> wanted, Workspace workspace) {
        byte[] levels = new byte[256];
        wanted.forEach(label -> levels[label.value()] = (byte) 255);
        Mat table = workspace.keep(new Mat(1, levels.length, CvType.CV_8UC1));
        table.put(0, 0, levels);
        Mat found = workspace.mat();
        Core.LUT(labels, table, found);
        return found;
    }
}
