package org.mirrorx.inference.face;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mirrorx.inference.FaceFault;
import org.mirrorx.inference.image.Picture;

/**
 * Is the person in the look the shopper? Compares the embeddings of the most prominent face of capture and look; the face is found
 * again in the look, never taken over from the capture. Embeddings live in memory only and are overwritten when forgotten.
 */
public final class JudgeIdentity {
    /** Euclidean distance of two embeddings of the built-in network below which both show one person (body-lite page). */
    public static final double SAME_PERSON = 0.30;

    /** Finds the face of a picture and describes it. */
    @FunctionalInterface
    public interface Embedding {
        /** Empty when no face is in view; else as many values as the network gives. */
        Optional<float[]> of(Picture picture);
    }

    /** The remembered face of a capture. */
    public static final class Face {
        private final Optional<float[]> embedding;

        private Face(Optional<float[]> embedding) {
            this.embedding = embedding;
        }

        /** Overwrites the embedding. */
        public void forget() {
            embedding.ifPresent(values -> Arrays.fill(values, 0));
        }
    }

    private final Embedding embedding;

    public JudgeIdentity(Embedding embedding) {
        this.embedding = embedding;
    }

    /** The capture's face, for any number of looks. */
    public Face remember(Picture capture) {
        return new Face(embedding.of(capture));
    }

    /** Distance of the two faces; empty when either picture shows none. */
    public OptionalDouble distance(Face shopper, Picture look) {
        if (shopper.embedding.isEmpty()) {
            return OptionalDouble.empty();
        }
        Optional<float[]> shown = embedding.of(look);
        if (shown.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        float[] one = shopper.embedding.get();
        float[] other = shown.get();
        for (int i = 0; i < one.length; i++) {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }
        Arrays.fill(other, 0);
        return OptionalDouble.of(Math.sqrt(sum));
    }

    /** @throws FaceFault when the look shows another person, or no face where the capture shows one */
    public void requireSamePerson(String engine, Face shopper, OptionalDouble distance) {
        if (shopper.embedding.isPresent() && distance.isEmpty()) {
            throw new FaceFault("The look of the engine " + engine + " shows no face, the capture does.");
        }
        if (distance.isPresent() && distance.getAsDouble() >= SAME_PERSON) {
            throw new FaceFault(String.format(
                    java.util.Locale.ROOT,
                    "The look of the engine %s may show another person: face distance %.2f, allowed is less than %.2f.",
                    engine,
                    distance.getAsDouble(),
                    SAME_PERSON));
        }
    }
}
