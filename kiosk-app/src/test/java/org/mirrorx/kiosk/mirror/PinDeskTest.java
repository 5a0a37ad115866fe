package org.mirrorx.kiosk.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinDeskTest {
    private static final Optional<Duration> RIGHT = Optional.empty();

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void theRightPinOpensAndAnotherDoesNot() {
        assertEquals(RIGHT, desk("4711").judge("4711"));
        assertEquals(Optional.of(Duration.ZERO), desk("4711").judge("4712"));
    }

    @Test
    void withoutAPinNobodyGetsIn() {
        assertTrue(desk("").judge("").isPresent());
    }

    @Test
    void theWaitDoublesAndOutlivesARestart() {
        desk("4711").judge("1");
        desk("4711").judge("2");
        assertEquals(Optional.of(Duration.ofSeconds(2)), desk("4711").judge("3"));
        assertEquals(Optional.of(Duration.ofSeconds(2)), desk("4711").judge("4711"), "not taken while it waits");
        now = now.plusSeconds(2);
        assertEquals(Optional.of(Duration.ofSeconds(4)), desk("4711").judge("4"));
        now = now.plusSeconds(4);
        assertEquals(RIGHT, desk("4711").judge("4711"));
        assertEquals(Optional.of(Duration.ZERO), desk("4711").judge("5"), "begins anew");
    }

    @Test
    void aDamagedMemoryOfWrongOnesIsNoWayIn() throws IOException {
        Files.writeString(folder.resolve("pin.failures"), "many");
        assertTrue(desk("4711").judge("1").orElseThrow().toSeconds() > 60);
    }

    private PinDesk desk(String pin) {
        return new PinDesk(pin, folder, () -> now, List::of);
    }
}
