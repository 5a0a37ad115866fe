package org.mirrorx.models.forge;

import org.mirrorx.models.ElementType;

/** How wide the large matrices of a network and its attention are. Sums that must not lose a digit are in 32 bits in both. */
public enum Precision {
    /** Everything in 32 bits: what a processor wants. */
    FP32(ElementType.F32),
    /** Large matrices and attention in 16 bits, for graphics cards. */
    FP16(ElementType.F16);

    private final ElementType matrices;

    Precision(ElementType matrices) {
        this.matrices = matrices;
    }

    ElementType matrices() {
        return matrices;
    }
}
