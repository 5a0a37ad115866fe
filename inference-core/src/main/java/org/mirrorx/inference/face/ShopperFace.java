package org.mirrorx.inference.face;

import java.util.Arrays;

/**
 * The face of the shopper in front of the mirror, as {@link ArcFace} described it in this visit's capture. Only this room makes one, and
 * only from the capture: nobody else's face can be put on anybody. Memory only; overwritten when forgotten.
 */
public final class ShopperFace {
    private final float[] embedding;

    /** @param embedding taken over */
    ShopperFace(float[] embedding) {
        this.embedding = embedding;
    }

    /** The numbers themselves. */
    float[] embedding() {
        return embedding;
    }

    /** Overwrites the embedding; the face cannot be used any more. */
    public void forget() {
        Arrays.fill(embedding, 0);
    }
}
