package org.mirrorx.inference;

/** A picture whose face is not surely the shopper's: nothing is shown of it, and when another seed does no better the look is declined. */
public final class FaceFault extends EngineFault {
    private static final long serialVersionUID = 1L;

    public FaceFault(String sentence) {
        super(sentence);
    }
}
