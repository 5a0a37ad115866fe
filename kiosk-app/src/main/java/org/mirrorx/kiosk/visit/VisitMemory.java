package org.mirrorx.kiosk.visit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * All pixels of one shopper: one shared arena with a bound. Erasing overwrites every byte that was ever handed out, reads it back, and
 * closes. Any thread.
 */
public final class VisitMemory implements Arena {
    private static final long WORD = 8;

    private final Arena arena = Arena.ofShared();
    private final long bound;
    private final List<MemorySegment> handedOut = new ArrayList<>();
    private long used;
    private boolean erased;

    /** @param bound bytes at most */
    public VisitMemory(long bound) {
        this.bound = bound;
    }

    /**
     * Memory of this visit, all zero.
     *
     * @throws VisitFull beyond the bound
     * @throws IllegalStateException when the visit is erased
     */
    @Override
    public synchronized MemorySegment allocate(long byteSize, long byteAlignment) {
        if (erased) {
            throw new IllegalStateException("the visit is erased");
        }
        if (byteSize > bound - used) {
            throw new VisitFull("A visit may hold " + bound + " bytes; " + used + " are used and " + byteSize
                    + " more were asked for.");
        }
        MemorySegment segment = arena.allocate(byteSize, byteAlignment);
        handedOut.add(segment);
        used += byteSize;
        return segment;
    }

    @Override
    public MemorySegment.Scope scope() {
        return arena.scope();
    }

    /** Bytes handed out. */
    public synchronized long used() {
        return used;
    }

    /**
     * Overwrites everything and reads it back; then the memory is gone. Doing it again does nothing.
     *
     * @throws IllegalStateException when a byte did not become zero, or a thread still holds the memory; then nothing was closed
     */
    public synchronized void erase() {
        if (erased) {
            return;
        }
        for (MemorySegment segment : handedOut) {
            segment.fill((byte) 0);
        }
        for (MemorySegment segment : handedOut) {
            requireZero(segment);
        }
        arena.close();
        handedOut.clear();
        used = 0;
        erased = true;
    }

    /** Same as {@link #erase()}. */
    @Override
    public void close() {
        erase();
    }

    private static void requireZero(MemorySegment segment) {
        long words = segment.byteSize() / WORD;
        for (long i = 0; i < words; i++) {
            if (segment.get(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, i * WORD) != 0) {
                throw new IllegalStateException("a pixel was written while the visit was being erased");
            }
        }
        for (long i = words * WORD; i < segment.byteSize(); i++) {
            if (segment.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) != 0) {
                throw new IllegalStateException("a pixel was written while the visit was being erased");
            }
        }
    }

    /** A visit asked for more than it may hold. */
    public static final class VisitFull extends RuntimeException {
        private static final long serialVersionUID = 1;

        VisitFull(String message) {
            super(message);
        }
    }
}
