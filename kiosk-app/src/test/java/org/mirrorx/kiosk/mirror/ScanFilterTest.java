package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScanFilterTest {
    private static final long MS = 1_000_000L;
    private final ScanFilter filter = new ScanFilter();
    private long now = 1_000 * MS;

    @Test
    void aBurstThatEndsWithEnterIsATag() {
        type("8901234567894", 12);
        assertEquals(Optional.of("8901234567894"), filter.ended(now + 10 * MS));
    }

    @Test
    void aPersonWhoTypesIsNoScanner() {
        type("8901234", 150);
        assertEquals(Optional.empty(), filter.ended(now + 150 * MS));
    }

    @Test
    void aTagAfterSomebodyTypedIsReadWhole() {
        type("ab", 200);
        now += 300 * MS;
        type("MX-TEE-01", 9);
        assertEquals(Optional.of("MX-TEE-01"), filter.ended(now + 9 * MS));
    }

    @Test
    void threeCharactersAreTooFew() {
        type("123", 10);
        assertEquals(Optional.empty(), filter.ended(now + 10 * MS));
    }

    private void type(String text, long gap) {
        for (int i = 0; i < text.length(); i++) {
            now += gap * MS;
            filter.typed(text.charAt(i), now);
        }
    }
}
