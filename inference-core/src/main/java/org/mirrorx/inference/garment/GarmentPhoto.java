package org.mirrorx.inference.garment;

import java.util.Optional;
import org.mirrorx.inference.image.Mask;
import org.mirrorx.inference.image.Picture;

/**
 * A product photograph of one garment, lying or hanging, nobody in it.
 *
 * @param picture upright
 * @param alpha of a PNG or WebP with transparency, same size as {@code picture}; its coverage replaces the search for the ground
 * @param kind when the catalog knows it; else the shape decides
 * @param landmarks set by staff for this very picture; they win over what is found
 * @param sha256 of the photograph's bytes and any landmark file, lower-case hex
 */
public record GarmentPhoto(
        Picture picture,
        Optional<Mask> alpha,
        Optional<GarmentKind> kind,
        Optional<LandmarkFile> landmarks,
        String sha256) {
    public GarmentPhoto {
        if (alpha.isPresent()
                && (alpha.get().width() != picture.width() || alpha.get().height() != picture.height())) {
            throw new IllegalArgumentException(
                    "the transparency is " + alpha.get().width() + "×"
                            + alpha.get().height() + " but the picture " + picture.width() + "×" + picture.height());
        }
    }

    /** An opaque photograph of which nothing more is known. */
    public static GarmentPhoto of(Picture picture, String sha256) {
        return new GarmentPhoto(picture, Optional.empty(), Optional.empty(), Optional.empty(), sha256);
    }
}
