package org.mirrorx.inference.garment;

/** Where a garment is worn. */
public enum GarmentKind {
    /** T-shirts, shirts, blouses, jackets, short kurtas. */
    UPPER,
    /** Trousers, jeans, skirts, lehenga skirts. */
    LOWER,
    /** One-piece garments from the shoulders down: dresses, long kurtas, anarkalis, draped sarees. */
    DRESS
}
