package org.mirrorx.inference;

/**
 * An honest no. The reason is from a closed list so that every screen language can say it in the shopper's words.
 *
 * @param reason what the shopper can change
 * @param detail one sentence for staff and for {@code --explain}: which rule, which number; no pixels, no identity
 */
public record Declined(Reason reason, String detail) implements Outcome, Generation {
    /** Why no look is shown. */
    public enum Reason {
        NOBODY_THERE,
        SEVERAL_PEOPLE,
        TOO_CLOSE,
        /** Shoulders or hips outside the picture; for lower garments and dresses also the knees. A cut head is no reason. */
        PARTS_OUTSIDE,
        TURNED_AWAY,
        ARMS_CROSSED,
        TOO_DARK,
        /** The shopper moved, or the camera is out of focus. */
        BLURRED,
        /** The body could not be read with enough certainty. */
        BODY_UNCLEAR,
        /** The engine made another face, or none, also with another seed. */
        FACE_NOT_KEPT,
        GARMENT_UNREADABLE,
        /** The garment would bare what the worn clothes hide, or cannot lie over them without folds. */
        DOES_NOT_FIT_OVER
    }
}
