package org.mirrorx.inference.body;

import java.util.Optional;
import org.mirrorx.inference.image.Curve;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * What each pixel of a capture shows, good to one or two pixels. All masks have the capture's size; soft ones are 0 to 255 and soft only
 * at edges. "Left" and "right" are the picture's.
 *
 * @param regions the code of one {@link Region} a pixel
 * @param limbs which limb a pixel belongs to, skin, sleeve and hand alike: {@link #TRUNK}, {@link #LEFT_ARM}, {@link #RIGHT_ARM}; where
 *     an arm lies against the trunk it is cut along the arm's own width; 0 outside the person too
 * @param person soft; the band of 8 px at its edge is matted
 * @param hair soft; always in front
 * @param skin soft; every bare skin but the face
 * @param top soft; the upper garment worn with its sleeves, or the whole of a one-piece garment
 * @param lower soft; trousers or skirt; empty (all 0) below a one-piece garment
 * @param inFront soft; forearms and hands that lie before trunk or lower garment: drawn over a new garment's torso, not over its sleeve
 * @param colours the capture, but in the person's edge band the person's own colour without the background's share
 * @param waist by column, the row where the top ends and the lower garment begins (tucked: the waistband's upper edge; worn over: the
 *     hem); for a long kurta over trousers its hem far below the hips; empty for a dress, or when the hips are outside the picture
 * @param onePiece likeness (Bhattacharyya coefficient, 0 to 1) of the cloth's colours above and below the hips; above
 *     {@link #ONE_PIECE} it is a dress
 * @param skinCertainty 0 to 1: how far skin and cloth could be told apart (1: their colours do not overlap)
 */
public record GarmentLabels(
        Mask regions,
        Mask limbs,
        Mask person,
        Mask hair,
        Mask skin,
        Mask top,
        Mask lower,
        Mask inFront,
        Picture colours,
        Optional<Curve> waist,
        double onePiece,
        double skinCertainty) {
    /** Pixel values of {@link #limbs()}. */
    public static final int TRUNK = 0;

    public static final int LEFT_ARM = 1;
    public static final int RIGHT_ARM = 2;

    /** Above this likeness of the colours above and below the hips the clothes are one piece (drape recipe §5.3). */
    public static final double ONE_PIECE = 0.75;

    public int width() {
        return regions.width();
    }

    public int height() {
        return regions.height();
    }
}
