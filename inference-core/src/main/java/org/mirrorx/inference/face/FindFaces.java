package org.mirrorx.inference.face;

import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.BodyLite;
import org.mirrorx.inference.body.FaceReading;
import org.mirrorx.inference.image.Picture;

/**
 * Finds the faces of a picture and the shopper's among them: with SCRFD where the shop installed it, else with what comes with MirrorX. All
 * pictures are looked at with the same detector, so that capture and look can be compared.
 */
public final class FindFaces {
    /** Finds all faces. */
    @FunctionalInterface
    interface Source {
        /** Best first. */
        List<FaceReading> faces(Picture picture);
    }

    private final Source source;

    /**
     * @param installed SCRFD; it belongs to the caller
     * @param builtIn belongs to the caller
     */
    public FindFaces(Optional<Scrfd> installed, BodyLite builtIn) {
        this(installed.<Source>map(scrfd -> scrfd::find).orElse(builtIn::faces));
    }

    FindFaces(Source source) {
        this.source = source;
    }

    /** The faces of a picture, upright and not mirrored. */
    public Faces find(Picture picture) {
        return Faces.among(source.faces(picture), picture.width());
    }
}
