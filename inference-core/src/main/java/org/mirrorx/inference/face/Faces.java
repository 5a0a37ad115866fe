package org.mirrorx.inference.face;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.body.ChoosePerson;
import org.mirrorx.inference.body.FaceReading;

/**
 * The faces of a picture.
 *
 * @param shopper the face of whoever stands before the mirror: the most central large one; empty when no face is in view
 * @param others all the others, best first
 */
public record Faces(Optional<FaceReading> shopper, List<FaceReading> others) {
    /** A face whose box is at least this share as long as the shopper's may be meant as well: half as near, or a child. */
    private static final double SECOND_LARGE = 0.5;

    public Faces {
        others = List.copyOf(others);
    }

    /**
     * The choice among several, by the rule for people.
     *
     * @param found best first
     * @param width of the picture, pixels
     */
    static Faces among(List<FaceReading> found, int width) {
        Optional<FaceReading> shopper = found.stream()
                .max(Comparator.comparingDouble(
                        face -> ChoosePerson.weight(side(face), (face.boxLeft() + face.boxRight()) / 2, width)));
        return new Faces(
                shopper,
                found.stream()
                        .filter(face -> !Optional.of(face).equals(shopper))
                        .toList());
    }

    /** Whether a second face is so large that it may be the shopper's. */
    public boolean secondLarge() {
        return shopper.isPresent()
                && others.stream().anyMatch(other -> side(other) >= SECOND_LARGE * side(shopper.get()));
    }

    /** The longer side of a face's box, pixels. */
    public static double side(FaceReading face) {
        return Math.max(face.boxRight() - face.boxLeft(), face.boxBottom() - face.boxTop());
    }
}
