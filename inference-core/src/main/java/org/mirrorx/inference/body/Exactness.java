package org.mirrorx.inference.body;

/** Whether known faults of a published program are copied. */
enum Exactness {
    /** What its authors meant: what MirrorX does. */
    MEANT,
    /** Pixel for pixel what the program does, faults and all: for comparisons with recorded runs only. */
    REFERENCE
}
