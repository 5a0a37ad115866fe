package org.mirrorx.kiosk.visit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of Java's heap that nothing uses. A collector moves and forgets objects, but leaves their old bytes where they were; JavaFX's
 * software pipeline keeps its textures there, and those are pictures of the shopper. Made for the launcher's options: the serial collector,
 * and large arrays always in the old generation.
 */
public final class FreeHeap {
    /** The launcher's {@code PretenureSizeThreshold}: what is larger lies in the old generation from the start. */
    private static final int LARGE = 64 << 10;

    /** Small enough to leave no gap in the young generation. */
    private static final int SMALL = 1 << 10;

    /** Of an array, bytes. */
    private static final int HEADER = 16;

    /** Seen by other threads, so that no compiler may leave the arrays out. */
    @SuppressWarnings("UnusedVariable") // is there to be written
    private static volatile Object sink = new byte[0];

    private FreeHeap() {}

    /** Collects, then overwrites what is free of the memory that Java has taken from the system with zeros, and gives it up again. */
    public static void overwrite() {
        System.gc();
        List<byte[]> large = new ArrayList<>();
        sink = large;
        for (long left = free("Old", "Tenured"); left > LARGE + HEADER; left -= LARGE + HEADER) {
            large.add(new byte[LARGE]);
        }
        for (long left = free("Eden"); left > -SMALL; left -= SMALL) {
            sink = new byte[SMALL - HEADER];
        }
        sink = new byte[0];
    }

    /** Bytes of a generation that are taken from the system and hold nothing. */
    private static long free(String... names) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> List.of(names).stream().anyMatch(pool.getName()::contains))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(FreeHeap::free)
                .sum();
    }

    private static long free(MemoryUsage usage) {
        return usage.getCommitted() - usage.getUsed();
    }
}
