package org.mirrorx.kiosk.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private final StringWriter err = new StringWriter();
    private long now = 1;

    @Test
    void workOfLessThanASecondIsSilent() {
        try (ProgressLine line = line(true)) {
            now += TimeUnit.MILLISECONDS.toNanos(900);
            line.at("cutting", 0.9);
        }
        assertEquals("", err.toString());
    }

    @Test
    void elsewhereThanOnATerminalPlainLinesComeNowAndThen() {
        try (ProgressLine line = line(false)) {
            for (int second = 1; second <= 30; second++) {
                now += TimeUnit.SECONDS.toNanos(1);
                line.at("cutting", second / 30.0);
            }
        }
        assertEquals(3, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("mirrorx: 3 %, cutting (0:29 left)"), err.toString());
        assertTrue(err.toString().indexOf('\r') < 0);
    }

    @Test
    void onATerminalTheBarIsGoneAtTheEnd() {
        try (ProgressLine line = line(true)) {
            now += TimeUnit.SECONDS.toNanos(2);
            line.at("cutting", 0.5);
        }
        assertTrue(err.toString().contains("[###############---------------]  50 %"), err.toString());
        assertTrue(err.toString().endsWith("\r\u001b[K"), err.toString());
    }

    @Test
    void workInUnequalPartsTellsNoTimeLeft() {
        ProgressLine line = new ProgressLine(
                new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err, true), false, () -> now), false);
        now += TimeUnit.SECONDS.toNanos(6);
        line.at("reading body", 0.2);
        assertEquals("mirrorx: 20 %, reading body" + System.lineSeparator(), err.toString());
    }

    private ProgressLine line(boolean interactive) {
        PrintWriter out = new PrintWriter(new StringWriter());
        return new ProgressLine(new Terminal(out, new PrintWriter(err, true), interactive, () -> now));
    }
}
