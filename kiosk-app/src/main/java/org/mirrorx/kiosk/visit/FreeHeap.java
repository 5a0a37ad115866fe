package org.mirrorx.kiosk.visit;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of Java's heap that nothing uses. A collector moves and forgets objects, but leaves their old bytes where they were; JavaFX's
 * software pipeline keeps its textures there, and those are pictures of the shopper.
 */
public final class FreeHeap {
    /** Small enough to be laid into every gap. */
    private static final int PIECE = 64 << 10;

    /** What the program may need meanwhile. */
    private static final long RESERVE = 1 << 20;

    private FreeHeap() {}

    /** Collects, then fills what is free of the memory that Java has taken from the system with zeros, and gives it up again. */
    public static void overwrite() {
        Runtime java = Runtime.getRuntime();
        System.gc();
        List<byte[]> pieces = new ArrayList<>();
        long free = java.freeMemory();
        long most = java.maxMemory() - java.totalMemory() + free;
        for (long filled = 0; filled < Math.min(free, most) && java.freeMemory() > RESERVE; filled += PIECE) {
            pieces.add(new byte[PIECE]);
        }
        pieces.clear();
    }
}
