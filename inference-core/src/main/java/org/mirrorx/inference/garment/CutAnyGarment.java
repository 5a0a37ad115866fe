package org.mirrorx.inference.garment;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.mirrorx.inference.body.BodyMap;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.Readings;
import org.mirrorx.inference.image.Picture;

/** Cuts a garment whoever or whatever carries it: lying or hanging alone ({@link CutGarment}), or on a model ({@link CutWornGarment}). */
public final class CutAnyGarment {
    /**
     * The person detector's score from which on a model wears the garment. On the 26 photographs with a person it is 0.80 to 0.98; of 41
     * garments alone it sees somebody in four, three of them printed or shaped like one, at 0.51 to 0.68.
     */
    private static final double MODEL = 0.74;

    /** Reads the body in a picture. */
    @FunctionalInterface
    public interface ReadPicture {
        /** @param memory where masks of the readings live */
        Readings read(Picture picture, Arena memory);
    }

    private final ReadPicture readPicture;

    public CutAnyGarment(ReadPicture readPicture) {
        this.readPicture = readPicture;
    }

    /** @param memory where the cut's colours and alpha live */
    public CutOutcome cut(GarmentPhoto photo, Arena memory) {
        if (photo.alpha().isPresent()) {
            return new CutGarment().cut(photo, memory);
        }
        try (Arena brief = Arena.ofShared()) {
            Readings readings = readPicture.read(photo.picture(), brief);
            Optional<BodyReading> model = readings.body().filter(reading -> reading.personScore() >= MODEL);
            if (model.isEmpty()) {
                return new CutGarment().cut(photo, memory);
            }
            BodyMap map = readings.map(photo.picture(), brief).orElseThrow();
            return new CutWornGarment().cut(photo, map.reading(), map.labels(), memory);
        }
    }
}
