package org.mirrorx.inference.body;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.image.Point2;

/**
 * Who of several people stands before the mirror: the most central large one.
 *
 * @param width of the picture, pixels
 */
public record ChoosePerson(int width) {
    /** A second person at least this large beside the first is of comparable size. */
    private static final double COMPARABLE = 0.6;

    /** Two detections whose hips lie closer than this share of the smaller region are one person seen twice. */
    private static final double SAME_PERSON = 0.12;

    /** At the picture's left or right edge a person counts this share less than in the middle. */
    private static final double EDGE_PENALTY = 0.6;

    /**
     * @param people any order
     * @return the person to dress, empty when nobody is there
     */
    Optional<Detection> choose(List<Detection> people) {
        return people.stream().max(Comparator.comparingDouble(this::weight));
    }

    /** The others (the chosen one's hips are its own) who could be meant as well; each must still be confirmed by the landmark network. */
    List<Detection> comparable(List<Detection> people, Detection chosen) {
        return people.stream()
                .filter(other -> size(other) >= COMPARABLE * size(chosen))
                .filter(other -> hips(other).distance(hips(chosen)) > SAME_PERSON * Math.min(size(other), size(chosen)))
                .toList();
    }

    private double weight(Detection person) {
        return weight(size(person), hips(person).x(), width);
    }

    /**
     * How much a person is meant.
     *
     * @param size a length that grows with the person, pixels
     * @param middle where the person stands along the picture's width, pixels
     */
    public static double weight(double size, double middle, int width) {
        double fromMiddle = Math.abs(middle - width / 2.0) / (width / 2.0);
        return size * (1 - EDGE_PENALTY * Math.min(1, fromMiddle));
    }

    private static double size(Detection person) {
        return FindPeople.around(person).width();
    }

    private static Point2 hips(Detection person) {
        return person.points().getFirst();
    }
}
