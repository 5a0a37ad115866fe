package org.mirrorx.kiosk.mirror;

import java.util.Optional;

/**
 * Tells a barcode scanner, which is a keyboard to the system, from a person: at least four characters, no longer than 40 ms from one to the
 * next, and Enter or Tab at the end.
 */
final class ScanFilter {
    private static final long GAP_NANOSECONDS = 40_000_000L;

    /** A scanner beside a busy screen may be heard late. */
    private static final long SLOWEST_END_NANOSECONDS = 120_000_000L;

    private static final int LEAST = 4;
    private static final int MOST = 128;

    private final StringBuilder code = new StringBuilder();
    private long lastAt;

    /**
     * A character came.
     *
     * @param nanoseconds when
     */
    void typed(char character, long nanoseconds) {
        if (nanoseconds - lastAt > GAP_NANOSECONDS || code.length() >= MOST) {
            code.setLength(0);
        }
        lastAt = nanoseconds;
        if (character > ' ') {
            code.append(character);
        }
    }

    /**
     * Enter or Tab came.
     *
     * @return the code that was scanned; empty when a person typed
     */
    Optional<String> ended(long nanoseconds) {
        boolean scanned = code.length() >= LEAST && nanoseconds - lastAt <= SLOWEST_END_NANOSECONDS;
        String all = code.toString();
        code.setLength(0);
        return scanned ? Optional.of(all) : Optional.empty();
    }
}
