package org.mirrorx.models.forge;

import org.mirrorx.models.ElementType;

/** How wide the large matrices of a network and its attention are. Sums that must not lose a digit are in 32 bits in all. */
public enum Precision {
    /** Everything in 32 bits. */
    FP32(ElementType.F32, ElementType.F32),
    /** Large matrices and attention in 16 bits, for graphics cards. */
    FP16(ElementType.F16, ElementType.F16),
    /**
     * Computes in 32 bits with the matrices of {@link #FP16}: both graphs have the same constants and share one file of weights. For
     * processors, which are slow in 16 bits, and for numbers that grow beyond 16 bits on the way.
     */
    FP16_WIDENED(ElementType.F16, ElementType.F32);

    private final ElementType stored;
    private final ElementType computed;

    Precision(ElementType stored, ElementType computed) {
        this.stored = stored;
        this.computed = computed;
    }

    /** Of the matrices in the file. */
    ElementType stored() {
        return stored;
    }

    /** Of products with them. */
    ElementType computed() {
        return computed;
    }
}
