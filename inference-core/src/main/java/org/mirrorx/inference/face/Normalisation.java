package org.mirrorx.inference.face;

import java.util.List;

/** Where a published face network brings its colours from 0…255 to its own range (InsightFace, {@code model_zoo}). */
public enum Normalisation {
    /** By nodes of the file: it takes the levels as they are. */
    INSIDE,
    /** By the program. */
    OUTSIDE;

    /** So many nodes are looked at. */
    private static final int FIRST = 8;

    /** A batch normalisation of the input is among this many. */
    private static final int VERY_FIRST = 3;

    private static final String INPUT_NORM = "bn_data";

    /**
     * The rule for recognisers.
     *
     * @param nodes names of the graph's first nodes, at least eight or all
     */
    public static Normalisation ofRecogniser(List<String> nodes) {
        boolean subtracts = nodes.stream().limit(FIRST).anyMatch(name -> starts(name, "Sub", "_minus"));
        boolean multiplies = nodes.stream().limit(FIRST).anyMatch(name -> starts(name, "Mul", "_mul"));
        return subtracts && multiplies ? INSIDE : OUTSIDE;
    }

    /**
     * The rule for landmarks, which also know a batch normalisation of the input.
     *
     * @param nodes names of the graph's first nodes, at least eight or all
     */
    public static Normalisation ofLandmarks(List<String> nodes) {
        return nodes.stream().limit(VERY_FIRST).anyMatch(INPUT_NORM::equals) ? INSIDE : ofRecogniser(nodes);
    }

    private static boolean starts(String name, String one, String other) {
        return name.startsWith(one) || name.startsWith(other);
    }

    /** Mean and deviation outside, or nothing to do. */
    Planes planes(Planes outside) {
        return this == INSIDE ? new Planes(0, 1) : outside;
    }
}
